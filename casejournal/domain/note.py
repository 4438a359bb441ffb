"""Note (catatan kontak): what happened in a contact with the client, an attempt at one, a talk with somebody else, or
at the desk.
"""

from datetime import date
from typing import Annotated, ClassVar

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.due import Who
from casejournal.domain.field import Among, Asked, Identifies, field
from casejournal.domain.intake import Channel
from casejournal.domain.record import Record
from casejournal.domain.roles import Role
from casejournal.domain.undertaking import Undertaking
from casejournal.words import N_

Minutes = Annotated[int, msgspec.Meta(ge=0, le=1440)]


class Made(Choice):
    """Whether worker and client met."""

    YES = "yes", N_("met")
    NO_SHOW = "no_show", N_("did not come")
    EXCUSED = "excused", N_("excused")
    REFUSED = "refused", N_("refused to meet")
    NO_CONTACT = "no_contact", N_("desk work only")


class Contact(Choice):
    """What a note counts as. Only a contact starts the 30 days again."""

    CONTACT = "contact", N_("contact")
    ATTEMPT = "attempt", N_("attempt")
    """The client did not come, was excused or refused."""
    COLLATERAL = "collateral", N_("talk with somebody else")
    """A third party spoke about the client."""
    DESK = "desk", N_("desk work")


class Format(Choice):
    """How a note is laid out. The formats are the field's own; each letter is a section."""

    NARRATIVE = "narrative", N_("narrative")
    SOAP = "soap", N_("SOAP: subjective, objective, assessment, plan")
    DAP = "dap", N_("DAP: data, assessment, plan")
    BIRP = "birp", N_("BIRP: behaviour, intervention, response, plan")
    GIRP = "girp", N_("GIRP: goal, intervention, response, plan")


SECTIONS: dict[Format, tuple[str, ...]] = {
    Format.NARRATIVE: ("body",),
    Format.SOAP: ("subjective", "objective", "assessment", "plan"),
    Format.DAP: ("data", "assessment", "plan"),
    Format.BIRP: ("behaviour", "intervention", "response", "plan"),
    Format.GIRP: ("session_goal", "intervention", "response", "plan"),
}
"""The fields that hold the text of a note, by its format."""


def _section(name: str, title: str, help: str, why: str = "") -> msgspec.Meta:  # noqa: A002 - as in `field`
    """The description of a section: needed, and asked, in the formats that have it."""
    formats = tuple(known.value for known, names in SECTIONS.items() if name in names)
    return field(title, help, why=why, asked=Asked.FIRST, needed=True, long=True, when=("format", formats))


class Note(Record, frozen=True, kw_only=True):
    """One contact, as the worker tells it."""

    ref_letter: ClassVar = "N"
    table: ClassVar = "notes"
    title: ClassVar = N_("Note")
    settled: ClassVar = {
        "also": N_("write the contact down in that case: cj note CASE; or strike it there: cj strike REF")
    }

    body: Annotated[
        str,
        _section(
            "body",
            N_("Note"),
            N_("What happened? What was said, seen, done and agreed."),
            N_("A month from now you will know only what is written here, and so will whoever takes over."),
        ),
    ] = ""
    session_goal: Annotated[
        str, _section("session_goal", N_("Goal of the contact"), N_("Which goal was this contact for?"))
    ] = ""
    subjective: Annotated[str, _section("subjective", N_("Subjective"), N_("What did the client tell you?"))] = ""
    objective: Annotated[str, _section("objective", N_("Objective"), N_("What did you see, hear, count?"))] = ""
    data: Annotated[str, _section("data", N_("Data"), N_("What did the client tell you, and what did you see?"))] = ""
    behaviour: Annotated[str, _section("behaviour", N_("Behaviour"), N_("What did the client do, say, show?"))] = ""
    intervention: Annotated[str, _section("intervention", N_("Intervention"), N_("What did you do?"))] = ""
    response: Annotated[str, _section("response", N_("Response"), N_("How did the client respond?"))] = ""
    assessment: Annotated[str, _section("assessment", N_("Assessment"), N_("What do you make of it?"))] = ""
    plan: Annotated[str, _section("plan", N_("Plan"), N_("What comes next?"))] = ""
    channel: Annotated[
        Channel | None,
        field(
            N_("Channel"),
            N_("How did you meet, or did you talk with somebody else about the client?"),
            asked=Asked.FIRST,
        ),
    ] = None
    made: Annotated[Made, field(N_("Contact made"), N_("Did the meeting take place?"))] = Made.YES
    format: Annotated[Format, field(N_("Format"), N_("How is the note laid out?"), asked=Asked.NEVER)] = (
        Format.NARRATIVE
    )
    also: Annotated[
        tuple[str, ...],
        field(
            N_("Also in"),
            N_("Another case that this contact was for; each case gets a note with the same text."),
            asked=Asked.NEVER,
            one="also",
            refs=True,
        ),
    ] = ()
    minutes: Annotated[Minutes | None, field(N_("Minutes"), N_("How many minutes did it take?"))] = None
    attendees: Annotated[
        tuple[str, ...],
        field(
            N_("Attendees"), N_("Who else was there, besides the client?"), one="attendee", identifies=Identifies.PERSON
        ),
    ] = ()
    roles: Annotated[
        tuple[Role, ...],
        field(
            N_("Roles"),
            N_("Which of the eight roles did you take?"),
            why=N_("Over months, the roles show how you help and which ways you do not use."),
            asked=Asked.FIRST,
            one="role",
        ),
    ] = ()
    goals: Annotated[
        tuple[int, ...],
        field(
            N_("Goals"), N_("Which goals of the plan was it about? Give their numbers."), one="goal", among=Among.GOALS
        ),
    ] = ()
    next_step: Annotated[
        str,
        field(
            N_("Next step"),
            N_("What will you do next? It becomes your task. End with “by friday” to say by when."),
            why=N_("You will find it again in `cj today`."),
            asked=Asked.FIRST,
            by="next_on",
        ),
    ] = ""
    next_on: Annotated[
        date | None,
        field(
            N_("Next on"),
            N_("When is the next step due? For example tomorrow, monday, +7d."),
            asked=Asked.FIRST,
            when=("next_step", ()),
        ),
    ] = None

    @property
    def sections(self) -> tuple[str, ...]:
        """The fields that hold its text, in order."""
        return SECTIONS[self.format]

    @property
    def kind_of_contact(self) -> Contact:
        """What it counts as."""
        if self.made is Made.NO_CONTACT:
            return Contact.DESK
        if self.made is not Made.YES:
            return Contact.ATTEMPT
        return Contact.COLLATERAL if self.channel is Channel.THIRD_PARTY else Contact.CONTACT

    @property
    def reached(self) -> bool:
        """Whether worker and client did meet."""
        return self.kind_of_contact is Contact.CONTACT

    def undertaken(self) -> tuple[Undertaking, ...]:
        """A task for the next step, if there is one."""
        return (Undertaking(what=self.next_step, who=Who.WORKER, due=self.next_on),) if self.next_step else ()

    def in_case(self, ref: str) -> "Note":
        """This contact as it is written in a further case. The goals and the next step are written in the first case
        only.
        """
        return msgspec.structs.replace(self, ref=ref, goals=(), next_step="", next_on=None)

    def same_contact(self, other: Record) -> bool:
        """Whether both are notes that tell of the same contact on the same day, each in its own case."""
        if not isinstance(other, Note):
            return False
        as_here = {name: getattr(self, name) for name in ("recorded_at", "also", "moved", "struck")}
        return self.in_case("") == msgspec.structs.replace(other.in_case(""), **as_here)
