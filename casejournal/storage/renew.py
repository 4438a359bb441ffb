"""A new journal key: everything is sealed anew beside the journal, looked at, and takes its place in one step.

Whatever stops it before that step leaves the journal as it was; whatever stops it in the middle of the step is brought
to its end when the journal is opened next.
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
    """Seal the journal anew under `key`, to which `slot` is the only way in; how many lines that were.

    The chains stay, for they are over the texts. Raises NotAsItWas for a journal that `verify` finds fault with.
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
    """One file, sealed anew; what was set aside of a log cannot be opened, and is taken along as it is."""
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
