"""Task (tugas): who does what by when, and what came of it."""

from datetime import date
from typing import Annotated, Any, ClassVar, Self

import msgspec

from casejournal.domain import dates
from casejournal.domain.due import Due, DueKind
from casejournal.domain.errand import Errand, ErrandKind, text
from casejournal.domain.field import Asked, Identifies, field
from casejournal.domain.record import Record
from casejournal.domain.refusals import AlreadyDone, AlreadyDropped, NotYet
from casejournal.domain.undertaking import By, ForGoal, Help, InRole, OfHelp, What, Whose
from casejournal.words import N_

USUAL_UNIT = "Rp"
"""What an amount is counted in if nothing else is said. It is stored with each amount, so that amounts can be added up.
"""

_MATERIAL = ("help", (Help.MATERIAL.value,))
Number = Annotated[int, msgspec.Meta(ge=0, le=999_999_999)]
Amount = Annotated[
    Number | None,
    field(
        N_("Amount"),
        N_("How much was given: a whole number, without dots."),
        why=N_("Every report asks who was given what, and it is soon forgotten."),
        asked=Asked.FIRST,
        when=_MATERIAL,
    ),
]
Unit = Annotated[
    str,
    field(
        N_("Counted in"),
        N_("What the amount is counted in: kg of rice, pairs of shoes. Rp if you say nothing."),
        asked=Asked.FIRST,
        when=("amount", ()),
    ),
]
ProvidedBy = Annotated[
    str,
    field(
        N_("Provided by"),
        N_("Who gave it: an agency, a neighbour, the worker."),
        asked=Asked.FIRST,
        when=_MATERIAL,
        identifies=Identifies.EITHER,
    ),
]
_EVIDENCE = N_("How you know it was done.")


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """That a task was done."""

    help: OfHelp = None
    amount: Amount = None
    unit: Unit = ""
    provided_by: ProvidedBy = ""
    evidence: Annotated[str, field(N_("Evidence"), _EVIDENCE)] = ""
    on: Annotated[date, field(N_("Done on"), N_("The day it was done, if not today."), past=True)]


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
    amount: Amount = None
    unit: Unit = ""
    provided_by: ProvidedBy = ""
    errand: Annotated[
        Errand | None,
        field(N_("Errand"), N_("What it is, if a record made it by itself."), asked=Asked.NEVER, given=False),
    ] = None
    source: Annotated[
        str, field(N_("From"), N_("The record this task came from."), refs=True, asked=Asked.NEVER, given=False)
    ] = ""
    done_on: Annotated[
        date | None, field(N_("Done on"), N_("The day it was done."), asked=Asked.NEVER, given=False, shown=True)
    ] = None
    evidence: Annotated[str, field(N_("Evidence"), _EVIDENCE, asked=Asked.NEVER, given=False, shown=True)] = ""
    dropped_on: Annotated[
        date | None,
        field(N_("Dropped on"), N_("The day it was dropped."), asked=Asked.NEVER, given=False, shown=True),
    ] = None
    dropped_because: Annotated[
        str, field(N_("Dropped because"), N_("Why it was dropped."), asked=Asked.NEVER, given=False, shown=True)
    ] = ""

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None and self.dropped_on is None

    @property
    def timeline_day(self) -> date:
        """The day it was done or dropped; until then the day it was written down."""
        ended = None if self.struck else self.done_on or self.dropped_on
        return ended or self.on

    @property
    def text(self) -> str:
        """What is to be done, as the reader sees it; an errand that nobody put into other words, in their language."""
        return text(self.what, self.errand)

    def as_read(self, name: str, answer: Any) -> Any:
        """An answer as it is shown."""
        return self.text if name == "what" else answer

    @property
    def for_supervision(self) -> bool:
        """Whether it is to bring something to supervision: what was strained or breached, or a question."""
        return self.errand is not None and self.errand.kind in {ErrandKind.SUPERVISION, ErrandKind.QUESTION}

    @property
    def question(self) -> str:
        """What the worker wants to ask in supervision about the record it came from; empty for any other task."""
        return "; ".join(self.errand.of) if self.errand and self.errand.kind is ErrandKind.QUESTION else ""

    @property
    def worth(self) -> str:
        """What was given: `Rp 150000`, `5 kg of rice`; empty if that was not said."""
        if self.amount is None:
            return ""
        return f"{self.unit} {self.amount}" if self.unit == USUAL_UNIT else f"{self.amount} {self.unit}".rstrip()

    def due_item(self) -> Due:
        """This task as it stands on a list."""
        return Due(
            kind=DueKind.TASK,
            ref=self.ref,
            what=self.what,
            errand=self.errand,
            who=self.who,
            on=self.due,
            done=self.done_on is not None,
            dropped_on=self.dropped_on,
            because=self.dropped_because,
        )

    def require_open(self) -> None:
        """Raises AlreadyDone or AlreadyDropped."""
        if self.done_on is not None:
            raise AlreadyDone(ref=self.ref, day=dates.day(self.done_on))
        if self.dropped_on is not None:
            raise AlreadyDropped(ref=self.ref, day=dates.day(self.dropped_on), because=self.dropped_because)

    def finish(self, done: Done, today: date) -> Self:
        """This task, done. Raises NotYet for a day to come, or what `require_open` does."""
        self._require_can_end(done.on, today)
        said = msgspec.structs.asdict(done)
        del said["on"]
        return msgspec.structs.replace(self, done_on=done.on, **said)

    def drop(self, on: date, because: str, today: date) -> Self:
        """This task, given up. Raises NotYet for a day to come, or what `require_open` does."""
        self._require_can_end(on, today)
        return msgspec.structs.replace(self, dropped_on=on, dropped_because=because)

    def _require_can_end(self, on: date, today: date) -> None:
        self.require_open()
        if on > today:
            raise NotYet(day=dates.day(on))
