"""Safety plan (rencana keselamatan): what somebody in danger does, and whom they turn to, when it comes close again."""

from datetime import date
from typing import Annotated, ClassVar, Self

import msgspec

from casejournal.domain import dates
from casejournal.domain.due import Due, DueKind, Who
from casejournal.domain.field import Asked, Identifies, field
from casejournal.domain.part import Part
from casejournal.domain.record import Record
from casejournal.domain.refusals import BeforeItBegan
from casejournal.words import N_


class Service(Part, frozen=True, kw_only=True):
    """A service to turn to, and its number."""

    title: ClassVar = N_("Service")
    short: ClassVar = "{name}[: {number}]"
    between: ClassVar = ": "

    name: Annotated[
        str,
        field(N_("Service"), N_("What is it called?"), asked=Asked.FIRST, min_length=1, identifies=Identifies.AGENCY),
    ]
    number: Annotated[
        str,
        field(N_("Number"), N_("The number to call, day and night."), asked=Asked.FIRST, identifies=Identifies.CONTACT),
    ] = ""


class SafetyPlan(Record, frozen=True, kw_only=True):
    """What keeps this client safe, made with them. The latest one holds until it is ended."""

    ref_letter: ClassVar = "F"
    table: ClassVar = "safety_plans"
    title: ClassVar = N_("Safety plan")

    warning_signs: Annotated[
        tuple[str, ...],
        field(
            N_("Warning signs"),
            N_("What shows that danger is coming? A word, a mood, a day, somebody's footsteps."),
            why=N_("Somebody who knows the signs still has time to act."),
            asked=Asked.FIRST,
            one="warning_sign",
            min_length=1,
        ),
    ]
    what_helps: Annotated[
        tuple[str, ...],
        field(
            N_("What helps"),
            N_("What can the client do on their own?"),
            why=N_("The first step should need nobody else."),
            asked=Asked.FIRST,
            min_length=1,
        ),
    ]
    people: Annotated[
        tuple[str, ...],
        field(
            N_("People"),
            N_("Who can the client go to or call, and how?"),
            asked=Asked.FIRST,
            one="person",
            identifies=Identifies.PERSON,
        ),
    ] = ()
    places: Annotated[
        tuple[str, ...], field(N_("Places"), N_("Where is it safe?"), asked=Asked.FIRST, one="place")
    ] = ()
    services: Annotated[
        tuple[Service, ...],
        field(N_("Services"), N_("A service to call, with its number."), asked=Asked.FIRST, one="service"),
    ] = ()
    surroundings: Annotated[
        str,
        field(
            N_("Making the surroundings safe"),
            N_("What will be put out of reach, locked away, or kept ready for leaving?"),
            asked=Asked.FIRST,
            long=True,
        ),
    ] = ""
    never: Annotated[
        str,
        field(
            N_("Never do"),
            N_("What must never be done? A number, a place, a person to avoid."),
            asked=Asked.FIRST,
            long=True,
        ),
    ] = ""
    made_with_client: Annotated[
        bool | None,
        field(
            N_("Made with the client"),
            N_("Did the client make it with you?"),
            why=N_(
                "When danger comes, the client is alone with this plan. People remember a plan they made themselves."
            ),
            asked=Asked.FIRST,
        ),
    ] = None
    review_on: Annotated[
        date | None,
        field(
            N_("Look at it again on"),
            N_("When will you look at it together again? For example tomorrow, +7d."),
            asked=Asked.FIRST,
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
