"""A page: what a screen says, apart from how it looks. `plain` and `terminal` each give it a form.

Text on a page may be anything a person wrote; both forms show it and obey none of it.
"""

from collections.abc import Callable, Iterable
from enum import Enum

import msgspec


class Tone(Enum):
    """How a word is meant; the terminal gives it a colour, plain lines do not."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    REF = "ref"
    GOOD = "good"
    WARN = "warn"
    DANGER = "danger"


class Words(msgspec.Struct, frozen=True):
    """A piece of text and how it is meant."""

    text: str
    tone: Tone = Tone.PLAIN


class Heading(msgspec.Struct, frozen=True):
    """The title of the page or of a part of it, with an aside."""

    title: tuple[Words, ...]
    aside: str = ""
    top: bool = False


class Steps(msgspec.Struct, frozen=True):
    """A place in a process."""

    names: tuple[str, ...]
    current: int
    beside: str = ""
    """The state beside the process that the case is in: on hold, opened again."""


class Facts(msgspec.Struct, frozen=True):
    """Titles and what belongs to them."""

    rows: tuple[tuple[str, Words], ...]


class Prose(msgspec.Struct, frozen=True):
    """Sentences, wrapped and never cut."""

    words: Words
    indent: int = 0
    drawn: bool = False
    """Whether it explains a picture, and so stands only where one is drawn."""


class Column(msgspec.Struct, frozen=True):
    """A column of a table. `narrow` columns are never wrapped; a `spare` one is left out at a narrow terminal, a `rare`
    one at all but a wide one; a `picture` shows once more what other columns say, and is only drawn at a terminal;
    `words` for a picture stand only where none is drawn.
    """

    title: str
    narrow: bool = False
    spare: bool = False
    rare: bool = False
    picture: bool = False
    words: bool = False


class Table(msgspec.Struct, frozen=True):
    """Rows of a list."""

    columns: tuple[Column, ...]
    rows: Iterable[tuple[Words, ...]]
    """Read once: a list of thousands is never held whole."""


class Moment(msgspec.Struct, frozen=True):
    """One entry of a timeline: its heading line, and what was written."""

    heading: tuple[Words, ...]
    facts: tuple[tuple[str, Words], ...] = ()
    body: str = ""


Block = Heading | Steps | Facts | Prose | Table | Moment
Page = tuple[Block, ...]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a command found or did: data for scripts, a page for people."""

    kind: str
    """The schema's name: `casejournal/<kind>/1`."""
    data: Callable[[], object]
    """JSON values or records; a list becomes {"items": […]}. Called only where JSON is wanted."""
    page: Callable[[], Page]
    """Called only where a person reads."""
    exit_code: int = 0
    silent: bool = False
    """Whether another command has answered already."""
    wrote: bool = False
    """Whether it wrote to the journal: it then ends with 0 even where another case is damaged, which is told."""
    shows: str = ""
    """The ref of the case or group it shows or wrote to, which `@` means from then on."""


def section(title: str, aside: str = "", *, top: bool = False) -> Heading:
    """The heading of a section, or with `top` of the whole page."""
    return Heading((Words(title, Tone.STRONG),), aside, top)


def said(kind: str, data: object, *page: Block, exit_code: int = 0, wrote: bool = False) -> Answer:
    """A short answer, which costs nothing to make both ways."""
    return Answer(kind=kind, data=lambda: data, page=lambda: page, exit_code=exit_code, wrote=wrote)
