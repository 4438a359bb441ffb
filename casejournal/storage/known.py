"""What this machine remembers of the journal in one place, outside of it: an older file put back there is noticed.

Two files for each place in the user's state folder: the header as it was last seen, and the ends of the logs' chains
as they were last written or read here. They hold refs and digests, and nothing that was written. A machine that has
not seen a journal yet remembers nothing of it, and says nothing.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import msgspec

from casejournal.errors import CannotRead, DiskRefused
from casejournal.storage import disk, own
from casejournal.storage.header import Header, digest_of
from casejournal.storage.line import Head
from casejournal.storage.refusals import HeaderExchanged, NotAFolder
from casejournal.storage.seal import sha256
from casejournal.words import N_

Stamp = tuple[int, int, int]
"""Inode, size and time of change of the index, as it was when its heads were remembered."""
_FOLDER = "known"
_TAIL = 8192
_MOST = 1 << 20
"""With more bytes than this and than `_EACH` for each log, the file of heads is written anew."""
_EACH = 1024


class Seen(msgspec.Struct, frozen=True):
    """The header as it was last seen in one place."""

    journal: str
    sealed: bool
    generation: int
    digest: str


class _Remembered(msgspec.Struct, frozen=True, array_like=True):
    """One line of the file of heads."""

    index: Stamp
    log: str
    heads: msgspec.Raw


class HasHeads(Protocol):
    """A card of the index: it has the heads of its log."""

    @property
    def heads(self) -> msgspec.Raw:
        """The heads as JSON."""


_line = msgspec.json.Decoder(_Remembered)
_heads = msgspec.json.Decoder(dict[str, Head])


def _place(state: Path, folder: Path) -> Path:
    """The file for what lies in `folder`: named after a digest of its resolved path."""
    try:
        place = os.path.realpath(folder)
    except OSError:  # the current folder is gone
        place = str(folder)
    return state / _FOLDER / sha256(place.encode(errors="surrogateescape"))[:32]


class KnownHeader:
    """The header that was last seen in `folder`. Without a note of it, everything is as it should be."""

    def __init__(self, state: Path, folder: Path) -> None:
        self._path = _place(state, folder)
        self._heads = KnownHeads(state, folder)

    def require(self, described: Header) -> None:
        """Raises HeaderExchanged if a header seen here before was newer, or if the journal here was sealed."""
        seen = self._seen()
        if seen is None:
            return
        if seen.sealed and not described.sealed:
            raise HeaderExchanged(problem=N_("the journal here was sealed, and now it is a plain one"))
        if seen.journal != described.id or seen.generation < described.generation:
            return
        if seen.generation > described.generation:
            raise HeaderExchanged(problem=N_("it is an older one, and may let in somebody who was shut out since"))
        if seen.digest != digest_of(described):
            raise HeaderExchanged(problem=N_("its ways in were changed elsewhere at the same time"))

    def remember(self, described: Header) -> None:
        """From now on this is the header seen last. Call only after `require`, and when the key is proven."""
        now, seen = Seen(described.id, described.sealed, described.generation, digest_of(described)), self._seen()
        if now == seen:
            return
        if seen and seen.journal != described.id:
            self._heads.forget()
        try:
            disk.private_folder(self._path.parent)
            disk.replace(self._path, msgspec.json.encode(now))
        except (DiskRefused, NotAFolder):
            pass  # the journal itself is as it should be

    def found(self, described: Header) -> None:
        """Remember the header of a journal that was founded here now, and nothing of what was here before."""
        self._heads.forget()
        self.remember(described)

    def forget(self) -> None:
        """Forget the header and the heads: what lies there now is taken as it is. Raises DiskRefused."""
        disk.remove(self._path)
        self._heads.forget()

    def _seen(self) -> Seen | None:
        try:
            return msgspec.json.decode(disk.read(self._path), type=Seen)
        except (CannotRead, msgspec.MsgspecError):
            return None


class KnownHeads:
    """The ends of the chains in each log of the journal in `folder`, as JSON lines: the last about a log holds.

    They are added with each write to the index and not synced: after a power cut they may be behind the logs, and never
    ahead of them.
    """

    def __init__(self, state: Path, folder: Path) -> None:
        place = _place(state, folder)
        self._path = place.with_name(f"{place.name}.heads")

    def fit(self, index: Stamp) -> bool:
        """Whether the index is as it was when this machine wrote it last, so that nothing need be compared."""
        try:
            with own.opened(self._path) as file:
                file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
                last = file.read().rstrip(b"\n").rpartition(b"\n")[2]
            return _line.decode(last).index == index
        except (OSError, CannotRead, msgspec.MsgspecError):
            return False

    def every(self) -> dict[str, dict[str, Head]]:
        """The heads of every log that is remembered. A line that cannot be read is passed over."""
        try:
            lines = disk.read(self._path).split(b"\n")
        except CannotRead:
            return {}
        return {told.log: heads for told, heads in map(_read, lines) if told and told.log}

    def add(self, index: Stamp, heads: Mapping[str, HasHeads], every: Mapping[str, HasHeads]) -> None:
        """Remember the heads of the logs that changed; `every` is those of all logs, for when the file is made anew."""
        try:
            size = self._size()
            if size < 0 or size > max(_MOST, _EACH * len(every)):
                disk.private_folder(self._path.parent)
                disk.replace(self._path, _lines(index, every), synced=False)
            else:
                disk.append(self._path, _lines(index, heads), synced=False)
        except (DiskRefused, NotAFolder):
            pass  # it then remembers less

    def forget(self) -> None:
        """Remember nothing more. Raises DiskRefused."""
        disk.remove(self._path)

    def _size(self) -> int:
        try:
            return self._path.stat().st_size
        except OSError:
            return -1


def _read(line: bytes) -> tuple[_Remembered | None, dict[str, Head]]:
    try:
        told = _line.decode(line)
        return told, _heads.decode(told.heads)
    except msgspec.MsgspecError:
        return None, {}


def _lines(index: Stamp, cards: Mapping[str, HasHeads]) -> bytes:
    told = [(name, card.heads) for name, card in cards.items()] or [("", msgspec.Raw(b"{}"))]
    return b"".join(msgspec.json.encode(_Remembered(index, log, each)) + b"\n" for log, each in told)
