"""The cells of the tables in a page, read as text: no script, nothing from outside."""

from collections.abc import Iterable
from html.parser import HTMLParser

import msgspec

_NOT_READ = frozenset({"script", "style", "head", "title", "template"})
_BREAKS = frozenset({"br", "p", "div", "li"})


class Table(msgspec.Struct, frozen=True):
    """The text of a document, and the rows of its tables, each cell as text."""

    text: str
    rows: tuple[tuple[str, ...], ...]
    margin: tuple[tuple[int | None, str], ...] = ()
    """What was written in the margin: the place of the row it is about, None for none, and the text."""


class Cells:
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

    @property
    def place(self) -> int | None:
        """The place of the row in which we are; None outside of all tables."""
        return len(self._rows) - 1 if self._rows and self._depth else None

    def done(self, margin: Iterable[tuple[int | None, str]] = ()) -> Table:
        """What was gathered, with what stands in the margin."""
        rows = tuple(tuple("".join(cell) for cell in row) for row in self._rows)
        return Table("".join(self.text), rows, tuple(margin))


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells = Cells()
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
