"""What is worked out about a record from the others of its file, and not stored: where it stands, what it changed."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from casejournal.domain.case_file import CaseFile
from casejournal.domain.file import File
from casejournal.domain.record import Record

if TYPE_CHECKING:
    from casejournal.domain.consent import Consent
    from casejournal.domain.group.file import GroupFile
    from casejournal.domain.group.session import Session
    from casejournal.domain.note import Note
    from casejournal.domain.plan import Plan
    from casejournal.domain.recording.process_recording import ProcessRecording
    from casejournal.domain.referral import Referral
    from casejournal.domain.review import Review
    from casejournal.domain.safety_plan import SafetyPlan

_STANDS = (
    "stage", "safety", "on_safety_list", "dangers", "risk", "last_contact_on", "contacts", "overrides", "waiting",
)  # fmt: skip
"""What follows from a whole case."""


def derived(record: Record, file: File, today: date) -> dict[str, Any]:
    """What is worked out about a record of `file`, as it stands on that day: JSON values by their names."""
    rule = DERIVED.get(record.table)
    return {"late": record.late, **(rule(record, file, today) if rule else {})}


def whole(record: Record, file: File, today: date) -> dict[str, Any]:
    """A record and what is worked out about it, as JSON values."""
    return {**msgspec.to_builtins(record), **derived(record, file, today)}


def whole_file(file: File, today: date) -> dict[str, Any]:
    """A file as JSON values: its tables in the order of the practice, each record with what is worked out about it."""
    tables = {table: [whole(each, file, today) for each in file.table(table)] for table in file.tables_of_many()}
    plain = msgspec.to_builtins(msgspec.structs.replace(file, others={}))
    del plain["others"]
    return {**plain, **tables}


def whole_case(file: CaseFile, today: date) -> dict[str, Any]:
    """A case as JSON values: its tables, and what follows from all of them."""
    return {**whole_file(file, today), **{name: getattr(file, name) for name in _STANDS}}


def only_last(told: dict[str, Any], file: File, last: int | None) -> dict[str, Any]:
    """`told`, the JSON values of a whole file, with the `last` records of its timeline only and the number of `earlier`
    ones. What opened the file and the open tasks stay. Without `last`, all of it.
    """
    if last is None:
        return told
    earlier = {record.ref for record in file.timeline[last:]}
    tables = ("struck", *file.tables_of_many())
    short = {table: [each for each in told[table] if each["ref"] not in earlier] for table in tables if table in told}
    return {**told, **short, "earlier": len(earlier)}


def plan_before(plan: "Plan", file: CaseFile) -> "Plan | None":
    """The version before that one; None for the first."""
    earlier = (each for each in file.plans if each.version == plan.version - 1)
    return max(earlier, key=lambda each: each.recorded_at, default=None)


def _plan(plan: "Plan", file: CaseFile, _today: date) -> dict[str, Any]:
    """What it changed: each goal that differs from the version before, as it was and as it became."""
    from casejournal.domain.plan import changes  # lazy: as its kind of record, see `kinds`

    before = plan_before(plan, file)
    return {"before": before.ref if before else None, "changes": [*changes(before, plan)] if before else []}


def _safety_plan(plan: "SafetyPlan", file: CaseFile, _today: date) -> dict[str, Any]:
    """Whether it is the one in force."""
    return {"in_force": plan == file.safety_plan}


def _note(note: "Note", file: CaseFile, _today: date) -> dict[str, Any]:
    """What it counts as, and whether it was written after the closing."""
    return {"kind_of_contact": note.kind_of_contact, "after_closing": file.was_closed_at(note.recorded_at)}


def _consent(consent: "Consent", file: CaseFile, today: date) -> dict[str, Any]:
    """Where it stands."""
    from casejournal.domain.consent import state_among  # lazy: as its kind of record, see `kinds`

    return {"state": state_among(consent, file.consents, today)}


def _referral(referral: "Referral", _file: CaseFile, _today: date) -> dict[str, Any]:
    """Its status, who acts next, its outcome, and the log, with the statuses that were skipped before each change."""
    log = [{**msgspec.to_builtins(change), "not_told": list(skipped)} for change, skipped in referral.changes]
    return {"status": referral.status, "next": referral.next, "outcome": referral.outcome, "log": log}


def _review(review: "Review", file: CaseFile, _today: date) -> dict[str, Any]:
    """T, its baseline and the change from it, to four decimals or None; the goals compared, those left out, and those
    compared only from a later version on, with the reasons.
    """
    numbers = next(each for each in file.progress if each.review.ref == review.ref)
    found = {"t": numbers.t, "baseline": numbers.baseline, "change": numbers.change}
    goals = {"compared": numbers.compared, "left_out": numbers.left_out, "anew": numbers.anew}
    rounded = {name: number if number is None else round(number, 4) for name, number in found.items()}
    return rounded | {name: msgspec.to_builtins(each) for name, each in goals.items()}


def _session(session: "Session", file: "GroupFile", _today: date) -> dict[str, Any]:
    """Which session of the group it is, by day; 0 for one that did not take place."""
    return {"number": file.number_of(session)}


def _recording(recording: "ProcessRecording", _file: File, _today: date) -> dict[str, Any]:
    """Its rows, each with its number and the comment on it, and the comments that stand beside no row."""
    return {"rows": msgspec.to_builtins(recording.rows), "comments_apart": msgspec.to_builtins(recording.apart)}


DERIVED: dict[str, Callable[[Any, Any, date], dict[str, Any]]] = {
    "safety_plans": _safety_plan,
    "plans": _plan,
    "notes": _note,
    "consents": _consent,
    "referrals": _referral,
    "recordings": _recording,
    "reviews": _review,
    "sessions": _session,
}
"""The rule for each table. For records of other tables only `late` is worked out."""
