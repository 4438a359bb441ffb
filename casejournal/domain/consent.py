"""Consent (persetujuan): who may be told what, and for how long. What was not consented to is not shared."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Annotated, Any, ClassVar, Self

import msgspec

from casejournal.domain import dates
from casejournal.domain.choice import Choice
from casejournal.domain.due import Due, DueKind, Who
from casejournal.domain.field import Asked, Identifies, field
from casejournal.domain.names import same_name
from casejournal.domain.part import Part
from casejournal.domain.record import Record
from casejournal.domain.refusals import BeforeItBegan, NoConsent, NotGiven
from casejournal.words import N_, _

EXPIRING = timedelta(days=30)
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Shareable(Choice):
    """What of a case may be shared."""

    NAME = "name", N_("the name")
    PERSONAL_DETAILS = "personal_details", N_("age/gender/language")
    IDENTITY_NUMBERS = "identity_numbers", N_("identity numbers")
    CONTACT = "contact", N_("how to reach the client safely")
    ADDRESS = "address", N_("the address")
    HOUSEHOLD = "household", N_("the household")
    OWN_FIELDS = "own_fields", N_("what the agency's form asks")
    PRESENTING_PROBLEM = "presenting_problem", N_("the presenting problem")
    SAFETY = "safety", N_("safety and risk")
    UNDERLYING_PROBLEM = "underlying_problem", N_("the underlying problem")
    DOMAINS = "domains", N_("the scored areas of life")
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


class ConsentForm(Choice):
    """How consent was given."""

    WRITTEN = "written", N_("in writing")
    VERBAL_WITNESSED = "verbal_witnessed", N_("verbally, with a witness")
    THUMBPRINT = "thumbprint", N_("by thumbprint")


class State(Choice):
    """Where a consent stands on a day."""

    VALID = "valid", N_("valid")
    EXPIRING = "expiring", N_("expiring")
    EXPIRED = "expired", N_("expired")
    REVOKED = "revoked", N_("revoked")
    REFUSED = "refused", N_("refused")


class Withheld(Part, frozen=True, kw_only=True):
    """Something the client does not want somebody to know."""

    title: ClassVar = N_("Withheld")
    short: ClassVar = "{what}:{from_whom}[:{why}]"

    what: Annotated[Shareable, field(N_("What"), N_("What must not be shared?"), asked=Asked.FIRST)]
    from_whom: Annotated[
        str,
        field(
            N_("From whom"), N_("Who must not know it?"), asked=Asked.FIRST, min_length=1, identifies=Identifies.EITHER
        ),
    ]
    why: Annotated[str, field(N_("Why"), N_("The client's reason."), asked=Asked.FIRST)] = ""


class Consent(Record, frozen=True, kw_only=True):
    """A client's yes, or no, to one recipient knowing certain things for one purpose."""

    ref_letter: ClassVar = "Y"
    table: ClassVar = "consents"
    title: ClassVar = N_("Consent")
    settled: ClassVar = dict.fromkeys(
        ("on", "purpose", "recipient", "scope", "given_by", "expires_on", "withheld", "refused"),
        N_("ask the client again and write a new consent, cj consent CASE; to end this one: cj consent revoke"),
    )

    recipient: Annotated[
        str,
        field(
            N_("Recipient"),
            N_("Who will be told? An agency or a person. It covers referrals and letters to the same name."),
            asked=Asked.FIRST,
            min_length=1,
            identifies=Identifies.EITHER,
        ),
    ]
    purpose: Annotated[
        str,
        field(
            N_("Purpose"),
            N_("What is it shared for?"),
            why=N_("Consent is for one purpose. For another purpose, ask again."),
            asked=Asked.FIRST,
            min_length=1,
        ),
    ]
    scope: Annotated[
        tuple[Shareable, ...],
        field(
            N_("Scope"),
            N_("What may be shared?"),
            why=N_("A letter contains what you mark here, and nothing else."),
            asked=Asked.FIRST,
            min_length=1,
        ),
    ]
    given_by: Annotated[GivenBy, field(N_("Given by"), N_("Who says yes or no?"), asked=Asked.FIRST)]
    refused: Annotated[
        bool,
        field(
            N_("The client says"),
            N_("May this be shared? Give the answer you got when you asked."),
            why=N_("Write down a no as well. It ends an earlier yes to the same recipient."),
            asked=Asked.NEEDED,
            says={False: N_("yes"), True: N_("no")},
        ),
    ] = False
    form: Annotated[
        ConsentForm | None,
        field(N_("Form of consent"), N_("How was it given?"), asked=Asked.FIRST, when=("refused", (False,))),
    ] = None
    expires_on: Annotated[
        date | None,
        field(
            N_("Valid until"),
            N_("Until when is it valid? For example +90d, 2027-02-21. Leave empty if it is valid until it is revoked."),
            asked=Asked.FIRST,
            when=("refused", (False,)),
        ),
    ] = None
    withheld: Annotated[
        tuple[Withheld, ...], field(N_("Withheld"), N_("What must not be shared, with whom, and why?"))
    ] = ()
    revoked_on: Annotated[date | None, field(N_("Revoked on"), asked=Asked.NEVER, given=False, shown=True)] = None
    revoked_at: Annotated[Moment | None, field(N_("Revoked"), asked=Asked.NEVER, given=False)] = None
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

    @property
    def open(self) -> bool:
        """Whether it can still be taken back."""
        return not self.refused and self.revoked_on is None

    def is_for(self, recipient: str) -> bool:
        """Whether it names that recipient, whatever the letter case and the spaces."""
        return same_name(self.recipient, recipient)

    def due_item(self, *, in_use: bool) -> Due | None:
        """The day it runs out or was revoked; `in_use` tells whether something open rests on it."""
        ends = self.revoked_on or self.expires_on
        if self.refused or ends is None or (self.revoked_on and not in_use):
            return None
        return Due(kind=DueKind.CONSENT, ref=self.ref, what=self.recipient, who=Who.WORKER, on=ends, in_use=in_use)

    def takes_the_place_of(self, earlier: "Consent") -> bool:
        """Whether it covers all an earlier one to the same recipient did, for at least as long."""
        longer = self.expires_on is None or (earlier.expires_on is not None and earlier.expires_on <= self.expires_on)
        still_said = not self.refused and self.revoked_on is None
        return still_said and longer and self.is_for(earlier.recipient) and set(earlier.scope) <= set(self.scope)

    def revoke(self, on: date, because: str, now: datetime) -> Self:
        """This consent, revoked `now` as of `on`.

        Raises NotGiven for one that was refused or revoked before, BeforeItBegan for a day before it was given.
        """
        if self.refused or self.revoked_on is not None:
            raise NotGiven(ref=self.ref, state=_(self.state(now.date()).label))
        if on < self.on:
            raise BeforeItBegan(ref=self.ref, day=dates.short(on), last=dates.short(self.on))
        return msgspec.structs.replace(self, revoked_on=on, revoked_at=now, revoked_because=because)


class Leave(msgspec.Struct, frozen=True, kw_only=True):
    """What one recipient may be told on a day, and why."""

    grounds: dict[Shareable, str]
    """For each thing that may be shared, the ref of the consent that allows it; an empty text if it is shared without
    one.
    """
    override: str = ""
    """Why something is shared without consent, if it is."""

    @property
    def scope(self) -> frozenset[Shareable]:
        """What may be told."""
        return frozenset(self.grounds)

    @property
    def consents(self) -> tuple[str, ...]:
        """The consents it rests on."""
        return tuple(dict.fromkeys(ref for ref in self.grounds.values() if ref))

    def of(self, wanted: Collection[Shareable]) -> "Leave":
        """This leave, limited to what is `wanted`."""
        return Leave(
            grounds={what: ref for what, ref in self.grounds.items() if what in wanted}, override=self.override
        )


def leave(consents: Iterable[Consent], recipient: str, on: date) -> Leave:
    """What `recipient` may be told on that day, from all consents given up to it, read in the order they were given.

    A later no, or revoking a consent, ends earlier consents to the same things. A later yes does not shorten an earlier
    one. What is withheld from somebody stays withheld until a later yes names it, even if the consent that withheld it
    is revoked or expires.
    """
    grounds: dict[Shareable, tuple[Consent, ...]] = {}
    withheld: set[Shareable] = set()
    for consent, taken_back in _in_order(consents, on):
        if consent.is_for(recipient):
            if taken_back or consent.refused:
                grounds = {what: given for what, given in grounds.items() if what not in consent.scope}
            else:
                withheld -= set(consent.scope)
                grounds |= {what: (*grounds.get(what, ()), consent) for what in consent.scope}
        if not taken_back:
            withheld |= {each.what for each in consent.withheld if same_name(each.from_whom, recipient)}
    holding = {what: [each.ref for each in given if each.holds(on)] for what, given in grounds.items()}
    return Leave(grounds={what: refs[-1] for what, refs in holding.items() if refs and what not in withheld})


def unknown_names(said: Mapping[str, Any], consents: Iterable[Consent], known: Iterable[str]) -> list[str]:
    """The names in the answers to a consent that keep something from somebody, and are nobody's: they fit neither a
    `known` recipient nor that of this consent. A no counts too, as long as there is a yes that it may be meant to end.
    """
    refused, recipient = bool(said.get("refused")), said["recipient"]
    no = [recipient] if refused and any(each.open for each in consents) else []
    names = dict.fromkeys((*no, *(each.from_whom for each in said.get("withheld") or ())))
    theirs = [*known, *([] if no else [recipient])]
    return [name for name in names if not any(same_name(name, each) for each in theirs)]


def _in_order(consents: Iterable[Consent], on: date) -> list[tuple[Consent, bool]]:
    """What was said up to that day, in order: each consent, and a second time, with true, when it was revoked."""
    said: list[tuple[date, datetime, Consent, bool]] = []
    for consent in consents:
        said.append((consent.on, consent.recorded_at, consent, False))
        if consent.revoked_on is not None:
            said.append((consent.revoked_on, consent.revoked_at or consent.recorded_at, consent, True))
    ordered = sorted(said, key=lambda each: (each[0], each[1], each[3]))
    return [(consent, taken_back) for day, _moment, consent, taken_back in ordered if day <= on]


def state_among(consent: Consent, consents: Collection[Consent], today: date) -> State:
    """The state of a consent in its case. A later no to the same recipient revokes it too."""
    still_told = leave(consents, consent.recipient, today).scope | _own(consent)
    has_ended = consent.holds(today) and not still_told & set(consent.scope)
    return State.REVOKED if has_ended else consent.state(today)


def _own(consent: Consent) -> set[Shareable]:
    """What it withholds from its own recipient. That was said together with the yes, so it does not revoke it."""
    return {each.what for each in consent.withheld if same_name(each.from_whom, consent.recipient)}


def require(  # noqa: PLR0917 - who is told what, when, on which grounds
    consents: Collection[Consent], recipient: str, wanted: Collection[Shareable], on: date, case: str, override: str
) -> Leave:
    """The leave to tell `recipient` what is `wanted` on that day; everything the consents cover if `wanted` is empty.

    With an `override` no consent is needed, but then only what is `wanted` may be told. Raises NoConsent, which says
    what is not covered and why.
    """
    given = leave(consents, recipient, on)
    lacking = [what for what in wanted if what not in given.scope]
    if given.grounds and not lacking:
        return given.of(wanted or given.scope)
    if override:
        return Leave(grounds={what: given.grounds.get(what, "") for what in wanted}, override=override)
    problem = _not_covered(lacking, consents, recipient, on) if given.grounds else ""
    raise NoConsent(recipient=recipient, problem=problem or why_none(consents, recipient, on), case=case)


def _not_covered(lacking: Iterable[Shareable], consents: Iterable[Consent], recipient: str, on: date) -> str:
    """A sentence that names what no consent covers. What is withheld is marked."""
    named = {what for each in consents if each.is_for(recipient) and each.holds(on) for what in each.scope}
    told = (_("{what} (withheld)").format(what=_(what.label)) if what in named else _(what.label) for what in lacking)
    return _("it does not cover {what}").format(what=", ".join(told))


def why_none(consents: Collection[Consent], recipient: str, on: date) -> str:
    """Why no consent is valid for them on that day: for each consent, when it starts, ran out or ended."""
    theirs = [f"{consent.ref}: {_why_not(consent, consents, on)}" for consent in consents if consent.is_for(recipient)]
    others = dict.fromkeys(consent.recipient for consent in consents if consent.holds(on))
    if theirs:
        return ", ".join(theirs)
    if others:
        return _("none was given for that name, only for {names}").format(names=", ".join(others))
    return _("none was given")


def _why_not(consent: Consent, consents: Iterable[Consent], on: date) -> str:
    """Why nothing may be shared on that consent on that day."""
    if consent.refused:
        return _("refused on {day}").format(day=dates.day(consent.on))
    if on < consent.on:
        return _("starts on {day}").format(day=dates.day(consent.on))
    if consent.expires_on and consent.state(on) is State.EXPIRED:
        return _("expired, valid until {day}").format(day=dates.day(consent.expires_on))
    if ended := _ended_on(consent, consents, on):
        return _("revoked on {day}").format(day=dates.day(ended))
    return ", ".join(_("{what} (withheld)").format(what=_(what.label)) for what in consent.scope)


def _ended_on(consent: Consent, consents: Iterable[Consent], on: date) -> date | None:
    """The day it was revoked, or ended by a later no to the same recipient about the same things. None if neither
    happened.
    """
    said = _in_order(consents, on)
    for each, taken_back in said[said.index((consent, False)) + 1 :]:
        is_no = taken_back or each.refused
        if is_no and each.is_for(consent.recipient) and not set(consent.scope).isdisjoint(each.scope):
            return each.revoked_on if taken_back else each.on
    return None
