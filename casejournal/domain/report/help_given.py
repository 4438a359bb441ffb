"""Help that was given (bantuan): what was done for the client, of which kind, and how much of it."""

from collections.abc import Iterator

from casejournal.domain.case_file import CaseFile
from casejournal.domain.report.figure import OTHER, UNKNOWN, Counted, Figure, Frame, Picture, Unit, listed
from casejournal.domain.task import USUAL_UNIT, Task
from casejournal.domain.undertaking import Help
from casejournal.words import N_


def by_kind(file: CaseFile, frame: Frame) -> Iterator[Counted]:
    """Each task done on a day of the period, whoever did it, by the kind of help it gave."""
    yield from (Counted(task.help or UNKNOWN[0]) for task in _done(file, frame))


def amounts(file: CaseFile, frame: Frame) -> Iterator[Counted]:
    """The amounts of help given by tasks done in the period, added up by what they are counted in. A unit that names a
    client is counted as other.
    """
    for task in _done(file, frame):
        if task.amount:
            unit = " ".join(task.unit.split()) or USUAL_UNIT
            yield Counted(OTHER[0] if frame.names(unit) else unit, task.amount)


def _done(file: CaseFile, frame: Frame) -> Iterator[Task]:
    return (task for task in file.tasks if task.done_on in frame.period)


def figures(_frame: Frame) -> tuple[Figure, ...]:
    """The figures of help."""
    return _HELP


_HELP = (
    Figure(
        key="help_by_kind",
        title=N_("Help given by kind"),
        means=N_("Tasks done in the period, whoever did them, by the kind of help."),
        unit=Unit.TASKS,
        over=CaseFile,
        counts=by_kind,
        groups=lambda _frame: (*listed(Help), UNKNOWN),
        total="tasks_done",
        picture=Picture.BARS,
    ),
    Figure(
        key="help_amounts",
        title=N_("Amounts of help"),
        means=N_("What was given in the period, added up by what it is counted in."),
        unit=Unit.AMOUNT,
        over=CaseFile,
        counts=amounts,
        groups=lambda _frame: ((USUAL_UNIT, USUAL_UNIT),),
        more=lambda _frame: (OTHER,),
        typed=True,
    ),
)
