"""Commands that write to several cases. Each case file gets a line of its own.

If the command is stopped halfway, nothing is lost: giving it again writes the rest, and nothing twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from casejournal.desk import Desk
from casejournal.domain.case_file import CaseFile
from casejournal.domain.contact import begun
from casejournal.domain.correction import Moved
from casejournal.domain.follow_up import follow_up
from casejournal.domain.move import arrived, at_its_new_place, going, left_behind
from casejournal.domain.note import Note
from casejournal.domain.record import Record
from casejournal.domain.task import Task
from casejournal.errors import NotValid
from casejournal.forms import records
from casejournal.forms.fields import Answers
from casejournal.storage.drawer import Drawer
from casejournal.words import N_, _

Kind = TypeVar("Kind", bound=Record)


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A note that was written to one of several cases, that file as it was before, and the tasks the note made."""

    note: Note
    file: CaseFile
    tasks: tuple[Task, ...] = ()


def write_in_each(desk: Desk, first: str, answers: Answers) -> tuple[Written, ...]:
    """Write a note of one contact to each case: to `first`, and to those in `also`. Returns the notes, `first` first.

    Goals and the next step belong to `first`. It is written last, so that `cj undo` finds it.
    """
    cases = (first, *answers["also"])
    contact = records.build(Note, answers, {"ref": "", **desk.hand().moment()})
    there = begun([desk.journal.case(case) for case in cases], contact)
    contact, found = gone_on_with(desk, contact, there), dict[str, Written]()
    for case in in_turn(desk, cases, there):
        with desk.journal.writing(case, "note") as drawer:
            found[case] = _write(drawer, contact, cases, there.get(case))
        there[case] = found[case].note
    return tuple(found[case] for case in cases)


def require_once(first: str, others: Sequence[str]) -> None:
    """Raises NotValid if one of the cases of a contact is named twice."""
    for ref in others:
        if [first, *others].count(ref) > 1:
            raise NotValid(field=N_("Also in"), problem=_("{case} is named twice").format(case=ref))


def gone_on_with(desk: Desk, contact: Kind, there: Mapping[str, Kind]) -> Kind:
    """The contact at the moment at which the records that are `there` were written; those are told."""
    if not there:
        return contact
    desk.tell(_("Part of this was written before: {refs}. Only the rest is written now.").format(refs=_told(there)))
    return msgspec.structs.replace(contact, recorded_at=next(iter(there.values())).recorded_at)


def in_turn(desk: Desk, cases: Sequence[str], there: Mapping[str, Record]) -> Iterator[str]:
    """Each case, to write into; the first of them last, so that `cj undo` finds it. What was written is put into
    `there` meanwhile: if the command stops, it is told with what to do about the rest.
    """
    for case in (*cases[1:], cases[0]):
        yield case
        told = _("Written so far: {refs}. Run the same command again for the rest.")
        desk.unfinished = told.format(refs=_told(there)) if case != cases[0] else ""


def _write(drawer: Drawer[CaseFile], contact: Note, cases: Sequence[str], there: Note | None) -> Written:
    if there:
        return Written(note=there, file=drawer.file)
    ref, others = drawer.new_ref(Note.ref_letter), tuple(case for case in cases if case != drawer.ref)
    first = drawer.ref == cases[0]
    note = msgspec.structs.replace(contact, ref=ref) if first else contact.in_case(ref)
    note = msgspec.structs.replace(note, also=others)
    drawer.file.require_goals(note.goals)
    tasks = follow_up(note, drawer.new_ref)
    drawer.put(note, *tasks)
    return Written(note=note, file=drawer.file, tasks=tasks)


def _told(there: Mapping[str, Record]) -> str:
    return ", ".join(f"{each.ref} ({case})" for case, each in there.items())


def move_note(desk: Desk, owner: str, ref: str, to: str, because: str) -> tuple[CaseFile, tuple[Record, ...]]:
    """Move a note from the case `owner` to the case `to`.

    Returns the file of `to` as it was before, and the records that were written to it. The note is written to the right
    case first, then struck in the wrong one, so that a stop in between loses nothing.
    """
    leaving = going(desk.journal.file(owner), ref, to)
    moved = {
        each.ref: Moved(case=owner, ref=each.ref, reason=because, at=desk.now(), worker=desk.worker) for each in leaving
    }
    with desk.journal.writing(to, "note move") as drawer:
        right, there = drawer.file, arrived(drawer.file, owner)
        now = {each.ref: there.get(each.ref) or drawer.new_ref(each.ref_letter) for each in leaving}
        came = tuple(at_its_new_place(each, now, moved[each.ref]) for each in leaving)
        drawer.put(*(each for each in came if each.ref not in there.values()))
    told = _("The note is now in {to} as {now}, but also still in {owner} as {ref}. To finish: cj note move {ref} {to}")
    desk.unfinished = told.format(to=to, now=now[ref], owner=owner, ref=ref)
    with desk.journal.writing(owner, "note move") as drawer:
        still = (drawer.file.record(each.ref) or each for each in leaving)
        drawer.put(*(left_behind(each, to, now[each.ref], moved[each.ref]) for each in still))
    desk.unfinished = ""
    return right, came
