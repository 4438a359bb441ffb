"""Is the work complete and sound? Each rule names the principle it guards. None of them stops anybody."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import msgspec

from casejournal.domain import dates
from casejournal.domain.areas import area_label
from casejournal.domain.assessment import SharedBy, scores
from casejournal.domain.case_file import CaseFile
from casejournal.domain.checklist import SUPERVISION_WITHIN
from casejournal.domain.consent import leave
from casejournal.domain.due import Who
from casejournal.domain.file import File, by_day
from casejournal.domain.plan import Agreed, Plan
from casejournal.domain.principles import GroupPrinciple, Principle
from casejournal.domain.roles import Role
from casejournal.domain.summary import SILENT_AFTER
from casejournal.domain.task import Task
from casejournal.domain.to_bring import to_bring
from casejournal.domain.undertaking import Help
from casejournal.words import N_, _

ASSESSED_WITHIN = timedelta(days=30)
"""The time in which an intake should be followed by an assessment."""
CONTACTS = 5
"""After this many contacts the principles should have been looked at."""
SHARED_WITHIN = 2
"""After this many contacts the client should see the problem too, or the worker should see another one."""
ADVISED = 3
"""In this many contacts help should have been more than advice."""


OPEN, CLOSED, BOTH = (False,), (True,), (False, True)
"""Which files a rule looks at, by whether they are closed."""


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
    looks_at: tuple[bool, ...] = OPEN
    """Which cases or groups it looks at: OPEN, CLOSED or BOTH."""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something found in a case or a group."""

    case: str
    client: str
    rule: str
    principle: Principle | GroupPrinciple
    sentence: str
    ref: str = ""


def _confidentiality_not_explained(file: CaseFile, _today: date) -> Iterator[Found]:
    if file.intake.confidentiality_explained is None:
        yield Found(
            N_(
                "The intake does not say whether confidentiality was explained. Explain it if you have not, "
                "then: cj amend {ref}"
            ),
            ref=file.ref,
        )
    elif not file.intake.confidentiality_explained:
        yield Found(
            N_(
                "Confidentiality was not explained at the first contact. Explain it when you next meet, then: cj "
                "amend {ref}"
            ),
            ref=file.ref,
        )


def _no_underlying_problem(file: CaseFile, today: date) -> Iterator[Found]:
    if not file.assessments and today - file.intake.on > ASSESSED_WITHIN:
        yield Found(N_("A month after the intake, no underlying problem is named yet: cj assess {case}"))


def _no_strength(file: CaseFile, _today: date) -> Iterator[Found]:
    if file.assessments and not any(each.strengths for each in file.assessments):
        yield Found(
            N_("No strength of the client is named. What are they good at? Add it: cj amend {ref}"),
            ref=file.assessments[-1].ref,
        )


def _seen_so_by_the_worker_only(file: CaseFile, _today: date) -> Iterator[Found]:
    last = file.assessment
    if last and last.shared_by is SharedBy.WORKER:
        since = sum(note.reached and by_day(note) > by_day(last) for note in file.notes)
        if since >= SHARED_WITHIN:
            facts = {"n": str(since)}
            yield Found(
                N_(
                    "After {n} contacts only you see the problem this way. Talk about it with the client, then: cj "
                    "assess {case}"
                ),
                facts,
                last.ref,
            )


def _low_domain_without_goal(file: CaseFile, _today: date) -> Iterator[Found]:
    areas = {goal.area for goal in file.goals}
    for area, scored in scores(file.assessments).items():
        if scored[-1].domain.low and area not in areas:
            facts = {"area": area_label(area), "score": str(scored[-1].domain.score)}
            yield Found(
                N_(
                    "{area} is scored {score}, but no goal is about it. Talk about it with the client, then: cj "
                    "plan {case}"
                ),
                facts,
            )


def _planned(file: CaseFile) -> list[Task]:
    """The tasks of the plan and those added by hand, without those that other records made."""
    return [task for task in file.tasks_that_stand if task.source[:1] in {"", Plan.ref_letter}]


def _goal_without_task(file: CaseFile, _today: date) -> Iterator[Found]:
    served = {task.goal for task in _planned(file)}  # a task of the plan that names no goal may serve any
    for goal in file.goals:
        if goal.number not in served and None not in served:
            facts = {"goal": str(goal.number), "statement": goal.statement}
            yield Found(N_("Nobody has a task for goal {goal}, “{statement}”. Agree on one: cj task add {case}"), facts)


def _no_task_for_the_client(file: CaseFile, _today: date) -> Iterator[Found]:
    if file.plan and not any(task.who is Who.CLIENT for task in file.tasks_that_stand):
        yield Found(
            N_("The client has no task of their own. What could they do themselves? cj task add {case}"),
            ref=file.plan.ref,
        )


def _no_task_for_the_worker(file: CaseFile, _today: date) -> Iterator[Found]:
    if file.plan and not any(task.who is Who.WORKER for task in _planned(file)):
        yield Found(N_("You have no task in the plan. What is your part? cj task add {case}"), ref=file.plan.ref)


def _no_expected_level(file: CaseFile, _today: date) -> Iterator[Found]:
    for goal in file.goals:
        if file.plan and not goal.levels.expected:
            facts = {"goal": str(goal.number), "statement": goal.statement}
            sentence = N_(
                "Goal {goal}, “{statement}”, does not say how you will see that it is reached. Describe its "
                "expected level: cj plan {case}"
            )
            yield Found(sentence, facts, file.plan.ref)


def _advice_only(file: CaseFile, _today: date) -> Iterator[Found]:
    """Finds nothing if no contact names a role and no task names a kind of help."""
    lately = [note for note in file.notes if note.reached][-ADVISED:]
    if len(lately) < ADVISED:
        return
    since = lately[0].on
    helped = {
        task.help for task in file.tasks_that_stand if task.help and max(task.on, task.done_on or task.on) >= since
    }
    roles = {role for note in lately for role in note.roles}
    if (helped or roles) and helped <= {Help.ADVICE} and roles <= {Role.CONSULTANT}:
        sentence = N_("In the last {n} contacts you gave only advice. Which skill could the client learn?")
        yield Found(sentence, {"n": str(ADVISED)}, lately[-1].ref)


def _plan_not_agreed(file: CaseFile, _today: date) -> Iterator[Found]:
    if file.plan and file.plan.agreed is not Agreed.YES:
        agreed = _(file.plan.agreed.label)
        yield Found(
            N_("The client has not agreed to the plan ({agreed}). Talk it over, then: cj plan {case}"),
            {"agreed": agreed},
            file.plan.ref,
        )


def _sent_without_consent(file: CaseFile, today: date) -> Iterator[Found]:
    for referral in file.open_referrals:
        granted = leave(file.consents, referral.to, today).scope
        since = granted and set(referral.shared) <= granted
        if referral.sent and (referral.sent.override or not referral.sent.consents) and not since:
            sentence = N_("Sent to {to} without consent. Ask the client as soon as you can: cj consent {case}")
            if referral.sent.override:
                sentence = N_(
                    "Sent to {to} without consent ({because}). Ask the client as soon as you can: cj consent {case}"
                )
            yield Found(sentence, {"to": referral.to, "because": referral.sent.override}, referral.ref)


def _referral_waits_too_long(file: CaseFile, today: date) -> Iterator[Found]:
    for referral in file.open_referrals:
        step = referral.next
        if step and step.by < today:
            facts = {"to": referral.to, "status": _(referral.status.label), "day": dates.day(step.by)}
            yield Found(
                N_(
                    "The referral to {to} ({status}) has been waiting since {day}. Ask them, then: cj refer "
                    "update {ref}"
                ),
                facts,
                referral.ref,
            )


def _silent(file: CaseFile, today: date) -> Iterator[Found]:
    sentence, since = N_("You have not met since {day}. Get in touch, then: cj note {case}"), file.last_contact_on
    if since is None:
        sentence, since = (
            N_("You have not met yet, and the case was opened on {day}. Get in touch, then: cj note {case}"),
            file.intake.on,
        )
    if today - since >= SILENT_AFTER:
        yield Found(sentence, {"day": dates.day(since)})


def _no_checklist(file: CaseFile, _today: date) -> Iterator[Found]:
    contacts = [note for note in file.notes if note.reached]
    if len(contacts) < CONTACTS:
        return
    since = contacts[-CONTACTS]
    if not any(by_day(each) >= by_day(since) for each in file.checklists):
        facts = {"contacts": str(CONTACTS)}
        yield Found(
            N_("No checklist of principles in the last {contacts} contacts: cj principles checklist {case}"), facts
        )


def breach_kept_alone(file: File, today: date) -> Iterator[Found]:
    """A breached principle that was not brought to supervision in the time there is for it."""
    breached = [each for each in file.checklists if each.breached and today - each.on > SUPERVISION_WITHIN]
    listed = {each.ref for each in to_bring([file])} if breached else set()
    for each in breached:
        if each.ref in listed:
            facts = {"day": dates.day(each.on)}
            yield Found(
                N_("A principle was breached on {day}, and you have not talked about it: cj supervision {case}"),
                facts,
                each.ref,
            )


def _risk_without_review(file: CaseFile, _today: date) -> Iterator[Found]:
    last = file.risk_assessment
    if last and (risk := last.unwatched):
        facts = {"risk": _(risk.label)}
        yield Found(
            N_("The risk is {risk}, and no day is set to look at it again. Look now: cj assess {case}"), facts, last.ref
        )


def _consent_ended_in_use(file: CaseFile, today: date) -> Iterator[Found]:
    for referral in file.open_referrals:
        if lacking := file.not_covered(referral, today):
            facts = {"to": referral.to, "what": ", ".join(sorted(_(what.label) for what in lacking))}
            sentence = N_(
                "The referral to {to} is still open, but no consent covers what it shares any more ({what}). Ask "
                "the client again: cj consent {case}"
            )
            yield Found(sentence, facts, referral.ref)


def _closed_without_outcome(file: CaseFile, _today: date) -> Iterator[Found]:
    if file.closing:
        told = {outcome.goal for outcome in file.closing.outcomes}
        if not file.goals and not file.closing.outcomes and not file.closing.services:
            yield Found(
                N_("The closing does not say what came of the work. Add it: cj amend {ref}"), ref=file.closing.ref
            )
        for goal in file.goals:
            if goal.number not in told:
                facts = {"goal": str(goal.number), "statement": goal.statement}
                yield Found(
                    N_("The closing has no outcome for goal {goal}, “{statement}”. Add it: cj amend {ref}"),
                    facts,
                    file.closing.ref,
                )


def _two_plans_of_one_version(file: CaseFile, _today: date) -> Iterator[Found]:
    """Two devices can each write the next version. After a sync only one of them counts."""
    for other in file.plans:
        if file.plan and other is not file.plan and other.version == file.plan.version:
            facts = {"version": str(other.version), "other": other.ref, "holds": file.plan.ref}
            sentence = N_(
                "Version {version} of the plan was written twice: {holds} counts, {other} does not. Check that "
                "nothing is missing: cj show {other}"
            )
            yield Found(sentence, facts, other.ref)


_P = Principle
RULES: tuple[Rule, ...] = (
    Rule(name="confidentiality_unexplained", principle=_P.CONFIDENTIALITY, looks=_confidentiality_not_explained),
    Rule(name="no_underlying_problem", principle=_P.INDIVIDUALISATION, looks=_no_underlying_problem),
    Rule(name="no_strength", principle=_P.ACCEPTANCE, looks=_no_strength),
    Rule(name="only_the_worker_sees_it", principle=_P.OPEN_COMMUNICATION, looks=_seen_so_by_the_worker_only),
    Rule(name="low_domain_without_goal", principle=_P.INDIVIDUALISATION, looks=_low_domain_without_goal),
    Rule(name="goal_without_task", principle=_P.PARTICIPATION, looks=_goal_without_task),
    Rule(name="no_task_for_client", principle=_P.PARTICIPATION, looks=_no_task_for_the_client),
    Rule(name="no_task_for_worker", principle=_P.PARTICIPATION, looks=_no_task_for_the_worker),
    Rule(name="no_expected_level", principle=_P.PARTICIPATION, looks=_no_expected_level),
    Rule(name="advice_only", principle=_P.PARTICIPATION, looks=_advice_only),
    Rule(name="plan_not_agreed", principle=_P.PARTICIPATION, looks=_plan_not_agreed),
    Rule(name="two_plans", principle=_P.OPEN_COMMUNICATION, looks=_two_plans_of_one_version),
    Rule(name="sent_without_consent", principle=_P.CONFIDENTIALITY, looks=_sent_without_consent, looks_at=BOTH),
    Rule(
        name="referral_waits_too_long", principle=_P.OPEN_COMMUNICATION, looks=_referral_waits_too_long, looks_at=BOTH
    ),
    Rule(name="no_contact", principle=_P.ACCEPTANCE, looks=_silent),
    Rule(name="no_checklist", principle=_P.SELF_AWARENESS, looks=_no_checklist),
    Rule(name="breach_kept_alone", principle=_P.SELF_AWARENESS, looks=breach_kept_alone),
    Rule(name="high_risk_without_review", principle=_P.SELF_AWARENESS, looks=_risk_without_review),
    Rule(name="consent_ended_in_use", principle=_P.CONFIDENTIALITY, looks=_consent_ended_in_use, looks_at=BOTH),
    Rule(
        name="closed_without_outcome", principle=_P.OPEN_COMMUNICATION, looks=_closed_without_outcome, looks_at=CLOSED
    ),
)
"""Which principle each rule guards is this project's own reading; the sources name the principles, not the rules."""


def that_look(rules: Iterable[Rule], file: File) -> tuple[Rule, ...]:
    """The rules that look at this file; that depends on whether it is closed."""
    return tuple(rule for rule in rules if file.is_closed in rule.looks_at)


def problems(file: File, today: date, rules: Iterable[Rule] = RULES) -> Iterator[Problem]:
    """What the rules find in a case or a group on that day, in the order of the rules."""
    for rule in that_look(rules, file):
        for found in rule.looks(file, today):
            facts = {"case": file.ref, "ref": found.ref or file.ref, **found.facts}
            yield Problem(
                case=file.ref,
                client=file.name,
                rule=rule.name,
                principle=rule.principle,
                sentence=_(found.sentence).format(**facts),
                ref=found.ref,
            )
