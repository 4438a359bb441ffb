"""What was just written: its ref, on which case, and what follows from it."""

from collections.abc import Sequence

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
    title = (Words(record.ref, Tone.REF), Words(_(type(record).title), Tone.STRONG))
    case = () if record.ref == file.ref else (Words(file.ref, Tone.REF),)
    blocks: list[Block] = [Heading((*title, *case, Words(file.intake.client)), dates.told(record.on), top=True)]
    blocks.append(Facts(tuple((title, Words(text)) for title, text in records.rows(record, without=_TOLD_ABOVE))))
    blocks += [Prose(Words(remark, Tone.WARN)) for remark in remarks]
    for task in tasks:
        due = f" ({dates.told(task.due)})" if task.due else ""
        blocks.append(Prose(Words(_("New task {ref}: {what}").format(ref=task.ref, what=task.what) + due, Tone.GOOD)))
    data = {
        "case": file.ref,
        "client": file.intake.client,
        **msgspec.to_builtins(record),
        "late": record.late,
        "remarks": remarks,
        "tasks": msgspec.to_builtins(tasks),
    }
    return Answer(kind=type(record).__name__.lower(), data=data, page=tuple(blocks))
