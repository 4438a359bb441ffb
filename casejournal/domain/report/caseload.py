"""The caseload (beban kasus): who is being worked with at the end of the period, and who came and went in it."""

from collections.abc import Callable, Iterator

from casejournal.domain import dates
from casejournal.domain.areas import Area
from casejournal.domain.case_file import CaseFile
from casejournal.domain.closing import Reason
from casejournal.domain.danger import Danger
from casejournal.domain.gender import Gender, gender_said
from casejournal.domain.own_field import OwnKind, in_language, may_leave
from casejournal.domain.own_question import OwnQuestion
from casejournal.domain.report.figure import (
    OTHER,
    UNKNOWN,
    Counted,
    Counts,
    Figure,
    Frame,
    Groups,
    Picture,
    Unit,
    listed,
)
from casejournal.domain.stage import ENDED, Stage
from casejournal.words import N_

OPEN, CLOSED = "open", "movement.closed"
AGES: tuple[tuple[str, str, int], ...] = (
    ("under_6", N_("under 6"), 5),
    ("6_to_12", N_("6 to 12"), 12),
    ("13_to_17", N_("13 to 17"), 17),
    ("18_to_24", N_("18 to 24"), 24),
    ("25_to_44", N_("25 to 44"), 44),
    ("45_to_59", N_("45 to 59"), 59),
    ("60_and_over", N_("60 and over"), 999),
)
"""The bands of age, each with the oldest year that is in it. Somebody under 18 is a child, from 60 on an old person, in
the laws of Indonesia.
"""


def _open(groups: Callable[[CaseFile, Frame], Iterator[str]]) -> Counts:
    """A function that counts a case in each of these groups, if it is open at the end of the period."""

    def counts(file: CaseFile, frame: Frame) -> Iterator[Counted]:
        if not file.is_closed:
            yield from (Counted(group) for group in groups(file, frame))

    return counts


def by_stage(file: CaseFile, _frame: Frame) -> Iterator[str]:
    """Where the case stands in the process at the end of the period. A case is open unless a closing holds then; one
    that was opened again is open.
    """
    yield file.stage


def by_area(file: CaseFile, frame: Frame) -> Iterator[str]:
    """The areas of life that the intake names, so a case may count in several. An area that neither the list nor the
    worker's settings have is counted as other.
    """
    known = {*map(str, Area), *frame.areas}
    areas = {area if area in known else OTHER[0] for area in file.intake.areas}
    yield from areas or {UNKNOWN[0]}


def by_risk(file: CaseFile, _frame: Frame) -> Iterator[str]:
    """The worst danger in force at the end of the period, as `cj today` tells it: the last assessed risk, the intake
    until a later assessment speaks of risk, a safety plan. Not known if nobody asked.
    """
    yield file.safety.value if file.dangers else UNKNOWN[0]


def by_gender(file: CaseFile, _frame: Frame) -> Iterator[str]:
    """The client's gender as it was put, as far as the words are known: see `gender_said`."""
    yield gender_said(file.intake.gender) or UNKNOWN[0]


def by_age(file: CaseFile, frame: Frame) -> Iterator[str]:
    """The client's age on the last day of the period, in bands. An age that was told has grown since; of a year of
    birth, the middle is taken.
    """
    years = file.intake.years_on(frame.period.last)
    yield UNKNOWN[0] if years is None else next(band for band, _title, oldest in AGES if years <= oldest)


def movement(file: CaseFile, frame: Frame) -> Iterator[Counted]:
    """Whether the case came, ended or came back in the period, each counted once.

    New: the intake is dated in it. Closed: a closing is dated in it, even if the case was opened again later. Opened
    again: a reopening is dated in it. A case that was closed and then opened again in the period counts in both, and
    once more by itself.
    """
    period = frame.period
    closings, again = period.of(file.closings), period.of(file.reopenings)
    if file.intake.on in period:
        yield Counted("new")
    if closings:
        yield Counted("closed")
    if again:
        yield Counted("reopened")
    if {closing.ref for closing in closings} & {each.closing for each in again}:
        yield Counted("closed_and_reopened")


def by_reason(file: CaseFile, frame: Frame) -> Iterator[Counted]:
    """The reason of the last closing dated in the period, for every case that has one."""
    if closings := frame.period.of(file.closings):
        yield Counted(closings[-1].reason)


def months(file: CaseFile, frame: Frame) -> Iterator[Counted]:
    """The same as `movement`, month by month."""
    trend = frame.period.trend
    if file.intake.on in trend:
        yield Counted(dates.month(file.intake.on), 1, "new")
    for month in {dates.month(closing.on) for closing in trend.of(file.closings)}:
        yield Counted(month, 1, "closed")


def by_own(question: OwnQuestion) -> Callable[[CaseFile, Frame], Iterator[str]]:
    """A function that gives what the client answered to one of the worker's own questions; of several choices, each. In
    a report that leaves the house, an answer that was given so that it never does is not known.
    """

    def answered(file: CaseFile, frame: Frame) -> Iterator[str]:
        mine = (each for each in file.intake.own if each.name == question.name)
        told = [each for each in mine if may_leave(each) or not frame.leaves]
        yield from {answer for each in told for answer in each.answers} or {UNKNOWN[0]}

    return answered


def _areas(frame: Frame) -> Groups:
    return (*listed(Area), *((name, name) for name in frame.areas), OTHER, UNKNOWN)


def figures(_frame: Frame) -> tuple[Figure, ...]:
    """The figures of who came and went."""
    return _MOVEMENT


def standing(frame: Frame) -> tuple[Figure, ...]:
    """The figures of the caseload, and one for each own question that is answered from a list."""
    asked = (each for each in frame.own if each.kind in _COUNTED and not each.identity)
    return (*_STANDING, *(_own(each) for each in asked if each.leaves or not frame.leaves))


def _own(question: OwnQuestion) -> Figure:
    """The figure of an own question. If one answer may be several choices, they add up to nothing."""
    choices = tuple((each.value, in_language(dict(each.called)) or each.value) for each in question.choices)
    answers = (*(choices or (("yes", N_("yes")), ("no", N_("no")))), UNKNOWN)
    return Figure(
        key=f"own_{question.field_name}",
        title=question.called,
        means=N_("Cases open on the last day, by the answer to this question of your own."),
        unit=Unit.CASES,
        over=CaseFile,
        counts=_open(by_own(question)),
        groups=lambda _frame: answers,
        more=lambda _frame: (OTHER,),
        total="" if question.kind is OwnKind.CHOICES else OPEN,
    )


_COUNTED = {OwnKind.CHOICE, OwnKind.CHOICES, OwnKind.YES_NO}
"""The kinds of own questions that have a list of answers."""

_STANDING = (
    Figure(
        key="open_by_stage",
        title=N_("Open cases by stage"),
        means=N_("Cases open on the last day, by where they stand in the process."),
        unit=Unit.CASES,
        over=CaseFile,
        counts=_open(by_stage),
        groups=lambda _frame: listed(stage for stage in Stage if stage not in ENDED),
        total=OPEN,
        picture=Picture.BARS,
    ),
    Figure(
        key="open_by_area",
        title=N_("Open cases by area of life"),
        means=N_("Cases open on the last day, by the areas named at intake. A case may count in several."),
        unit=Unit.CASES,
        over=CaseFile,
        counts=_open(by_area),
        groups=_areas,
        picture=Picture.BARS,
    ),
    Figure(
        key="open_by_risk",
        title=N_("Open cases by risk"),
        means=N_("Cases open on the last day, by the worst danger in force then."),
        unit=Unit.CASES,
        over=CaseFile,
        counts=_open(by_risk),
        groups=lambda _frame: (*listed(reversed(Danger)), UNKNOWN),
        total=OPEN,
    ),
    Figure(
        key="open_by_gender",
        title=N_("Open cases by gender"),
        means=N_("Cases open on the last day, by the client's gender as they put it."),
        unit=Unit.CASES,
        over=CaseFile,
        counts=_open(by_gender),
        groups=lambda _frame: (*listed(Gender), UNKNOWN),
        total=OPEN,
    ),
    Figure(
        key="open_by_age",
        title=N_("Open cases by age"),
        means=N_("Cases open on the last day, by the client's age in years on that day."),
        unit=Unit.CASES,
        over=CaseFile,
        counts=_open(by_age),
        groups=lambda _frame: (*((band, title) for band, title, _oldest in AGES), UNKNOWN),
        total=OPEN,
        picture=Picture.BARS,
    ),
)
_MOVEMENT = (
    Figure(
        key="movement",
        title=N_("New, closed, opened again"),
        means=N_("Cases taken in, closed and opened again in the period. A case may count in several."),
        unit=Unit.CASES,
        over=CaseFile,
        counts=movement,
        groups=lambda _frame: (
            ("new", N_("new")),
            ("closed", N_("closed")),
            ("reopened", N_("opened again")),
            ("closed_and_reopened", N_("closed and opened again in the period")),
        ),
        whole=True,
    ),
    Figure(
        key="closed_by_reason",
        title=N_("Closed cases by reason"),
        means=N_("Cases closed in the period, by the reason of their last closing in it."),
        unit=Unit.CASES,
        over=CaseFile,
        counts=by_reason,
        groups=lambda _frame: listed(Reason),
        total=CLOSED,
    ),
    Figure(
        key="cases_by_month",
        title=N_("New and closed by month"),
        means=N_("Cases taken in and closed in each month."),
        unit=Unit.CASES,
        over=CaseFile,
        counts=months,
        groups=lambda frame: tuple((month, month) for month in frame.period.trend.months),
        series=(("new", N_("new")), ("closed", N_("closed"))),
        now={"new": "movement.new", "closed": CLOSED},
        picture=Picture.LINES,
        whole=True,
    ),
)
