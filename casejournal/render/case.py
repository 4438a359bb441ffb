"""The screen of a case: danger first, then where you left off, the problem, the plan, the timeline."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from casejournal.domain import dates
from casejournal.domain.age import TELL_AGE
from casejournal.domain.case_file import CaseFile
from casejournal.domain.due import DueKind
from casejournal.domain.intake import Intake
from casejournal.domain.note import Contact, Made, Note
from casejournal.domain.record import Record
from casejournal.domain.stage import PROCESS
from casejournal.forms import records
from casejournal.render.contacts import counted_contacts, earlier_blocks
from casejournal.render.danger import TOLD_AT_THE_TOP, danger_blocks, override_blocks
from casejournal.render.formulations import formulations
from casejournal.render.gist import gist
from casejournal.render.page import Block, Facts, Heading, Moment, Page, Prose, Steps, Tone, Words, section
from casejournal.render.struck import corrected_mark, moved_mark, struck_moment
from casejournal.render.tasks import due_words, task_table, told_due
from casejournal.words import _, ngettext

if TYPE_CHECKING:
    from casejournal.domain.group.own import OwnGroup
    from casejournal.domain.kin import Kin

_TOLD_ABOVE = ("client", "presenting_problem", *TOLD_AT_THE_TOP, "on", "visibility")
_NOTE_MARKS = ("channel", "made", "roles", "on", "visibility", "format")
_EXCERPT = 160


def case_page(
    file: CaseFile,
    today: date,
    groups: "Sequence[OwnGroup]" = (),
    related: "Sequence[Kin]" = (),
    last: int | None = None,
) -> Page:
    """Everything in a case file, the most urgent first; of the timeline, the `last` records.

    `groups` is the client's part in their groups, `related` are the related cases.
    """
    return (*_blocks(file, today, groups, related), *_timeline(file, last))


def _blocks(file: CaseFile, today: date, groups: "Sequence[OwnGroup]", related: "Sequence[Kin]") -> Iterator[Block]:
    intake = file.intake
    opened = _("opened {day}").format(day=dates.day(intake.on))
    yield Heading((Words(file.ref, Tone.REF), Words(intake.client, Tone.STRONG)), opened, top=True)
    beside = "" if file.stage is file.place_in_process else _(file.stage.label)
    yield Steps(tuple(_(stage.label) for stage in PROCESS), PROCESS.index(file.place_in_process), beside)
    yield from danger_blocks(file)
    yield from override_blocks(file)
    yield from _safety_plan(file)
    if related:
        from casejournal.render.related import related_blocks  # lazy: few cases belong to another

        yield from related_blocks(related)
    yield from _where_you_left_off(file, today)
    if file.open_tasks:
        yield section(_("Open tasks"), _("the case is closed") if file.is_closed else "")
        yield task_table((task.due_item() for task in file.open_tasks), today)
    yield from formulations(file)
    yield from _worked_out(file, today)
    if groups:
        from casejournal.render.group.own import own_blocks  # lazy: few cases are in a group

        yield from own_blocks(groups)
    if facts := tuple(from_the_intake(intake, today)):
        yield section(_("From the intake"))
        yield Facts(facts)


def _timeline(file: CaseFile, last: int | None) -> Iterator[Block]:
    """What happened, the newest first, and how many earlier entries are left out."""
    counts = file.contacts
    met = counts[Contact.CONTACT]
    since = ngettext("{n} contact since the intake", "{n} contacts since the intake", met).format(n=met)
    yield section(_("Timeline"), counted_contacts(counts, since))
    shown = file.timeline[:last]
    yield from (moment(record, file) for record in shown)
    yield from earlier_blocks(len(file.timeline) - len(shown), f"cj show {file.ref}")
    if len(shown) > 1:
        yield Prose(Words(_("The whole record and its history: cj history REF"), Tone.QUIET))


def from_the_intake(intake: Intake, today: date) -> Iterator[tuple[str, Words]]:
    """What the intake says that is not shown elsewhere, with the age as it is today."""
    if age := intake.age_on(today):
        yield _("Age"), Words(age)
    for title, text in records.rows(intake, without=(*_TOLD_ABOVE, *TELL_AGE, "related")):
        yield title, Words(text)


def _worked_out(file: CaseFile, today: date) -> Iterator[Block]:
    """Assessments, plan, reviews, referrals and consents. Each has a module that is loaded only if needed."""
    if file.assessments:
        from casejournal.render.assessment import standing  # lazy: as the kinds of record, see domain/kinds.py

        yield from standing(file)
    if file.plans:
        from casejournal.render.plan import plan_blocks  # lazy: as above

        yield from plan_blocks(file)
    if file.reviews:
        from casejournal.render.reviews import progress_blocks  # lazy: as above

        yield from progress_blocks(file)
    if file.referrals:
        from casejournal.render.referrals import referral_blocks  # lazy: as above

        yield from referral_blocks(file, today)
    if file.consents:
        from casejournal.render.consents import consent_blocks  # lazy: as above

        yield from consent_blocks(file, today)


def _safety_plan(file: CaseFile) -> Iterator[Block]:
    """The safety plan in force. What must never be done is shown further up."""
    if file.safety_plan:
        from casejournal.render.safety_plan import plan_blocks  # lazy: as the kinds of record, see domain/kinds.py

        yield from plan_blocks(file.safety_plan, file, without=("never",))


def _where_you_left_off(file: CaseFile, today: date) -> Iterator[Block]:
    """The last contact, what was agreed then, and the next three things that are due."""
    met = [note for note in file.notes if note.reached]
    rows = []
    if met:
        note = met[-1]
        channel = f", {_(note.channel.label)}" if note.channel else ""
        text = " ".join(_told_note(note).split())
        excerpt = text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rsplit(' ', 1)[0]} …"
        rows.append((_("Last contact"), Words(f"{dates.day(note.on)}{channel} ({note.ref})\n{excerpt}")))
        if note.next_step:
            rows.append((_("Agreed then"), Words(note.next_step)))
    if file.plan and file.plan.client_words:
        rows.append((_("The client's words"), Words(file.plan.client_words)))
    waiting = () if file.closing else file.waiting
    nearest = [due for due in waiting if due.on and due.kind is not DueKind.CONSENT][:3]
    for place, due in enumerate(nearest):
        told = f"{due_words(due, today).text}  {_(due.who.label)}: {told_due(due)}"
        rows.append((_("Then") if place else _("Next"), Words(told, due_words(due, today).tone)))
    if rows:
        yield section(_("Where you left off"))
        yield Facts(tuple(rows))


def moment(record: Record, file: CaseFile) -> Moment:
    """A record as an entry of the timeline."""
    if record.struck:
        return struck_moment(record)
    marks = _note_marks(record) if isinstance(record, Note) else [_(type(record).title)]
    if record.late:
        marks.append(_("late entry"))
    marks += [corrected_mark(record), moved_mark(record)]
    if isinstance(record, Note) and file.closings and file.was_closed_at(record.recorded_at):
        marks.append(_("after the closing"))
    if file.comments:
        from casejournal.render.comments import commented_mark  # lazy: few cases have some

        marks.append(commented_mark(record, file))
    aside = Words(" · ".join(mark for mark in marks if mark), Tone.QUIET)
    heading = (Words(dates.day(record.timeline_day), Tone.STRONG), Words(record.ref, Tone.REF), aside)
    if not isinstance(record, Note):
        return Moment(heading, body=gist(record, file))
    facts = records.rows(record, without=(*record.sections, *_NOTE_MARKS))
    return Moment(heading, tuple((title, Words(text)) for title, text in facts), _told_note(record))


def _told_note(note: Note) -> str:
    """The text of a note; if it has several sections, each follows its title."""
    if note.sections == ("body",):
        return note.body
    return "\n".join(f"{title}: {text}" for title, text in records.rows(note, only=note.sections))


def _note_marks(note: Note) -> list[str]:
    return [
        _(note.channel.label) if note.channel else "",
        "" if note.made is Made.YES else _(note.made.label),
        ", ".join(_(role.label) for role in note.roles),
        "" if note.visibility == "record" else _(note.visibility.label),
    ]
