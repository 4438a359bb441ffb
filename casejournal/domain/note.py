"""Note (catatan kontak): what happened in a contact with the client."""

from datetime import date
from typing import Annotated, ClassVar

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.field import Asked, field
from casejournal.domain.intake import Channel
from casejournal.domain.record import Record
from casejournal.domain.roles import Role
from casejournal.words import N_

Minutes = Annotated[int, msgspec.Meta(ge=0, le=1440)]


class Made(Choice):
    """Whether the contact came about."""

    YES = "yes", N_("met")
    NO_SHOW = "no_show", N_("did not come")
    EXCUSED = "excused", N_("excused")
    REFUSED = "refused", N_("refused")


class Note(Record, frozen=True, kw_only=True):
    """One contact, as the worker tells it."""

    letter: ClassVar = "N"
    table: ClassVar = "notes"
    title: ClassVar = N_("Note")

    body: Annotated[
        str,
        field(
            N_("Note"),
            N_("What happened: what was said, seen, done and agreed."),
            why=N_("Tomorrow's you, and whoever takes over, knows only what is written here."),
            asked=Asked.FIRST,
            long=True,
            min_length=1,
        ),
    ]
    channel: Annotated[Channel | None, field(N_("Channel"), N_("How you met."), asked=Asked.FIRST)] = None
    made: Annotated[Made, field(N_("Contact"), N_("Whether the contact came about."))] = Made.YES
    minutes: Annotated[Minutes | None, field(N_("Minutes"), N_("How long it took."))] = None
    attendees: Annotated[
        tuple[str, ...], field(N_("Present"), N_("Somebody who was there besides the client."), one="attendee")
    ] = ()
    roles: Annotated[
        tuple[Role, ...],
        field(
            N_("Roles"),
            N_("A role you acted in, one of the eight."),
            why=N_("Seen over months, the roles show how you help, and which ways you leave unused."),
            asked=Asked.FIRST,
            one="role",
        ),
    ] = ()
    next_step: Annotated[
        str,
        field(
            N_("Next step"),
            N_("What you will do next; it becomes a task of yours."),
            why=N_("What is written here waits for you on `cj today`."),
            asked=Asked.FIRST,
        ),
    ] = ""
    next_on: Annotated[
        date | None,
        field(
            N_("Next on"),
            N_("The day the next step is due: tomorrow, monday, +7d."),
            asked=Asked.FIRST,
            when=("next_step", ()),
        ),
    ] = None

    @property
    def reached(self) -> bool:
        """Whether worker and client did meet."""
        return self.made is Made.YES
