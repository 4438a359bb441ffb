"""The access log: who handed out, backed up, restored or erased what, where to, and when."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from casejournal.domain.refs import new_ref
from casejournal.storage.drawer import Hand
from casejournal.storage.file_log import ACCESS
from casejournal.storage.log import LogStorage
from casejournal.storage.refusals import Damaged
from casejournal.words import N_, storable

TABLE = "accesses"
LETTER = "E"
DAMAGED = "damaged"
"""What an entry is about that says this log itself is not as it was written."""


class Access(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One entry of the access log. It contains nothing that a client said."""

    ref: str
    at: datetime
    worker: str
    what: str
    """What was done: backup, removed, restored, merged, imported, salvaged, letter, export, transfer, recording,
    handin, sociogram, ecomap, erased, a KeyChange, damaged.
    """
    of: tuple[str, ...] = ()
    """The refs it was about."""
    file: str = ""
    """The path it went to or came from."""
    to: str = ""
    """Who it was for."""
    ground: str = ""
    """Why a case was erased, or what is wrong with this log."""
    asked_by: str = ""
    """Who asked for the erasure."""
    way: str = ""
    """The name of the way into the journal that was added, changed or removed."""


class KeyChange(StrEnum):
    """What was done to the ways into the journal."""

    ADDED = "key_added"
    CHANGED = "key_changed"
    REMOVED = "key_removed"
    WORDS = "recovery_words"
    RENEWED = "key_renewed"


class AccessLog:
    """The access log. It is sealed, chained and indexed like the logs of cases.

    If it is damaged, what still opens is read, and it is written on: nobody is kept from a backup by it. The first new
    entry then says what was wrong with it.
    """

    def __init__(
        self,
        opened: Callable[[str], LogStorage],
        line: Callable[[str, str], AbstractContextManager[LogStorage]],
        hand: Hand,
    ) -> None:
        self._opened = opened
        self._line = line
        self._hand = hand

    def every(self) -> list[Access]:
        """All entries, the newest first. Raises Damaged."""
        storage = self._opened(ACCESS)
        if not storage.log.path.exists():
            return []
        storage.refresh()
        try:
            found = [msgspec.json.decode(doc, type=Access) for doc in storage.documents(TABLE).values()]
        except msgspec.ValidationError as error:
            raise Damaged(file=ACCESS, problem=N_("a record in it is not written as it should be")) from error
        return sorted(found, key=lambda access: (access.at, access.ref), reverse=True)

    def add(self, command: str, **facts: Any) -> Access:
        """Add an entry, and return it. Worker and time are the present ones unless `facts` has them.

        It is on the disk when this returns. Call only while holding the journal's lock.
        """
        told: dict[str, Any] = {"at": self._hand.now(), "worker": self._hand.worker} | facts
        told = {name: storable(fact) if isinstance(fact, str) else fact for name, fact in told.items()}
        with self._line(ACCESS, command) as storage:
            tables = storage.read() or {}
            docs = tables.setdefault(TABLE, {})
            known = {(doc["what"], doc.get("ground")) for doc in docs.values()}
            for problem in storage.log.problems:
                if (DAMAGED, problem) not in known:
                    self._put(
                        docs,
                        told | {"what": DAMAGED, "of": (), "file": "", "to": "", "ground": problem, "asked_by": ""},
                    )
            access = self._put(docs, told)
            storage.write(tables)
        return access

    def _put(self, docs: dict[str, Any], told: dict[str, Any]) -> Access:
        access = Access(ref=new_ref(LETTER, docs.__contains__), **told)
        docs[access.ref] = msgspec.to_builtins(access)
        return access

    def erased(self) -> Iterator[Access]:
        """The tombstones of erased cases."""
        return (access for access in self.every() if access.what == "erased")
