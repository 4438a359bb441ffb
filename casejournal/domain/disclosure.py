"""Disclosure: what was handed to whom, on which consent, or why without one. It is written down each time."""

from datetime import date
from typing import Annotated, ClassVar

from casejournal.domain.choice import Choice
from casejournal.domain.consent import Shareable
from casejournal.domain.field import Asked, Identifies, field
from casejournal.domain.record import Record
from casejournal.words import N_


class Means(Choice):
    """How something left the journal."""

    LETTER = "letter", N_("a letter")
    EXPORT = "export", N_("an export")
    TRANSFER = "transfer", N_("a transfer")


class Disclosure(Record, frozen=True, kw_only=True):
    """Something of the case that left the journal."""

    sets_aside: ClassVar = N_("shared without consent")
    ref_letter: ClassVar = "X"
    table: ClassVar = "disclosures"
    title: ClassVar = N_("Disclosure")

    means: Annotated[Means, field(N_("Sent as"), asked=Asked.NEVER, given=False, shown=True)]
    recipient: Annotated[
        str, field(N_("Recipient"), asked=Asked.NEVER, given=False, shown=True, identifies=Identifies.EITHER)
    ]
    shared: Annotated[tuple[Shareable, ...], field(N_("Shared"), asked=Asked.NEVER, given=False, shown=True)] = ()
    about: Annotated[str, field(N_("About"), refs=True, asked=Asked.NEVER, given=False, shown=True)] = ""
    consents: Annotated[
        tuple[str, ...], field(N_("Consents"), refs=True, asked=Asked.NEVER, given=False, shown=True)
    ] = ()
    content: Annotated[str, field(N_("Fingerprint"), asked=Asked.NEVER, given=False, identifies=Identifies.NUMBER)] = ""
    """A digest of the text, to tell it from another one."""
    override: Annotated[str, field(N_("Without consent because"), asked=Asked.NEVER, given=False, shown=True)] = ""

    def reasons(self) -> tuple[tuple[date, str], ...]:
        """Why it was told without consent."""
        return ((self.on, self.override),) if self.override else ()

    def says_the_same(self, other: "Disclosure") -> bool:
        """Whether another disclosure gave the same text to the same recipient on the same day, on the same grounds."""
        same = ("on", "means", "recipient", "shared", "about", "consents", "override", "content")
        return all(getattr(self, name) == getattr(other, name) for name in same)
