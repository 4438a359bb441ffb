"""A record that was corrected: what differs, and why."""

from collections.abc import Callable, Sequence

from casejournal.domain.file import File
from casejournal.domain.record import Record
from casejournal.domain.task import Task
from casejournal.render.history import differences
from casejournal.render.page import Facts, Heading, Page, Prose, Tone, Words
from casejournal.words import _


def amended_page(before: Record, after: Record, file: File, reads: Callable[[str], str], tasks: Sequence[Task]) -> Page:
    """The fields that differ, the old answer marked with - and the new one with +; and the reason."""
    title = (Words(after.ref, Tone.REF), Words(_(type(after).title), Tone.STRONG), Words(file.name))
    latest = after.corrections[-1]
    rows = differences(type(after), before.stored(), after.stored())
    return (
        Heading(title, _(latest.kind.label), top=True),
        Facts(tuple((title, Words(reads(text), tone)) for title, text, tone in rows)),
        Prose(Words(_("Because: {reason}").format(reason=latest.reason))),
        *(Prose(Words(_("New task {ref}: {what}").format(ref=task.ref, what=task.what), Tone.GOOD)) for task in tasks),
        Prose(Words(_("As it was before: cj history {ref}").format(ref=after.ref), Tone.QUIET)),
    )
