"""A document: what a paper says, without the format. Each module beside this one turns it into a file."""

import msgspec

from casejournal.render.page import Block
from casejournal.words import language


class Picture(msgspec.Struct, frozen=True):
    """A drawing. What it shows stands beside it in words or in a table, for those who cannot see it."""

    title: str
    svg: str
    """The whole drawing, one `<svg>` element with a `<title>`, made by a template of ours."""


Part = Block | Picture


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What a paper says: its title, who wrote it when and for what, its parts, and a line at the foot of each page."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    """Titles and texts below the title: the worker, the day, the agency."""
    parts: tuple[Part, ...]
    foot: str = ""
    language: str = msgspec.field(default_factory=language)
