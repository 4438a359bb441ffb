"""Intake (kontak awal): who came, and what they said troubles them, in their own words."""

from datetime import date
from typing import Annotated, ClassVar

import msgspec

from casejournal.domain.age import AGREES, Age, Birth, age_in_words, age_on, birth_in_words, read_age, read_birth
from casejournal.domain.areas import Area
from casejournal.domain.choice import Choice
from casejournal.domain.errand import ErrandKind
from casejournal.domain.field import Asked, field, other_in_words
from casejournal.domain.identity import IdentityNumber, no_identity_number, no_number
from casejournal.domain.own_field import OwnField
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
    OUTREACH = "outreach", N_("outreach")
    THIRD_PARTY = "third_party", N_("through somebody else")


class ReferredBy(Choice):
    """Who showed the client the way here."""

    SELF = "self", N_("came by themself")
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

    ways: Annotated[str, field(N_("Safe ways to reach"), N_("How to reach the client safely."))] = ""
    hours: Annotated[str, field(N_("Safe hours"), N_("When it is safe to call or come."))] = ""
    code_word: Annotated[str, field(N_("Code word"), N_("A word that tells it is really you, or really them."))] = ""
    never: Annotated[str, field(N_("Never do"), N_("What must never be done: a number, a place, a person."))] = ""


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
            N_("The client's name, or the alias they are to be known by."),
            why=N_("The name finds the case again. Where a name is dangerous, an alias serves as well."),
            asked=Asked.FIRST,
            reads=no_number,
            min_length=1,
        ),
    ]
    presenting_problem: Annotated[
        str,
        field(
            N_("Presenting problem"),
            N_("What the client says troubles them, in their own words."),
            why=N_(
                "People first tell the problem that shows. Their own words are kept, so that you can later see together"
                " what the real one turned out to be."
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
            N_("An area of life the trouble touches."),
            why=N_(
                "Income, family and the social surroundings are the usual ones; the assessment looks at each again."
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
            N_("Whether somebody may come to harm."),
            why=N_("Danger comes first on `cj today`. Immediate danger makes a task for today as well."),
            asked=Asked.FIRST,
        ),
    ] = None
    safety_note: Annotated[
        str,
        field(
            N_("About the danger"),
            N_("Who is in danger, from what, and what was done about it."),
            asked=Asked.FIRST,
            long=True,
            when=("safety", ("concern", "immediate")),
        ),
    ] = ""
    confidentiality_explained: Annotated[
        bool | None,
        field(
            N_("Confidentiality explained"),
            N_("Whether the client was told who sees what, and when you must speak."),
            why=N_("Confidentiality is one of the six principles, and a promise is only fair with its limits told."),
            asked=Asked.FIRST,
        ),
    ] = None
    alias: Annotated[str, field(N_("Alias"), N_("Another name the client goes by."), reads=no_number)] = ""
    held: Annotated[str, field(N_("Legal hold"), asked=Asked.NEVER, given=False, shown=True)] = ""
    formerly: Annotated[tuple[str, ...], field(N_("Called before"), asked=Asked.NEVER, given=False, shown=True)] = ()
    birth: Annotated[
        Birth,
        field(
            N_("Birth"),
            N_("The day, the month or the year of birth: 1990-05-12, may 1990, 1990, about 1990."),
            why=N_("An age is right on one day only; a birth stays right. What is estimated is shown as estimated."),
            reads=read_birth,
            in_words=birth_in_words,
        ),
    ] = ""
    birth_year: Annotated[
        Year | None,
        field(N_("Birth year"), N_("The year of birth, where nothing else is said of it."), asked=Asked.NEVER),
    ] = None
    age: Annotated[
        Age | None,
        field(
            N_("Age at intake"),
            N_("In years or, for a baby, in months: 8 months. It is shown with the day it was told."),
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
            N_("A number of the client: nik, kk, bpjs."),
            why=N_("Here they are in no list, and in no letter unless the client consents to just that."),
            one="identity_number",
        ),
    ] = ()
    related: Annotated[
        tuple[Related, ...],
        field(N_("Related cases"), N_("Another case that belongs to this one, and what its client is to this one.")),
    ] = ()
    contact: Annotated[
        str, field(N_("Contact"), N_("A telephone number, an address for messages."), reads=no_identity_number)
    ] = ""
    safe_contact: Annotated[SafeContact, field(N_("Safe contact"), N_("How the client can be reached safely."))] = (
        SafeContact()
    )
    address: Annotated[
        str, field(N_("Address"), N_("Where the client lives."), long=True, reads=no_identity_number)
    ] = ""
    household: Annotated[
        tuple[str, ...],
        field(N_("Household"), N_("Somebody who lives with the client."), one="household", reads=no_identity_number),
    ] = ()
    channel: Annotated[Channel | None, field(N_("Channel"), N_("How you met."))] = None
    referred_by: Annotated[ReferredBy | None, field(N_("Referred by"), N_("Who showed the client the way here."))] = (
        None
    )
    other_referrer: Annotated[
        str, other_in_words("referred_by", N_("Referred by whom"), N_("Who that was, in a few words."))
    ] = ""
    voluntary: Annotated[bool | None, field(N_("Voluntary"), N_("Whether the client comes of their own will."))] = None
    since_when: Annotated[str, field(N_("Since when"), N_("How long the trouble has lasted."))] = ""
    tried_before: Annotated[str, field(N_("Tried before"), N_("What the client has tried already."), long=True)] = ""
    wants: Annotated[str, field(N_("Wants"), N_("What the client hopes for."), long=True)] = ""
    other_agencies: Annotated[
        tuple[str, ...],
        field(N_("Other agencies"), N_("An agency that already helps."), one="other_agency"),
    ] = ()
    own: Annotated[
        tuple[OwnField, ...],
        field(
            N_("Own questions"),
            N_("The answer to a question of yours, from [intake_fields] in config.toml."),
            asked=Asked.FIRST,
            one="own",
        ),
    ] = ()

    @property
    def identity_digits(self) -> tuple[str, ...]:
        """The digits of each identity number, for comparing; never for a list."""
        return tuple(each.digits for each in self.identity_numbers)

    def age_on(self, day: date) -> str:
        """How old the client is on that day and how that is known, in the worker's language; empty where it is not."""
        return age_on(day, self.birth or str(self.birth_year or ""), self.age, self.on)

    @property
    def reached(self) -> bool:
        """Whether worker and client met at the intake, and not through somebody else."""
        return self.channel is not Channel.THIRD_PARTY

    def undertaken(self) -> tuple[Undertaking, ...]:
        """A task for today, if somebody is in immediate danger."""
        if self.safety is not Safety.IMMEDIATE:
            return ()
        return (errand(ErrandKind.SAFETY, self.client, by=self.recorded_at.date()),)
