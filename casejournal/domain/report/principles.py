"""The principles (prinsip): how it went with each, as the checklists of cases and groups say."""

from collections import Counter
from collections.abc import Iterator

from casejournal.domain import dates
from casejournal.domain.checklist import Verdict
from casejournal.domain.file import File
from casejournal.domain.principles import LABELS, Principle
from casejournal.domain.report.figure import OTHER, Counted, Figure, Frame, Groups, Picture, Unit, listed
from casejournal.words import N_

_ASKED = (Verdict.KEPT, Verdict.STRAINED, Verdict.BREACHED)


def by_principle(file: File, frame: Frame) -> Iterator[Counted]:
    """Each answer of the checklists dated in the period, by principle and by how it went. `Not applicable` is no
    answer. A principle of no known set is counted as other.
    """
    known = {name for name, _title in (*listed(Principle), *_more(frame))}
    counted: Counter[tuple[str, Verdict]] = Counter()
    for checklist in frame.period.of(file.checklists):
        for name, standing in checklist.standings.items():
            if standing.verdict in _ASKED:
                counted[name if name in known else OTHER[0], standing.verdict] += 1
    yield from (Counted(name, times, verdict) for (name, verdict), times in counted.items())


def by_month(file: File, frame: Frame) -> Iterator[Counted]:
    """The answers of `by_principle` over all principles together, month by month."""
    counted = Counter(
        (dates.month(checklist.on), standing.verdict)
        for checklist in frame.period.trend.of(file.checklists)
        for standing in checklist.standings.values()
        if standing.verdict in _ASKED
    )
    yield from (Counted(month, times, verdict) for (month, verdict), times in counted.items())


def _more(frame: Frame) -> Groups:
    six = {*map(str, Principle)}
    return (*(each for each in LABELS.items() if each[0] not in six), *frame.principles, OTHER)


def figures(_frame: Frame) -> tuple[Figure, ...]:
    """The figures of the principles."""
    return _PRINCIPLES


_PRINCIPLES = (
    Figure(
        key="principles",
        title=N_("Principles"),
        means=N_("Answers of the checklists of the period: how it went with each principle."),
        unit=Unit.ANSWERS,
        counts=by_principle,
        groups=lambda _frame: listed(Principle),
        more=_more,
        series=listed(_ASKED),
        rows=True,
        picture=Picture.STACKED,
        whole=True,
    ),
    Figure(
        key="principles_by_month",
        title=N_("Principles by month"),
        means=N_("Answers of the checklists of each month, all principles together."),
        unit=Unit.ANSWERS,
        counts=by_month,
        groups=lambda frame: tuple((month, month) for month in frame.period.trend.months),
        series=listed(_ASKED),
        leans="principles",
        picture=Picture.STACKED,
        whole=True,
    ),
)
