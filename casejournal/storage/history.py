"""What each command changed: every version of every record; and how to undo a command."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Self

import msgspec

from casejournal.storage.file_log import kind_of_file
from casejournal.storage.line import Entry, Op, order

Document = dict[str, Any]


class Version(msgspec.Struct, frozen=True):
    """One record before and after a command; None where it did not exist."""

    table: str
    ref: str
    before: Document | None
    after: Document | None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One command: when, by whom and on which device it was given, its name, and what it changed."""

    tx: str
    at: datetime
    worker: str
    device: str
    command: str
    versions: tuple[Version, ...]

    def touches(self, ref: str) -> bool:
        """Whether it changed the record `ref`."""
        return any(version.ref == ref for version in self.versions)

    def only(self, ref: str) -> Self:
        """This change with only the versions of the record `ref`."""
        return msgspec.structs.replace(self, versions=tuple(version for version in self.versions if version.ref == ref))


def first_name(told: Sequence[Change], ref: str) -> str:
    """The name of the client or group of that file, even if the record that opened it was taken back; else empty."""
    kind = kind_of_file(ref)
    first = kind.tables[0] if kind.opens else ""
    for change in reversed(told):
        for version in change.versions:
            if version.table == first:
                record = version.after or version.before or {}
                return str(record.get("client") or record.get("name") or "")
    return ""


def changes(entries: Iterable[Entry]) -> list[Change]:
    """The commands in a log, in the order they took effect."""
    now: dict[tuple[str, str], Document] = {}
    told = []
    for entry in sorted(entries, key=order):
        line = entry.line
        versions = []
        for table, ref, after in _written(line.ops, now):
            versions.append(Version(table, ref, now.pop((table, ref), None), after))
            if after is not None:
                now[table, ref] = after
        told.append(
            Change(
                tx=line.tx,
                at=line.at,
                worker=line.worker,
                device=line.device,
                command=line.command,
                versions=tuple(versions),
            )
        )
    return told


def _written(ops: Iterable[Op], now: dict[tuple[str, str], Document]) -> Iterator[tuple[str, str, Document | None]]:
    """The table, ref and new version of each record that a line changed; None if it was removed."""
    for op in ops:
        if op.op == "put":
            yield op.table, op.id, msgspec.json.decode(op.doc)
        elif op.op == "drop":
            yield op.table, op.id, None
        elif op.op == "drop_table":
            yield from ((table, ref, None) for table, ref in list(now) if table == op.table)


def inverse(change: Change, tables: dict[str, dict[str, Document]]) -> None:
    """Change `tables` back to what they were before `change`."""
    for version in reversed(change.versions):
        docs = tables.setdefault(version.table, {})
        if version.before is None:
            docs.pop(version.ref, None)
        else:
            docs[version.ref] = version.before
