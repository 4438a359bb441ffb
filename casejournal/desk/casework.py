"""What a form about a case must know of its file: the goals, whether the step is in order, what is still open."""

from collections.abc import Iterable

import msgspec

from casejournal.desk import Desk
from casejournal.desk.refusals import NothingOpen
from casejournal.domain.case_file import CaseFile
from casejournal.domain.field import Among
from casejournal.domain.file import File
from casejournal.domain.kinds import CASE, GROUP, GROUP_TABLES
from casejournal.domain.record import Record, Step
from casejournal.domain.refs import read_ref
from casejournal.domain.refusals import NotFinished
from casejournal.domain.remarks import leaves_safety_list
from casejournal.errors import Ambiguous, RecordNotFound
from casejournal.forms import records
from casejournal.forms.fields import Answers, Known
from casejournal.words import _, visible


def require_record(file: File, ref: str, asked: str) -> Record:
    """The record of that ref. Raises RecordNotFound."""
    record = file.record(ref)
    if record is None:
        raise RecordNotFound(asked=asked)
    return record


def tell_of_safety(desk: Desk, before: File, after: File) -> None:
    """Say so where a correction takes a case from the safety list."""
    for remark in leaves_safety_list(before, after):
        desk.tell(_(remark.sentence).format(**remark.facts))


def record_meant(desk: Desk, asked: str, kind: type[Record]) -> tuple[str, str]:
    """The case or group that holds the record of that kind a person means, and the record's ref.

    They name it by its ref or, where only one is open in it, by the case or group. Several that are open are asked
    about. Raises NothingOpen, Ambiguous, or what `Journal.whereabouts` does.
    """
    if (read_ref(asked) or CASE)[0] not in {CASE, GROUP}:
        return desk.journal.whereabouts(asked)
    owner = desk.journal.labels.either(asked) if kind.table in GROUP_TABLES else desk.journal.find(asked)
    file = desk.journal.file(owner.ref)
    found = {record.ref: _in_short(record) for record in file.table(kind.table) if record.open}
    if not found:
        raise NothingOpen(ref=file.ref, name=file.name, kind=kind.title)
    if len(found) == 1:
        return file.ref, next(iter(found))
    named = ", ".join(f"{ref} ({told})" for ref, told in found.items())
    choices = [(ref, f"{ref}  {told}") for ref, told in found.items()]
    return file.ref, desk.which(Ambiguous(asked=asked, candidates=named), choices)


def _in_short(record: Record) -> str:
    """What tells a record from another of its kind."""
    return visible(next((text for _title, text in records.rows(record, without=("on",))), ""), lines=False)


def knowing_goals(file: File, *marked: str) -> Known:
    """The goals of the plan that holds, to choose from; in the fields `marked` all of them are spoken of."""
    choices = {Among.GOALS: [(str(goal.number), f"{goal.number} {goal.statement}") for goal in file.goals]}
    numbers = tuple(number for number, _label in choices[Among.GOALS])
    return Known(lists=lambda _answers: choices, marked=dict.fromkeys(marked, numbers))


def step_in_order(desk: Desk, file: CaseFile, step: type[Step], answers: Answers) -> str:
    """The reason to take this step out of order; empty where none is needed. Raises what `process.in_order` does."""
    from casejournal.domain.process import in_order  # lazy: a note takes no step

    said = answers.get("because", "")
    because = in_order(file, step, said)
    if said and not because:
        desk.tell(_("Nothing is skipped by this, so the reason is not kept."))
    return because


def why_it_ends(desk: Desk, problems: Iterable[str], answers: Answers, known: Known) -> Known:
    """`known`, for a closing: what is still open is told before a word is asked for, and why it ends all the same is
    asked last. A reason that is not needed is told not to be kept.

    Raises NotFinished where something is open, no reason was given and nobody can be asked.
    """
    told, because = "; ".join(problems), answers.get("because", "")
    if because and not told:
        desk.tell(_("Nothing is skipped by this, so the reason is not kept."))
    if because or not told:
        return known
    if not desk.can_ask:
        raise NotFinished(problems=told)
    beforehand = (
        NotFinished(problems=told).message(),
        _("You can close it all the same; at the end you are asked why. To finish it first, stop with Ctrl-C."),
    )
    reminders = {**known.reminders, ("because", ""): _("Still open: {problems}").format(problems=told)}
    return msgspec.structs.replace(known, last=frozenset({"because"}), reminders=reminders, beforehand=beforehand)
