"""Agency (lembaga): one service that somebody else gives, as the worker's directory of services knows it.

The fields follow the Human Services Data Specification (HSDS 3.1): an organization, and one of its services.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar

import msgspec

from casejournal.domain.areas import Area
from casejournal.domain.choice import Choice
from casejournal.domain.field import Asked, field
from casejournal.domain.names import folded
from casejournal.domain.part import Part
from casejournal.domain.record import Record
from casejournal.errors import NotValid
from casejournal.words import N_

YEAR = 365
"""In days: how long what is known of a service counts as fresh, unless the settings say otherwise."""


class ServiceStatus(Choice):
    """Whether the service can be used. The values are those of HSDS."""

    ACTIVE = "active", N_("active")
    INACTIVE = "inactive", N_("inactive")
    DEFUNCT = "defunct", N_("no longer exists")
    TEMPORARILY_CLOSED = "temporarily closed", N_("temporarily closed")


def _a_web_address(said: Any, _today: date) -> str:
    """`said` unchanged. Raises NotValid if it does not begin like the address of a page."""
    if not isinstance(said, str) or not re.match(r"https?://\S+$", said):
        raise NotValid(problem=N_("this must begin with https:// or http://"))
    return said


def _an_email(said: Any, _today: date) -> str:
    """`said` unchanged. Raises NotValid if it is no email address."""
    if not isinstance(said, str) or not re.match(r"[^\s@]+@[^\s@]+$", said):
        raise NotValid(problem=N_("this is no email address"))
    return said


class Phone(Part, frozen=True, kw_only=True):
    """A number, and what it is for."""

    title: ClassVar = N_("Phone")
    short: ClassVar = "{number}[: {about}]"
    between: ClassVar = ": "
    known_by: ClassVar = "number"

    number: Annotated[str, field(N_("Number"), N_("What is the number?"), asked=Asked.FIRST, min_length=1)]
    about: Annotated[
        str, field(N_("What for"), N_("Whose number is it, or what is it for? Reception, WhatsApp."), asked=Asked.FIRST)
    ] = ""


class Agency(Record, frozen=True, kw_only=True):
    """One entry of the directory: an agency, or one of its services. It says nothing about a client."""

    ref_letter: ClassVar = "W"
    table: ClassVar = "agencies"
    title: ClassVar = N_("Service")

    name: Annotated[
        str,
        field(
            N_("Name"),
            N_("What is the agency called?"),
            asked=Asked.FIRST,
            headline=True,
            min_length=1,
        ),
    ]
    service: Annotated[
        str,
        field(
            N_("Service"),
            N_("Which of its services is this? Leave it empty for the agency as a whole."),
            why=N_("Each service has its own hours, conditions and waiting time, so each is an entry of its own."),
            asked=Asked.FIRST,
            headline=True,
        ),
    ] = ""
    description: Annotated[
        str, field(N_("Description"), N_("What do they do, and for whom?"), asked=Asked.FIRST, long=True)
    ] = ""
    areas: Annotated[
        tuple[str, ...],
        field(
            N_("Areas"),
            N_("In which areas of life do they help?"),
            asked=Asked.FIRST,
            one="area",
            choices=Area,
        ),
    ] = ()
    phones: Annotated[
        tuple[Phone, ...], field(N_("Phones"), N_("A number to call."), asked=Asked.FIRST, one="phone")
    ] = ()
    address: Annotated[str, field(N_("Address"), N_("Street and number, village."), asked=Asked.FIRST)] = ""
    city: Annotated[str, field(N_("Town"), N_("Town or regency."), asked=Asked.FIRST)] = ""
    province: Annotated[str, field(N_("Province"), N_("Province or state."))] = ""
    postal_code: Annotated[str, field(N_("Postal code"), N_("The postal code."))] = ""
    country: Annotated[str, field(N_("Country"), N_("The country in two letters, for example ID."))] = ""
    hours: Annotated[
        tuple[str, ...],
        field(N_("Hours"), N_("When are they open? For example Mon-Fri 08:00-14:00."), asked=Asked.FIRST, one="hours"),
    ] = ()
    eligibility: Annotated[
        str, field(N_("Who can come"), N_("Who can use it? Age, place, conditions."), asked=Asked.FIRST)
    ] = ""
    documents: Annotated[
        tuple[str, ...],
        field(
            N_("Documents needed"),
            N_("What must the client bring? KTP, KK, a letter."),
            why=N_("A client who is sent home for a missing paper may not go a second time."),
            asked=Asked.FIRST,
            one="document",
        ),
    ] = ()
    fees: Annotated[str, field(N_("Fees"), N_("What does it cost, and who pays nothing?"), asked=Asked.FIRST)] = ""
    wait_time: Annotated[str, field(N_("Waiting time"), N_("How long does one wait for it?"))] = ""
    how_to_apply: Annotated[
        str, field(N_("How to apply"), N_("What does the client do first? Walk in, call, bring a letter."))
    ] = ""
    contacts: Annotated[
        tuple[str, ...],
        field(N_("Ask for"), N_("Whom do you ask for there? A name and what they do."), one="contact"),
    ] = ()
    email: Annotated[str, field(N_("Email"), N_("Their email address."), reads=_an_email)] = ""
    website: Annotated[str, field(N_("Website"), N_("Their website, with https://."), reads=_a_web_address)] = ""
    languages: Annotated[
        tuple[str, ...], field(N_("Languages"), N_("Which languages do they speak?"), one="language")
    ] = ()
    status: Annotated[ServiceStatus, field(N_("Status"), N_("Can it be used?"))] = ServiceStatus.ACTIVE
    alert: Annotated[str, field(N_("Alert"), N_("What should everybody know now? Moved, no medicine."))] = ""
    about: Annotated[
        str, field(N_("About the agency"), N_("What kind of agency is it, besides this service?"), long=True)
    ] = ""
    assured_on: Annotated[
        date | None,
        field(
            N_("Confirmed on"),
            N_("When did somebody last confirm that all this is right, if not today?"),
            past=True,
        ),
    ] = None
    remark: Annotated[
        str, field(N_("Own remark"), N_("What do you know of them from experience? It is never exported."), long=True)
    ] = ""
    hsds: Annotated[dict[str, Any], field(N_("HSDS"), asked=Asked.NEVER, given=False, shown=False)] = msgspec.field(
        default_factory=dict
    )
    """The organization and the service as they were imported, with all their properties; empty for an entry of one's
    own.
    """

    @property
    def called(self) -> str:
        """What a person calls it: the agency, and the service if it has a name of its own."""
        return f"{self.name}: {self.service}" if self.service else self.name

    @property
    def names(self) -> tuple[str, ...]:
        """What it may be found by: both names together and each by itself."""
        return tuple(dict.fromkeys(filter(None, (self.called, self.name, self.service))))

    @property
    def confirmed_on(self) -> date | None:
        """The day all this was last known to be right; of an entry of one's own, at least when it was written."""
        return self.assured_on or (None if self.hsds else self.on)

    def is_stale(self, today: date, days: int = YEAR) -> bool:
        """Whether nobody has confirmed it for so many days."""
        return self.confirmed_on is None or self.confirmed_on < today - timedelta(days=days)

    @property
    def usable(self) -> bool:
        """Whether a client can be sent there now."""
        return self.status is ServiceStatus.ACTIVE

    @property
    def reached(self) -> Iterator[str]:
        """How the agency is reached, a line each: address, numbers, email. It says nothing about a client."""
        place = " ".join(filter(None, (self.postal_code, self.city)))
        if where := ", ".join(filter(None, (self.address, place, self.province))):
            yield where
        yield from (f"{phone.number} ({phone.about})" if phone.about else phone.number for phone in self.phones)
        yield from filter(None, (self.email,))

    @property
    def categories(self) -> tuple[str, ...]:
        """The names that a source gave to what it does, besides the areas."""
        attributes = (self.hsds.get("service") or {}).get("attributes") or ()
        terms = (each.get("taxonomy_term") for each in attributes if isinstance(each, dict))
        return tuple(str(term["name"]) for term in terms if isinstance(term, dict) and term.get("name"))

    def is_in(self, category: str) -> bool:
        """Whether it helps in that area or category, by the word for it in any language."""
        wanted = folded(category)
        return any(wanted == folded(each) for each in (*self.areas, *self.categories))
