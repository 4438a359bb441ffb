"""A document: what a paper says, without the format. Each module beside this one turns it into a file."""

import re
from collections.abc import Iterator

import msgspec

from casejournal.render.page import Block, Column, Facts, Heading, Page, Prose, Table, Words, section
from casejournal.words import language

WIDTH = 174
"""The width of what is written on a page, in millimetres: A4 without its margins."""
_PIXEL = 25.4 / 96
_BOX = re.compile(r'viewBox="[\d.]+ [\d.]+ ([\d.]+) ')


class Picture(msgspec.Struct, frozen=True):
    """A drawing. What it shows stands beside it in words or in a table, for those who cannot see it."""

    title: str
    svg: str
    """The whole drawing, one `<svg>` element with a `<title>` and a `viewBox`, made by a template of ours."""

    @property
    def width(self) -> int:
        """How wide it is on paper, in millimetres: its own width on a screen, or that of the page."""
        box = _BOX.search(self.svg)
        return min(round(float(box[1]) * _PIXEL), WIDTH) if box else WIDTH


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

    @property
    def page(self) -> Page:
        """The same for the screen, without the drawings."""
        shown = (part for part in self.parts if not isinstance(part, Picture))
        facts = tuple((title, Words(text)) for title, text in self.facts)
        return (section(self.title, top=True), Facts(facts), *shown)


def on_paper(table: Table) -> tuple[tuple[Column, ...], Iterator[tuple[Words, ...]]]:
    """The columns and the rows of a table without the columns that are drawn only at a terminal."""
    told = [place for place, column in enumerate(table.columns) if not column.picture]
    return tuple(table.columns[place] for place in told), (tuple(row[place] for place in told) for row in table.rows)
