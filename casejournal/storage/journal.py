"""The journal: a filing cabinet of cases and groups. Its methods are named by the practice."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casejournal.domain import dates
from casejournal.domain.group.summary import GroupSummary
from casejournal.domain.kinds import CASE, GROUP
from casejournal.domain.refs import new_ref
from casejournal.domain.summary import Summary
from casejournal.errors import CannotRead, DiskRefused
from casejournal.storage import disk, header, index, keys, own
from casejournal.storage.drafts import Drafts
from casejournal.storage.drawer import Drawer, Hand
from casejournal.storage.file_log import ACCESS, FOLDERS, log_of, log_sizes, make_card, read_file
from casejournal.storage.header import Header
from casejournal.storage.history import Change, changes, inverse
from casejournal.storage.index import NOTHING, Card, CardIndex
from casejournal.storage.known import KnownHeads
from casejournal.storage.labels import Labels, Which, nobody_to_ask, not_found
from casejournal.storage.last import Last
from casejournal.storage.line import Entry
from casejournal.storage.lock import LOCK, locked
from casejournal.storage.log import LogFile, LogStorage
from casejournal.storage.many import Many
from casejournal.storage.refusals import AnothersCommand, Busy, CaseNotFound, Damaged, GroupNotFound, NothingToUndo
from casejournal.storage.seal import AesSeal, PlainSeal, Seal
from casejournal.words import N_

if TYPE_CHECKING:
    from casejournal.domain.case_file import CaseFile
    from casejournal.domain.file import File
    from casejournal.domain.group.file import GroupFile
    from casejournal.storage.access import Access, AccessLog


class Journal:
    """An open journal. `key` is the journal key, or None for a plain journal.

    `tell` is called during long work, with how many of how many logs were read. `which` is asked if several cases or
    groups fit what a person says. The folder `state` remembers what was last shown or written; None remembers nothing.
    """

    def __init__(
        self,
        folder: Path,
        described: Header,
        key: bytes | None,
        hand: Hand,
        tell: Callable[[int, int], None] = lambda done, of: None,  # noqa: ARG005
        *,
        which: Which = nobody_to_ask,
        state: Path | None = None,
        memory: Path | None = None,
    ) -> None:
        self.folder = folder
        self.header = described
        self.troubles: list[Damaged] = []
        self.set_aside: list[Path] = []
        self.index_was_lost = False
        self.key = key
        self._key_check = keys.check_of(key, described.id) if key is not None else ""
        self._header_seen: tuple[int, int, int] | None = None
        self._alone = False
        self._hand, self._tell, self._which, self._memory = hand, tell, which, memory
        self.last = Last(state, described.id)
        """Remembers what `@` means."""
        self._index = CardIndex(folder, self.seal(index.NAME), KnownHeads(state, folder) if state else None)
        self._caught_up = False
        self._current: LogStorage | None = None
        self._last_file: tuple[str, int, File | None] = ("", 0, None)

    def seal(self, name: str) -> Seal:
        """The seal for the file of that name."""
        return PlainSeal() if self.key is None else AesSeal(self.key, self.header.id, name, self._require_same_key)

    @property
    def access(self) -> "AccessLog":
        """The access log: what left the journal or was erased. It is held against its anchors in the index."""
        from casejournal.storage.access import AccessLog  # lazy: most commands take nothing out

        if not self._caught_up:
            self._index.load()
        return AccessLog(self._opened, self._line, self._hand)

    def noted(self, command: str, **facts: Any) -> "Access":
        """Add an entry to the access log, under the lock, which may be held already: see `AccessLog.add`."""
        with nullcontext() if self._alone else self.alone(command):
            self._refresh_index()
            return self.access.add(command, **facts)

    def erased(self) -> set[str]:
        """The names of the logs of erased cases. Empty if the access log is damaged, which `verify` tells."""
        try:
            return {log_of(ref) for access in self.access.erased() for ref in access.of}
        except Damaged:
            return set()

    def forget(self, name: str) -> None:
        """Remove the card of an erased log from the index. Call only while holding the journal's lock."""
        self._refresh_index()
        self._index.drop(name)
        self._current, self._caught_up = None, False

    @contextmanager
    def alone(self, command: str, patience: float | None = None) -> Iterator[None]:
        """Hold the lock, with a key that is still the journal's. Raises Busy, for the lock after `patience` seconds."""
        with locked(self.folder / LOCK, command, patience):
            self._alone = True
            try:
                self._require_same_key()
                yield
            finally:
                self._alone = False

    @property
    def drafts(self) -> Drafts:
        """The forms that were not finished."""
        return Drafts(self.folder, self.seal, self._memory, self._require_same_key)

    # Looking

    def cards(self) -> dict[str, Card]:
        """The cards of all logs, up to date. A damaged log keeps its old card and is added to `troubles`."""
        if not self._caught_up:
            fresh = self._catch_up()
            if fresh:
                self._save(fresh)
            self._caught_up = True
        return self._index.cards

    def card_of(self, name: str) -> Card:
        """The card that the index should have for that log. Raises Damaged."""
        return self._read_anew(name)

    def accept(self) -> None:
        """Take the logs as they are: what was known of them before is forgotten, and the index rebuilt."""
        with self.alone("verify"):
            self._index.forget()
            self._current, self._caught_up = None, False
            self._refresh_index()

    def known_cards(self) -> dict[str, Card]:
        """The cards as they were last saved, for comparing. Nothing is brought up to date."""
        self._index.load()
        return dict(self._index.cards)

    @property
    def index_made_anew(self) -> str:
        """The day the index was rebuilt without earlier anchors; empty if it never was."""
        return self._index.made_anew

    def log_names(self) -> list[str]:
        """The names of all logs: `cases/C-7K4Q.log`."""
        return list(log_sizes(self.folder))

    @property
    def labels(self) -> Labels:
        """The labels of all cases and groups."""
        return Labels(self.cards(), self.troubles, self.last, self._which)

    def summaries(self) -> list[Summary]:
        """The labels of all cases that are not struck, the one last worked on first."""
        return self.labels.cases

    def find(self, asked: str) -> Summary:
        """The case a worker means. Raises CaseNotFound, Ambiguous or NoCaseYet."""
        return self.labels.case(asked)

    def find_group(self, asked: str) -> GroupSummary:
        """The group a worker means. Raises GroupNotFound, Ambiguous or NoGroupYet."""
        return self.labels.group(asked)

    def whereabouts(self, asked: str) -> tuple[str, str]:
        """The ref of the case or group that holds what `asked` means, and the ref of that: see `Labels.whereabouts`."""
        return self.labels.whereabouts(asked)

    def case(self, ref: str, *, struck: bool = False) -> "CaseFile":
        """The file of a case: see `file`. Raises what `file` does."""
        if not ref.startswith(CASE):
            raise CaseNotFound(asked=ref)
        file: CaseFile = self.file(ref, struck=struck)  # type: ignore[assignment]  # see `kind_of_file`
        return file

    def group(self, ref: str) -> "GroupFile":
        """The file of a group. Raises what `file` does."""
        if not ref.startswith(GROUP):
            raise GroupNotFound(asked=ref)
        file: GroupFile = self.file(ref)  # type: ignore[assignment]  # see `kind_of_file`
        return file

    def file(self, ref: str, *, struck: bool = False) -> "File":
        """The file of a case or group. One that was struck is only returned with `struck`.

        Raises CaseNotFound, GroupNotFound, StruckAlready or Damaged.
        """
        self.labels.raise_trouble_with(log_of(ref))
        file = self._file(ref, self._opened(log_of(ref)))
        if file is None:
            raise not_found(ref)
        if not struck:
            file.require_standing()
        return file

    def history(self, ref: str) -> list[Change]:
        """The commands that changed a case or group, in the order they took effect. Raises Damaged."""
        return changes(self.entries(ref))

    def entries(self, ref: str) -> list[Entry]:
        """The lines of a case or group, in the order in which they lie in its log. Raises Damaged."""
        self.labels.raise_trouble_with(log_of(ref))
        storage = self._opened(log_of(ref))
        storage.refresh()
        return storage.log.entries

    # Writing

    def opening(self, command: str) -> "AbstractContextManager[Drawer[CaseFile]]":
        """Write the first records of a new case; the drawer knows its ref."""
        return self._opening(CASE, command)

    def forming(self, command: str) -> "AbstractContextManager[Drawer[GroupFile]]":
        """Write the first records of a new group; the drawer knows its ref."""
        return self._opening(GROUP, command)

    @contextmanager
    def many(self, command: str) -> Iterator[Many]:
        """Open many new cases: see `Many`. They are on the disk when the block ends, however it ends."""
        many = Many(self.folder, self._index, self._storage, self._hand, self._new_ref, command)
        with self._making(command), many as cases:
            yield cases

    @contextmanager
    def _opening(self, letter: str, command: str) -> Iterator[Drawer[Any]]:
        with self._making(command), self._drawer(self._new_ref(letter, ()), command) as drawer:
            yield drawer

    @contextmanager
    def _making(self, command: str) -> Iterator[None]:
        with self.alone(command):
            self._refresh_index()
            if self.troubles and not self._index.anything_read:  # nothing can be read, so nothing is written
                raise self.troubles[0]
            yield

    def writing(self, ref: str, command: str) -> "AbstractContextManager[Drawer[CaseFile]]":
        """Write to a case: what is put inside the block becomes one line, or nothing if the block fails."""
        return self._writing(ref, command)

    def writing_group(self, ref: str, command: str) -> "AbstractContextManager[Drawer[GroupFile]]":
        """Write to a group: see `writing`."""
        return self._writing(ref, command)

    def writing_file(self, ref: str, command: str) -> "AbstractContextManager[Drawer[File]]":
        """Write to the case or group with that ref: see `writing`."""
        return self._writing(ref, command)

    @contextmanager
    def _writing(self, ref: str, command: str) -> Iterator[Drawer[Any]]:
        with self.alone(command):
            self._refresh_index()
            if log_of(ref) not in self._index.cards and log_of(ref) in self.erased():
                raise not_found(ref)
            with self._drawer(ref, command) as drawer:
                drawer.file.require_standing()  # raises if it was struck or taken back meanwhile
                yield drawer

    def last_change(self) -> tuple[str, Change]:
        """The ref of the case or group of the last command, and what it changed. Raises NothingToUndo or Damaged."""
        written = {name: card for name, card in self.cards().items() if card.tx and name != ACCESS}
        self.labels.raise_unless_all_are_known()
        if not written:
            raise NothingToUndo
        ref = Path(max(written, key=lambda name: written[name].tx)).stem
        return ref, self.history(ref)[-1]

    def undo(self, ref: str, tx: str) -> Change:
        """Undo the command `tx`, the last one of that case or group. Returns the change that undid it.

        Raises Busy if another command came after it, AnothersCommand if it was given on another device.
        """
        with self.alone("undo"):
            self._refresh_index()
            last = self.history(ref)[-1]
            if last.tx != tx:
                raise Busy(holder=f"cj {last.command}")
            if last.device != self._hand.device:
                raise AnothersCommand(command=last.command, worker=last.worker, device=last.device)
            with self._line(log_of(ref), "undo") as storage:
                tables = storage.read() or {}
                inverse(last, tables)
                storage.write(tables)
            return self.history(ref)[-1]

    @contextmanager
    def taking_in(self, name: str, command: str) -> Iterator[LogStorage]:
        """Add lines that were written elsewhere to that log. Raises CaseNotFound for the log of an erased case."""
        with self.alone(command):
            self._refresh_index()
            if name not in self._index.cards and name in self.erased():
                raise not_found(Path(name).stem)
            disk.private_folder((self.folder / name).parent)
            storage = self._opened(name)
            yield storage
            self._index.put({name: self._card(storage)})

    @contextmanager
    def _drawer(self, ref: str, command: str) -> Iterator[Drawer[Any]]:
        self.labels.raise_trouble_with(log_of(ref))
        disk.private_folder((self.folder / log_of(ref)).parent)
        with self._line(log_of(ref), command) as storage:
            yield Drawer(ref, self._file(ref, storage), storage, self._hand, self._new_ref)

    @contextmanager
    def _line(self, name: str, command: str) -> Iterator[LogStorage]:
        """What is written to the log inside the block becomes one line; then the index is updated."""
        storage = self._opened(name)
        with storage.transaction(command, after=self._index.last_tx):
            yield storage
        if storage.log.set_aside:
            self.set_aside.append(storage.log.set_aside)
        self._index.put({name: self._card(storage)})
        self.last.remember(Path(name).stem)

    def _storage(self, name: str, *, synced: bool = True) -> LogStorage:
        card = self._index.cards.get(name)
        anchors = card.anchors() if card else None
        log = LogFile(self.folder / name, self.seal(name), name, anchors, lenient=name == ACCESS, synced=synced)
        hand = self._hand
        return LogStorage(log.path, log=log, lock=nullcontext(), device=hand.device, worker=hand.worker, now=hand.now)

    def _opened(self, name: str) -> LogStorage:
        """The storage of a log. The last one is kept, so that a command reads its log once."""
        if self._current is None or self._current.log.name != name:
            self._current = self._storage(name)
        return self._current

    def _file(self, ref: str, storage: LogStorage) -> "File | None":
        storage.refresh()
        if self._last_file[:2] != (ref, storage.log.size):
            self._last_file = (ref, storage.log.size, read_file(ref, storage))
        return self._last_file[2]

    def _card(self, storage: LogStorage) -> Card:
        return make_card(storage, self._file(Path(storage.log.name).stem, storage))

    def _catch_up(self) -> dict[str, Card]:
        was_known = self._index.load()
        found = log_sizes(self.folder)
        cards = self._index.cards
        behind = [name for name, size in found.items() if name not in cards or cards[name].size != size]
        gone = [name for name in cards if name not in found]
        erased = self.erased() if gone else set()
        told = [each for each in self.troubles if each.facts["file"] == ACCESS]  # written on, it looks whole
        self.troubles = [Damaged(file=name, problem=N_("the file is gone")) for name in gone if name not in erased]
        for name in erased & cards.keys():
            del cards[name]
        fresh: dict[str, Card] = {}
        for done, name in enumerate(behind):
            self._tell(done, len(behind))
            try:
                fresh[name] = self._read_anew(name)
            except Damaged as trouble:
                self.troubles.append(trouble)
        self.troubles = self.troubles or told
        if fresh and not was_known:
            self.index_was_lost = True
            if not self._index.suspected:
                self._index.made_anew = dates.stamp(self._hand.now().date())
        changed = {name: cards[name] for name in self._index.suspected & cards.keys()}
        return changed | {name: card for name, card in fresh.items() if cards.get(name, NOTHING).size != card.size}

    def _read_anew(self, name: str) -> Card:
        try:
            storage = self._storage(name)
            card = self._card(storage)
        except CannotRead as failure:
            raise own.out_of_reach(name, failure) from failure
        if storage.log.problems:
            raise Damaged(file=name, problem=storage.log.problems[0])
        return card

    def _refresh_index(self) -> None:
        """Take in what other processes wrote since we looked. Call only while holding the lock."""
        if not self._caught_up or self._index.changed():
            fresh = self._catch_up()
            if fresh:
                self._index.put_read(fresh)
        self._caught_up = True

    def _save(self, fresh: dict[str, Card]) -> None:
        self._index.cards |= fresh
        try:
            with self.alone("index", patience=0):
                if not self._index.changed():  # else another process wrote newer cards
                    self._index.put_read(fresh)
        except (Busy, DiskRefused):
            pass  # another process writes, or we may only read: the next command catches up

    def _require_same_key(self) -> None:
        """Raises Busy if another command has exchanged the journal key, or the journal, since we read the header.

        The key itself is held against the header: what the header said when the key was unwrapped may be older.
        """
        seen = header.state_of(self.folder)
        if seen is None or seen != self._header_seen:
            found = header.read(self.folder, locked=self._alone)
            if found.id != self.header.id or found.key_check != self._key_check:
                raise Busy(holder="cj key renew")
            self._header_seen = seen

    def _new_ref(self, letter: str, also_taken: tuple[str, ...]) -> str:
        cards = self._index.cards
        if letter in FOLDERS:
            return new_ref(letter, lambda ref: log_of(ref) in cards)  # only its own log holds it
        return new_ref(letter, lambda ref: ref in also_taken or any(card.holds(ref) for card in cards.values()))
