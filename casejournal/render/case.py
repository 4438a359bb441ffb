"""A case on the screen: where it stands, what is open, and what happened, the newest first."""

from collections.abc import Iterator
from datetime import date

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.note import Note
from casejournal.domain.record import Record
from casejournal.domain.stage import Stage
from casejournal.forms import records
from casejournal.render.case_list import SAFETY_TONE
from casejournal.render.page import Block, Facts, Heading, Moment, Page, Prose, Steps, Tone, Words
from casejournal.render.tasks import task_table
from casejournal.words import _, ngettext

_TOLD_ABOVE = ("client", "presenting_problem", "safety", "safety_note", "on", "visibility")


def case_page(file: CaseFile, today: date) -> Page:
    """Everything in a case file, the most pressing first."""
    return tuple(_blocks(file, today))


def _blocks(file: CaseFile, today: date) -> Iterator[Block]:
    intake = file.intake
    opened = _("opened {day}").format(day=dates.told(intake.on))
    yield Heading((Words(file.ref, Tone.REF), Words(intake.client, Tone.STRONG)), opened, top=True)
    yield Steps(tuple(_(stage.label) for stage in Stage), tuple(Stage).index(file.stage))
    yield from _danger(file)
    if file.open_tasks:
        yield _part(_("Open tasks"))
        yield task_table((task.due_item() for task in file.open_tasks), today)
    yield _part(_("Presenting problem"))
    yield Prose(Words(intake.presenting_problem), indent=2)
    facts = tuple((title, Words(text)) for title, text in records.rows(intake, without=_TOLD_ABOVE))
    if facts:
        yield _part(_("From the intake"))
        yield Facts(facts)
    contacts = len(file.notes)
    count = ngettext("{n} contact since the intake", "{n} contacts since the intake", contacts).format(n=contacts)
    yield _part(_("Timeline"), count)
    yield from (_moment(record) for record in file.timeline)


def _part(title: str, aside: str = "") -> Heading:
    return Heading((Words(title, Tone.STRONG),), aside)


def _danger(file: CaseFile) -> Iterator[Block]:
    safety = file.intake.safety
    concern = _("not asked") if safety is None else _(safety.label)
    yield Prose(Words(_("Safety: {concern}").format(concern=concern), SAFETY_TONE.get(file.safety, Tone.QUIET)))
    if file.intake.safety_note:
        yield Prose(Words(file.intake.safety_note), indent=2)


def _moment(record: Record) -> Moment:
    marks = _note_marks(record) if isinstance(record, Note) else [_(type(record).title)]
    if record.late:
        marks.append(_("late entry"))
    aside = Words(" · ".join(mark for mark in marks if mark), Tone.QUIET)
    heading = (Words(dates.told(record.on), Tone.STRONG), Words(record.ref, Tone.REF), aside)
    if not isinstance(record, Note):
        return Moment(heading)
    facts = records.rows(record, without=("body", "channel", "made", "roles", "on", "visibility"))
    return Moment(heading, tuple((title, Words(text)) for title, text in facts), record.body)


def _note_marks(note: Note) -> list[str]:
    return [
        _(note.channel.label) if note.channel else "",
        "" if note.reached else _(note.made.label),
        ", ".join(_(role.label) for role in note.roles),
        "" if note.visibility == "record" else _(note.visibility.label),
    ]
