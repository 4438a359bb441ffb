"""A drawer of the cabinet: one case or group, open for writing."""

from collections.abc import Callable, MutableMapping
from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec
from tinydb import TinyDB
from tinydb.table import Document, Table

from casejournal.domain.file import File
from casejournal.domain.kinds import GROUP
from casejournal.domain.record import Record
from casejournal.storage.log import LogStorage
from casejournal.storage.refusals import CaseNotFound, GroupNotFound, NewerRecord

FileT = TypeVar("FileT", bound=File)
Mint = Callable[[str, tuple[str, ...]], str]
"""Gives a new ref for a ref letter, other than the refs named."""


class RefTable(Table):
    """A TinyDB table whose document ids are refs."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB documents this as the way to other ids


class Hand(msgspec.Struct, frozen=True, kw_only=True):
    """Who writes: the worker, on which device, and the clock they read."""

    worker: str
    device: str
    now: Callable[[], datetime]

    def moment(self) -> dict[str, Any]:
        """The stamp of something written now, except its ref: time, day and worker."""
        now = self.now()
        return {"recorded_at": now, "on": now.date(), "worker": self.worker}


class Drawer(Generic[FileT]):
    """One case or group, open for writing. All records put into it become one line of its log."""

    def __init__(self, ref: str, file: FileT | None, storage: LogStorage, hand: Hand, mint: Mint) -> None:
        self.ref = ref
        self._file = file
        self._storage = storage
        self._database = TinyDB(storage=lambda: storage)
        self._database.table_class = RefTable
        self._hand = hand
        self._mint = mint
        self._minted: tuple[str, ...] = ()

    @property
    def file(self) -> FileT:
        """The file as it is on the disk now. Raises CaseNotFound or GroupNotFound if it is only being made."""
        if self._file is None:
            raise GroupNotFound(asked=self.ref) if self.ref.startswith(GROUP) else CaseNotFound(asked=self.ref)
        return self._file

    def stamp(self, kind: type[Record]) -> dict[str, Any]:
        """The stamp of a new record of that kind: a new ref, the time, the day, the worker."""
        return {"ref": self.new_ref(kind.ref_letter), **self._hand.moment()}

    def new_ref(self, letter: str) -> str:
        """A ref that no record of this journal has or had. The record that opens the file gets the file's ref."""
        if self.ref.startswith(letter):
            return self.ref
        ref = self._mint(letter, self._minted)
        self._minted += (ref,)
        return ref

    def put(self, *records: Record) -> None:
        """Write these records, each as a new one or as a new version. Raises NewerRecord."""
        for name in dict.fromkeys(record.table for record in records):
            self._put(name, {record.ref: record for record in records if record.table == name})

    def _put(self, name: str, records: dict[str, Record]) -> None:
        """Write the records of one table, all at once: TinyDB goes through the whole table each time."""
        table, known = self._database.table(name), self._storage.documents(name)
        changed = [ref for ref in records if ref in known]
        for ref in changed:
            _require_known(records[ref], known[ref])
        if new := [Document(each.stored(), doc_id=ref) for ref, each in records.items() if ref not in known]:  # type: ignore[arg-type]
            table.insert_multiple(new)
        if changed:
            table.update(_become({ref: records[ref].stored() for ref in changed}), doc_ids=changed)  # type: ignore[arg-type]


def _require_known(record: Record, before: bytes) -> None:
    """Raises NewerRecord where the version before has a field that this cj does not know: it would be gone."""
    if unknown := msgspec.json.decode(before, type=dict[str, msgspec.Raw]).keys() - {*record.__struct_fields__}:
        raise NewerRecord(ref=record.ref, fields=", ".join(sorted(unknown)))


def _become(versions: dict[str, dict[str, Any]]) -> Callable[[MutableMapping[Any, Any]], None]:
    """Replace documents completely: TinyDB would keep fields that the new version no longer has."""

    def replace(doc: MutableMapping[Any, Any]) -> None:
        version = versions[doc["ref"]]
        doc.clear()
        doc.update(version)

    return replace
