"""Is the work complete and sound? Each rule names the principle it guards. None of them stops anybody."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import msgspec

from casejournal.domain import dates
from casejournal.domain.areas import area_label
from casejournal.domain.assessment import Risk, scores
from casejournal.domain.case_file import CaseFile
from casejournal.domain.consent import leave
from casejournal.domain.due import Who
from casejournal.domain.file import File
from casejournal.domain.plan import Agreed, Plan
from casejournal.domain.principles import GroupPrinciple, Principle
from casejournal.domain.summary import SILENT_AFTER
from casejournal.words import N_, _

ASSESSED_WITHIN = timedelta(days=30)
CONTACTS = 5
"""After so many contacts the principles should have been looked at."""


class Found(msgspec.Struct, frozen=True):
    """What one rule found: a sentence with its facts, and the record it is about."""

    sentence: str
    facts: dict[str, str] = {}
    ref: str = ""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One thing good work does not leave undone."""

    name: str
    principle: Principle | GroupPrinciple
    looks: Callable[[Any, date], Iterator[Found]]
    looks_at: tuple[bool, ...] = (False,)
    """Whether it looks at what is open (False), at what is closed (True), or at both."""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something found in a case or a group."""

    case: str
    client: str
    rule: str
    principle: Principle | GroupPrinciple
    sentence: str
    ref: str = ""


def _no_underlying_problem(file: CaseFile, today: date) -> Iterator[Found]:
    if not file.assessments and today - file.intake.on > ASSESSED_WITHIN:
        yield Found(N_("No underlying problem is named, a month after the intake: cj assess {case}"))


def _low_domain_without_goal(file: CaseFile, _today: date) -> Iterator[Found]:
    areas = {goal.area for goal in file.goals}
    for area, scored in scores(file.assessments).items():
        if scored[-1].domain.low and area not in areas:
            facts = {"area": area_label(area), "score": str(scored[-1].domain.score)}
            yield Found(N_("{area} stands at {score}, and no goal names it as its area."), facts)


def _goal_without_task(file: CaseFile, _today: date) -> Iterator[Found]:
    of_a_plan = {"", Plan.ref_letter}  # not those that safety or a note asked for
    planned = [task for task in file.tasks_that_stand if task.source[:1] in of_a_plan]
    served = {task.goal for task in planned}  # a task of the plan that names no goal may serve any
    for goal in file.goals:
        if goal.number not in served and None not in served:
            facts = {"goal": str(goal.number), "statement": goal.statement}
            yield Found(N_("Nobody has a task for goal {goal}: {statement}"), facts)


def _no_task_for_the_client(file: CaseFile, _today: date) -> Iterator[Found]:
    if file.plan and not any(task.who is Who.CLIENT for task in file.tasks_that_stand):
        yield Found(N_("The client has nothing to do of their own."), ref=file.plan.ref)


def _plan_not_agreed(file: CaseFile, _today: date) -> Iterator[Found]:
    if file.plan and file.plan.agreed is not Agreed.YES:
        agreed = _(file.plan.agreed.label)
        yield Found(N_("The plan is not agreed with the client: {agreed}."), {"agreed": agreed}, file.plan.ref)


def _sent_without_consent(file: CaseFile, today: date) -> Iterator[Found]:
    for referral in file.open_referrals:
        granted = leave(file.consents, referral.to, today).scope
        since = granted and set(referral.shared) <= granted
        if referral.sent and (referral.sent.override or not referral.sent.consents) and not since:
            facts = {"to": referral.to, "because": referral.sent.override}
            yield Found(N_("Sent to {to} without consent: {because}"), facts, referral.ref)


def _referral_waits_too_long(file: CaseFile, today: date) -> Iterator[Found]:
    for referral in file.open_referrals:
        step = referral.next
        if step and step.by < today:
            facts = {"to": referral.to, "status": _(referral.status.label), "day": dates.day(step.by)}
            yield Found(N_("The referral to {to} ({status}) has waited since {day}."), facts, referral.ref)


def _silent(file: CaseFile, today: date) -> Iterator[Found]:
    sentence, since = N_("You have not met since {day}."), file.last_contact_on
    if since is None:
        sentence, since = N_("You have not met yet; the case was opened on {day}."), file.intake.on
    if today - since >= SILENT_AFTER:
        yield Found(sentence, {"day": dates.day(since)})


def _no_checklist(file: CaseFile, _today: date) -> Iterator[Found]:
    contacts = [note for note in file.notes if note.reached]
    if len(contacts) < CONTACTS:
        return
    since = contacts[-CONTACTS]
    if not any((each.on, each.recorded_at) >= (since.on, since.recorded_at) for each in file.checklists):
        facts = {"contacts": str(CONTACTS)}
        yield Found(
            N_("No checklist of principles in the last {contacts} contacts: cj principles checklist {case}"), facts
        )


def _high_risk_without_review(file: CaseFile, _today: date) -> Iterator[Found]:
    last = next((each for each in reversed(file.assessments) if each.risk is not None), None)
    if last and last.risk is Risk.HIGH and last.risk_review_on is None:
        yield Found(N_("The risk is high, and no day is set to look at it again."), ref=last.ref)


def _consent_ended_in_use(file: CaseFile, today: date) -> Iterator[Found]:
    for referral in file.open_referrals:
        if lacking := file.not_covered(referral, today):
            facts = {"to": referral.to, "what": ", ".join(sorted(_(what.label) for what in lacking))}
            sentence = N_("The referral to {to} goes on, but no consent covers any longer what it shares: {what}.")
            yield Found(sentence, facts, referral.ref)


def _closed_without_outcome(file: CaseFile, _today: date) -> Iterator[Found]:
    if file.closing:
        told = {outcome.goal for outcome in file.closing.outcomes}
        if not file.goals and not file.closing.outcomes and not file.closing.services:
            yield Found(N_("It was closed without saying what came of the work."), ref=file.closing.ref)
        for goal in file.goals:
            if goal.number not in told:
                facts = {"goal": str(goal.number), "statement": goal.statement}
                yield Found(N_("It was closed without an outcome of goal {goal}: {statement}"), facts, file.closing.ref)


def _two_plans_of_one_version(file: CaseFile, _today: date) -> Iterator[Found]:
    """Two devices may write the next version each; after they are brought together one of them holds."""
    for other in file.plans:
        if file.plan and other is not file.plan and other.version == file.plan.version:
            facts = {"version": str(other.version), "other": other.ref, "holds": file.plan.ref}
            sentence = N_("Version {version} of the plan was written twice: {holds} holds, {other} does not.")
            yield Found(sentence, facts, other.ref)


_P = Principle
_BOTH = (False, True)
RULES: tuple[Rule, ...] = (
    Rule(name="no_underlying_problem", principle=_P.INDIVIDUALISATION, looks=_no_underlying_problem),
    Rule(name="low_domain_without_goal", principle=_P.INDIVIDUALISATION, looks=_low_domain_without_goal),
    Rule(name="goal_without_task", principle=_P.PARTICIPATION, looks=_goal_without_task),
    Rule(name="no_task_for_client", principle=_P.PARTICIPATION, looks=_no_task_for_the_client),
    Rule(name="plan_not_agreed", principle=_P.PARTICIPATION, looks=_plan_not_agreed),
    Rule(name="two_plans", principle=_P.OPEN_COMMUNICATION, looks=_two_plans_of_one_version),
    Rule(name="sent_without_consent", principle=_P.CONFIDENTIALITY, looks=_sent_without_consent, looks_at=_BOTH),
    Rule(
        name="referral_waits_too_long", principle=_P.OPEN_COMMUNICATION, looks=_referral_waits_too_long, looks_at=_BOTH
    ),
    Rule(name="no_contact", principle=_P.ACCEPTANCE, looks=_silent),
    Rule(name="no_checklist", principle=_P.SELF_AWARENESS, looks=_no_checklist),
    Rule(name="high_risk_without_review", principle=_P.SELF_AWARENESS, looks=_high_risk_without_review),
    Rule(name="consent_ended_in_use", principle=_P.CONFIDENTIALITY, looks=_consent_ended_in_use, looks_at=_BOTH),
    Rule(
        name="closed_without_outcome", principle=_P.OPEN_COMMUNICATION, looks=_closed_without_outcome, looks_at=(True,)
    ),
)
"""Which principle each guards is this project's own reading; the sources name the principles, not the rules."""


def problems(file: File, today: date, rules: Iterable[Rule] = RULES) -> Iterator[Problem]:
    """What the rules find in a case today, or those of group work in a group, in their order."""
    for rule in rules:
        if file.is_closed not in rule.looks_at:
            continue
        for found in rule.looks(file, today):
            facts = {"case": file.ref, **found.facts}
            yield Problem(
                case=file.ref,
                client=file.name,
                rule=rule.name,
                principle=rule.principle,
                sentence=_(found.sentence).format(**facts),
                ref=found.ref,
            )
