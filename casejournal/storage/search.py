"""Looks for words in the logs: each is read, opened and folded as a whole; only where that may hold them are its
records taken apart. Nothing that was opened is written anywhere, and nothing is kept for the next search.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from casejournal.domain.areas import Area
from casejournal.domain.hits import Passage, Rank, Search, Within
from casejournal.domain.kinds import CASE_TABLES, TABLES
from casejournal.domain.names import text_folded
from casejournal.domain.texts import chosen, may_choose, texts
from casejournal.errors import CannotRead
from casejournal.storage import own
from casejournal.storage.journal import Journal
from casejournal.storage.refusals import Damaged
from casejournal.storage.seal import Seal, Unreadable
from casejournal.words import N_

_TABLES = frozenset(TABLES)
_ESCAPES = re.compile(r"(?P<codes>(?:\\u[0-9a-fA-F]{4})+)|\\(?P<one>.)")


class _Op(msgspec.Struct, gc=False):
    op: str
    table: str
    id: str = ""
    doc: msgspec.Raw = msgspec.Raw(b"null")


class _Line(msgspec.Struct, gc=False):
    """What a search needs of a line."""

    tx: str
    at: str
    device: str
    ops: list[_Op]


class Version(NamedTuple):
    """Which version of a record it is: its number, of how many; when another took its place, or nothing if none did."""

    number: int = 1
    of: int = 1
    until: str = ""
    taken_back: bool = False
    """Whether the command that wrote it was undone."""


_LAST = Version()


class Hit(NamedTuple):
    """A record that fits."""

    rank: Rank
    file: str
    """The ref of the case or group."""
    table: str
    ref: str
    version: Version
    record: bytes
    numbers: tuple[str, ...]
    """The identity numbers of the client, which no list shows."""


_lines = msgspec.json.Decoder(_Line).decode_lines
_record = msgspec.json.Decoder(dict[str, Any]).decode
_Doc = msgspec.Raw | None
"""A version of a record; None where it was taken back."""


def search_log(journal: Journal, name: str, within: Within, *, all_versions: bool = False) -> Iterator[Hit]:
    """The records in a log that fit, as they are now; with `all_versions` as they ever were. Raises Damaged."""
    text = _read(journal, name)
    folded = text_folded(_unescaped(text.decode()))
    if not within.may_be_in(folded):
        return
    log = _Log(Path(name).stem, _parsed(journal, name, text))
    may = within.lines(folded)
    for key, versions in log.versions.items() if may else ():
        told: frozenset[str] = frozenset()
        for place in range(len(versions) - 1, -1 if all_versions else len(versions) - 2, -1):
            number, doc = versions[place]
            if doc is None or number not in may:
                continue
            record = _record(doc)
            found = texts(key[0], record)
            rank = within.rank(key[0], record, found, log.areas if within.asks_for_areas else ())
            if rank is None or (not all_versions and record.get("struck")):
                continue
            if all_versions:
                said = within.found(found)
                if told and said <= told:
                    continue  # a later version says the same
                told |= said
            version = log.which(versions, place) if all_versions else _LAST
            yield Hit(rank, log.ref, *key, version, bytes(doc), log.numbers)


class _Log:
    """The records of a log, each in all its versions."""

    def __init__(self, ref: str, lines: Sequence[_Line]) -> None:
        self.ref = ref
        self._lines = lines
        self.versions: dict[tuple[str, str], list[tuple[int, _Doc]]] = {}
        """By table and ref: the number of the line of each version, and the version, in the order they took effect."""
        for number in sorted(range(len(lines)), key=lambda each: (lines[each].tx, lines[each].device)):
            for op in lines[number].ops:
                if op.op == "put" and op.table in _TABLES:
                    self.versions.setdefault((op.table, op.id), []).append((number, op.doc))
                elif op.op in {"drop", "drop_table"}:
                    self._drop(number, op)

    def _drop(self, number: int, op: _Op) -> None:
        for key, versions in self.versions.items():
            if key[0] == op.table and op.id in {key[1], ""}:
                versions.append((number, None))

    @cached_property
    def areas(self) -> frozenset[str]:
        """The areas that the records name as they are now."""
        now = [(table, docs[-1][1]) for (table, _ref), docs in self.versions.items() if may_choose(table, Area)]
        return frozenset().union(*(chosen(table, _record(doc), Area) for table, doc in now if doc is not None))

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The digits of the client's identity numbers, of those corrected since too."""
        docs = [doc for _number, doc in self.versions.get((CASE_TABLES[0], self.ref), ()) if doc is not None]
        found = (each for doc in docs for each in texts(CASE_TABLES[0], _record(doc)))
        digits = ("".join(filter(str.isdecimal, said)) for place, said in found if place.unlisted)
        return tuple(dict.fromkeys(filter(None, digits)))

    def which(self, versions: Sequence[tuple[int, _Doc]], place: int) -> Version:
        """Which of the versions stands at that place."""
        written = [at for at, (_number, doc) in enumerate(versions) if doc is not None]
        later = versions[place + 1 : place + 2]
        until = "".join(self._lines[number].at for number, _doc in later)
        taken_back = any(doc is None for _number, doc in later)
        return Version(written.index(place) + 1, len(written), until, taken_back=taken_back)


def passages(hit: Hit, search: Search) -> tuple[Passage, ...]:
    """The words around what was found in a hit."""
    return search.passages(texts(hit.table, _record(hit.record)), hit.numbers)


def stored(hit: Hit) -> Mapping[str, Any]:
    """The record, as it is stored."""
    return _record(hit.record)


def _read(journal: Journal, name: str) -> bytes:
    """The lines of a log, opened. Raises Damaged."""
    path = journal.folder / name
    try:
        with own.opened(path) as file:
            data = file.read()
    except CannotRead as failure:
        raise own.out_of_reach(name, failure) from failure
    except OSError as error:
        raise own.out_of_reach(name, own.cannot_read(path, error)) from error
    whole, seal = data[: data.rfind(b"\n") + 1], journal.seal(name)
    try:
        text = b"\n".join(seal.open_all(whole))
        text.decode()
    except (Unreadable, UnicodeDecodeError):
        journal.card_of(name)  # raises if more is wrong than its end
        text = b"\n".join(_that_open(whole.split(b"\n"), seal))  # an end that never reached the disk
    return text


def _that_open(lines: Iterable[bytes], seal: Seal) -> Iterator[bytes]:
    for line in lines:
        with suppress(Unreadable):
            if line and b"\0" not in line:
                yield seal.open(line)


def _parsed(journal: Journal, name: str, text: bytes) -> list[_Line]:
    try:
        return _lines(text)
    except msgspec.MsgspecError:
        problem = N_("a line in it is not written as it should be")
        journal.card_of(name)  # raises if it can say more
        raise Damaged(file=name, problem=problem) from None


def _unescaped(text: str) -> str:
    """JSON with its escapes resolved, so that what a person wrote stands in it as they wrote it. One line a line."""
    if "\\" in text and "\\\\" not in text and "\\u" not in text:
        text = text.replace("\\n", " ").replace('\\"', '"')  # the usual ones, ten times as fast
    return _ESCAPES.sub(_resolved, text) if "\\" in text else text


def _resolved(found: re.Match[str]) -> str:
    if found["codes"]:
        units = bytes.fromhex(found["codes"].replace("\\u", ""))
        return units.decode("utf-16-be", "replace").replace("\n", " ")
    return " " if found["one"] in "nrtbf" else found["one"]
