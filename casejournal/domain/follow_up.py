"""What a record asks to be done becomes tasks: safety for today, a next step, the tasks of a plan, another way."""

from collections.abc import Callable

import msgspec

from casejournal.domain.correction import Struck
from casejournal.domain.file import File
from casejournal.domain.record import Record
from casejournal.domain.task import Task


def follow_up(record: Record, new_ref: Callable[[str], str], before: Record | None = None) -> tuple[Task, ...]:
    """The tasks a record makes by itself, but for those its version `before` made. `new_ref` gives each its ref."""
    made = before.undertaken() if before else ()
    recorded_at, worker = record.last_written
    return tuple(
        Task(
            ref=new_ref(Task.ref_letter),
            on=recorded_at.date(),
            recorded_at=recorded_at,
            worker=worker,
            visibility=record.visibility,
            source=record.ref,
            **msgspec.structs.asdict(each),
        )
        for each in record.undertaken()
        if each not in made
    )


def struck_with(record: Record, file: File, struck: Struck) -> tuple[Task, ...]:
    """The open tasks that record made, struck: what asked for them does not hold any longer."""
    made = (task for task in file.open_tasks if task.source == record.ref)
    return tuple(msgspec.structs.replace(task, struck=struck) for task in made)
