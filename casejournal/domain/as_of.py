"""A file as it stood at the end of a day: what happened later is not in it, whenever it was written down.

Records are taken as they are worded now. A correction corrects what was, and what was struck never counted.
"""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from operator import attrgetter
from typing import TypeVar

import msgspec

from casejournal.domain.file import File
from casejournal.domain.record import Record
from casejournal.domain.referral import Referral
from casejournal.domain.task import Task

SomeFile = TypeVar("SomeFile", bound=File)
ENDS: Mapping[str, tuple[str, ...]] = {
    "tasks": ("done_on", "dropped_on"),
    "safety_plans": ("ended_on",),
    "consents": ("revoked_on",),
    "memberships": ("left_on",),
}
"""The fields that tell when a record of that table ended, or what it speaks of."""


def as_of(file: SomeFile, day: date) -> SomeFile | None:
    """The file at the end of `day`; None if it was not opened yet.

    A task, a safety plan, a consent or a membership that ended later had not ended; a referral stands where it stood.
    A task that was done by then is in it, even if it was written down later.
    """
    if file.first.on > day or file.opened_by_accident:
        return None
    return file.with_tables({name: _table(file, name, day) for name in file.tables[1:] if file.table(name)})


def _table(file: File, name: str, day: date) -> tuple[Record, ...]:
    records = file.table(name)
    if name == "tasks":
        kept = tuple(each for each in records if each.on <= day or _was_done(each, day))
    else:
        kept = records[: bisect_right(records, day, key=attrgetter("on"))]
    if name == "referrals":
        return tuple(_where_it_stood(each, day) for each in kept)
    ends = ENDS.get(name)
    return tuple(_not_ended(each, ends, day) for each in kept) if ends else kept


def _was_done(task: Record, day: date) -> bool:
    return isinstance(task, Task) and task.done_on is not None and task.done_on <= day


def _not_ended(record: Record, ends: tuple[str, ...], day: date) -> Record:
    later = {name: None for name in ends if (on := getattr(record, name)) is not None and on > day}
    return msgspec.structs.replace(record, **later) if later else record


def _where_it_stood(record: Record, day: date) -> Record:
    assert isinstance(record, Referral)  # noqa: S101 - what lies in that table
    log = tuple(change for change in record.log if change.on <= day)
    return record if len(log) == len(record.log) else msgspec.structs.replace(record, log=log)
