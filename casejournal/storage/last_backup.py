"""When and where each journal was last backed up on this machine, so that `cj status` can tell while it is locked."""

from datetime import datetime
from pathlib import Path

import msgspec

from casejournal.domain import dates
from casejournal.errors import CannotRead, DiskRefused
from casejournal.storage import disk
from casejournal.storage.header import Header
from casejournal.words import storable

_FOLDER = "backups"
OLD = 14
"""Days after which a backup counts as old."""


def remember(state: Path, journal: str, at: datetime, path: Path) -> None:
    """Note when and where the journal with that id was backed up. If it cannot be saved, that is ignored."""
    told = {"at": dates.stamp(at), "file": storable(str(path))}
    try:
        disk.private_folder(state / _FOLDER)
        disk.replace(state / _FOLDER / journal, msgspec.json.encode(told))
    except DiskRefused:
        pass  # the backup itself was made


def last_backup(state: Path, journal: str) -> tuple[datetime, str] | None:
    """When and where the journal with that id was last backed up; None if that is not known."""
    try:
        told = msgspec.json.decode(disk.read(state / _FOLDER / journal), type=dict[str, str])
        return dates.from_stamp(told["at"]), told["file"]
    except (CannotRead, msgspec.MsgspecError, KeyError, ValueError):
        return None


def days_without(state: Path, journal: Header, now: datetime) -> int:
    """How many days ago the journal was last backed up on this machine; if it never was, how old it is."""
    found = last_backup(state, journal.id)
    return dates.days_since(found[0], now) if found else dates.days_since(dates.from_stamp(journal.created).date(), now)
