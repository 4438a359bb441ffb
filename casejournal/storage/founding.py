"""A new journal: a folder with a header, and nothing in it yet."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from casejournal.domain import dates
from casejournal.storage import disk, header, keys
from casejournal.storage.header import Header
from casejournal.storage.keys import Slot
from casejournal.storage.ulid import new_ulid


def create(
    folder: Path,
    *,
    key: bytes | None,
    now: datetime,
    slots: Callable[[str], tuple[Slot, ...]],
    practice: bool = False,
) -> Header:
    """Make an empty journal in `folder`, and return its header. Without a key it is plain; `practice` is for made-up
    people only.

    `slots` gives the key slots for the journal's id. Raises JournalExists if another process was first.
    """
    disk.private_folder(folder)
    journal_id = new_ulid(int(now.timestamp() * 1000))
    made = Header(
        format=header.FORMAT_VERSION,
        id=journal_id,
        created=dates.stamp(now.date()),
        sealed=key is not None,
        practice=practice,
        key_check=keys.check_of(key, journal_id) if key is not None else "",
        slot=slots(journal_id),
    )
    if key is not None:
        made = header.marked(made, key)
    header.create(folder, made)
    return made
