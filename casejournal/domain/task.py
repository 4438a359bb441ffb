"""Task (tugas): who does what by when."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, ClassVar, Self

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.dates import told
from casejournal.domain.due import Due, DueKind, Who
from casejournal.domain.field import Asked, field
from casejournal.domain.record import Record, Remark, overdue_from_the_start
from casejournal.domain.refusals import AlreadyDone, NotYet
from casejournal.domain.roles import Role
from casejournal.words import N_

if TYPE_CHECKING:
    from casejournal.domain.case_file import CaseFile


class Help(Choice):
    """The kind of help a task gives."""

    MATERIAL = "material", N_("material help")
    ADVICE = "advice", N_("advice")
    SKILL = "skill", N_("a skill")


What = Annotated[str, field(N_("Task"), N_("What is to be done."), asked=Asked.FIRST, min_length=1)]
Whose = Annotated[
    Who,
    field(
        N_("Who"),
        N_("Who does it."),
        why=N_("Participation: the client should have something of their own to do."),
        asked=Asked.FIRST,
    ),
]
By = Annotated[date | None, field(N_("Due"), N_("By when: friday, +7d, 2026-11-23."), asked=Asked.FIRST)]
ForGoal = Annotated[
    int | None, field(N_("Goal"), N_("The number of the goal it serves."), asked=Asked.FIRST, among="goals")
]
InRole = Annotated[Role | None, field(N_("Role"), N_("The role you act in."))]
OfHelp = Annotated[Help | None, field(N_("Help"), N_("The kind of help it gives."), one="kind_of_help")]


class Undertaking(msgspec.Struct, frozen=True, kw_only=True):
    """A task as it was agreed in a plan; a Task is made of it."""

    title: ClassVar = N_("Task")
    short: ClassVar = "{who}: {what}[ by|sebelum {due}][ #{goal}]"

    what: What
    who: Whose
    due: By = None
    goal: ForGoal = None
    role: InRole = None
    help: OfHelp = None


class Task(Record, frozen=True, kw_only=True):
    """Something agreed to be done."""

    letter: ClassVar = "T"
    table: ClassVar = "tasks"
    title: ClassVar = N_("Task")

    what: What
    who: Whose
    due: By = None
    goal: ForGoal = None
    role: InRole = None
    help: OfHelp = None
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

    def remarks(self, file: "CaseFile") -> Iterator[Remark]:  # noqa: ARG002 - a task needs no file for it
        """A day that is past already, or done before it was agreed."""
        yield from overdue_from_the_start(self.due, self.recorded_at.date())
        if self.done_on is not None and self.done_on < self.on:
            facts = {"day": self.done_on.isoformat(), "on": self.on.isoformat()}
            yield Remark(N_("{day} is before the task was written down on {on}; kept as you said it."), facts)

    def due_item(self) -> Due:
        """This task as it stands on a list."""
        return Due(kind=DueKind.TASK, ref=self.ref, what=self.what, who=self.who, on=self.due, done=not self.open)

    def finish(self, on: date, evidence: str, today: date) -> Self:
        """This task, done. Raises NotYet for a day to come, AlreadyDone for a second time."""
        if self.done_on is not None:
            raise AlreadyDone(ref=self.ref, day=told(self.done_on))
        if on > today:
            raise NotYet(day=told(on))
        return msgspec.structs.replace(self, done_on=on, evidence=evidence or self.evidence)
