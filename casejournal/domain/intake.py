"""Intake (kontak awal): who came, and what they said troubles them, in their own words."""

from datetime import date
from typing import Annotated, ClassVar

import msgspec

from casejournal.domain.age import (
    AGREES,
    Age,
    Birth,
    age_in_words,
    age_on,
    birth_in_words,
    read_age,
    read_birth,
    years_on,
)
from casejournal.domain.areas import Area
from casejournal.domain.choice import Choice
from casejournal.domain.errand import ErrandKind
from casejournal.domain.field import Asked, Identifies, field, other_in_words
from casejournal.domain.identity import IdentityNumber, no_identity_number, no_number
from casejournal.domain.own_field import OwnField, own_in_words
from casejournal.domain.record import Record
from casejournal.domain.related import Related
from casejournal.domain.undertaking import Undertaking, errand
from casejournal.words import N_

Year = Annotated[int, msgspec.Meta(ge=1890, le=2100)]


class Channel(Choice):
    """How worker and client met."""

    VISIT = "visit", N_("home visit")
    OFFICE = "office", N_("at the office")
    PHONE = "phone", N_("by phone")
    MESSAGE = "message", N_("by message")
    OUTREACH = "outreach", N_("on outreach")
    THIRD_PARTY = "third_party", N_("through somebody else")


class ReferredBy(Choice):
    """Who showed the client the way here."""

    SELF = "self", N_("came on their own")
    FAMILY = "family", N_("family")
    FRIEND = "friend", N_("a friend")
    PROFESSIONAL = "professional", N_("a professional")
    AUTHORITY = "authority", N_("an authority")
    SCHOOL = "school", N_("a school")
    OTHER = "other", N_("somebody else")


class Safety(Choice):
    """Whether somebody may come to harm."""

    NONE = "none", N_("no concern")
    CONCERN = "concern", N_("a concern")
    IMMEDIATE = "immediate", N_("immediate danger")


class SafeContact(msgspec.Struct, frozen=True, kw_only=True):
    """How this client can be reached without bringing them into danger or shame."""

    ways: Annotated[str, field(N_("Safe ways"), N_("How can you reach the client safely?"))] = ""
    hours: Annotated[str, field(N_("Safe hours"), N_("When is it safe to call or come?"))] = ""
    code_word: Annotated[
        str,
        field(N_("Code word"), N_("A word that shows it is really you, or really them."), identifies=Identifies.SECRET),
    ] = ""
    never: Annotated[
        str, field(N_("Never do"), N_("What must never be done? A number, a place, a person to avoid."))
    ] = ""


class Intake(Record, frozen=True, kw_only=True):
    """The first meeting. Its ref is the ref of the case."""

    leads_on = True
    ref_letter: ClassVar = "C"
    table: ClassVar = "intake"
    title: ClassVar = N_("Intake")
    agreements: ClassVar = (AGREES,)

    client: Annotated[
        str,
        field(
            N_("Client"),
            N_("The client's name, or the alias you will use."),
            why=N_("You find the case again by this name. If the real name is dangerous, use an alias."),
            asked=Asked.FIRST,
            reads=no_number,
            called=True,
            min_length=1,
            identifies=Identifies.CLIENT,
        ),
    ]
    presenting_problem: Annotated[
        str,
        field(
            N_("Presenting problem"),
            N_("What does the client say is the problem? Use their own words."),
            why=N_(
                "People first talk about the problem that shows. Keep their own words, so that later you can both see"
                " what the real problem was."
            ),
            asked=Asked.FIRST,
            long=True,
            min_length=1,
        ),
    ]
    areas: Annotated[
        tuple[str, ...],
        field(
            N_("Areas"),
            N_("Which areas of life are affected?"),
            why=N_(
                "Income, family and the social surroundings are the usual ones. You look at each again in the"
                " assessment."
            ),
            asked=Asked.FIRST,
            one="area",
            choices=Area,
        ),
    ] = ()
    safety: Annotated[
        Safety | None,
        field(
            N_("Safety"),
            N_("Could anyone come to harm?"),
            why=N_("Danger comes first in `cj today`. Immediate danger also adds a task for today."),
            asked=Asked.FIRST,
        ),
    ] = None
    safety_note: Annotated[
        str,
        field(
            N_("About the danger"),
            N_("Who is in danger, from what, and what has been done about it?"),
            asked=Asked.FIRST,
            long=True,
            when=("safety", ("concern", "immediate")),
        ),
    ] = ""
    confidentiality_explained: Annotated[
        bool | None,
        field(
            N_("Confidentiality explained"),
            N_("Did you explain who sees this and when you must report?"),
            why=N_("Confidentiality is one of the six principles. A promise is only fair if its limits are clear."),
            asked=Asked.FIRST,
        ),
    ] = None
    alias: Annotated[
        str,
        field(
            N_("Alias"),
            N_("Another name the client goes by."),
            reads=no_number,
            called=True,
            identifies=Identifies.CLIENT,
        ),
    ] = ""
    held: Annotated[str, field(N_("Legal hold"), asked=Asked.NEVER, given=False, shown=True)] = ""
    formerly: Annotated[
        tuple[str, ...],
        field(
            N_("Earlier names"),
            asked=Asked.NEVER,
            given=False,
            shown=True,
            called=True,
            identifies=Identifies.CLIENT,
        ),
    ] = ()
    birth: Annotated[
        Birth,
        field(
            N_("Birth"),
            N_("The day, the month or the year of birth: 1990-05-12, may 1990, 1990, about 1990."),
            why=N_("An age is only right for a while; a date of birth stays right. An estimate is shown as one."),
            reads=read_birth,
            in_words=birth_in_words,
            identifies=Identifies.BIRTH,
        ),
    ] = ""
    birth_year: Annotated[
        Year | None,
        field(
            N_("Birth year"),
            N_("The year of birth, if you know nothing more."),
            asked=Asked.NEVER,
            identifies=Identifies.BIRTH,
        ),
    ] = None
    age: Annotated[
        Age | None,
        field(
            N_("Age at intake"),
            N_("In years or, for a baby, in months: 8 months. It is shown with the month you were told."),
            reads=read_age,
            in_words=age_in_words,
        ),
    ] = None
    gender: Annotated[str, field(N_("Gender"), N_("As the client puts it."))] = ""
    language: Annotated[str, field(N_("Language"), N_("The language the client speaks most easily."))] = ""
    identity_numbers: Annotated[
        tuple[IdentityNumber, ...],
        field(
            N_("Identity numbers"),
            N_("An identity number of the client: nik, kk, bpjs."),
            why=N_("They appear in no list, and in a letter only if the client consents to exactly that."),
            one="identity_number",
        ),
    ] = ()
    related: Annotated[
        tuple[Related, ...],
        field(N_("Related cases"), N_("Another case that belongs with this one, and how the two clients are related.")),
    ] = ()
    contact: Annotated[
        str,
        field(
            N_("Contact"),
            N_("A phone number or an address for messages."),
            reads=no_identity_number,
            identifies=Identifies.CONTACT,
        ),
    ] = ""
    safe_contact: Annotated[SafeContact, field(N_("Safe contact"), N_("How can the client be reached safely?"))] = (
        SafeContact()
    )
    address: Annotated[
        str,
        field(
            N_("Address"),
            N_("Where does the client live?"),
            long=True,
            reads=no_identity_number,
            identifies=Identifies.ADDRESS,
        ),
    ] = ""
    household: Annotated[
        tuple[str, ...],
        field(
            N_("Household"),
            N_("Who lives with the client?"),
            one="household",
            reads=no_identity_number,
            identifies=Identifies.PERSON,
        ),
    ] = ()
    channel: Annotated[Channel | None, field(N_("Channel"), N_("How did you meet?"))] = None
    referred_by: Annotated[ReferredBy | None, field(N_("Referred by"), N_("Who referred the client?"))] = None
    other_referrer: Annotated[
        str,
        other_in_words(
            "referred_by",
            N_("Referred by whom"),
            N_("Who was it? A few words are enough."),
            identifies=Identifies.EITHER,
        ),
    ] = ""
    voluntary: Annotated[bool | None, field(N_("Voluntary"), N_("Does the client come of their own free will?"))] = None
    since_when: Annotated[str, field(N_("Since when"), N_("How long has the problem lasted?"))] = ""
    tried_before: Annotated[str, field(N_("Tried before"), N_("What has the client already tried?"), long=True)] = ""
    wants: Annotated[str, field(N_("Wants"), N_("What does the client hope for?"), long=True)] = ""
    other_agencies: Annotated[
        tuple[str, ...],
        field(
            N_("Other agencies"), N_("Which agencies already help?"), one="other_agency", identifies=Identifies.AGENCY
        ),
    ] = ()
    own: Annotated[
        tuple[OwnField, ...],
        field(
            N_("Own questions"),
            N_("The answer to one of your own questions, from [intake_fields] in config.toml."),
            asked=Asked.NEVER,
            one="own",
            in_words=own_in_words,
        ),
    ] = ()

    imported: Annotated[
        str, field(N_("Taken in from a table"), asked=Asked.NEVER, given=False, identifies=Identifies.NUMBER)
    ] = ""
    """What its row is known by when the same table comes again."""

    @property
    def identity_digits(self) -> tuple[str, ...]:
        """The digits of each identity number, for comparing; never for a list."""
        own = (each.digits for each in self.own if each.identity)
        return (*(each.digits for each in self.identity_numbers), *filter(None, own))

    def age_on(self, day: date) -> str:
        """How old the client is on that day and how that is known, in the worker's language; empty where it is not."""
        return age_on(day, self.birth or str(self.birth_year or ""), self.age, self.on)

    def years_on(self, day: date) -> int | None:
        """How many years old the client is on that day, for counting; None if that is not known."""
        return years_on(day, self.birth or str(self.birth_year or ""), self.age, self.on)

    @property
    def reached(self) -> bool:
        """Whether worker and client met at the intake, and not through somebody else."""
        return self.channel is not Channel.THIRD_PARTY

    def undertaken(self) -> tuple[Undertaking, ...]:
        """A task for today, if somebody is in immediate danger."""
        if self.safety is not Safety.IMMEDIATE:
            return ()
        return (errand(ErrandKind.SAFETY, self.client, by=self.recorded_at.date()),)
