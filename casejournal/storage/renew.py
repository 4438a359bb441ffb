"""Renewing the journal key: a copy is sealed with a new key, verified, and then replaces the journal in one step.

If it is stopped before that step, the journal stays as it was. If it is stopped during the step, the step is finished
when the journal is opened next.
"""

from collections.abc import Callable
from pathlib import Path

import msgspec

from casejournal.storage import disk, header, keys
from casejournal.storage.backup import parts_of
from casejournal.storage.drawer import Hand
from casejournal.storage.journal import LOCK, Journal
from casejournal.storage.keys import Slot
from casejournal.storage.log import TORN
from casejournal.storage.refusals import NotAsItWas
from casejournal.storage.seal import AesSeal, Seal, Unreadable
from casejournal.storage.verify import verify


def renew(journal: Journal, key: bytes, slot: Slot, hand: Hand) -> int:
    """Seal the journal with `key`; `slot` becomes the only way in. Returns the number of lines.

    The chains stay valid, because their digests are of the plain text. Raises NotAsItWas if the journal is damaged.
    """
    folder, described = journal.folder, journal.header
    beside = header.renewed(folder)
    with journal.alone("key renew"):
        if not verify(journal).sound:
            raise NotAsItWas
        disk.remove_folder(beside)
        disk.remove_folder(header.replaced(folder))
        lines = sum(_part(journal, name, beside, key) for name in parts_of(folder) if name != header.NAME)
        made = msgspec.structs.replace(described, key_check=keys.check_of(key, described.id), slot=(slot,))
        disk.private_folder(beside)
        disk.replace(beside / LOCK, b"")
        header.replace(beside, made)
        if not verify(Journal(beside, made, key, hand)).sound:
            raise NotAsItWas
        header.exchange(folder)
    disk.remove_folder(header.replaced(folder))
    return lines


def _part(journal: Journal, name: str, beside: Path, key: bytes) -> int:
    """Seal one file with the new key. Returns its lines. What was set aside of a log is only copied."""
    data, path = disk.read(journal.folder / name), beside / name
    disk.private_folder(path.parent)
    if TORN in name:
        disk.replace(path, data)
        return 0
    lines = [line for line in data.split(b"\n")[:-1] if line]
    close: Callable[[bytes], bytes] = AesSeal(key, journal.header.id, name).close
    disk.replace(path, b"".join(close(_opened(journal.seal(name), line)) + b"\n" for line in lines))
    return len(lines)


def _opened(seal: Seal, line: bytes) -> bytes:
    try:
        return seal.open(line)
    except Unreadable as error:
        raise NotAsItWas from error
