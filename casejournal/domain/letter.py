"""A letter: everything it says, section by section, whichever way it is printed."""

import msgspec

from casejournal.domain.consent import Shareable


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A referral letter. Titles and texts are in the worker's language, or a person's own words."""

    language: str
    sender: str
    worker: str
    day: str
    head: tuple[tuple[str, str], ...]
    """Its number and what it is about: titles and texts."""
    addressed: str
    to: str
    reached: tuple[str, ...] = ()
    """How the recipient is reached, as the directory of services has it."""
    subject: str
    greeting: str
    opening: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    told: tuple[Shareable, ...]
    """What it shares of the case."""
    consent: tuple[str, ...]
    closing: tuple[str, ...]
    farewell: str
