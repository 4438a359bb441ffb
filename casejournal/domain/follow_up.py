"""The tasks that records make: safety for today, a next step, the tasks of a plan, another way.

When a record is amended, the task it made is changed; no second one is added.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

import msgspec

from casejournal.domain.correction import Struck
from casejournal.domain.file import File
from casejournal.domain.record import Record
from casejournal.domain.task import Task
from casejournal.domain.undertaking import Undertaking

NewRef = Callable[[str], str]


def follow_up(record: Record, new_ref: NewRef) -> tuple[Task, ...]:
    """The tasks that a new record makes. `new_ref` gives each its ref."""
    return tuple(_task(record, each, new_ref) for each in record.undertaken())


def followed_anew(before: Record, after: Record, file: File, new_ref: NewRef) -> tuple[Task, ...]:
    """The tasks that change when a record is amended: changed, added or struck.

    An open task is changed to what the record says now or, if nothing is left to do, struck with the reason of the
    amendment. A task that was done or dropped stays as it is and is not made again, nor one that was struck while the
    record asked for it.
    """
    return tuple(_anew(before, after, file, new_ref))


def _anew(before: Record, after: Record, file: File, new_ref: NewRef) -> Iterator[Task]:
    old, new = before.undertaken(), after.undertaken()
    every: tuple[Record, ...] = (*file.tasks, *file.struck)
    made = [task for task in every if isinstance(task, Task) and task.source == after.ref and not task.question]
    still_open = [task for task in made if task.open and not task.struck]
    asked_for = {each.what for each in old}
    settled = {task.what for task in made if not task.struck or task.what in asked_for}
    gone, come = ([each for each in some if each not in others] for some, others in ((old, new), (new, old)))
    pairs = [(_made_of(was, still_open, alone=len(old) == 1), was, now) for was, now in zip_longest(gone, come)]
    for task, was, now in pairs:
        if task and was and now:
            yield _corrected(task, before, after, _differences(was, now))
        elif task:
            latest = after.corrections[-1]
            yield msgspec.structs.replace(task, struck=Struck(reason=latest.reason, at=latest.at, worker=latest.worker))
        elif now and now.what not in settled:
            yield _task(after, now, new_ref)
    if before.visibility is not after.visibility:
        changed = {task.ref for task, _was, _now in pairs if task}
        left = [task for task in still_open if task.ref not in changed and task.visibility is before.visibility]
        yield from (_corrected(task, before, after, {}) for task in left)


def _task(record: Record, undertaking: Undertaking, new_ref: NewRef) -> Task:
    recorded_at, worker = record.last_written
    return Task(
        ref=new_ref(Task.ref_letter),
        on=recorded_at.date(),
        recorded_at=recorded_at,
        worker=worker,
        visibility=record.visibility,
        source=record.ref,
        **msgspec.structs.asdict(undertaking),
    )


def struck_with(record: Record, file: File, struck: Struck) -> tuple[Task, ...]:
    """The open tasks that a record made, struck together with it."""
    made = (task for task in file.open_tasks if task.source == record.ref)
    return tuple(msgspec.structs.replace(task, struck=struck) for task in made)


def _made_of(undertaking: Undertaking | None, tasks: Sequence[Task], *, alone: bool) -> Task | None:
    """The open task that was made of an undertaking: one that still says the same or, if there was only one
    undertaking, the one there is. None if there is none.
    """
    if undertaking is None:
        return None
    said = msgspec.structs.asdict(undertaking)
    same = [task for task in tasks if all(getattr(task, name) == value for name, value in said.items())]
    return next(iter(same or (tasks if alone else ())), None)


def _differences(was: Undertaking, now: Undertaking) -> dict[str, Any]:
    new = msgspec.structs.asdict(now)
    changed = {name: value for name, value in new.items() if getattr(was, name) != value}
    return changed | ({"errand": new["errand"]} if "errand" in new and "what" in changed else {})


def _corrected(task: Task, before: Record, after: Record, changed: dict[str, Any]) -> Task:
    """The task with what `changed`. It also takes over the new visibility of its record, unless it was given another
    one.
    """
    shown = {"visibility": after.visibility} if task.visibility is before.visibility else {}
    return msgspec.structs.replace(task, **changed, **shown, corrections=(*task.corrections, after.corrections[-1]))
