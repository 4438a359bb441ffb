"""What is worth a second look in a new record. It stops nobody, and the record is kept as it was said."""

from collections.abc import Iterator
from datetime import date

import msgspec

from casejournal.domain.assessment import Assessment, Risk
from casejournal.domain.case_file import CaseFile
from casejournal.domain.closing import Closing, Reopening
from casejournal.domain.consent import Consent, leave
from casejournal.domain.due import Who
from casejournal.domain.note import Note
from casejournal.domain.plan import Goal, Plan
from casejournal.domain.record import Record
from casejournal.domain.referral import Referral
from casejournal.domain.task import Task
from casejournal.words import N_


class Remark(msgspec.Struct, frozen=True):
    """Something worth a second look."""

    sentence: str
    facts: dict[str, str] = {}


def remarks_on(record: Record, file: CaseFile) -> tuple[Remark, ...]:
    """What is odd about a record that was just put into `file`."""
    return tuple(_remarks(record, file))


def _remarks(record: Record, file: CaseFile) -> Iterator[Remark]:
    if record.on < file.intake.on:
        facts = {"day": record.on.isoformat(), "intake": file.intake.on.isoformat()}
        yield Remark(N_("{day} is before the intake on {intake}; kept as you said it."), facts)
    due = record.due if isinstance(record, Task) else record.next_on if isinstance(record, Note) else None
    if due is not None and due < record.recorded_at.date():
        yield Remark(N_("{day} is past already; it is overdue from the start."), {"day": due.isoformat()})
    if record.late:
        yield Remark(N_("Recorded more than 48 hours after the day it happened: marked as a late entry."))
    if not isinstance(record, Closing | Reopening) and file.was_closed_at(record.recorded_at):
        yield Remark(N_("The case is closed; this is marked as written after the closing."))
    match record:
        case Assessment(risk=Risk.HIGH, risk_review_on=None):
            yield Remark(N_("The risk is high and no day is set to look at it again: --risk-review-on"))
        case Consent(expires_on=date() as ends) if ends < record.on:
            yield Remark(N_("{day} was past already when it was given; it never held."), {"day": ends.isoformat()})
        case Consent():
            yield from _on_a_consent(record, file)
        case Plan():
            yield from _on_a_plan(record, file)
        case Referral() if not record.was_sent and not leave(file.consents, record.to, record.on).grounds:
            facts = {"to": record.to, "case": file.ref}
            yield Remark(N_("No valid consent for {to} yet. Ask before it is sent: cj consent {case}"), facts)
        case _:
            pass


def _on_a_plan(plan: Plan, file: CaseFile) -> Iterator[Remark]:
    missing = [f"{goal.number} ({_levels(goal)})" for goal in plan.goals if goal.levels.missing]
    if missing:
        yield Remark(
            N_("Nobody has said yet what is seen at these levels: goal {goals}."), {"goals": "; ".join(missing)}
        )
    whose = [*(task.who for task in plan.tasks), *(task.who for task in file.open_tasks)]
    if Who.CLIENT not in whose:
        yield Remark(N_("There is no task for the client (participation)."))
    for task in file.open_tasks:
        if task.goal is not None and task.goal not in plan.numbers:
            yield Remark(N_("{ref} serves a goal that has ended: {what}"), {"ref": task.ref, "what": task.what})


def _levels(goal: Goal) -> str:
    """The levels of a goal that nobody described: `-1, 0, +2`."""
    return ", ".join(f"{level:+}" if level else "0" for level in goal.levels.missing)


def _on_a_consent(given: Consent, file: CaseFile) -> Iterator[Remark]:
    """Which referrals it opens the way for; where it is for another name, which one waits."""
    drafts = [each for each in file.open_referrals if not each.was_sent]
    if not given.holds(given.recorded_at.date()):
        return
    for draft in drafts:
        granted = leave(file.consents, draft.to, given.recorded_at.date()).scope
        if granted and set(draft.shared) <= granted:
            yield Remark(
                N_("{ref} to {to} can be sent now: cj refer update {ref} sent"), {"ref": draft.ref, "to": draft.to}
            )
        elif not given.is_for(draft.to):
            facts = {"ref": draft.ref, "to": draft.to, "recipient": given.recipient}
            yield Remark(N_("{ref} goes to {to}; this consent, for {recipient}, does not cover it."), facts)
