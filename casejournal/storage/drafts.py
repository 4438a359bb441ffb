"""Drafts: unfinished forms, sealed like the rest. Each answer is saved until the record is written."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from casejournal.domain.refs import new_ref, read_ref
from casejournal.errors import Ambiguous, CannotRead
from casejournal.storage import disk
from casejournal.storage.refusals import DraftNotFound
from casejournal.storage.seal import Seal, Unreadable

FOLDER = "drafts"
LETTER = "D"
_SUFFIX = ".draft"


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """The answers to a form so far, and the command that asked."""

    ref: str
    at: datetime
    command: tuple[str, ...]
    """The command to go on with: `("note", "C-7K4Q")`."""
    answers: dict[str, Any]
    """JSON values, by field name as in a file for `--from`."""
    begun: dict[str, Any] = {}
    """What was half typed at the question where it was stopped, or half answered about a part."""
    offered: dict[str, list[str]] = {}
    """The values that could be chosen at the time, by the name of the list."""
    on: date | None = None
    """The day it was begun. None in one of an earlier version."""

    @property
    def begun_on(self) -> date:
        """The day it was begun, or was last answered where that is not known."""
        return self.on or self.at.date()


class Drafts:
    """The drafts of one journal. `seal` gives the seal for a file name."""

    def __init__(self, journal: Path, seal: Callable[[str], Seal]) -> None:
        self._folder = journal / FOLDER
        self._seal = seal

    def new_ref(self) -> str:
        """A new ref that no draft has."""
        return new_ref(LETTER, lambda ref: self._path(ref).exists())

    def save(self, draft: Draft) -> None:
        """Save the draft, replacing the one with its ref. It is on the disk when this returns. Raises DiskRefused."""
        disk.private_folder(self._folder)
        path = self._path(draft.ref)
        disk.replace(path, self._seal_of(path).close(msgspec.json.encode(draft)) + b"\n")

    def count(self) -> int:
        """The number of drafts."""
        return len(disk.sizes(self._folder, _SUFFIX))

    def every(self) -> list[Draft]:
        """Every draft that can be read, the newest first."""
        drafts = [self._read(self._folder / name) for name in disk.sizes(self._folder, _SUFFIX)]
        return sorted((draft for draft in drafts if draft), key=lambda draft: draft.at, reverse=True)

    def unreadable(self) -> list[str]:
        """The names of the draft files that cannot be read."""
        names = disk.sizes(self._folder, _SUFFIX)
        return [f"{FOLDER}/{name}" for name in names if self._read(self._folder / name) is None]

    def find(self, asked: str) -> Draft:
        """The draft with that ref or beginning of a ref; if empty, the newest. Raises DraftNotFound or Ambiguous."""
        found = [draft for draft in self.every() if draft.ref.startswith(read_ref(asked) or asked)]
        if not found:
            raise DraftNotFound(asked=asked)
        if asked and len(found) > 1:
            raise Ambiguous(asked=asked, candidates=", ".join(draft.ref for draft in found))
        return found[0]

    def remove(self, ref: str) -> None:
        """Delete the draft: its record is written, or the person does not want it."""
        disk.remove(self._path(ref))

    def _read(self, path: Path) -> Draft | None:
        try:
            return msgspec.json.decode(self._seal_of(path).open(disk.read(path).rstrip(b"\n")), type=Draft)
        except (CannotRead, Unreadable, msgspec.MsgspecError, RecursionError):
            return None  # the file stays; `cj verify` names it

    def _path(self, ref: str) -> Path:
        return self._folder / f"{ref}{_SUFFIX}"

    def _seal_of(self, path: Path) -> Seal:
        return self._seal(f"{FOLDER}/{path.name}")
