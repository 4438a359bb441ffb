"""Who took something out of the journal, or away: printed, backed up, erased; what, where to, when."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

import msgspec

from casejournal.domain.refs import new_ref
from casejournal.storage.drawer import Hand
from casejournal.storage.file_log import ACCESS
from casejournal.storage.log import LogStorage
from casejournal.storage.refusals import Damaged
from casejournal.words import N_

TABLE = "accesses"
LETTER = "E"


class Access(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that was done. It holds no word of a client."""

    ref: str
    at: datetime
    worker: str
    what: str
    """backup, removed (a backup), restored, letter, sociogram, erased."""
    of: tuple[str, ...] = ()
    """The refs it was about."""
    file: str = ""
    """Where it went, or came from."""
    ground: str = ""
    """Why a case was erased."""
    asked_by: str = ""
    """Who asked for that."""


class AccessLog:
    """The log of what left the journal, sealed, chained and known to the index like those of the cases."""

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
        """Everything noted, the newest first. Raises Damaged."""
        storage = self._opened(ACCESS)
        if not storage.log.path.exists():
            return []
        storage.refresh()
        try:
            found = [msgspec.json.decode(doc, type=Access) for doc in storage.documents(TABLE).values()]
        except msgspec.ValidationError as error:
            raise Damaged(file=ACCESS, problem=N_("a record in it does not fit its form")) from error
        return sorted(found, key=lambda access: (access.at, access.ref), reverse=True)

    def add(self, command: str, **facts: Any) -> Access:
        """Note it, by this worker and now unless the facts tell otherwise; on the disk when this returns.

        Only under the journal's lock.
        """
        told: dict[str, Any] = {"at": self._hand.now(), "worker": self._hand.worker} | facts
        with self._line(ACCESS, command) as storage:
            tables = storage.read() or {}
            docs = tables.setdefault(TABLE, {})
            access = Access(ref=new_ref(LETTER, docs.__contains__), **told)
            docs[access.ref] = msgspec.to_builtins(access)
            storage.write(tables)
        return access

    def erased(self) -> Iterator[Access]:
        """The tombstones."""
        return (access for access in self.every() if access.what == "erased")
