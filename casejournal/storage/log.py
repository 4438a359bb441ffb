"""A TinyDB storage over an append-only log. TinyDB hands over all its data; only what changed is written, as one line.

`TinyDB("file.log", storage=LogStorage)` opens a plain log. A line is never changed once it is written, so the earlier
versions of a record stay in the log.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from casejournal.storage import disk, own
from casejournal.storage.line import Entry, Finding, Head, Line, Op, breaks, from_text, heads, order, rollbacks, to_text
from casejournal.storage.lock import locked
from casejournal.storage.refusals import Busy, Damaged
from casejournal.storage.seal import PlainSeal, Seal, Unreadable
from casejournal.storage.ulid import new_ulid
from casejournal.words import _

TORN = ".torn-"
"""Part of the name of a file with an unfinished end that was set aside."""

Tables = dict[str, dict[str, Any]]


class Scan(msgspec.Struct, frozen=True):
    """A log as it was read: the lines that open, the numbers of those that do not, and an unfinished end."""

    entries: tuple[Entry, ...]
    unreadable: tuple[int, ...]
    size: int
    """Bytes before the unfinished end."""
    torn: int
    """Bytes of the unfinished end."""


Vouch = Callable[[list[Entry]], bool]
"""Tells whether these entries contain every line that is known to be acknowledged."""


def scan(data: bytes, seal: Seal, vouch: Vouch, *, first: int = 1) -> Scan:
    """Read the bytes of a log. `first` is the number of their first line.

    Everything after the last line feed is an unfinished end. So are unreadable last lines with NUL bytes (data that
    never reached the disk), if `vouch` says that no acknowledged line is missing.
    """
    whole, feed, rest = data.rpartition(b"\n")
    lines = whole.split(b"\n") if feed else []
    entries, unreadable = _read(lines, seal, first)
    size = len(data) - len(rest)
    if unreadable and vouch(entries):
        while lines and unreadable[-1:] == [first + len(lines) - 1] and b"\0" in lines[-1]:
            size -= len(lines.pop()) + 1
            unreadable.pop()
    return Scan(tuple(entries), tuple(unreadable), size, len(data) - size)


def vouched_by(anchors: Mapping[str, Head]) -> Vouch:
    """A Vouch that checks against these anchors. Without anchors it always says no."""
    return lambda entries: bool(anchors) and not any(rollbacks(entries, anchors))


def _read(lines: list[bytes], seal: Seal, first: int) -> tuple[list[Entry], list[int]]:
    entries, unreadable = [], []
    for number, text in enumerate(lines, first):
        try:
            entries.append(from_text(number, seal.open(text)))
        except (Unreadable, ValueError):
            unreadable.append(number)
    return entries, unreadable


class LogFile:
    """The lines of one log. Reading raises Damaged if the file was changed in any way.

    `anchors` are the ends of the chains when this machine last read or wrote it. If it is `lenient`, the lines that
    open are read, and what is wrong with the others is kept in `problems`. If it is not `synced`, whoever adds to it
    sees to it that it gets onto the disk.
    """

    def __init__(
        self,
        path: Path,
        seal: Seal,
        name: str = "",
        anchors: Mapping[str, Head] | None = None,
        *,
        lenient: bool = False,
        synced: bool = True,
    ) -> None:
        self.path = path
        self.name = name or path.name
        self.problems: list[str] = []
        """What a strict reading would have refused, in sentences."""
        self.entries: list[Entry] = []
        self.heads: dict[str, Head] = {}
        self.size = 0
        self.set_aside: Path | None = None
        self._seal = seal
        self._lenient = lenient
        self._synced = synced
        self._lines = 0
        self._anchors = dict(anchors or {})
        self._vouch = vouched_by(self._anchors)

    @property
    def last_tx(self) -> str:
        """The latest transaction; empty if there is none."""
        return max((entry.line.tx for entry in self.entries), default="")

    def refresh(self) -> list[Entry]:
        """Read the lines added since the last time, and return them. Raises Damaged."""
        data = self._bytes_behind(self.size)
        found = scan(data, self._seal, self._vouch, first=self._lines + 1)
        for lost in found.unreadable:
            self._refuse(_("line {number} does not open").format(number=lost))
        for finding in self._breaks(found):
            self._refuse(finding.told())
        self.entries.extend(found.entries)
        self.heads = heads(found.entries, self.heads)
        self._lines += len(found.entries) + len(found.unreadable)
        self.size += found.size
        if self._anchors:
            for finding in rollbacks(self.entries, self._anchors):
                self._refuse(finding.told())
            self._anchors, self._vouch = {}, lambda _entries: True  # they are checked once; what comes now is later
        return list(found.entries)

    def _breaks(self, found: Scan) -> list[Finding]:
        """Where the chains are broken in what was just read. Only all lines together tell whether a chain forks."""
        broken = list(breaks(found.entries, self.heads, found.unreadable))
        if broken and self.entries:
            broken = list(breaks([*self.entries, *found.entries], unreadable=found.unreadable))
        return broken

    def append(self, line: Line) -> Entry:
        """Add one line at the end, and return its entry. It is on the disk when this returns, if the log is `synced`.

        Call only while holding the journal's lock. Raises DiskRefused.
        """
        self._set_torn_end_aside()
        text = to_text(line)
        sealed = self._seal.close(text) + b"\n"
        disk.append(self.path, sealed, synced=self._synced)
        self._lines += 1
        entry = from_text(self._lines, text)
        self.entries.append(entry)
        self.heads = heads([entry], self.heads)
        self.size += len(sealed)
        return entry

    def take_in(self, copy: bytes) -> tuple[list[Entry], int]:
        """Add the lines of a copy of this log that it does not hold yet. Returns their entries, and how many it has.

        Call only while holding the journal's lock. Raises Damaged, and adds nothing, if a line of the copy does not
        open, if it opened another case or group, or if the chains do not go on with it; DiskRefused.
        """
        found = scan(copy, self._seal, lambda _entries: False)
        for lost in found.unreadable:
            self._raise(_("line {number} of the copy does not open").format(number=lost))
        known = {entry.digest for entry in self.entries}
        texts = copy.split(b"\n")
        new = [entry for entry in found.entries if entry.digest not in known]
        ref = Path(self.name).stem
        if any(op.id[:2] == ref[:2] and op.id != ref for entry in new for op in entry.line.ops):
            self._raise(_("the copy is of another case or group"))  # a plain line opens under every name
        broken = [] if self._lenient else list(breaks([*self.entries, *new]))
        for finding in broken:
            self._raise(_("the copy does not fit: {problem}").format(problem=finding.told()))
        self._add(new, b"".join(texts[entry.number - 1] + b"\n" for entry in new))
        return new, len(found.entries)

    def adopt(self, written: Iterable[Line]) -> list[Entry]:
        """Add commands that another journal wrote. Each is chained anew behind what its device has here; what the log
        holds of it already is left out. Returns the new entries.

        Call only while holding the journal's lock. Raises DiskRefused.
        """
        known = {(*order(entry), op.table, op.id) for entry in self.entries for op in entry.line.ops}
        ends, new, added = dict(self.heads), list[Entry](), bytearray()
        for line in written:
            ops = tuple(op for op in line.ops if (line.tx, line.device, op.table, op.id) not in known)
            if not ops:
                continue
            head = ends.get(line.device, Head(0, ""))
            text = to_text(msgspec.structs.replace(line, n=head.n + 1, prev=head.digest, ops=ops))
            new.append(from_text(self._lines + len(new) + 1, text))
            ends[line.device] = Head(head.n + 1, new[-1].digest)
            added += self._seal.close(text) + b"\n"
        self._add(new, bytes(added))
        return new

    def _add(self, new: list[Entry], added: bytes) -> None:
        """Add these lines at the end, all of them or none."""
        if new:
            self._set_torn_end_aside()
            disk.append(self.path, added)
            self.entries += new
            self.heads = heads(new, self.heads)
            self._lines += len(new)
            self.size += len(added)

    def _bytes_behind(self, offset: int) -> bytes:
        try:
            with own.opened(self.path) as file:
                if offset and os.fstat(file.fileno()).st_size < offset:
                    self._raise(_("it became shorter while it was open"))
                file.seek(offset)
                return file.read()
        except FileNotFoundError:
            if offset or self._anchors:
                self._refuse(_("the file is gone"))
            return b""
        except OSError as error:
            raise own.cannot_read(self.path, error) from error

    def _set_torn_end_aside(self) -> None:
        """Move an unfinished end to a file beside the log. It was never acknowledged.

        Raises Busy for a whole line: somebody wrote it although we hold the lock, whose file must have been removed.
        """
        torn = self._bytes_behind(self.size)
        if scan(torn, self._seal, self._vouch).entries:
            raise Busy(holder=_("it wrote without the lock, because the lock file was removed"))
        if torn:
            self.set_aside = self.path.with_name(f"{self.path.name}{TORN}{time.time_ns():x}")
            disk.append(self.set_aside, torn)
            disk.cut(self.path, self.size)

    def _refuse(self, problem: str) -> None:
        if not self._lenient:
            self._raise(problem)
        self.problems.append(problem)

    def _raise(self, problem: str) -> None:
        raise Damaged(file=self.name, problem=problem)


class LogStorage(Storage):
    """TinyDB's view of one log. Inside `transaction`, all writes become one line, written if the block ends well."""

    def __init__(
        self,
        path: str | Path,
        *,
        log: LogFile | None = None,
        lock: AbstractContextManager[None] | None = None,
        device: str = "local",
        worker: str = "",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.log = log or LogFile(Path(path), PlainSeal())
        self._lock = lock
        self._device = device
        self._worker = worker
        self._now = now
        self._tables: dict[str, dict[str, bytes]] = {}
        self._latest = ("", "")
        self._staged: list[Op] | None = None

    def documents(self, table: str) -> Mapping[str, bytes]:
        """The latest version of each record in a table, by id, as JSON text."""
        return self._tables.get(table, {})

    def read(self) -> Tables | None:
        """The latest version of every record. Decoded each time, because TinyDB changes the result in place."""
        if self._staged is None:
            self.refresh()
        if not self._tables:
            return None
        return {
            table: {doc_id: msgspec.json.decode(doc) for doc_id, doc in docs.items()}
            for table, docs in self._tables.items()
        }

    def write(self, data: Tables) -> None:
        """Append one line with what changed since it was read; nothing if nothing changed.

        Raises Busy if somebody else changed one of these records meanwhile.
        """
        ops = list(_differences(self._tables, data))
        if self._staged is not None:
            _apply(ops, self._tables)
            self._staged += ops
        elif ops:
            with self._locked("tinydb"):
                fresh = {(op.table, op.id) for entry in self.refresh() for op in entry.line.ops}
                if fresh & {(op.table, op.id) for op in ops}:
                    raise Busy(holder=_("it changed the same record at the same time"))
                self._append("tinydb", ops)

    @contextmanager
    def transaction(self, command: str, *, after: str = "") -> Iterator[None]:
        """All writes inside the block become one line, or none if it ends with an exception.

        The lock is held, and the log is read again first. The transaction of the line sorts after `after`.
        """
        with self._locked(command):
            self.refresh()
            self._staged = []
            try:
                yield
                if self._staged:
                    self._append(command, self._staged, after)
            except BaseException:
                self._replay()
                raise
            finally:
                self._staged = None

    def take_in(self, copy: bytes) -> tuple[int, int]:
        """Add the lines of a copy of the log: see `LogFile.take_in`. Returns how many were new, and of how many."""
        self.refresh()
        new, lines = self.log.take_in(copy)
        self._take(new)
        return len(new), lines

    def adopt(self, written: Iterable[Line]) -> int:
        """Add commands that another journal wrote: see `LogFile.adopt`. Returns how many were new."""
        self.refresh()
        new = self.log.adopt(written)
        self._take(new)
        return len(new)

    def _locked(self, command: str) -> AbstractContextManager[None]:
        return self._lock or locked(self.log.path.with_name(f"{self.log.path.name}.lock"), command)

    def _append(self, command: str, ops: list[Op], after: str = "") -> None:
        now = self._now()
        head = self.log.heads.get(self._device, Head(0, ""))
        line = Line(
            tx=new_ulid(int(now.timestamp() * 1000), max(after, self._latest[0])),
            at=now.replace(microsecond=now.microsecond // 1000 * 1000),
            device=self._device,
            n=head.n + 1,
            prev=head.digest,
            worker=self._worker,
            command=command,
            ops=tuple(ops),
        )
        self._take([self.log.append(line)])

    def refresh(self) -> list[Entry]:
        """Take in the lines that others added, and return them. Raises Damaged."""
        fresh = self.log.refresh()
        self._take(fresh)
        return fresh

    def _take(self, fresh: list[Entry]) -> None:
        if any(order(entry) <= self._latest for entry in fresh):  # merged from another machine: earlier in time
            self._replay()
        else:
            self._apply_in_order(fresh)

    def _replay(self) -> None:
        self._tables, self._latest = {}, ("", "")
        self._apply_in_order(self.log.entries)

    def _apply_in_order(self, entries: list[Entry]) -> None:
        for entry in sorted(entries, key=order):
            _apply(entry.line.ops, self._tables)
            self._latest = order(entry)


def _differences(before: dict[str, dict[str, bytes]], after: Tables) -> Iterator[Op]:
    for table, docs in after.items():
        known = before.get(table)
        if known is None and not docs:
            yield Op("table", table)
        for doc_id, doc in docs.items():
            text = msgspec.json.encode(doc)
            if known is None or known.get(doc_id) != text:
                yield Op("put", table, doc_id, msgspec.Raw(text))
    for table, known in before.items():
        if table not in after:
            yield Op("drop_table", table)
        else:
            yield from (Op("drop", table, doc_id) for doc_id in known if doc_id not in after[table])


def _apply(ops: list[Op] | tuple[Op, ...], tables: dict[str, dict[str, bytes]]) -> None:
    for op in ops:
        if op.op == "drop_table":
            tables.pop(op.table, None)
            continue
        docs = tables.setdefault(op.table, {})
        if op.op == "put":
            docs[op.id] = bytes(op.doc)
        elif op.op == "drop":
            docs.pop(op.id, None)
