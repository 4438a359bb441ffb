"""Tables for a spreadsheet: a ZIP file with one CSV for each kind of record, in the words of the screen."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from casejournal.domain import dates
from casejournal.domain.kinds import TABLES
from casejournal.domain.record import Record, is_unanswered
from casejournal.exchange.export.apart import Apart
from casejournal.exchange.export.leaving import About, Cases
from casejournal.exchange.sheet import rows_as_csv
from casejournal.forms import records
from casejournal.forms.fields import Field, Kind, shown
from casejournal.words import N_, _

_NUMBERS = (int, float)


def write(cases: Cases, about: About) -> Iterator[bytes]:  # noqa: ARG001 - as every format
    """The ZIP file, piece by piece."""
    tables = Apart()
    for leaving in cases():
        file = leaving.file
        for record in (*file.every_record, *file.struck):
            if record.table not in tables:
                tables.add(record.table, "\ufeff".encode() + rows_as_csv([_header(type(record))]).encode())
            tables.add(record.table, rows_as_csv([_row(record, file.ref)]).encode())
    packed = _Packed()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in (table for table in TABLES if table in tables):
            info = zipfile.ZipInfo(f"{table}.csv")  # no date: ZIP fails on a clock before 1980
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=True) as part:
                for piece in tables.pieces(table):
                    part.write(piece)
                    yield packed.taken()
    yield packed.taken()


class _Packed(io.RawIOBase):
    """What was written to it and not taken yet. It only grows, so a ZIP file says its sizes behind each part."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        """Always true."""
        return True

    def write(self, data: Any) -> int:
        """Add `data`, and return its length."""
        self._waiting += data
        return len(data)

    def taken(self) -> bytes:
        """Everything that was written since the last time."""
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken


def _header(kind: type[Record]) -> list[str]:
    first = (N_("Case or group"), N_("Ref"), N_("Recorded"), N_("Worker"), N_("Struck"))
    return [*map(_, first), *(_(field.title) for field in shown(kind))]


def _row(record: Record, file: str) -> list[object]:
    stamp = (file, record.ref, dates.moment(record.recorded_at), record.worker, _("struck") if record.struck else "")
    return [*stamp, *(_cell(record, field) for field in shown(type(record)))]


def _cell(record: Record, field: Field) -> object:
    """An answer as a spreadsheet can sort and count it: numbers and days as such, the rest in words."""
    value = record.as_read(field.name, records.answer(record, field))
    if is_unanswered(value):
        return ""
    if isinstance(value, date) and not isinstance(value, datetime):
        return dates.stamp(value)
    if isinstance(value, _NUMBERS) and not isinstance(value, bool) and field.kind is Kind.NUMBER:
        return value
    return records.in_words(field, value)
