"""Drafts: unfinished forms, sealed like the rest. Each answer is saved until the record is written.

Where the disk refuses one, it is kept in memory. What belongs to a draft in memory goes when the draft goes.
"""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from casejournal.domain.refs import new_ref, read_ref
from casejournal.errors import Ambiguous, CannotRead, DiskRefused, Failure
from casejournal.storage import disk, renewed
from casejournal.storage.platform import is_private
from casejournal.storage.refusals import Busy, DraftNotFound
from casejournal.storage.seal import Seal, Unreadable
from casejournal.words import N_

FOLDER = "drafts"
LETTER = "D"
OF_A_DRAFT = ".draft"
"""How the name of its file ends."""
BY_HAND = "typed-"
"""How the name of a file begins that holds what was typed for `-`."""
_OF_EARLIER_VERSIONS = "note-*.txt"
_IN_MEMORY = "drafts-"


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """The answers to a form so far, and the command that asked."""

    ref: str
    at: datetime
    command: tuple[str, ...]
    """The command to go on with: `("note", "C-7K4Q")`."""
    options: tuple[str, ...] = ()
    """What the command was given besides the answers to its form: `("--reason", "…")`."""
    answers: dict[str, Any]
    """JSON values, by field name as in a file for `--from`."""
    begun: dict[str, Any] = {}
    """What was half typed at the question where it was stopped, or half answered about a part."""
    editing: str = ""
    """The field whose text was open in an editor; empty if none was."""
    offered: dict[str, list[str]] = {}
    """The values that could be chosen at the time, by the name of the list."""
    on: date | None = None
    """The day it was begun. None in one of an earlier version."""

    @property
    def begun_on(self) -> date:
        """The day it was begun, or was last answered where that is not known."""
        return self.on or self.at.date()


class Drafts:
    """The drafts of one journal. `seal` gives the seal for a file name.

    `memory` is the folder for what is kept in memory, from `in_memory`; without it the disk alone keeps drafts.
    `require_same_key` raises Busy if the seals are no longer those of the journal.
    """

    def __init__(
        self,
        journal: Path,
        seal: Callable[[str], Seal],
        memory: Path | None = None,
        require_same_key: Callable[[], None] = lambda: None,
    ) -> None:
        self._folder = journal / FOLDER
        self._seal = seal
        self._memory = memory
        self._require_same_key = require_same_key

    def new_ref(self) -> str:
        """A new ref that no draft has."""
        return new_ref(LETTER, lambda ref: any(path.exists() for path in self._paths(f"{ref}{OF_A_DRAFT}")))

    def save(self, draft: Draft) -> Failure | None:
        """Save the draft, replacing the one with its ref. It is on the disk when this returns None.

        If the disk refuses it, it is in memory, and the refusal is returned. Raises DiskRefused if that fails as well,
        Busy if the journal key is renewed, or was: the draft could not be read again.
        """
        self._require_no_renewal()
        refused = self._save(draft)
        self._require_no_renewal()  # this is not done under the lock, and a renewal looks at the drafts before it ends
        return refused

    def bring_to_the_disk(self) -> None:
        """Move the drafts that are in memory to the disk. Raises what the disk refuses."""
        for draft in self.every():
            in_memory = self._paths(f"{draft.ref}{OF_A_DRAFT}")[1:]
            if any(path.exists() for path in in_memory) and (refused := self.save(draft)):
                raise refused

    def contents(self) -> dict[Path, bytes]:
        """What each file of a draft holds, sealed as it is."""
        every = (path for ref in refs(self._folder.parent, self._memory) for path in self._paths(f"{ref}{OF_A_DRAFT}"))
        return {path: disk.read(path) for path in every if path.exists()}

    def _require_no_renewal(self) -> None:
        if renewed.hold(self._folder.parent):
            raise Busy(holder="cj key renew")
        try:
            self._require_same_key()
        except Busy:
            raise
        except Failure:
            return  # the header is out of reach: what the disk refuses goes to memory

    def _save(self, draft: Draft) -> Failure | None:
        name = f"{draft.ref}{OF_A_DRAFT}"
        data = self._seal_of(name).close(msgspec.json.encode(draft)) + b"\n"
        try:
            disk.private_folder(self._folder)
            disk.sweep(self._folder)
            disk.replace(self._folder / name, data)
        except Failure as refused:
            if self._memory is None:
                raise
            disk.replace(self.private_folder(draft.ref) / name, data)
            return refused
        for older in self._paths(name)[1:]:
            disk.remove(older)
        return None

    def private_folder(self, ref: str) -> Path:
        """The folder in memory for what belongs to that draft. It is made if it is missing, and goes with the draft.

        Raises DiskRefused if others could look into it.
        """
        assert self._memory is not None  # noqa: S101 - the desk's journal has one
        runtime, folder = self._memory.parent, self._memory / ref
        disk.private_folder(folder)
        if not is_private(runtime):
            raise DiskRefused(path=str(runtime), reason=N_("other people can open this folder"))
        return folder

    def count(self) -> int:
        """The number of drafts."""
        return len(refs(self._folder.parent, self._memory))

    def every(self) -> list[Draft]:
        """Every draft that can be read, the newest first."""
        newest: dict[str, Draft] = {}
        for ref in refs(self._folder.parent, self._memory):
            for draft in map(self._read, self._paths(f"{ref}{OF_A_DRAFT}")):
                if draft and (ref not in newest or newest[ref].at <= draft.at):
                    newest[ref] = draft
        return sorted(newest.values(), key=lambda draft: draft.at, reverse=True)

    def unreadable(self) -> list[str]:
        """The names of the draft files that cannot be read."""
        names = disk.sizes(self._folder, OF_A_DRAFT)
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
        """Delete the draft with all that belongs to it: its record is written, or the person does not want it."""
        disk.remove(self._folder / f"{ref}{OF_A_DRAFT}")
        if self._memory:
            disk.remove_folder(self._memory / ref)

    def _read(self, path: Path) -> Draft | None:
        try:
            return msgspec.json.decode(self._seal_of(path.name).open(disk.read(path).rstrip(b"\n")), type=Draft)
        except (CannotRead, Unreadable, msgspec.MsgspecError, RecursionError):
            return None  # the file stays; `cj verify` names it

    def _paths(self, name: str) -> list[Path]:
        """Where the draft of that file name is or would be: on the disk, and in memory."""
        folders = [self._folder, *([self._memory / name.removesuffix(OF_A_DRAFT)] if self._memory else [])]
        return [folder / name for folder in folders]

    def _seal_of(self, name: str) -> Seal:
        return self._seal(f"{FOLDER}/{name}")


def in_memory(runtime: Path, journal_id: str) -> Path:
    """The folder for what the drafts of that journal keep in memory."""
    return runtime / f"{_IN_MEMORY}{journal_id}"


def refs(journal: Path, memory: Path | None) -> set[str]:
    """The refs of the drafts of that journal. Works while it is locked."""
    on_disk = {name.removesuffix(OF_A_DRAFT) for name in disk.sizes(journal / FOLDER, OF_A_DRAFT)}
    return on_disk | {path.stem for path in (memory.glob(f"*/*{OF_A_DRAFT}") if memory else ())}


def left_behind(runtime: Path) -> list[Path]:
    """The files with text that is not recorded: what is open in an editor, or lies beside it, and what was typed by
    hand. Those of every journal, sorted by name.
    """
    beside = (path for path in runtime.glob(f"{_IN_MEMORY}*/*/*") if path.suffix != OF_A_DRAFT)
    return sorted(
        filter(_holds_something, (*beside, *runtime.glob(f"{BY_HAND}*"), *runtime.glob(_OF_EARLIER_VERSIONS)))
    )


def _holds_something(path: Path) -> bool:
    try:
        return not path.is_file() or path.stat().st_size > 1  # the text of an empty one is a line end
    except OSError:
        return True
