"""A document: what a paper says, without the format. Each module beside this one turns it into a file."""

from collections.abc import Iterator

import msgspec

from casejournal.render.page import Block, Heading, Prose, Table, Words
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

    def levelled(self) -> Iterator[tuple[Part, int]]:
        """Each part that says something on paper, with the level of its heading: no level is skipped."""
        below = 2
        for part in self.parts:
            match part:
                case Heading(title) if not any(each.text.strip() for each in title):
                    continue
                case Prose(drawn=True):
                    continue
                case Heading():
                    yield part, 2
                    below = 3
                case _:
                    yield part, below


def on_paper(table: Table) -> tuple[tuple[str, ...], Iterator[tuple[Words, ...]]]:
    """The titles and the rows of a table without the columns that are drawn only at a terminal."""
    told = [place for place, column in enumerate(table.columns) if not column.picture]
    return tuple(table.columns[place].title for place in told), (
        tuple(row[place] for place in told) for row in table.rows
    )
