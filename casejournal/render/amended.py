"""The screen after a correction: what changed, and why."""

from collections.abc import Callable, Sequence

from casejournal.domain.file import File
from casejournal.domain.record import Record
from casejournal.domain.task import Task
from casejournal.render.history import differences
from casejournal.render.page import Facts, Heading, Page, Prose, Tone, Words
from casejournal.render.written import told_task
from casejournal.words import _


def amended_page(  # noqa: PLR0917 - what a correction comes to
    before: Record,
    after: Record,
    file: File,
    reads: Callable[[str], str],
    tasks: Sequence[Task],
    remarks: Sequence[str],
) -> Page:
    """The changed fields, the old answer marked - and the new one +; the reason, remarks and tasks."""
    title = (Words(after.ref, Tone.REF), Words(_(type(after).title), Tone.STRONG), Words(file.name))
    latest = after.corrections[-1]
    rows = differences(type(after), before.stored(), after.stored())
    return (
        Heading(title, _(latest.kind.label), top=True),
        Facts(tuple((title, Words(reads(text), tone)) for title, text, tone in rows)),
        Prose(Words(_("Because: {reason}").format(reason=latest.reason))),
        *(Prose(Words(remark, Tone.WARN)) for remark in remarks),
        *(Prose(Words(_task(task, file), Tone.GOOD)) for task in tasks),
        Prose(Words(_("As it was before: cj history {ref}").format(ref=after.ref), Tone.QUIET)),
    )


def _task(task: Task, file: File) -> str:
    """A sentence about a task that was made, changed or struck with the record; `file` is as it was before."""
    told = _("Changed task {ref}: {what}") if file.record(task.ref) else _("New task {ref}: {what}")
    return told_task(_("Struck task {ref}: {what}") if task.struck else told, task)
