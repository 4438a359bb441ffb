"""Closing (penutupan, terminasi), and opening again: how the work ended, and what stays behind for the client."""

from datetime import date
from typing import Annotated, Any, ClassVar

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.field import Among, Asked, Identifies, field, other_in_words
from casejournal.domain.part import Part
from casejournal.domain.record import Record, Step
from casejournal.words import N_, _


class Reason(Choice):
    """Why the work ends."""

    GOALS_MET = "goals_met", N_("the goals are met")
    CLIENT_CHOICE = "client_choice", N_("the client's choice")
    TRANSFERRED = "transferred", N_("transferred to another worker")
    REFERRED = "referred", N_("referred")
    MOVED = "moved", N_("moved away")
    LOST_CONTACT = "lost_contact", N_("lost contact")
    DIED = "died", N_("the client died")
    NO_LONGER_ELIGIBLE = "no_longer_eligible", N_("no longer eligible")
    NO_CAPACITY = "no_capacity", N_("no capacity")
    OTHER = "other", N_("another reason")


class Result(Choice):
    """What became of a goal."""

    REACHED = "reached", N_("reached")
    PARTLY = "partly", N_("partly reached")
    NOT_REACHED = "not_reached", N_("not reached")
    DROPPED = "dropped", N_("no longer a goal")


class Outcome(Part, frozen=True, kw_only=True):
    """What became of one goal."""

    key: ClassVar = "goal"
    short: ClassVar = "{goal}={result}[:{words}]"

    goal: Annotated[int, field(N_("Goal"), N_("The number of the goal."), asked=Asked.FIRST, among=Among.GOALS)]
    result: Annotated[Result, field(N_("Result"), N_("How did it turn out?"), asked=Asked.FIRST)]
    words: Annotated[str, field(N_("In words"), N_("What is different now?"), asked=Asked.FIRST)] = ""


class ClientTold(msgspec.Struct, frozen=True, kw_only=True):
    """How the client heard that the work ends."""

    on: Annotated[
        date | None,
        field(N_("Client told on"), N_("When was the client told that the work ends?"), past=True, asked=Asked.FIRST),
    ] = None
    how: Annotated[
        str,
        field(
            N_("Client told how"),
            N_("How was the client told? At a visit, by letter."),
            asked=Asked.FIRST,
            when=("on", ()),
        ),
    ] = ""
    words: Annotated[
        str,
        field(
            N_("Client's words"),
            N_("What did the client say about it?"),
            asked=Asked.FIRST,
            when=("on", ()),
        ),
    ] = ""


class Closing(Step, frozen=True, kw_only=True):
    """The end of the work with a client, or of a stretch of it."""

    sets_aside: ClassVar = N_("closed with something still open")
    ref_letter: ClassVar = "Z"
    table: ClassVar = "closings"
    title: ClassVar = N_("Closing")

    reason: Annotated[
        Reason,
        field(
            N_("Reason"),
            N_("Why does the work end?"),
            why=N_("The aim is a client who can manage alone. Other endings are counted separately."),
            asked=Asked.FIRST,
        ),
    ]
    other_reason: Annotated[str, other_in_words("reason", N_("In words"), N_("Which other reason?"))] = ""
    outcomes: Annotated[
        tuple[Outcome, ...],
        field(
            N_("Outcomes"),
            N_("How did each goal turn out?"),
            why=N_("A closing without outcomes does not show whether the work helped."),
            asked=Asked.FIRST,
            one="outcome",
        ),
    ] = ()
    services: Annotated[tuple[str, ...], field(N_("Services given"), N_("What help was given?"), one="service")] = ()
    aftercare: Annotated[
        tuple[str, ...],
        field(
            N_("Aftercare"),
            N_("What goes on after the end, or who checks in?"),
            asked=Asked.FIRST,
            one="aftercare",
        ),
    ] = ()
    client_told: Annotated[ClientTold, field(N_("Client told"), N_("How did the client hear that the work ends?"))] = (
        ClientTold()
    )
    if_reopened: Annotated[
        str, field(N_("If reopened"), N_("What should the next worker know if the case is reopened?"), long=True)
    ] = ""
    retain_until: Annotated[date | None, field(N_("Keep until"), N_("Until when must it be kept?"))] = None
    handed_to: Annotated[
        str, field(N_("Handed over to"), asked=Asked.NEVER, given=False, shown=True, identifies=Identifies.PERSON)
    ] = ""

    @property
    def elsewhere(self) -> bool:
        """Whether the client is helped on by somebody else."""
        return self.reason in {Reason.TRANSFERRED, Reason.REFERRED}


class Reopening(Record, frozen=True, kw_only=True):
    """The work begins again. It names the closing it ends."""

    leads_on = True
    ref_letter: ClassVar = "B"
    table: ClassVar = "reopenings"
    title: ClassVar = N_("Reopened")

    reason: Annotated[
        str,
        field(
            N_("Reason"),
            N_("What brings the client back?"),
            asked=Asked.FIRST,
            headline=True,
            min_length=1,
        ),
    ]
    closing: Annotated[str, field(N_("Earlier closing"), refs=True, asked=Asked.NEVER, given=False, shown=True)] = ""
    arrival: Annotated[str, field(N_("Taken over"), refs=True, asked=Asked.NEVER, given=False, shown=True)] = ""
    """Where a colleague handed the case back: the arrival. The reason then is who they are."""

    def as_read(self, name: str, answer: Any) -> Any:
        """An answer as it is shown: what a person wrote as they wrote it, what the journal wrote in their language."""
        return _("Handed back by {who}").format(who=answer) if name == "reason" and self.arrival else answer
