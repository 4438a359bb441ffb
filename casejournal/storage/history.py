"""What each command changed: every version of every record, and how to take a command back."""

from collections.abc import Iterable
from typing import Any, Self

import msgspec

from casejournal.storage.line import Entry

Document = dict[str, Any]


class Version(msgspec.Struct, frozen=True):
    """One record before and after a command. None: it was not there, or is no longer."""

    table: str
    ref: str
    before: Document | None
    after: Document | None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One command: when it was given, by whom, what it was called, what it changed."""

    tx: str
    at: str
    worker: str
    device: str
    command: str
    versions: tuple[Version, ...]

    def touches(self, ref: str) -> bool:
        """Whether it changed the record `ref`."""
        return any(version.ref == ref for version in self.versions)

    def only(self, ref: str) -> Self:
        """This change, as far as it concerns `ref`."""
        return msgspec.structs.replace(self, versions=tuple(version for version in self.versions if version.ref == ref))


def changes(entries: Iterable[Entry]) -> list[Change]:
    """Every command of a log in the order it took effect."""
    now: dict[tuple[str, str], Document] = {}
    told = []
    for entry in sorted(entries, key=lambda entry: entry.line.tx):
        line = entry.line
        versions = []
        for op in line.ops:
            if op.op not in {"put", "drop"}:
                continue
            key = (op.table, op.id)
            after = msgspec.json.decode(op.doc) if op.op == "put" else None
            versions.append(Version(op.table, op.id, now.get(key), after))
            if after is None:
                now.pop(key, None)
            else:
                now[key] = after
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


def inverse(change: Change, tables: dict[str, dict[str, Document]]) -> None:
    """Put `tables` back to what they were before `change`."""
    for version in reversed(change.versions):
        docs = tables.setdefault(version.table, {})
        if version.before is None:
            docs.pop(version.ref, None)
        else:
            docs[version.ref] = version.before
