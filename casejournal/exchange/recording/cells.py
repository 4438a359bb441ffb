"""The cells of the tables in a page or a text document, read as text: no script, no entity, nothing outside."""

import io
import zipfile
import zlib
from collections.abc import Callable
from html.parser import HTMLParser
from xml.parsers import expat

import msgspec

from casejournal.exchange.refusals import NotReturned
from casejournal.words import N_

_MOST = 64 * 1024**2
"""In bytes, unpacked. A recording of a thousand rows has less than a tenth of it."""
_MAIN = "word/document.xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_NOT_READ = frozenset({"script", "style", "head", "title", "template"})
_BREAKS = frozenset({"br", "p", "div", "li"})


class Table(msgspec.Struct, frozen=True):
    """The text of a document, and the rows of its tables, each cell as text."""

    text: str
    rows: tuple[tuple[str, ...], ...]


class _Cells:
    """Gathers the text, and the cells of the outermost tables; a table inside a cell is text of that cell."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self._rows: list[list[list[str]]] = []
        self._depth = 0
        self._in_cell = False

    def table(self, *, begins: bool) -> None:
        """A table begins or ends."""
        self._depth = max(0, self._depth + (1 if begins else -1))
        self._in_cell = self._in_cell and self._depth > 0

    def row(self) -> None:
        """A row begins."""
        if self._depth == 1:
            self._rows.append([])

    def cell(self, *, begins: bool) -> None:
        """A cell begins or ends."""
        if self._depth == 1 and self._rows:
            self._in_cell = begins
            if begins:
                self._rows[-1].append([])

    def say(self, text: str) -> None:
        """Some text."""
        self.text.append(text)
        if self._in_cell and self._rows and self._rows[-1]:
            self._rows[-1][-1].append(text)

    def done(self) -> Table:
        """What was gathered."""
        return Table("".join(self.text), tuple(tuple("".join(cell) for cell in row) for row in self._rows))


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells = _Cells()
        self._hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as it is called
        if self._hidden:
            return
        if tag in _NOT_READ:
            self._hidden = tag
        elif tag == "table":
            self.cells.table(begins=True)
        elif tag == "tr":
            self.cells.row()
        elif tag in {"td", "th"}:
            self.cells.cell(begins=True)
        elif tag in _BREAKS:
            self.cells.say("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = ""
        elif self._hidden:
            return
        elif tag == "table":
            self.cells.table(begins=False)
        elif tag in {"td", "th"}:
            self.cells.cell(begins=False)
        elif tag in {"p", "dd", "dt", "h1"}:
            self.cells.say("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.cells.say(data)


def cells_of_html(text: str) -> Table:
    """The cells of a page."""
    page = _Page()
    page.feed(text)
    page.close()
    return page.cells.done()


def cells_of_docx(data: bytes, name: str) -> Table:
    """The cells of a text document; what was deleted in it with tracked changes does not count. Raises NotReturned."""
    cells = _Cells()
    opening: dict[str, Callable[[], None]] = {
        "tbl": lambda: cells.table(begins=True),
        "tr": cells.row,
        "tc": lambda: cells.cell(begins=True),
        "p": lambda: cells.say("\n"),
        "br": lambda: cells.say("\n"),
        "tab": lambda: cells.say(" "),
    }
    closing: dict[str, Callable[[], None]] = {
        "tbl": lambda: cells.table(begins=False),
        "tc": lambda: cells.cell(begins=False),
    }
    inside: list[str] = []

    def begin(tag: str, _attributes: object) -> None:
        inside.append(tag.removeprefix(_W))
        opening.get(inside[-1], lambda: None)()

    def end(_tag: str) -> None:
        closing.get(inside.pop(), lambda: None)()

    def say(text: str) -> None:
        if inside and inside[-1] == "t" and "del" not in inside:
            cells.say(text)

    def refuse(*_declared: object) -> None:
        raise NotReturned(file=name, problem=_DAMAGED)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, say
    parser.StartDoctypeDeclHandler = refuse  # a text document has none; one here could name files or fill the memory
    try:
        parser.Parse(_main_part(data, name), True)
    except expat.ExpatError as error:
        raise NotReturned(file=name, problem=_DAMAGED) from error
    return cells.done()


_DAMAGED = N_("it is damaged or no text document; ask for it again, saved as .docx")


def _main_part(data: bytes, name: str) -> bytes:
    """The part of the package that holds the text, no larger than _MOST whatever the package says of its size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(_MAIN) as part:
            text = part.read(_MOST + 1)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error) as error:
        raise NotReturned(file=name, problem=_DAMAGED) from error
    if len(text) > _MOST:
        raise NotReturned(file=name, problem=N_("unpacked it is far too large for a process recording"))
    return text
