"""How a journal that was sealed anew takes the place of the old one: file by file, inside the journal's own folder.

The renewed files lie in a folder of their own. As soon as its header is there too, they hold: whoever opens the journal
then first moves them to their places. So a stop at any moment leaves a whole journal, and nothing else in the folder is
touched.
"""

from pathlib import Path

from casejournal.storage import disk
from casejournal.storage.lock import LOCK, locked

FOLDER = ".renewed"
HEADER = "journal.toml"


def beside(folder: Path) -> Path:
    """Where the renewed files of the journal in `folder` lie until they are moved."""
    return folder / FOLDER


def hold(folder: Path) -> bool:
    """Whether there are renewed files that hold, and were not moved to their places yet."""
    return (folder / FOLDER / HEADER).exists()


def take_their_places(folder: Path) -> None:
    """Move the renewed files over the old ones, the header last. Call only while holding the journal's lock.

    After a stop, doing it again finishes it. Raises DiskRefused.
    """
    new = beside(folder)
    for path in sorted(each for each in new.rglob("*") if each.is_file() and each != new / HEADER):
        place = folder / path.relative_to(new)
        disk.private_folder(place.parent)
        disk.move(path, place)
    disk.move(new / HEADER, folder / HEADER)
    disk.remove_folder(new)


def finish(folder: Path) -> None:
    """Finish what was stopped while the files were moved; if somebody is at it, wait. Raises Busy or DiskRefused."""
    with locked(folder / LOCK, "key renew"):
        if hold(folder):
            take_their_places(folder)


def give_up(folder: Path) -> None:
    """Remove renewed files. The header goes first: without it the others do not hold. Raises DiskRefused."""
    disk.remove(beside(folder) / HEADER)
    disk.remove_folder(beside(folder))
