"""A file of the cabinet: what a case's file and a group's have in common. Everything in it lies in tables, by day."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

import msgspec

from casejournal.domain.record import Record
from casejournal.domain.refusals import MovedAlready, StruckAlready, UnknownGoal
from casejournal.domain.task import Task

if TYPE_CHECKING:
    from casejournal.domain.checklist import Checklist
    from casejournal.domain.comment import Comment
    from casejournal.domain.due import Due
    from casejournal.domain.plan import Goal
    from casejournal.domain.supervision import Supervision

by_day = attrgetter("on", "recorded_at")
Dated = TypeVar("Dated", bound=Record)


class Override(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that was set aside, and why. It is shown with the case."""

    ref: str
    on: date
    what: str
    """The rule, in a few words."""
    because: str


class File(msgspec.Struct, frozen=True, kw_only=True):
    """The records of a case or a group, or the directory of services. A field named like a table holds its records;
    `others` holds the tables that have no field. If the file `opens`, the first table holds the one record that opened
    it; the file has the same ref.
    """

    tables: ClassVar[tuple[str, ...]]
    opens: ClassVar[bool] = True
    """Whether a record opened it. The directory of services is always there."""
    before_it: ClassVar[str]
    """The remark on a record dated before the file was opened; facts: day, opened."""
    after_closing: ClassVar[str]
    """The remark on a record written after the file was closed."""
    principles: ClassVar[tuple[str, ...]]
    """What its checklists look at, unless the worker has chosen another set."""

    ref: str
    tasks: tuple[Task, ...] = ()
    checklists: "tuple[Checklist, ...]" = ()
    supervisions: "tuple[Supervision, ...]" = ()
    comments: "tuple[Comment, ...]" = ()
    struck: tuple[Record, ...] = ()
    """The struck records of every kind. They no longer count."""
    others: dict[str, tuple[Record, ...]] = {}
    """The records of kinds for which the file has no field, by table."""

    @property
    def name(self) -> str:
        """Whose file it is."""
        raise NotImplementedError

    @property
    def heads(self) -> dict[str, str]:
        """How it is named in JSON: its ref and its name."""
        raise NotImplementedError

    def summary(self) -> Any:
        """What the label on its drawer says."""
        raise NotImplementedError

    @property
    def first(self) -> Record:
        """The record that opened it."""
        record: Record = getattr(self, self.tables[0])
        return record

    @property
    def is_closed(self) -> bool:
        """Whether the work has ended."""
        raise NotImplementedError

    @property
    def waiting(self) -> "tuple[Due, ...]":
        """Everything that waits, the soonest first, undated last."""
        raise NotImplementedError

    def was_closed_at(self, moment: datetime) -> bool:
        """Whether it was closed when something was recorded at that moment."""
        raise NotImplementedError

    @property
    def goals(self) -> "tuple[Goal, ...]":
        """The goals of the plan that holds; a group has none."""
        return ()

    def require_goals(self, numbers: Iterable[int | None], of: "Iterable[Goal] | None" = None) -> None:
        """Raises UnknownGoal for a number that none of these goals has; without `of`, none of the plan in force."""
        known = {goal.number for goal in (self.goals if of is None else of)}
        for number in numbers:
            if number is not None and number not in known:
                raise UnknownGoal.among(number, sorted(known))

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        """What is still to be done, the soonest first, undated last."""
        return tuple(
            sorted((task for task in self.tasks if task.open), key=lambda task: (task.due or date.max, task.ref))
        )

    @property
    def overrides(self) -> tuple[Override, ...]:
        """Every step that was skipped and everything shared without consent, with the reason given."""
        return tuple(
            Override(ref=record.ref, on=on, what=record.sets_aside, because=because)
            for record in self.every_record
            for on, because in record.reasons()
        )

    @property
    def every_record(self) -> tuple[Record, ...]:
        """Every record, kind by kind in the order of the practice."""
        first = (self.first,) if self.opens else ()
        return (*first, *(record for table in self.tables_of_many() for record in self.table(table)))

    @classmethod
    def tables_of_many(cls) -> tuple[str, ...]:
        """The tables without that of the record that opened it."""
        return cls.tables[1:] if cls.opens else cls.tables

    def table(self, name: str) -> tuple[Record, ...]:
        """The records of that table, by day."""
        return getattr(self, name, None) or self.others.get(name, ())

    @property
    def timeline(self) -> tuple[Record, ...]:
        """Every record by the day it happened, the newest first. Struck records are included, open tasks are not."""
        happened = (record for record in self.every_record if not (isinstance(record, Task) and record.open))
        return tuple(sorted((*happened, *self.struck), key=attrgetter("timeline_day", "recorded_at"), reverse=True))

    @property
    def tasks_that_stand(self) -> tuple[Task, ...]:
        """The tasks that are open or done; not those that were dropped."""
        return tuple(task for task in self.tasks if task.dropped_on is None)

    @property
    def written_since(self) -> tuple[Record, ...]:
        """Every record but the one that opened the file and the open tasks that one made."""
        return tuple(each for each in self.every_record[1:] if not (isinstance(each, Task) and self._came_along(each)))

    def _came_along(self, task: Task) -> bool:
        return task.source == self.ref and task.open

    @property
    def opened_by_accident(self) -> bool:
        """Whether the whole file was struck. It was not if somebody wrote in it meanwhile on another machine: that must
        stay visible.
        """
        return self.first.struck is not None and not self.written_since

    def require_standing(self) -> None:
        """Raises StruckAlready for a file that was opened by accident."""
        if self.opened_by_accident:
            raise StruckAlready(ref=self.ref)

    def record(self, ref: str) -> Record | None:
        """The record of that ref, if this file holds it, struck or not."""
        return next((record for record in (*self.every_record, *self.struck) if record.ref == ref), None)

    def comments_on(self, ref: str) -> "tuple[Comment, ...]":
        """What others said of the record with that ref, by day."""
        return tuple(each for each in self.comments if each.about == ref)

    def standing(self, ref: str) -> Record | None:
        """The record of that ref, or None if this file does not hold it. Raises what `require_standing` does."""
        record = self.record(ref)
        if record is not None:
            require_standing(record)
        return record

    def with_record(self, record: Record) -> Self:
        """This file with `record` in it, in place of any earlier version of it."""
        if self.opens and record.table == self.tables[0]:
            return msgspec.structs.replace(self, **{record.table: record})
        rest = [each for each in self.table(record.table) if each.ref != record.ref]
        if not record.struck:
            return self.with_tables({record.table: in_order(*rest, record)})
        struck = in_order(*(each for each in self.struck if each.ref != record.ref), record)
        return msgspec.structs.replace(self.with_tables({record.table: tuple(rest)}), struck=struck)

    def with_tables(self, tables: Mapping[str, tuple[Record, ...]]) -> Self:
        """This file with these tables in place of its own."""
        own = {name: records for name, records in tables.items() if name in self.__struct_fields__}
        others = {name: records for name, records in {**self.others, **tables}.items() if name not in own and records}
        return msgspec.structs.replace(self, **own, others=others)


class AlwaysThere(File, frozen=True, kw_only=True):
    """A file of which a journal has one: never opened, never closed, and in no list of cases and groups."""

    opens: ClassVar = False
    before_it: ClassVar = ""
    after_closing: ClassVar = ""
    principles: ClassVar = ()

    def summary(self) -> Any:
        """It has no label."""
        return None

    @property
    def is_closed(self) -> bool:
        """Never."""
        return False

    def was_closed_at(self, _moment: datetime) -> bool:
        """Never."""
        return False

    @property
    def opened_by_accident(self) -> bool:
        """Never."""
        return False


def require_standing(record: Record) -> None:
    """Raises MovedAlready for a record that was moved to another case, StruckAlready for any other that was struck."""
    if record.struck and record.struck.moved_to:
        raise MovedAlready(ref=record.ref, case=record.struck.case, now=record.struck.moved_to)
    if record.struck:
        raise StruckAlready(ref=record.ref)


def in_order(*records: Dated) -> tuple[Dated, ...]:
    """The records by the day they happened."""
    return tuple(sorted(records, key=by_day))


def last(records: Iterable[Dated]) -> Any:
    """The latest of the records by day; None if there are none."""
    return max(records, key=by_day, default=None)
