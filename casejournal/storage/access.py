"""Who took something out of the journal, or away: printed, backed up, erased; what, where to, when."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

import msgspec

from casejournal.domain.refs import new_ref
from casejournal.storage.log import LogStorage

NAME = "access.log"
TABLE = "accesses"
LETTER = "E"


class Access(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that was done. It holds no word of a client."""

    ref: str
    at: datetime
    worker: str
    what: str
    """backup, letter, sociogram, erased."""
    of: tuple[str, ...] = ()
    """The refs it was about."""
    file: str = ""
    """Where it went."""
    ground: str = ""
    """Why a case was erased."""
    asked_by: str = ""
    """Who asked for that."""


class AccessLog:
    """The log of what left the journal, sealed and chained like those of the cases."""

    def __init__(self, storage: LogStorage, lock: AbstractContextManager[None]) -> None:
        self._storage = storage
        self._lock = lock

    def every(self) -> list[Access]:
        """Everything noted, the newest first. Raises Damaged."""
        if not self._storage.log.path.exists():
            return []
        self._storage.refresh()
        found = (msgspec.json.decode(doc, type=Access) for doc in self._storage.documents(TABLE).values())
        return sorted(found, key=lambda access: (access.at, access.ref), reverse=True)

    def add(self, command: str, **facts: Any) -> Access:
        """Note it; on the disk when this returns. Only under the journal's lock, which is taken here."""
        with self._lock, self._storage.transaction(command):
            tables = self._storage.read() or {}
            docs = tables.setdefault(TABLE, {})
            access = Access(ref=new_ref(LETTER, docs.__contains__), **facts)
            docs[access.ref] = msgspec.to_builtins(access)
            self._storage.write(tables)
        return access

    def erased(self) -> Iterator[Access]:
        """The tombstones."""
        return (access for access in self.every() if access.what == "erased")
