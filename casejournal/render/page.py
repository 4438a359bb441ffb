"""A page: what a screen says, without how it looks. `plain` and `terminal` turn it into text.

Text on a page may be anything a person wrote. Both show it, and never run an escape or markup in it.
"""

from collections.abc import Callable, Iterable
from enum import Enum

import msgspec


class Tone(Enum):
    """How a text is meant. The terminal gives it a colour; plain lines do not."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    REF = "ref"
    GOOD = "good"
    WARN = "warn"
    DANGER = "danger"
    FOUND = "found"


class Words(msgspec.Struct, frozen=True):
    """A piece of text and how it is meant."""

    text: str
    tone: Tone = Tone.PLAIN
    short: str = ""
    """What stands for it in a table that is drawn, where room is scarce; elsewhere days can be sorted."""


class Heading(msgspec.Struct, frozen=True):
    """The title of the page (`top`) or of a section, with an aside at the right."""

    title: tuple[Words, ...]
    aside: str = ""
    top: bool = False


class Steps(msgspec.Struct, frozen=True):
    """The steps of a process, and the current one."""

    names: tuple[str, ...]
    current: int
    beside: str = ""
    """A state outside the process, if the case is in one: on hold, opened again."""


class Facts(msgspec.Struct, frozen=True):
    """Pairs of a title and its text."""

    rows: tuple[tuple[str, Words], ...]


class Prose(msgspec.Struct, frozen=True):
    """Sentences, wrapped and never cut."""

    words: Words
    indent: int = 0
    drawn: bool = False
    """Whether it explains a picture, so that it is shown only where pictures are."""
    copied: bool = False
    """Whether somebody copies it into a command line: it stays one line, however narrow the terminal is."""


class Column(msgspec.Struct, frozen=True):
    """A column of a table.

    A `narrow` column is never wrapped. A `spare` one is left out at a narrow terminal, a `rare` one at all but a wide
    one. One that `folds` is only so many letters wide, unless the terminal is wide. A `picture` repeats other columns
    and is only drawn at a terminal; `words` stand for a picture elsewhere. A `number` is set to the right on a page.
    Where no column has a title, the table has no heading.
    """

    title: str
    narrow: bool = False
    spare: bool = False
    rare: bool = False
    picture: bool = False
    words: bool = False
    folds: int = 0
    number: bool = False
    answer: bool = False
    """Whether whoever reads the paper writes into it; a page lets them."""


class Table(msgspec.Struct, frozen=True):
    """A table: columns and rows."""

    columns: tuple[Column, ...]
    rows: Iterable[tuple[Words, ...]]
    """Can be read only once, so that thousands of rows need not be in memory."""


class Moment(msgspec.Struct, frozen=True):
    """One entry of a timeline: its heading line, and what was written."""

    heading: tuple[Words, ...]
    facts: tuple[tuple[str, Words], ...] = ()
    body: str = ""


class Excerpt(msgspec.Struct, frozen=True):
    """Something that was found: what it is, its day, and the words around what was looked for, field by field."""

    heading: tuple[Words, ...]
    day: Words
    found: tuple[tuple[str, tuple[Words, ...]], ...]
    """The title of each field, if it needs one, and its words, of which some are meant as found. They follow each other
    as they are.
    """


Block = Heading | Steps | Facts | Prose | Table | Moment | Excerpt
Page = tuple[Block, ...]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a command found or did: JSON data for scripts, a page for people."""

    kind: str
    """The name in the JSON schema: `casejournal/<kind>/1`."""
    data: Callable[[], object]
    """Gives JSON values or records; a list becomes {"items": […]}. Called only with --json."""
    page: Callable[[], Page]
    """Gives the page. Not called with --json."""
    exit_code: int = 0
    silent: bool = False
    """Whether to print nothing, because another command has answered already."""
    wrote: bool = False
    """Whether the command wrote to the journal. Then it exits 0 even if another case is damaged, which is told."""
    shows: str = ""
    """The ref of the case or group that was shown or written to; `@` means it from now on."""


def section(title: str, aside: str = "", *, top: bool = False) -> Heading:
    """The heading of a section, or with `top` of the whole page."""
    return Heading((Words(title, Tone.STRONG),), aside, top)


def said(kind: str, data: object, *page: Block, exit_code: int = 0, wrote: bool = False) -> Answer:
    """An answer whose data and page are already made, for short ones."""
    return Answer(kind=kind, data=lambda: data, page=lambda: page, exit_code=exit_code, wrote=wrote)
