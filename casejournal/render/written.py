"""What was just written: its ref, on which case, and what follows from it."""

from collections.abc import Iterator, Sequence

import msgspec

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.record import Record
from casejournal.domain.task import Task
from casejournal.forms import records
from casejournal.render.page import Answer, Block, Facts, Heading, Prose, Tone, Words
from casejournal.words import _

_TOLD_ABOVE = ("on", "client", "visibility")


def written(record: Record, file: CaseFile, tasks: Sequence[Task] = ()) -> Answer:
    """The answer of every command that writes a record to a case."""
    remarks = [_(remark.sentence).format(**remark.facts) for remark in file.remarks_on(record)]
    return Answer(
        kind=type(record).__name__.lower(),
        data=lambda: _data(record, file, tasks, remarks),
        page=lambda: tuple(_blocks(record, file, tasks, remarks)),
        wrote=True,
    )


def _data(record: Record, file: CaseFile, tasks: Sequence[Task], remarks: list[str]) -> dict[str, object]:
    case = {"case": file.ref, "client": file.intake.client}
    return {**case, **msgspec.to_builtins(record), "late": record.late, "remarks": remarks, "tasks": tasks}


def _blocks(record: Record, file: CaseFile, tasks: Sequence[Task], remarks: list[str]) -> Iterator[Block]:
    title = (Words(record.ref, Tone.REF), Words(_(type(record).title), Tone.STRONG))
    case = () if record.ref == file.ref else (Words(file.ref, Tone.REF),)
    yield Heading((*title, *case, Words(file.intake.client)), dates.told(record.on), top=True)
    yield Facts(tuple((title, Words(text)) for title, text in records.rows(record, without=_TOLD_ABOVE)))
    for remark in remarks:
        yield Prose(Words(remark, Tone.WARN))
    for task in tasks:
        due = f" ({dates.told(task.due)})" if task.due else ""
        yield Prose(Words(_("New task {ref}: {what}").format(ref=task.ref, what=task.what) + due, Tone.GOOD))
