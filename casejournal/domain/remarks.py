"""What is worth a second look in a new record, seen beside the others of its file. There is one rule for each kind."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.due import Who
from casejournal.domain.file import File
from casejournal.domain.record import Record
from casejournal.domain.remark import Remark, Rule, of_checklist, of_portfolio, of_task, overdue_from_the_start
from casejournal.words import N_, _

if TYPE_CHECKING:
    from casejournal.domain.assessment import Assessment
    from casejournal.domain.closing import Closing
    from casejournal.domain.consent import Consent
    from casejournal.domain.note import Note
    from casejournal.domain.plan import Goal, Plan
    from casejournal.domain.referral import Referral
    from casejournal.domain.review import Review
    from casejournal.domain.safety_plan import SafetyPlan
    from casejournal.domain.supervision import Supervision


def remarks_on(record: Record, file: File) -> tuple[Remark, ...]:
    """What is worth a second look in a record that was just put into `file`."""
    rule = _rules(file).get(record.table)
    return (*_of_any(record, file), *(rule(record, file) if rule else ()))


def leaves_safety_list(before: File, after: File) -> tuple[Remark, ...]:
    """A remark if a change of the file takes a case off the safety list of `cj today`."""
    if not (isinstance(before, CaseFile) and isinstance(after, CaseFile)):
        return ()
    if not before.on_safety_list or after.on_safety_list:
        return ()
    now = after.stage.label if after.is_closed else after.safety.label if after.dangers else N_("not asked")
    facts = {"client": after.name, "before": _(before.safety.label), "now": _(now)}
    return (Remark(N_("{client} is no longer on the safety list of cj today. Before: {before}. Now: {now}."), facts),)


def _rules(file: File) -> dict[str, Rule]:
    if isinstance(file, CaseFile):
        return OF_A_CASE
    from casejournal.domain.group.remarks import OF_A_GROUP  # lazy: many journals hold no group

    return OF_A_GROUP


def _of_any(record: Record, file: File) -> Iterator[Remark]:
    if file.opens and record.on < file.first.on:
        yield Remark(file.before_it, {"day": dates.short(record.on), "opened": dates.short(file.first.on)})
    if record.late:
        yield Remark(N_("Written down more than 48 hours after it happened: marked as a late entry."))
    if record.table not in {"closings", "reopenings", "arrivals", "endings"} and file.was_closed_at(record.recorded_at):
        yield Remark(file.after_closing)


def _note(note: "Note", _file: CaseFile) -> Iterator[Remark]:
    """A next step whose day is past already."""
    return overdue_from_the_start(note.next_on, note.recorded_at.date())


def _assessment(assessment: "Assessment", _file: CaseFile) -> Iterator[Remark]:
    """A pressing risk without a day to look at it again; such a day that is past."""
    if risk := assessment.unwatched:
        sentence = N_("The risk is {risk}, and no day is set to look at it again.")
        yield Remark(sentence, {"risk": _(risk.label)})
    yield from overdue_from_the_start(assessment.risk_review_on, assessment.recorded_at.date())


def _plan(plan: "Plan", file: CaseFile) -> Iterator[Remark]:
    """Levels that nobody described, no task for the client, tasks for a goal that has ended, days that are past."""
    for due in (*(goal.due for goal in plan.goals), *(task.due for task in plan.tasks), plan.review_on):
        yield from overdue_from_the_start(due, plan.recorded_at.date())
    missing = [f"{goal.number} ({_levels(goal)})" for goal in plan.goals if goal.levels.missing]
    if missing:
        sentence = N_("Levels not described yet: goal {goals}.")
        yield Remark(sentence, {"goals": "; ".join(missing)})
    if Who.CLIENT not in [*(task.who for task in plan.tasks), *(task.who for task in file.open_tasks)]:
        yield Remark(N_("There is no task for the client (participation)."))
    for task in file.open_tasks:
        if task.goal is not None and task.goal not in plan.numbers:
            yield Remark(N_("{ref} belongs to a goal that has ended: {what}"), {"ref": task.ref, "what": task.text})


def _levels(goal: "Goal") -> str:
    """The levels of a goal that nobody described: `-1, 0, +2`."""
    return ", ".join(f"{level:+}" if level else "0" for level in goal.levels.missing)


def _consent(consent: "Consent", file: CaseFile) -> Iterator[Remark]:
    """A revoked consent that a referral rests on; one that ran out before it was given; the referrals it allows to
    send.
    """
    if consent.revoked_on is not None:
        for each in file.resting_on(consent):
            facts = {"ref": each.ref, "to": each.to}
            yield Remark(
                N_("{ref} relies on this consent and is still open: tell {to} that the consent was taken back."), facts
            )
    elif consent.expires_on is not None and consent.expires_on < consent.on:
        day = dates.short(consent.expires_on)
        yield Remark(N_("{day} was already past when the consent was given, so it was never valid."), {"day": day})
    elif not consent.refused:
        yield from _opens_the_way(consent, file)


def _opens_the_way(consent: "Consent", file: CaseFile) -> Iterator[Remark]:
    """For each draft to this recipient, whether it can be sent now. If there is none, a draft that this consent does
    not cover.
    """
    from casejournal.domain.consent import leave  # lazy: as its kind of record, see `kinds`

    today = consent.recorded_at.date()
    drafts = [each for each in file.open_referrals if not each.was_sent]
    theirs = [each for each in drafts if consent.is_for(each.to)]
    for draft in theirs or drafts[:1]:
        granted = leave(file.consents, draft.to, today).scope
        facts = {"ref": draft.ref, "to": draft.to, "recipient": consent.recipient}
        lacking = [_(what.label) for what in draft.shared if what not in granted]
        if not theirs:
            yield Remark(N_("{ref} goes to {to}; this consent is for {recipient} and does not cover it."), facts)
        elif not granted:
            yield _no_consent(draft, file, today)
        elif lacking:
            facts["what"] = ", ".join(lacking)
            yield Remark(N_("{ref} shares more than the consent covers: {what}"), facts)
        else:
            yield Remark(N_("{ref} to {to} can be sent now: cj refer update {ref} sent"), facts)


def _no_consent(referral: "Referral", file: CaseFile, today: date) -> Remark:
    """The remark that no consent covers this referral, and why."""
    from casejournal.domain.consent import why_none  # lazy: as its kind of record, see `kinds`

    facts = {"to": referral.to, "case": file.ref, "why": why_none(file.consents, referral.to, today)}
    return Remark(N_("No valid consent for {to}: {why}. Ask before you send it: cj consent {case}"), facts)


def _referral(referral: "Referral", file: CaseFile) -> Iterator[Remark]:
    """A consent that is missing, or covers less than is shared; a follow-up day that is past."""
    from casejournal.domain.consent import leave  # lazy: as its kind of record, see `kinds`

    today = referral.last_written[0].date()
    if referral.open:
        yield from overdue_from_the_start(referral.looked_after_on, today)
    if not referral.open or referral.was_sent:
        return
    if referral.said_sent:
        yield Remark(N_("The log still shows that it was marked as sent: what has gone out cannot be taken back."))
    granted = leave(file.consents, referral.to, today).scope
    if not granted:
        yield _no_consent(referral, file, today)
    elif lacking := [_(what.label) for what in referral.shared if what not in granted]:
        facts = {"to": referral.to, "what": ", ".join(lacking)}
        yield Remark(N_("The consent for {to} does not cover all of it: {what}"), facts)


def _review(review: "Review", _file: CaseFile) -> Iterator[Remark]:
    """A next review on a day that is past already."""
    return overdue_from_the_start(review.next_on, review.recorded_at.date())


def _supervision(supervision: "Supervision", file: CaseFile) -> Iterator[Remark]:
    """What is still to be brought."""
    from casejournal.domain.to_bring import of_supervision  # lazy: it knows checklists and supervisions

    return of_supervision(supervision, file)


def _closing(closing: "Closing", _file: CaseFile) -> Iterator[Remark]:
    """A case to be kept until a day that is past already."""
    if closing.retain_until is not None and closing.retain_until < closing.recorded_at.date():
        day = dates.short(closing.retain_until)
        yield Remark(N_("{day} is already past: the case need not be kept."), {"day": day})


def _safety_plan(plan: "SafetyPlan", file: CaseFile) -> Iterator[Remark]:
    """The plan it replaces; that it was made without the client; no day to look at it again, or one that is past."""
    if plan.ended_on is not None:
        return
    others = tuple(each for each in file.safety_plans if each.ref != plan.ref)
    if before := file.with_tables({plan.table: others}).safety_plan:
        facts = {"ref": before.ref, "day": dates.short(before.on)}
        yield Remark(N_("It replaces {ref}, the safety plan of {day}."), facts)
    if plan.made_with_client is False:
        yield Remark(N_("It was made without the client. Go through it together as soon as you can."))
    if plan.review_on is None:
        yield Remark(N_("No day is set to look at the safety plan again."))
    yield from overdue_from_the_start(plan.review_on, plan.recorded_at.date())


OF_A_CASE: dict[str, Rule] = {
    "safety_plans": _safety_plan,
    "assessments": _assessment,
    "plans": _plan,
    "tasks": of_task,
    "notes": _note,
    "consents": _consent,
    "referrals": _referral,
    "checklists": of_checklist,
    "supervisions": _supervision,
    "reviews": _review,
    "closings": _closing,
    "portfolio": of_portfolio,
}
"""The rule for each table. The other tables need none."""
