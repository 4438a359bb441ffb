"""Goals (tujuan): what the reviews of the period say was reached, and how far T has moved.

T is the GAS score (Kiresuk & Sherman 1968, see `gas`). A change is only told over goals that are measured on the same
scale at both ends: see `progress`.
"""

from collections.abc import Iterator

from casejournal.domain.case_file import CaseFile
from casejournal.domain.plan import LEVELS
from casejournal.domain.progress import Progress
from casejournal.domain.report.figure import Counted, Figure, Frame, Groups, Picture, Taken, Unit
from casejournal.words import N_

_SAME = 1e-9
_NAMES = {2: "much_more", 1: "more", 0: "expected", -1: "less", -2: "much_less"}
"""The levels as a script finds them. A spreadsheet would take -1 for a formula."""


def levels(file: CaseFile, frame: Frame) -> Iterator[Counted]:
    """Each goal that was rated in the period, by the last level it was given in it, whoever rated."""
    last = {rating.goal: rating.level for review in frame.period.of(file.reviews) for rating in review.ratings}
    yield from (Counted(_NAMES[level]) for level in last.values())


def change(file: CaseFile, frame: Frame) -> Iterator[Counted]:
    """Whether T was higher, lower or the same at the last review of the period than at the beginning, by case.

    The review of whoever rated last is taken, and compared with where the plan says a goal started or with the first
    rating of the same person; goals whose scale changed are left out. A case whose goals cannot be compared is counted
    apart.
    """
    last = _last(file, frame)
    if last is None:
        return
    moved = last.change
    if moved is None:
        yield Counted("not_comparable")
    else:
        yield Counted("same" if abs(moved) < _SAME else "better" if moved > 0 else "worse")


def t_scores(file: CaseFile, frame: Frame) -> Iterator[Counted]:
    """First and last T of the goals that `change` compares: their mean over the cases."""
    last = _last(file, frame)
    if last and last.baseline is not None and last.change is not None:
        yield Counted("first", last.baseline)
        yield Counted("last", last.baseline + last.change)


def _last(file: CaseFile, frame: Frame) -> Progress | None:
    """What the last review of the period says in numbers; None if nothing was rated in it."""
    if not frame.period.of(file.reviews):
        return None
    rated = [each for each in file.progress if each.review.on in frame.period and each.t is not None]
    return rated[-1] if rated else None


def _levels(_frame: Frame) -> Groups:
    return tuple((_NAMES[level], LEVELS[level]) for level in sorted(LEVELS, reverse=True))


def figures(_frame: Frame) -> tuple[Figure, ...]:
    """The figures of the goals."""
    return _GOALS


_GOALS = (
    Figure(
        key="goal_levels",
        title=N_("Goals by level reached"),
        means=N_("Goals rated in the period, by the last level they were given in it."),
        unit=Unit.GOALS,
        over=CaseFile,
        counts=levels,
        groups=_levels,
        total="rated_goals",
        picture=Picture.BARS,
        whole=True,
    ),
    Figure(
        key="goal_change",
        title=N_("Better, same, worse"),
        means=N_("Cases reviewed in the period: T at the last review against the beginning, on the same scale only."),
        unit=Unit.CASES,
        over=CaseFile,
        counts=change,
        groups=lambda _frame: (
            ("better", N_("better")),
            ("same", N_("the same")),
            ("worse", N_("worse")),
            ("not_comparable", N_("cannot be compared")),
        ),
        total="reviewed",
        whole=True,
    ),
    Figure(
        key="t_scores",
        title=N_("T-score, mean of the cases"),
        means=N_("First and last T of the goals that can be compared. 50 is what was expected."),
        unit=Unit.T,
        over=CaseFile,
        counts=t_scores,
        groups=lambda _frame: (("first", N_("first")), ("last", N_("last"))),
        taken=Taken.MEAN,
    ),
)
