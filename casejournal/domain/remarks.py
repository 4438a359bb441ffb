"""What is worth a second look in a new record. It stops nobody, and the record is kept as it was said."""

from collections.abc import Iterator

from casejournal.domain.file import File
from casejournal.domain.record import Record, Remark
from casejournal.words import N_


def remarks_on(record: Record, file: File) -> tuple[Remark, ...]:
    """What is odd about a record that was just put into `file`."""
    return (*_of_any(record, file), *record.remarks(file))


def _of_any(record: Record, file: File) -> Iterator[Remark]:
    if record.on < file.first.on:
        yield Remark(file.before_it, {"day": record.on.isoformat(), "opened": file.first.on.isoformat()})
    if record.late:
        yield Remark(N_("Recorded more than 48 hours after the day it happened: marked as a late entry."))
    if record.table not in {"closings", "reopenings", "endings"} and file.was_closed_at(record.recorded_at):
        yield Remark(file.after_closing)
