"""Keeps the journal key while the journal is unlocked: in the kernel where it can, else in a private file in memory.

The kernel forgets the key by itself when its time is over. The file goes with the next command, for nothing else runs.
"""

import os
from binascii import a2b_base64, b2a_base64
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Annotated

import msgspec

from casejournal.errors import DiskRefused
from casejournal.storage import disk
from casejournal.storage.kernel import Secret
from casejournal.storage.platform import ON_WINDOWS, in_memory, is_private
from casejournal.storage.refusals import KeyNotKept
from casejournal.words import N_

Seconds = Annotated[float, msgspec.Meta(ge=0, le=2**40)]

SUFFIX = ".key"
_ROOM = 4096
_WIDTH = 20
_SLACK = 5.0
"""Seconds by which a clock may go back: two commands at once, or a clock that is put right."""


class Kept(msgspec.Struct, frozen=True):
    """What is kept. `since` is in seconds since 1970; `idle` and `most` are in seconds."""

    key: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9+/]{43}=\Z")]
    since: Seconds
    idle: Seconds
    most: Seconds


class Open(msgspec.Struct, frozen=True):
    """How long a journal stays open."""

    until: datetime
    """If it is not used."""
    latest: datetime
    """In any case."""
    in_kernel: bool


class Unlocked:
    """The key of one journal, kept between commands until it is unused or open for too long."""

    def __init__(self, folder: Path, journal_id: str) -> None:
        self.folder = folder
        self._kernel = _InKernel(journal_id)
        self._file = KeyFile(folder / f"{journal_id}{SUFFIX}")

    def keep(self, key: bytes, now: datetime, idle: timedelta, most: timedelta) -> None:
        """Keep `key` from `now` on, in place of one kept before. Raises KeyNotKept, DiskRefused or NotAFolder."""
        self.forget()
        text = b2a_base64(key, newline=False).decode()
        kept = msgspec.json.encode(Kept(text, now.timestamp(), idle.total_seconds(), most.total_seconds()))
        if not self._kernel.put(kept, now.timestamp(), min(idle, most).total_seconds()):
            self._file.put(kept, now.timestamp())

    def take(self, now: datetime) -> bytes | None:
        """The key; None if it is no longer kept. This counts as a use."""
        for place in (self._kernel, self._file):
            found = _found(place, now.timestamp())
            if found is not None:
                kept, used = found
                used = max(used, now.timestamp())
                place.use(used, _ends(kept, used) - now.timestamp())
                return a2b_base64(kept.key)
        return None

    def open(self, now: datetime) -> Open | None:
        """How long the journal stays open; None if it is locked. This does not count as a use."""
        for place in (self._kernel, self._file):
            found = _found(place, now.timestamp())
            if found is not None:
                kept, used = found
                until, latest = (
                    datetime.fromtimestamp(moment, UTC).astimezone(now.tzinfo)
                    for moment in (_ends(kept, used), kept.since + kept.most)
                )
                return Open(until, latest, place is self._kernel)
        return None

    def is_surely_in_memory(self, now: datetime) -> bool:
        """Whether the key is in memory, and not perhaps on a disk."""
        opened = self.open(now)
        return opened is not None and (opened.in_kernel or in_memory(self.folder) is True)

    def forget(self) -> bool:
        """Forget the key, and what a stopped command left of its file. Returns whether there was one."""
        in_kernel, in_file = self._kernel.drop(), self._file.drop()
        return in_kernel or in_file


def sweep(folder: Path, now: datetime) -> None:
    """Remove the file of every journal whose time is over, and of each that cannot be trusted."""
    try:
        names = [entry.name for entry in os.scandir(folder)]
    except OSError:
        return  # there is no folder, so there is no file
    for name in names:
        if name.endswith(SUFFIX):
            _found(KeyFile(folder / name), now.timestamp())


class _InKernel:
    """A key in the kernel, and beside it the moment of its last use, which alone is written again."""

    def __init__(self, journal_id: str) -> None:
        self._kept = Secret(f"casejournal:{journal_id}")
        self._used = Secret(f"casejournal:{journal_id}:used")

    def put(self, kept: bytes, used: float, seconds: float) -> bool:
        """Keep it for so long. False if this kernel keeps nothing."""
        return self._used.put(_moment(used), _whole(seconds)) and self._kept.put(kept, _whole(seconds))

    def get(self) -> tuple[bytes, bytes] | None:
        """What is kept, and when it was used last."""
        kept, used = self._kept.get(), self._used.get()
        return None if kept is None else (kept, used or b"")

    def use(self, used: float, seconds: float) -> None:
        """It was used, and is kept for so long from now on."""
        self._kept.prolong(_whole(seconds))
        self._used.put(_moment(used), _whole(seconds))

    def drop(self) -> bool:
        """Forget it. Returns whether there was one."""
        self._used.drop()
        return self._kept.drop()


class KeyFile:
    """A key in a file, and in its last line the moment of its last use, which is written over in place.

    So a file that `cj lock` removes at the same moment does not come back.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def put(self, kept: bytes, used: float) -> None:
        """Write it. Raises KeyNotKept, DiskRefused or NotAFolder."""
        folder = self._path.parent
        if ON_WINDOWS or in_memory(folder) is False:
            raise KeyNotKept(folder=folder, reason=N_("it may not be in memory, and a key is never written to a disk"))
        disk.private_folder(folder)
        if not is_private(folder):
            raise KeyNotKept(folder=folder, reason=N_("other people can open this folder"))
        disk.replace(self._path, b"%s\n%s" % (kept, _moment(used)), synced=False)

    def get(self) -> tuple[bytes, bytes] | None:
        """What is kept, and when it was used last. A file that others could read or write is removed, unread."""
        try:
            if not is_private(self._path.parent):
                return None
            if not (is_private(self._path) and self._path.is_file()):
                return b"", b""
            with self._path.open("rb") as file:
                kept, _, used = file.read(_ROOM).rpartition(b"\n")
        except OSError:
            return None
        return kept, used

    def use(self, used: float, seconds: float) -> None:  # noqa: ARG002 - nobody watches the time of a file
        """It was used."""
        try:
            disk.overwrite_end(self._path, _moment(used))
        except OSError:
            pass  # it locks itself a little sooner

    def drop(self) -> bool:
        """Remove it, and what a stopped command left of it. Returns whether there was one."""
        was_kept = os.path.lexists(self._path)
        if was_kept:
            disk.remove(self._path)
        disk.sweep(self._path.parent, self._path.name)
        return was_kept


def _found(place: _InKernel | KeyFile, moment: float) -> tuple[Kept, float] | None:
    """What is kept there and when it was used. It is dropped if its time is over, or if it is damaged."""
    found = place.get()
    if found is None:
        return None
    try:
        kept, used = msgspec.json.decode(found[0], type=Kept), float(found[1])
    except (msgspec.MsgspecError, ValueError):
        _try_to_drop(place)
        return None
    if kept.since - 1 <= used and used - _SLACK <= moment <= _ends(kept, used):
        return kept, used
    _try_to_drop(place)  # also if it is in the future, because the clock was set back
    return None


def _try_to_drop(place: _InKernel | KeyFile) -> None:
    with suppress(DiskRefused):  # it is not used in any case
        place.drop()


def _ends(kept: Kept, used: float) -> float:
    return min(used + kept.idle, kept.since + kept.most)


def _moment(used: float) -> bytes:
    return f"{used:.3f}".rjust(_WIDTH).encode()


def _whole(seconds: float) -> int:
    return max(ceil(seconds), 1)  # for the kernel, 0 is for ever
