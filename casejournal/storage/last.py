"""Remembers what `@` means: the case and the group last shown or written on this machine.

Only the ref is kept, which names nobody. It is kept outside the journal, in one small file for each journal and ref
letter. So showing a case changes nothing in the journal, and a copied journal brings nothing from another machine.
"""

from pathlib import Path

from casejournal.domain.refs import is_whole, read_ref
from casejournal.errors import CannotRead, DiskRefused
from casejournal.storage import disk
from casejournal.storage.refusals import NotAFolder

_FOLDER = "last"


class Last:
    """The refs remembered for one journal. Without a `state` folder, nothing is remembered."""

    def __init__(self, state: Path | None, journal_id: str) -> None:
        self._folder = state / _FOLDER if state else None
        self._journal = journal_id

    def ref(self, letter: str) -> str:
        """The ref of the case or group last shown or written, by ref letter; empty if none is remembered."""
        if self._folder is None:
            return ""
        try:
            ref = read_ref(disk.read(self._path(self._folder, letter)).decode("ascii")) or ""
        except (CannotRead, UnicodeDecodeError):
            return ""
        return ref if is_whole(ref) and ref.startswith(letter) else ""

    def remember(self, ref: str) -> None:
        """From now on `@` means this one, if it is a case or a group. If it cannot be saved, that is ignored."""
        if self._folder is None or read_ref(ref) is None or self.ref(ref[:1]) == ref:
            return
        try:
            disk.private_folder(self._folder)
            disk.replace(self._path(self._folder, ref[:1]), ref.encode(), synced=False)
        except (DiskRefused, NotAFolder):
            pass

    def _path(self, folder: Path, letter: str) -> Path:
        return folder / f"{self._journal}-{letter}"
