"""The cells of a text document (DOCX) and the comments in its margin, read as text: no entity, no other file."""

import io
import zipfile
import zlib
from xml.parsers import expat

from casejournal.exchange.recording.cells import Cells, Table
from casejournal.exchange.refusals import NotReturned
from casejournal.words import N_

_MOST = 64 * 1024**2
"""In bytes, unpacked. A recording of a thousand rows has less than a tenth of it."""
_TEXT, _MARGIN = "word/document.xml", "word/comments.xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_DAMAGED = N_("it is damaged or no text document; ask for it again, saved as .docx")


def cells_of_docx(data: bytes, name: str) -> Table:
    """The cells of a text document; what was deleted in it with tracked changes does not count. Raises NotReturned."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            text = _read(_part(package, _TEXT, name))
            beside = _read(_part(package, _MARGIN, name)) if _MARGIN in package.namelist() else _Reader()
    except _NOT_READ as error:
        raise NotReturned(file=name, problem=_DAMAGED) from error
    margin = ((text.marked.get(key), "".join(said)) for key, said in beside.comments.items())
    return text.cells.done(margin)


class _Declares(Exception):
    """A part declares entities. None of a text document does; they could name files or fill the memory."""


_NOT_READ = (
    _Declares,
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
)
"""What reading a damaged package raises."""


class _Reader:
    """What stands in a part of the package."""

    def __init__(self) -> None:
        self.cells = Cells()
        self.marked: dict[str, int | None] = {}
        """For each comment in the margin, by its id, the place of the row that it is about."""
        self.comments: dict[str, list[str]] = {}
        """The text of each, by its id."""
        self._inside: list[str] = []
        self._comment: list[str] | None = None

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.removeprefix(_W)
        self._inside.append(name)
        match name:
            case "tbl":
                self.cells.table(begins=True)
            case "tr":
                self.cells.row()
            case "tc":
                self.cells.cell(begins=True)
            case "p" | "br":
                self._say("\n")
            case "tab":
                self._say(" ")
            case "commentRangeStart" | "commentReference":
                self.marked.setdefault(attributes.get(f"{_W}id", ""), self.cells.place)
            case "comment":
                self._comment = self.comments.setdefault(attributes.get(f"{_W}id", ""), [])

    def end(self, _tag: str) -> None:
        """An element ends."""
        match self._inside.pop():
            case "tbl":
                self.cells.table(begins=False)
            case "tc":
                self.cells.cell(begins=False)

    def text(self, said: str) -> None:
        """Some text; only what is shown as such, and was not deleted."""
        if self._inside and self._inside[-1] == "t" and "del" not in self._inside:
            self._say(said)

    def refuse(self, *_declared: object) -> None:
        """A part declares something."""
        raise _Declares

    def _say(self, said: str) -> None:
        if self._comment is None:
            self.cells.say(said)
        else:
            self._comment.append(said)


def _read(xml: bytes) -> _Reader:
    reader, parser = _Reader(), expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = reader.begin, reader.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = reader.text, reader.refuse
    parser.Parse(xml, True)
    return reader


def _part(package: zipfile.ZipFile, part: str, name: str) -> bytes:
    """A part of the package, no larger than _MOST whatever the package says of its size. Raises NotReturned."""
    with package.open(part) as packed:
        data = packed.read(_MOST + 1)
    if len(data) > _MOST:
        raise NotReturned(file=name, problem=N_("unpacked it is far too large for a process recording"))
    return data
