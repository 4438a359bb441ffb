"""The screen after a record was written: its ref, its case, and what follows from it."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.derived import whole
from casejournal.domain.file import File
from casejournal.domain.record import Record
from casejournal.domain.remarks import leaves_safety_list, remarks_on
from casejournal.domain.stage import Stage
from casejournal.domain.task import Task
from casejournal.forms import records
from casejournal.render.page import Answer, Block, Facts, Heading, Prose, Tone, Words
from casejournal.render.struck import moved_mark, whose
from casejournal.words import N_, _

_TOLD_ABOVE = ("on", "client", "visibility")


def written(
    record: Record,
    file: File,
    tasks: Sequence[Task] = (),
    *,
    more: Callable[[], Iterable[Block]] = tuple,
    without: Sequence[str] = (),
    reads: Callable[[str], str] = str,
    beside: Sequence[tuple[Record, File]] = (),
) -> Answer:
    """The answer of a command that wrote a record to a case or a group.

    `file` is the file before the record was written; for a record that opens a file, the file with it. `more` gives
    further blocks for a person, and `without` are the fields shown there instead. `reads` replaces refs in a text by
    names. `beside` are the other records that the command wrote, each with its file.
    """
    after = file.with_record(record)
    remarks = _remarks(record, file)
    return Answer(
        kind=record.kind_name(),
        data=lambda: _data(record, after, tasks, remarks) | _data_beside(beside),
        page=lambda: (
            *_blocks(record, after, without, reads),
            *more(),
            *_what_follows(tasks, map(reads, remarks)),
            *_blocks_beside(beside),
            *_next(record, after),
        ),
        wrote=True,
        shows=after.ref,
    )


def _remarks(record: Record, file: File) -> list[str]:
    """The remarks about a record after it is written to `file`."""
    after = file.with_record(record)
    found = (*remarks_on(record, after), *leaves_safety_list(file, after))
    return [remark.in_words for remark in found]


def _data(record: Record, file: File, tasks: Sequence[Task], remarks: list[str]) -> dict[str, object]:
    made = {"remarks": remarks, "new_tasks" if "tasks" in record.__struct_fields__ else "tasks": tasks}
    return {**file.heads, **whole(record, file, record.last_written[0].date()), **made}


def _data_beside(beside: Sequence[tuple[Record, File]]) -> dict[str, object]:
    if not beside:
        return {}
    told = [
        {
            **file.heads,
            "ref": record.ref,
            "kind": record.kind_name(),
            "remarks": _remarks(record, file),
        }
        for record, file in beside
    ]
    return {"beside": told}


def _blocks_beside(beside: Sequence[tuple[Record, File]]) -> Iterator[Block]:
    for record, file in beside:
        title = (Words(record.ref, Tone.REF), Words(_(type(record).title), Tone.STRONG))
        yield Heading((*title, *whose(file)), moved_mark(record))
        for remark in _remarks(record, file):
            yield Prose(Words(remark, Tone.WARN))


def _blocks(record: Record, file: File, without: Sequence[str], reads: Callable[[str], str]) -> Iterator[Block]:
    title = (Words(record.ref, Tone.REF), Words(_(type(record).title), Tone.STRONG))
    case = (Words(file.name),) if record.ref == file.ref else whose(file)
    yield Heading((*title, *case), dates.day(record.on), top=True)
    told = records.rows(record, without=(*_TOLD_ABOVE, *without))
    yield Facts(tuple((title, Words(reads(text))) for title, text in told))


def _what_follows(tasks: Sequence[Task], remarks: Iterable[str]) -> Iterator[Block]:
    for remark in remarks:
        yield Prose(Words(remark, Tone.WARN))
    for task in tasks:
        yield Prose(Words(told_task(_("New task {ref}: {what}"), task), Tone.GOOD))


def told_task(sentence: str, task: Task) -> str:
    """A sentence about a task, then the day it is due. `sentence` is translated, with places for `ref` and `what`."""
    return sentence.format(ref=task.ref, what=task.text) + (f" ({dates.day(task.due)})" if task.due else "")


_NEXT_STEPS: dict[Stage, str] = {
    Stage.NEW: N_("Next, when you have met: cj assess {ref}"),
    Stage.ASSESSING: N_("Next: cj assess {ref}"),
    Stage.REOPENED: N_("Next: cj assess {ref}"),
    Stage.PLANNING: N_("Next, together: cj plan {ref}"),
    Stage.INTERVENING: N_("Next: cj note {ref}, and when the day comes cj review {ref}"),
    Stage.REVIEWING: N_(
        "Next: go on with cj note {ref}, change the plan with cj plan {ref}, or end with cj close {ref}"
    ),
}


_NEXT_OF_ITS_KIND = {
    "referrals": N_("Next: the letter, cj letter {record}. Once it has gone out: cj refer update {record} sent"),
    "safety_plans": N_("It is at the top of cj show {ref} until you end it: cj safety end {ref}"),
    "group": N_("Next, add the members: cj group join {ref} CASE"),
    "memberships": N_("Next, when you have met: cj group session {ref}"),
    "recordings": N_(
        "What you felt and thought goes below each row: cj amend {record} --edit dialogue. For your supervisor, "
        "without names: cj process export {record}"
    ),
    "sessions": N_("Next: the principles, cj principles checklist {ref}; from time to time cj group review {ref}"),
}


def _next(record: Record, file: File) -> Iterator[Block]:
    """After a step of the process: the one that follows. After other kinds that call for one: theirs."""
    went_on = any(getattr(record, name, None) for name in ("left_on", "cancelled", "log", "ended_on"))
    sentence = "" if went_on else _NEXT_OF_ITS_KIND.get(record.table, "")
    if isinstance(file, CaseFile) and record.leads_on:
        sentence = _NEXT_STEPS.get(file.stage, "")
    if sentence:
        yield Prose(Words(_(sentence).format(ref=file.ref, record=record.ref), Tone.QUIET))
