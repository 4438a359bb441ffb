"""A letter: everything it says, part by part, however it is printed."""

from collections.abc import Callable
from typing import Self

import msgspec

from casejournal.domain.consent import Shareable


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A referral letter. Titles and texts are in the worker's language, or a person's own words."""

    language: str
    sender: str
    worker: str
    day: str
    to: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    told: tuple[Shareable, ...]
    """What its parts are."""
    consent: tuple[str, ...]
    closing: str
    signature: str

    def read(self, reads: Callable[[str], str]) -> Self:
        """This letter with each text about the client as `reads` gives it back."""
        facts = tuple((title, reads(text)) for title, text in self.facts)
        parts = tuple((name, tuple((title, reads(text)) for title, text in rows)) for name, rows in self.parts)
        return msgspec.structs.replace(self, facts=facts, parts=parts)
