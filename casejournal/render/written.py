"""What was just written: its ref, on which case, and what follows from it."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.record import Record
from casejournal.domain.remarks import remarks_on
from casejournal.domain.stage import Stage
from casejournal.domain.task import Task
from casejournal.forms import records
from casejournal.render.page import Answer, Block, Facts, Heading, Prose, Tone, Words
from casejournal.words import N_, _

_TOLD_ABOVE = ("on", "client", "visibility")


def written(
    record: Record,
    file: CaseFile,
    tasks: Sequence[Task] = (),
    more: Callable[[], Iterable[Block]] = tuple,
    without: Sequence[str] = (),
) -> Answer:
    """The answer of every command that writes a record to a case.

    `more` is what a person is shown besides, and `without` the fields that are told there.
    """
    after = file.with_record(record)
    remarks = [_(remark.sentence).format(**remark.facts) for remark in remarks_on(record, after)]
    return Answer(
        kind=type(record).__name__.lower(),
        data=lambda: _data(record, after, tasks, remarks),
        page=lambda: (*_blocks(record, after, without), *more(), *_what_follows(tasks, remarks), *_next(record, after)),
        wrote=True,
    )


def _data(record: Record, file: CaseFile, tasks: Sequence[Task], remarks: list[str]) -> dict[str, object]:
    case = {"case": file.ref, "client": file.intake.client}
    follows = {"late": record.late, **record.derived(file, record.last_written[0].date())}
    made = {"remarks": remarks, "new_tasks" if record.table == "plans" else "tasks": tasks}
    return {**case, **msgspec.to_builtins(record), **follows, **made}


def _blocks(record: Record, file: CaseFile, without: Sequence[str]) -> Iterator[Block]:
    title = (Words(record.ref, Tone.REF), Words(_(type(record).title), Tone.STRONG))
    case = () if record.ref == file.ref else (Words(file.ref, Tone.REF),)
    yield Heading((*title, *case, Words(file.intake.client)), dates.told(record.on), top=True)
    told = records.rows(record, without=(*_TOLD_ABOVE, *without))
    yield Facts(tuple((title, Words(text)) for title, text in told))


def _what_follows(tasks: Sequence[Task], remarks: list[str]) -> Iterator[Block]:
    for remark in remarks:
        yield Prose(Words(remark, Tone.WARN))
    for task in tasks:
        due = f" ({dates.told(task.due)})" if task.due else ""
        yield Prose(Words(_("New task {ref}: {what}").format(ref=task.ref, what=task.what) + due, Tone.GOOD))


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


def _next(record: Record, file: CaseFile) -> Iterator[Block]:
    """After a step of the process: the one that follows."""
    sentence = _NEXT_STEPS.get(file.stage, "") if record.step else ""
    if sentence:
        yield Prose(Words(_(sentence).format(ref=file.ref), Tone.QUIET))
