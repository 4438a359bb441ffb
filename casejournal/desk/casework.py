"""What commands about a case look up in its file: a record, the goals, whether a step is in order."""

from collections.abc import Iterable
from typing import TypeVar

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
from casejournal.errors import Ambiguous, Failure, RecordNotFound
from casejournal.forms import records
from casejournal.forms.fields import Answers, Known
from casejournal.words import _, visible

Kind = TypeVar("Kind", bound=Record)


def require_record(file: File, ref: str, asked: str) -> Record:
    """The record with that ref. Raises RecordNotFound."""
    record = file.record(ref)
    if record is None:
        raise RecordNotFound(asked=asked)
    return record


def standing(file: File, ref: str, kind: type[Kind], not_found: type[Failure] = RecordNotFound) -> Kind:
    """The record with that ref. Raises `not_found` if it is missing or of another kind, StruckAlready if struck."""
    record = file.standing(ref)
    if not isinstance(record, kind):
        raise not_found(asked=ref)
    return record


def tell_of_safety(desk: Desk, before: File, after: File) -> None:
    """Tell the worker if a correction takes the case off the safety list."""
    for remark in leaves_safety_list(before, after):
        desk.tell(remark.in_words)


def record_meant(desk: Desk, asked: str, kind: type[Record]) -> tuple[str, str]:
    """The ref of the case or group, and the ref of its record that the worker means.

    They give the record's ref, or the case or group. Then its one open record of that kind is meant; if several are
    open, the worker is asked. Raises NothingOpen, Ambiguous, or what `Journal.whereabouts` does.
    """
    if (read_ref(asked.partition("/")[2] or asked) or CASE)[0] not in {CASE, GROUP}:
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
    """A few words that tell a record from others of its kind: its first field besides the day."""
    return visible(next((text for _title, text in records.rows(record, without=("on",))), ""), lines=False)


def knowing_goals(file: File, *marked: str) -> Known:
    """The goals of the current plan, to choose from. In the fields `marked`, all goals are marked at first."""
    choices = {Among.GOALS: [(str(goal.number), f"{goal.number} {goal.statement}") for goal in file.goals]}
    numbers = tuple(number for number, _label in choices[Among.GOALS])
    return Known(lists=lambda _answers: choices, marked=dict.fromkeys(marked, numbers))


def step_in_order(desk: Desk, file: CaseFile, step: type[Step], answers: Answers) -> str:
    """The reason for taking this step out of order; empty if it is in order. Raises what `process.in_order` does."""
    from casejournal.domain.process import in_order  # lazy: a note takes no step

    said = answers.get("because", "")
    because = in_order(file, step, said)
    if said and not because:
        desk.tell(_("This skips no step, so your reason was not kept."))
    return because


def why_it_ends(desk: Desk, problems: Iterable[str], answers: Answers, known: Known) -> Known:
    """`known`, adapted to a closing with these open `problems`.

    They are told before the first question, and the reason for closing all the same is asked last. If nothing is open,
    a reason that was given is not kept, and that is told. Raises NotFinished if something is open, no reason was given
    and nobody can be asked.
    """
    told, because = "; ".join(problems), answers.get("because", "")
    if because and not told:
        desk.tell(_("This skips no step, so your reason was not kept."))
    if because or not told:
        return known
    if not desk.can_ask:
        raise NotFinished(problems=told)
    beforehand = (
        NotFinished(problems=told).message(),
        _("You can still close it; the last question asks why. To finish these things first, stop with Ctrl-C."),
    )
    reminders = {**known.reminders, ("because", ""): _("Still open: {problems}").format(problems=told)}
    return msgspec.structs.replace(known, last=frozenset({"because"}), reminders=reminders, beforehand=beforehand)
