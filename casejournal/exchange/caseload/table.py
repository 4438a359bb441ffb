"""A table that arrives: its rows as they stand there, each with the number of its line."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import msgspec

from casejournal.domain import dates
from casejournal.exchange.arriving import ENOUGH, Arriving, arriving
from casejournal.exchange.refusals import NoTable
from casejournal.words import N_

Cell = str | float | bool | date | None
"""What a cell holds: a text, or what a spreadsheet knows to be a number, a day or a yes."""


class Row(msgspec.Struct, frozen=True):
    """One row: the number of its line in the file, counted from 1, and its cells."""

    line: int
    cells: tuple[Cell, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it."""
        return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in self.cells)


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table, and what there is to say about how it was read."""

    rows: Callable[[], Iterator[Row]]
    """Reads it from the beginning; the heading is among the rows."""
    lines: int
    """About how many lines it has, for telling how far the work has come."""
    read_as: str
    """A sentence: encoding and delimiter, or the name of the sheet."""
    remarks: tuple[str, ...] = ()


def opened(path: Path, sheet: str = "") -> Table:
    """The table in that file. Raises NoTable, NotText, ExtraMissing or CannotRead."""
    with path.open("rb") as file:
        first = file.read(ENOUGH)
    if arriving(first) is Arriving.SPREADSHEET:
        from casejournal.exchange.caseload.spreadsheet import spreadsheet  # lazy: with a library that not all have

        return spreadsheet(path, sheet)
    if sheet:
        raise NoTable(file=path.name, problem=N_("only a spreadsheet has sheets; leave out --sheet"))
    from casejournal.exchange.caseload.delimited import delimited  # lazy, as above

    return delimited(path)


def as_text(cell: Cell) -> str:
    """A cell as a person would type it. A whole number has no decimals, a day is in ISO order."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, date):
        return dates.short(cell.date() if isinstance(cell, datetime) else cell)
    return str(cell).strip()
