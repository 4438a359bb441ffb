"""JSON Lines: every command with every version of every record it wrote, as one journal hands them to another.

The first line says what the file is, the last one how many lines there are, so that a file cut short is noticed.
docs/format.md describes it.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated, Any, TypeVar

import msgspec

from casejournal.exchange.refusals import LinesDamaged, NewerFile
from casejournal.storage.line import Line, Op, is_whole
from casejournal.storage.ulid import ULID
from casejournal.words import N_, _

KIND, VERSION = "casejournal/lines", 1
SCHEMA = f"{KIND}/{VERSION}"
Kind = TypeVar("Kind")
LONGEST = 64 * 1024**2
"""Bytes of one line. No command writes so much."""


class Head(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The first line: who made the file when, in which journal and for whom."""

    schema: str
    made: datetime
    by: str
    to: str
    journal: str
    agency: str = ""
    transfer: str = ""
    """The digest of what is handed over for good; empty for a mere export."""
    left_out: int = 0
    """How many records stayed with the one who hands it over."""
    practice: bool = False
    """Whether it comes from a practice journal: everybody in it is made up."""


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """One command as it is handed on: what it changed in one file, when, by whom and on which device."""

    of: str
    """The ref of the case or group."""
    tx: Annotated[str, msgspec.Meta(pattern=ULID)]
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    device: str
    worker: str
    command: str
    ops: tuple[Op, ...]


class End(msgspec.Struct, frozen=True):
    """The last line: how many lines came before it, the first one not counted."""

    end: int


def told(head: Head, files: Iterable[tuple[str, Iterable[Line]]]) -> Iterator[bytes]:
    """The lines, each with its line feed, in UTF-8; of each file its ref and its commands."""
    encode = msgspec.json.Encoder().encode
    yield encode(head) + b"\n"
    count = 0
    for ref, lines in files:
        for line in lines:
            count += 1
            same: dict[str, Any] = {name: getattr(line, name) for name in Written.__struct_fields__ if name != "of"}
            yield encode(Written(of=ref, **same)) + b"\n"
    yield encode(End(count)) + b"\n"


def head_of(lines: Iterator[bytes]) -> Head:
    """The first line. Raises LinesDamaged or NewerFile."""
    head = _read(next(lines, b""), Head, 1)
    kind, _slash, version = head.schema.rpartition("/")
    if kind != KIND:
        raise LinesDamaged(problem=N_("it is another kind of JSON"))
    if version != str(VERSION):
        raise NewerFile(found=version, known=VERSION)
    return head


def files(lines: Iterator[bytes]) -> Iterator[tuple[str, list[Line]]]:
    """What follows the first line: each case or group with its commands. Only one is in memory. Raises LinesDamaged."""
    of, commands, count = "", list[Line](), 0
    for number, text in enumerate(lines, 2):
        if text.startswith(b'{"end"'):
            if _read(text, End, number).end != count or next(lines, None) is not None:
                raise LinesDamaged(problem=N_("it has lost lines"))
            if commands:
                yield of, commands
            return
        written = _read(text, Written, number)
        if written.of != of and commands:
            yield of, commands
            commands = []
        of, count = written.of, count + 1
        commands.append(_line(written, number))
    raise LinesDamaged(problem=N_("its end is missing"))


def _line(written: Written, number: int) -> Line:
    """The command as a line of a log; its place in the chain is not told, and is found where it is taken in."""
    if not all(map(is_whole, written.ops)):
        raise LinesDamaged(problem=_("line {number} is not as it was written").format(number=number))
    same = {name: getattr(written, name) for name in Written.__struct_fields__ if name != "of"}
    return Line(n=1, prev="", **same)


def _read(text: bytes, kind: type[Kind], number: int) -> Kind:
    try:
        text.decode()  # raises for bad bytes in a document, which the decoder skips
        return msgspec.json.decode(text, type=kind)
    except (ValueError, RecursionError) as error:  # msgspec's are ValueErrors
        raise LinesDamaged(problem=_("line {number} is not as it was written").format(number=number)) from error
