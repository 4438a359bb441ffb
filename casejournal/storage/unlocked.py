"""Keeps the journal key while the journal is unlocked, in the user's runtime folder, which is in memory if possible.

The modification time of the file is the time of last use, so using the key writes no content.
"""

import os
from binascii import a2b_base64, b2a_base64
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import msgspec

from casejournal.errors import DiskRefused
from casejournal.storage import disk
from casejournal.storage.platform import is_private
from casejournal.words import N_

Seconds = Annotated[float, msgspec.Meta(ge=0, le=2**40)]


class Kept(msgspec.Struct, frozen=True):
    """The content of the file. `since` is in seconds since 1970; `idle` and `most` are in seconds."""

    key: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9+/]{43}=\Z")]
    since: Seconds
    idle: Seconds
    most: Seconds


class Unlocked:
    """The key of one journal, kept between commands until it is unused or open for too long."""

    def __init__(self, folder: Path, journal_id: str) -> None:
        self.folder = folder
        self.path = folder / f"{journal_id}.key"

    def keep(self, key: bytes, now: datetime, idle: timedelta, most: timedelta) -> None:
        """Keep `key` from `now` on. Raises DiskRefused if others can look into the folder."""
        disk.private_folder(self.folder)
        if not is_private(self.folder):
            raise DiskRefused(
                path=str(self.folder), reason=N_("others can look into this folder; no key is kept there")
            )
        kept = Kept(
            b2a_base64(key, newline=False).decode(), now.timestamp(), idle.total_seconds(), most.total_seconds()
        )
        disk.sweep(self.folder)
        for other in self.folder.glob("*.key"):
            Unlocked(self.folder, other.stem).until(now)  # removes it if its time is over
        disk.replace(self.path, msgspec.json.encode(kept))
        self._touch(now)

    def take(self, now: datetime) -> bytes | None:
        """The key; None if it is no longer kept. This counts as a use."""
        kept = self._kept(now)
        if kept is None:
            return None
        self._touch(now)
        return a2b_base64(kept.key)

    def until(self, now: datetime) -> datetime | None:
        """When the journal locks itself if it is not used; None if it is locked. This does not count as a use."""
        kept = self._kept(now)
        if kept is None:
            return None
        ends = min(self.path.stat().st_mtime + kept.idle, kept.since + kept.most)
        return datetime.fromtimestamp(ends, UTC).astimezone(now.tzinfo)

    def forget(self) -> bool:
        """Forget the key. Returns whether there was one."""
        was_kept = self.path.exists()
        disk.remove(self.path)
        return was_kept

    def _kept(self, now: datetime) -> Kept | None:
        try:
            if not (is_private(self.folder) and is_private(self.path)):
                return None
            kept = msgspec.json.decode(self.path.read_bytes(), type=Kept)
            used = self.path.stat().st_mtime
        except OSError:
            return None
        except msgspec.MsgspecError:
            kept, used = None, 0.0
        moment = now.timestamp()
        if kept and kept.since - 1 <= moment <= kept.since + kept.most and moment <= used + kept.idle:
            return kept
        disk.remove(self.path)  # expired, damaged, or in the future because the clock was set back
        return None

    def _touch(self, now: datetime) -> None:
        try:
            os.utime(self.path, (now.timestamp(), now.timestamp()))
        except OSError:
            pass  # it locks itself a little sooner
