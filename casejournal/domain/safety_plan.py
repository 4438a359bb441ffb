"""Safety plan (rencana keselamatan): what somebody in danger does, and whom they turn to, when it comes close again."""

from datetime import date
from typing import Annotated, ClassVar, Self

import msgspec

from casejournal.domain import dates
from casejournal.domain.due import Due, DueKind, Who
from casejournal.domain.field import Asked, field
from casejournal.domain.part import Part
from casejournal.domain.record import Record
from casejournal.domain.refusals import BeforeItBegan
from casejournal.words import N_


class Service(Part, frozen=True, kw_only=True):
    """A service to turn to, and its number."""

    title: ClassVar = N_("Service")
    short: ClassVar = "{name}[: {number}]"
    between: ClassVar = ": "

    name: Annotated[str, field(N_("Service"), N_("What it is called."), asked=Asked.FIRST, min_length=1)]
    number: Annotated[str, field(N_("Number"), N_("Where it is reached, day and night."), asked=Asked.FIRST)] = ""


class SafetyPlan(Record, frozen=True, kw_only=True):
    """What keeps this client safe, made with them. The latest one holds until it is ended."""

    ref_letter: ClassVar = "F"
    table: ClassVar = "safety_plans"
    title: ClassVar = N_("Safety plan")

    warning_signs: Annotated[
        tuple[str, ...],
        field(
            N_("Warning signs"),
            N_("What shows that danger is coming: a word, a mood, a day, somebody's step."),
            why=N_("Who knows the signs has time left to act."),
            asked=Asked.FIRST,
            one="warning_sign",
            min_length=1,
        ),
    ]
    what_helps: Annotated[
        tuple[str, ...],
        field(
            N_("What helps"),
            N_("What the client can do by themself."),
            why=N_("The first step is one nobody else is needed for."),
            asked=Asked.FIRST,
            min_length=1,
        ),
    ]
    people: Annotated[
        tuple[str, ...],
        field(N_("People"), N_("Somebody to go to or to call, and how."), asked=Asked.FIRST, one="person"),
    ] = ()
    places: Annotated[
        tuple[str, ...], field(N_("Places"), N_("A place where it is safe."), asked=Asked.FIRST, one="place")
    ] = ()
    services: Annotated[
        tuple[Service, ...],
        field(N_("Services"), N_("A service to call, with its number."), asked=Asked.FIRST, one="service"),
    ] = ()
    surroundings: Annotated[
        str,
        field(
            N_("Making the surroundings safe"),
            N_("What is put out of reach, locked, or kept ready to leave."),
            asked=Asked.FIRST,
            long=True,
        ),
    ] = ""
    never: Annotated[
        str,
        field(
            N_("Never do"), N_("What is never to be done: a number, a place, a person."), asked=Asked.FIRST, long=True
        ),
    ] = ""
    made_with_client: Annotated[
        bool | None,
        field(
            N_("Made with the client"),
            N_("Whether the client made it with you."),
            why=N_("In the hour of danger the client is alone with it; a plan that is theirs is remembered."),
            asked=Asked.FIRST,
        ),
    ] = None
    review_on: Annotated[
        date | None,
        field(
            N_("Look at it again on"), N_("The day you look at it together again: tomorrow, +7d."), asked=Asked.FIRST
        ),
    ] = None
    ended_on: Annotated[date | None, field(N_("Ended on"), asked=Asked.NEVER, given=False, shown=True)] = None
    ended_because: Annotated[str, field(N_("Why ended"), asked=Asked.NEVER, given=False, shown=True)] = ""

    def end(self, on: date, because: str) -> Self:
        """This plan, ended on that day. Raises BeforeItBegan for a day before it was made."""
        if on < self.on:
            raise BeforeItBegan(ref=self.ref, day=dates.short(on), last=dates.short(self.on))
        return msgspec.structs.replace(self, ended_on=on, ended_because=because)

    def due_item(self) -> Due | None:
        """The day on which it is looked at again; None if none is set."""
        if self.review_on is None:
            return None
        return Due(kind=DueKind.SAFETY_PLAN, ref=self.ref, what="", who=Who.WORKER, on=self.review_on)
