"""A table as text: CSV, as each program writes it. Encoding and delimiter are found out, and said."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from casejournal.errors import NotText
from casejournal.exchange.caseload.table import Row, Table
from casejournal.exchange.refusals import NoTable
from casejournal.words import N_, _

DELIMITERS = {",": N_("commas"), ";": N_("semicolons"), "\t": N_("tabs"), "|": N_("bars")}
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_FALLBACK = "cp1252"
"""What spreadsheets on Windows write if nobody asks for UTF-8."""
_LONGEST_CELL = 1_000_000
"""In characters. A longer one is no answer: most likely a quote that was never closed."""
_PIECE = 1 << 16
_LOOKED_AT = 20
"""Rows by which the delimiter is told."""
_SAID = "sep="
"""How a first line names the delimiter, for spreadsheets."""


def delimited(path: Path) -> Table:
    """The table in a text file. Raises NotText if it is no text, NoTable if nothing is in it or a quote stays open."""
    encoding, feeds = _encoding(path)
    beginning = _beginning(path, encoding)
    if not beginning.strip():
        raise NoTable(file=path.name, problem=N_("the file is empty"))
    says, delimiter = _delimiter(beginning)

    def rows() -> Iterator[Row]:
        with path.open(encoding=encoding, newline="") as text:
            yield from _rows(text, delimiter, path.name, skip=says)

    told = _("{encoding}, separated by {delimiter}")
    remarks = []
    if encoding == _FALLBACK:
        remarks.append(
            _("The file is not UTF-8, so it was read as Windows-1252. Look whether letters such as é are right.")
        )
    called = encoding.removesuffix("-sig").upper()
    read_as = told.format(encoding=called, delimiter=_(DELIMITERS[delimiter]))
    return Table(rows=rows, lines=feeds, read_as=read_as, remarks=tuple(remarks))


def _encoding(path: Path) -> tuple[str, int]:
    """The encoding of the whole file, and how many line feeds it has. Raises NotText."""
    with path.open("rb") as file:
        first = file.read(4)
    marked = next((name for mark, name in _MARKS.items() if first.startswith(mark)), "")
    for name in [marked] if marked else ["utf-8", _FALLBACK]:
        decoder, feeds = codecs.getincrementaldecoder(name)(), 0
        try:
            with path.open("rb") as file:
                while piece := file.read(_PIECE):
                    feeds += decoder.decode(piece).count("\n")
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return name, feeds + 1
    raise NotText(source=path.name)


def _beginning(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, newline="") as text:
        return text.read(_PIECE)


def _delimiter(beginning: str) -> tuple[bool, str]:
    """Whether the first line names the delimiter, and the delimiter: the one that gives most rows as many cells as the
    first has.
    """
    first = beginning.partition("\n")[0].strip()
    if first.lower().startswith(_SAID) and first[len(_SAID) :] in DELIMITERS:
        return True, first[len(_SAID) :]

    def like_a_table(delimiter: str) -> tuple[int, int]:
        try:
            read = csv.reader(io.StringIO(beginning), delimiter=delimiter)
            widths = [len(row) for row in islice(read, _LOOKED_AT) if row]
        except csv.Error:
            return 0, 0
        return (sum(width == widths[0] for width in widths), widths[0]) if widths and widths[0] > 1 else (0, 0)

    return False, max(DELIMITERS, key=like_a_table)


def _rows(text: Iterable[str], delimiter: str, name: str, *, skip: bool) -> Iterator[Row]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(text, delimiter=delimiter)
    before = 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            if not (skip and line == 1):
                yield Row(line, tuple(map(_unguarded, cells)))
    except csv.Error as error:
        problem = _("a cell that begins at line {line} does not end; a quote may be missing").format(line=before + 1)
        raise NoTable(file=name, problem=problem) from error


def _unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:].lstrip()[:1] in {"=", "+", "-", "@"} else cell
