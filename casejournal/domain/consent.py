"""Consent (persetujuan): who may be told what, and for how long. What was not consented to is not shared."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Annotated, ClassVar, Self

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.due import Due, DueKind, Who
from casejournal.domain.field import Asked, field
from casejournal.domain.record import Record
from casejournal.domain.refusals import NoConsent, NotGiven
from casejournal.words import N_, _

EXPIRING = timedelta(days=30)


class Shareable(Choice):
    """What of a case may be shared."""

    NAME = "name", N_("the name")
    PERSONAL_DETAILS = "personal_details", N_("age, gender, language")
    CONTACT = "contact", N_("how to reach the client safely")
    ADDRESS = "address", N_("the address")
    HOUSEHOLD = "household", N_("the household")
    PRESENTING_PROBLEM = "presenting_problem", N_("the presenting problem")
    SAFETY = "safety", N_("safety and risk")
    UNDERLYING_PROBLEM = "underlying_problem", N_("the underlying problem")
    DOMAINS = "domains", N_("the areas of life, scored")
    STRENGTHS = "strengths", N_("strengths")
    NEEDS = "needs", N_("needs")
    GOALS = "goals", N_("the goals of the plan")
    PROGRESS = "progress", N_("what was reached")
    NOTES = "notes", N_("the notes")


class GivenBy(Choice):
    """Who consents."""

    CLIENT = "client", N_("the client")
    CAREGIVER = "caregiver", N_("a caregiver")
    GUARDIAN = "guardian", N_("a guardian")


class Form(Choice):
    """How consent was given."""

    WRITTEN = "written", N_("in writing")
    VERBAL_WITNESSED = "verbal_witnessed", N_("by word of mouth, before a witness")
    THUMBPRINT = "thumbprint", N_("by thumbprint")


class State(Choice):
    """Where a consent stands on a day."""

    VALID = "valid", N_("valid")
    EXPIRING = "expiring", N_("expiring")
    EXPIRED = "expired", N_("expired")
    REVOKED = "revoked", N_("revoked")
    REFUSED = "refused", N_("refused")


class Withheld(msgspec.Struct, frozen=True, kw_only=True):
    """Something the client does not want somebody to know."""

    title: ClassVar = N_("Withheld")
    short: ClassVar = "{what}:{from_whom}[:{why}]"

    what: Annotated[Shareable, field(N_("What"), N_("What is not to be shared."), asked=Asked.FIRST)]
    from_whom: Annotated[str, field(N_("From whom"), N_("Who is not to know it."), asked=Asked.FIRST, min_length=1)]
    why: Annotated[str, field(N_("Why"), N_("The client's reason."), asked=Asked.FIRST)] = ""


class Consent(Record, frozen=True, kw_only=True):
    """A client's yes, or no, to one recipient knowing certain things for one purpose."""

    letter: ClassVar = "Y"
    table: ClassVar = "consents"
    title: ClassVar = N_("Consent")

    purpose: Annotated[
        str,
        field(
            N_("Purpose"),
            N_("What it is shared for."),
            why=N_("Consent is for a purpose; for another one it has to be asked for again."),
            asked=Asked.FIRST,
            min_length=1,
        ),
    ]
    recipient: Annotated[
        str,
        field(
            N_("Recipient"),
            N_("Who is told: an agency, a person. Referrals and letters to the same name are covered."),
            asked=Asked.FIRST,
            min_length=1,
        ),
    ]
    scope: Annotated[
        tuple[Shareable, ...],
        field(
            N_("Scope"),
            N_("What may be shared."),
            why=N_("A letter carries what is marked here, and nothing else."),
            asked=Asked.FIRST,
            min_length=1,
        ),
    ]
    given_by: Annotated[GivenBy, field(N_("Given by"), N_("Who consents."), asked=Asked.FIRST)]
    refused: Annotated[bool, field(N_("Refused"), N_("The client was asked and said no."), asked=Asked.LATER)] = False
    form: Annotated[Form | None, field(N_("Form"), N_("How it was given."), asked=Asked.FIRST)] = None
    expires_on: Annotated[
        date | None,
        field(
            N_("Valid until"),
            N_("The last day it holds: +90d, 2027-02-21. Without a day it holds until it is revoked."),
            asked=Asked.FIRST,
        ),
    ] = None
    withheld: Annotated[
        tuple[Withheld, ...], field(N_("Withheld"), N_("What is not to be shared, from whom, and why."))
    ] = ()
    revoked_on: Annotated[date | None, field(N_("Revoked on"), asked=Asked.NEVER, given=False, shown=True)] = None
    revoked_because: Annotated[str, field(N_("Why revoked"), asked=Asked.NEVER, given=False, shown=True)] = ""

    def state(self, today: date) -> State:
        """Valid, expiring within 30 days, expired, revoked or refused."""
        if self.refused:
            return State.REFUSED
        if self.is_revoked(today):
            return State.REVOKED
        if self.expires_on is None:
            return State.VALID
        if self.expires_on < today:
            return State.EXPIRED
        return State.EXPIRING if self.expires_on <= today + EXPIRING else State.VALID

    def is_revoked(self, today: date) -> bool:
        """Whether it was taken back by then."""
        return self.revoked_on is not None and self.revoked_on <= today

    def holds(self, today: date) -> bool:
        """Whether something may be shared on it."""
        return self.on <= today and self.state(today) in {State.VALID, State.EXPIRING}

    def is_for(self, recipient: str) -> bool:
        """Whether it names that recipient, whatever the letter case and the spaces."""
        return same_name(self.recipient, recipient)

    def due_item(self, *, in_use: bool) -> Due | None:
        """The day it runs out or was revoked; `in_use` tells whether something open rests on it."""
        ends = self.revoked_on or self.expires_on
        if self.refused or ends is None:
            return None
        return Due(kind=DueKind.CONSENT, ref=self.ref, what=self.recipient, who=Who.WORKER, on=ends, in_use=in_use)

    def revoke(self, on: date, because: str, today: date) -> Self:
        """This consent, revoked. Raises NotGiven for one that was refused or revoked already."""
        if self.refused or self.revoked_on is not None:
            raise NotGiven(ref=self.ref, state=_(self.state(today).label))
        return msgspec.structs.replace(self, revoked_on=on, revoked_because=because)


class Leave(msgspec.Struct, frozen=True, kw_only=True):
    """What one recipient may be told on a day."""

    scope: frozenset[Shareable]
    consents: tuple[str, ...] = ()
    """The consents it rests on; none where it was overridden."""
    override: str = ""
    """Why something is shared without consent."""


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same, whatever the letter case and the spaces."""
    return _folded(one) == _folded(other)


def leave(consents: Iterable[Consent], recipient: str, on: date) -> Leave:
    """What `recipient` may be told on that day: the scopes of all consents that hold, without what is withheld."""
    to_them = [consent for consent in consents if consent.is_for(recipient) and consent.holds(on)]
    withheld = {
        each.what
        for consent in consents
        if not consent.is_revoked(on)
        for each in consent.withheld
        if same_name(each.from_whom, recipient)
    }
    scope = frozenset(what for consent in to_them for what in consent.scope) - withheld
    return Leave(scope=scope, consents=tuple(consent.ref for consent in to_them))


def require(  # noqa: PLR0917 - who is told what, when, on which grounds
    consents: Collection[Consent], recipient: str, wanted: Collection[Shareable], on: date, case: str, override: str
) -> Leave:
    """The leave to tell `recipient` what is `wanted` on that day; without a consent only with an `override`.

    Raises NoConsent, which says what is not covered and why.
    """
    given = leave(consents, recipient, on)
    lacking = [what for what in wanted if what not in given.scope]
    if given.consents and not lacking:
        return given
    if override:
        return Leave(scope=frozenset(wanted), override=override)
    problem = _("it does not cover {what}").format(what=", ".join(lacking)) if given.consents else ""
    raise NoConsent(recipient=recipient, problem=problem or _why_none(consents, recipient, on), case=case)


def _why_none(consents: Iterable[Consent], recipient: str, on: date) -> str:
    """Why no consent holds for them."""
    theirs = [f"{consent.ref}: {_(consent.state(on).label)}" for consent in consents if consent.is_for(recipient)]
    others = dict.fromkeys(consent.recipient for consent in consents if consent.holds(on))
    if theirs:
        return ", ".join(theirs)
    if others:
        return _("none was given for that name, only for {names}").format(names=", ".join(others))
    return _("none was given")


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
