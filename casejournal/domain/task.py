"""Task (tugas): who does what by when."""

from datetime import date, timedelta
from enum import Enum
from typing import Annotated, ClassVar, Self

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.dates import told
from casejournal.domain.field import Asked, field
from casejournal.domain.record import Record
from casejournal.domain.roles import Role
from casejournal.errors import AlreadyDone, NotYet
from casejournal.words import N_


class Who(Choice):
    """Whose task it is. A plan without a task for the client is not a plan made together."""

    CLIENT = "client", N_("client")
    WORKER = "worker", N_("worker")
    FAMILY = "family", N_("family")
    AGENCY = "agency", N_("agency")


class Help(Choice):
    """The kind of help a task gives."""

    MATERIAL = "material", N_("material help")
    ADVICE = "advice", N_("advice")
    SKILL = "skill", N_("a skill")


SOON = timedelta(days=7)


class When(Enum):
    """Where something due stands, seen from a day."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """Something still to be done."""

    ref: str
    what: str
    who: Who
    on: date | None = None
    done: bool = False

    def when(self, today: date) -> When:
        """Overdue after its day, soon within seven days."""
        if self.on is None:
            return When.UNDATED
        if self.on < today:
            return When.OVERDUE
        if self.on == today:
            return When.TODAY
        return When.SOON if self.on <= today + SOON else When.LATER


class Task(Record, frozen=True, kw_only=True):
    """Something agreed to be done."""

    letter: ClassVar = "T"
    table: ClassVar = "tasks"
    title: ClassVar = N_("Task")

    what: Annotated[str, field(N_("Task"), N_("What is to be done."), asked=Asked.FIRST, min_length=1)]
    who: Annotated[
        Who,
        field(
            N_("Who"),
            N_("Who does it."),
            why=N_("Participation: the client should have something of their own to do."),
            asked=Asked.FIRST,
        ),
    ]
    due: Annotated[date | None, field(N_("Due"), N_("By when: friday, +7d, 2026-11-23."), asked=Asked.FIRST)] = None
    role: Annotated[Role | None, field(N_("Role"), N_("The role you act in."))] = None
    help: Annotated[Help | None, field(N_("Help"), N_("The kind of help it gives."), one="kind_of_help")] = None
    source: Annotated[str, field(N_("From"), N_("The record this task came from."), asked=Asked.NEVER, given=False)] = (
        ""
    )
    done_on: Annotated[
        date | None, field(N_("Done on"), N_("The day it was done."), asked=Asked.NEVER, given=False, shown=True)
    ] = None
    evidence: Annotated[
        str, field(N_("Evidence"), N_("How you know it was done."), asked=Asked.NEVER, given=False, shown=True)
    ] = ""

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None

    def due_item(self) -> Due:
        """This task as it stands on a list."""
        return Due(ref=self.ref, what=self.what, who=self.who, on=self.due, done=not self.open)

    def finish(self, on: date, evidence: str, today: date) -> Self:
        """This task, done. Raises NotYet for a day to come, AlreadyDone for a second time."""
        if self.done_on is not None:
            raise AlreadyDone(ref=self.ref, day=told(self.done_on))
        if on > today:
            raise NotYet(day=told(on))
        return msgspec.structs.replace(self, done_on=on, evidence=evidence or self.evidence)
