"""How the journal was kept: what was written in time, and what was written late."""

from collections import Counter
from collections.abc import Iterator

from casejournal.domain.file import File
from casejournal.domain.report.figure import Counted, Figure, Frame, Unit
from casejournal.domain.task import Task
from casejournal.words import N_


def entries(file: File, frame: Frame) -> Iterator[Counted]:
    """Each record dated in the period, in time or late: recorded more than 48 hours after the day it happened. Tasks
    are made by other records, and are not counted.
    """
    dated = (each for each in file.every_record if each.on in frame.period and not isinstance(each, Task))
    told = Counter("late" if each.late else "in_time" for each in dated)
    yield from (Counted(how, times) for how, times in told.items())


def figures(_frame: Frame) -> tuple[Figure, ...]:
    """The figures of the journal itself."""
    return _KEPT


_KEPT = (
    Figure(
        key="entries",
        title=N_("Records in time and late"),
        means=N_("Records dated in the period. One is late if it was written more than 48 hours after it happened."),
        unit=Unit.RECORDS,
        counts=entries,
        groups=lambda _frame: (("in_time", N_("in time")), ("late", N_("late"))),
        total="all_entries",
        whole=True,
    ),
)
