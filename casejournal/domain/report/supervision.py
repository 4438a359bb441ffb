"""Supervision (supervisi): how often and how long, what was brought, what was agreed and done, what others commented.

A talk that is written in several cases is one supervision: it counts in the case whose ref sorts first. Its minutes
stand in one of them only.
"""

from collections.abc import Callable, Iterator

from casejournal.domain.case_file import CaseFile
from casejournal.domain.file import File
from casejournal.domain.report.figure import OTHER, UNKNOWN, Counted, Figure, Frame, Unit, listed
from casejournal.domain.supervision import Supervision
from casejournal.domain.to_bring import Sort, sort_brought
from casejournal.words import N_

_ABOUT = (("cases", N_("about cases")), ("groups", N_("about groups")))


def _about(file: File, _supervision: Supervision, _frame: Frame) -> str:
    return "cases" if isinstance(file, CaseFile) else "groups"


def _supervisor(_file: File, supervision: Supervision, frame: Frame) -> str:
    """Who supervised, as it was written. A name that is a client's too is counted as other."""
    name = " ".join(supervision.with_whom.split())
    return OTHER[0] if name and frame.names(name) else name or UNKNOWN[0]


Said = Callable[[File, Supervision, Frame], str]


def _talks(group: Said) -> Callable[[File, Frame], Iterator[Counted]]:
    """A function that counts the supervisions dated in the period, each once."""

    def counts(file: File, frame: Frame) -> Iterator[Counted]:
        for each in frame.period.of(file.supervisions):
            if file.ref == min((file.ref, *each.also)):
                yield Counted(group(file, each, frame))

    return counts


def _minutes(group: Said) -> Callable[[File, Frame], Iterator[Counted]]:
    """A function that adds up the minutes of the supervisions dated in the period, as far as they say them."""

    def counts(file: File, frame: Frame) -> Iterator[Counted]:
        for each in frame.period.of(file.supervisions):
            if each.minutes is not None:
                yield Counted(group(file, each, frame), each.minutes)

    return counts


def brought(file: File, frame: Frame) -> Iterator[Counted]:
    """Each entry that a supervision dated in the period brought, by the most pressing reason to bring it."""
    for supervision in frame.period.of(file.supervisions):
        yield from (Counted(sort_brought(each.ref, file) or OTHER[0]) for each in supervision.brought)


def agreed(file: File, frame: Frame) -> Iterator[Counted]:
    """The tasks that the supervisions dated in the period made, by what became of them until its end."""
    made = {each.ref for each in frame.period.of(file.supervisions)}
    for task in file.tasks:
        if task.source in made:
            yield Counted("done" if task.done_on else "dropped" if task.dropped_on else "open")


def comments(file: File, frame: Frame) -> Iterator[Counted]:
    """Each comment dated in the period: one that countersigns, or one that only says something."""
    for each in frame.period.of(file.comments):
        yield Counted("countersigned" if each.countersign else "commented")


def figures(_frame: Frame) -> tuple[Figure, ...]:
    """The figures of supervision in the report of a period. They name nobody."""
    return _ALL


def by_supervisor(_frame: Frame) -> tuple[Figure, ...]:
    """The same figures, and whose supervision it was."""
    return (*_BY_SUPERVISOR, *_ALL)


_ALL = (
    Figure(
        key="supervisions",
        title=N_("Supervisions"),
        means=N_("Supervisions of the period. One about several cases counts once."),
        unit=Unit.SUPERVISIONS,
        counts=_talks(_about),
        groups=lambda _frame: _ABOUT,
        total="all_supervisions",
    ),
    Figure(
        key="supervision_minutes",
        title=N_("Time in supervision"),
        means=N_("Minutes of the supervisions of the period, as far as they say how long they took."),
        unit=Unit.MINUTES,
        counts=_minutes(_about),
        groups=lambda _frame: _ABOUT,
        total="all_supervision_minutes",
    ),
    Figure(
        key="brought",
        title=N_("Brought to supervision"),
        means=N_("Entries brought to the supervisions of the period, by the most pressing reason."),
        unit=Unit.RECORDS,
        counts=brought,
        groups=lambda _frame: (*listed(Sort), OTHER),
        total="all_brought",
    ),
    Figure(
        key="agreed",
        title=N_("Agreed in supervision"),
        means=N_("Tasks from the supervisions of the period, and what became of them by its end."),
        unit=Unit.TASKS,
        counts=agreed,
        groups=lambda _frame: (("done", N_("done")), ("open", N_("open")), ("dropped", N_("dropped"))),
        total="all_agreed",
    ),
    Figure(
        key="comments",
        title=N_("Comments received"),
        means=N_("What others said of entries in the period. One that countersigns counts as countersigned only."),
        unit=Unit.RECORDS,
        counts=comments,
        groups=lambda _frame: (("commented", N_("commented")), ("countersigned", N_("countersigned"))),
        total="all_comments",
    ),
)
_BY_SUPERVISOR = (
    Figure(
        key="supervisions_by_supervisor",
        title=N_("Supervisions by supervisor"),
        means=N_("Supervisions of the period, by who supervised."),
        unit=Unit.SUPERVISIONS,
        counts=_talks(_supervisor),
        groups=lambda _frame: (),
        more=lambda _frame: (UNKNOWN, OTHER),
        typed=True,
        total="all_supervisions",
    ),
    Figure(
        key="supervision_minutes_by_supervisor",
        title=N_("Time by supervisor"),
        means=N_("Minutes of the supervisions of the period, by who supervised."),
        unit=Unit.MINUTES,
        counts=_minutes(_supervisor),
        groups=lambda _frame: (),
        more=lambda _frame: (UNKNOWN, OTHER),
        typed=True,
        total="all_supervision_minutes",
    ),
)
