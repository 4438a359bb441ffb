"""What a disk cannot do, and which promise is weaker there. It is told once a journal, and by `status` always."""

import os
import stat
from pathlib import Path

from casejournal.errors import CannotRead, DiskRefused
from casejournal.storage import disk
from casejournal.storage.lock import LOCK
from casejournal.storage.platform import PRIVATE_FILE, keeps_modes, offers_locks, sync_folder
from casejournal.storage.renewed import HEADER
from casejournal.words import N_

_FOLDER = "disks"


def promises(folder: Path) -> list[str]:
    """A sentence for each promise that is weaker on the disk of that journal."""
    told = (
        (sync_folder, N_("This disk does not confirm that a new file is saved: after a power cut it may be gone.")),
        (
            _locks,
            N_(
                "This disk has no file locks: cj uses a lock file instead, and two computers that write at the "
                "same time may still collide."
            ),
        ),
        (
            _keeps_modes,
            N_(
                "This disk does not keep permissions: anybody who uses this computer or takes the disk can "
                "open the files."
            ),
        ),
    )
    return [sentence for keeps, sentence in told if not keeps(folder)]


def untold(folder: Path, journal_id: str, state: Path) -> list[str]:
    """The sentences of `promises`, once for each journal and disk; `state` remembers that they were told."""
    path = state / _FOLDER / journal_id
    try:
        here = str(folder.stat().st_dev).encode()
        if disk.read(path) == here:
            return []
    except OSError:
        return []
    except CannotRead:
        pass  # it was never told
    try:
        disk.private_folder(path.parent)
        disk.replace(path, here, synced=False)
    except DiskRefused:
        pass  # it is told again
    return promises(folder)


def _locks(folder: Path) -> bool:
    try:
        descriptor = os.open(folder / LOCK, os.O_RDWR)
    except OSError:
        return True  # nothing was written yet, or we may not
    try:
        return offers_locks(descriptor)
    finally:
        os.close(descriptor)


def _keeps_modes(folder: Path) -> bool:
    """Whether the header, which `cj` always makes for one user only, is so."""
    try:
        mode = stat.S_IMODE((folder / HEADER).stat().st_mode)
    except OSError:
        return True
    return not keeps_modes() or not mode & ~PRIVATE_FILE
