"""Files outside the journal that a person named, read piece by piece or line by line, so that a large one fits."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from casejournal.errors import CannotRead
from casejournal.storage.own import cannot_read
from casejournal.words import N_

PIECE = 64 * 1024


def pieces(path: Path) -> Iterator[bytes]:
    """The content of the file, which may be a link or a pipe, in pieces. Raises CannotRead."""
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece
    except ValueError as error:
        raise CannotRead(path=str(path), reason=N_("there is no such file")) from error
    except OSError as error:
        raise cannot_read(path, error) from error


def lines(parts: Iterable[bytes], longest: int) -> Iterator[bytes]:
    """The lines of what comes in pieces, without their line feeds. A line longer than `longest` bytes is the last: it
    comes cut off.
    """
    waiting = bytearray()
    for part in parts:
        waiting += part
        *whole, rest = waiting.split(b"\n") if b"\n" in part else [waiting]
        yield from map(bytes, whole)
        waiting = bytearray(rest)
        if len(waiting) > longest:
            break
    if waiting:
        yield bytes(waiting)
