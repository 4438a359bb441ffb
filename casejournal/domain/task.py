"""Task (tugas): who does what by when."""

from datetime import date
from typing import Annotated, ClassVar, Self

import msgspec

from casejournal.domain import dates
from casejournal.domain.due import Due, DueKind
from casejournal.domain.field import Asked, field
from casejournal.domain.record import Record
from casejournal.domain.refusals import AlreadyDone, NotYet
from casejournal.domain.undertaking import By, ForGoal, InRole, OfHelp, What, Whose
from casejournal.words import N_


class Task(Record, frozen=True, kw_only=True):
    """Something agreed to be done."""

    ref_letter: ClassVar = "T"
    table: ClassVar = "tasks"
    title: ClassVar = N_("Task")

    what: What
    who: Whose
    due: By = None
    goal: ForGoal = None
    role: InRole = None
    help: OfHelp = None
    source: Annotated[
        str, field(N_("From"), N_("The record this task came from."), refs=True, asked=Asked.NEVER, given=False)
    ] = ""
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
        return Due(kind=DueKind.TASK, ref=self.ref, what=self.what, who=self.who, on=self.due, done=not self.open)

    def finish(self, on: date, evidence: str, today: date) -> Self:
        """This task, done. Raises NotYet for a day to come, AlreadyDone for a second time."""
        if self.done_on is not None:
            raise AlreadyDone(ref=self.ref, day=dates.day(self.done_on))
        if on > today:
            raise NotYet(day=dates.day(on))
        return msgspec.structs.replace(self, done_on=on, evidence=evidence or self.evidence)
