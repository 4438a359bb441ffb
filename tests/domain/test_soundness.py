"""Each rule of `check`: a case that trips it, and one that does not."""

from typing import Any

import pytest

from casejournal.domain.assessment import SharedBy
from casejournal.domain.case_file import CaseFile
from casejournal.domain.closing import Outcome, Result
from casejournal.domain.consent import Shareable
from casejournal.domain.danger import Risk
from casejournal.domain.due import Who
from casejournal.domain.intake import Channel
from casejournal.domain.note import Made
from casejournal.domain.plan import Agreed, Levels
from casejournal.domain.principles import Principle
from casejournal.domain.record import Record
from casejournal.domain.referral import Referral
from casejournal.domain.referral_log import Status
from casejournal.domain.roles import Role
from casejournal.domain.soundness import RULES, problems, that_look
from casejournal.domain.undertaking import Help
from tests.records import (
    TODAY,
    assessment,
    breached,
    case,
    changed,
    checklist,
    closing,
    consent,
    day,
    goal,
    intake,
    move,
    note,
    plan,
    referral,
    scored,
    talked_about,
    task,
)

SHARED = (Shareable.PRESENTING_PROBLEM,)


def sent(consents: tuple[str, ...] = ("Y-0001",), override: str = "", on: int = 0) -> Referral:
    return referral(on=day(on)).updated(
        move(Status.SENT, on=day(on), consents=consents, shared=SHARED, override=override)
    )


LOW = assessment(domains=(scored("income", 2), scored("family", 3)))
AGED = intake(on=day(-31))

WORKERS = assessment(shared_by=SharedBy.WORKER, on=day(-9))
LEVELS = Levels(expected="four days a week")


def advised(*last: Role, times: int = 3) -> list[Record]:
    """So many contacts, a day apart, in which the worker was a consultant; in the last one in these roles too."""
    roles: list[tuple[Role, ...]] = [*((Role.CONSULTANT,) for _ in range(times - 1)), (Role.CONSULTANT, *last)]
    return [note(f"N-000{n}", on=day(n - times), roles=each) for n, each in enumerate(roles)]


TRIPS_AND_NOT: dict[str, tuple[CaseFile, CaseFile]] = {
    "confidentiality_unexplained": (case(intake(confidentiality_explained=None)), case()),
    "no_strength": (
        case(assessment(needs=("shoes",))),
        case(assessment(strengths=("sews",)), assessment("A-0002", on=day(1))),
    ),
    "only_the_worker_sees_it": (
        case(WORKERS, note(on=day(-8)), note("N-0002", on=day(-7))),
        case(WORKERS, note(on=day(-10)), note("N-0002", on=day(-8)), note("N-0003", made=Made.NO_SHOW)),
    ),
    "no_task_for_worker": (
        case(plan(), task(), task("T-0002", who=Who.WORKER, source="N-0001")),
        case(plan(), task("T-0002", who=Who.WORKER, source="P-0001")),
    ),
    "no_expected_level": (
        case(plan(goals=(goal(1, levels=LEVELS), goal(2, levels=Levels(more="six days"))))),
        case(plan(goals=(goal(1, levels=LEVELS),))),
    ),
    "advice_only": (case(*advised()), case(*advised(Role.BROKER))),
    "no_underlying_problem": (case(AGED, note()), case(intake(on=day(-30)), note())),
    "low_domain_without_goal": (
        case(LOW, plan(goals=(goal(1, area="family"),))),
        case(LOW, plan(goals=(goal(1, area="income"),))),
    ),
    "goal_without_task": (case(plan(goals=(goal(1), goal(2))), task(goal=2)), case(plan(), task())),
    "no_task_for_client": (case(plan(), task(who=Who.WORKER)), case(plan(), task(who=Who.CLIENT))),
    "plan_not_agreed": (case(plan(agreed=Agreed.PARTLY)), case(plan())),
    "two_plans": (
        case(plan(version=2), plan("P-0002", version=2, on=day(1)), task(goal=1)),
        case(plan(), plan("P-0002", version=2, on=day(1)), task(goal=1)),
    ),
    "no_checklist": (
        case(*(note(f"N-000{number}", on=day(-number)) for number in range(5)), checklist(on=day(-5))),
        case(*(note(f"N-000{number}", on=day(-number)) for number in range(5)), checklist(on=day(-4))),
    ),
    "breach_kept_alone": (case(breached(-15)), case(breached(-15), talked_about("K-0001"))),
    "sent_without_consent": (case(sent((), "danger")), case(sent((), "danger"), consent())),
    "referral_waits_too_long": (case(sent(on=-8), note()), case(sent(on=-7), note())),
    "no_contact": (case(intake(on=day(-40)), note(on=day(-30))), case(intake(on=day(-40)), note(on=day(-29)))),
    "high_risk_without_review": (
        case(assessment(risk=Risk.MEDIUM)),
        case(assessment(risk=Risk.HIGH, risk_review_on=day(3))),
    ),
    "consent_ended_in_use": (
        case(sent(), consent(on=day(-9), expires_on=day(-1))),
        case(sent(), consent(on=day(-9), expires_on=day(-1)), consent("Y-0002")),
    ),
    "closed_without_outcome": (
        case(plan(), closing()),
        case(plan(), closing(outcomes=(Outcome(goal=1, result=Result.REACHED),))),
    ),
}


def tripped(file: CaseFile) -> set[str]:
    return {problem.rule for problem in problems(file, TODAY)}


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_each_rule_has_a_case_that_trips_it_and_one_that_does_not(rule: str) -> None:
    trips, does_not = TRIPS_AND_NOT[rule]

    assert rule in tripped(trips)
    assert rule not in tripped(does_not)


@pytest.mark.parametrize(("risk", "found"), [(Risk.HIGH, True), (Risk.MEDIUM, True), (Risk.LOW, False)])
def test_a_risk_that_presses_needs_a_day_to_be_looked_at_again(risk: Risk, found: bool) -> None:
    assert ("high_risk_without_review" in tripped(case(assessment(risk=risk)))) is found


def test_confidentiality_that_was_not_explained_is_told_apart_from_nothing_being_said() -> None:
    (unsaid,) = problems(case(intake(confidentiality_explained=None)), TODAY)
    (denied,) = problems(case(intake(confidentiality_explained=False)), TODAY)

    assert unsaid.sentence.startswith("The intake does not say whether confidentiality was explained.")
    assert denied.sentence.startswith("Confidentiality was not explained at the first contact.")
    assert unsaid.sentence.endswith("cj amend C-7K4Q")
    assert unsaid.principle is Principle.CONFIDENTIALITY


@pytest.mark.parametrize(
    ("records", "found"),
    [
        ((*advised(times=2),), False),
        ((*(note(f"N-000{n}") for n in range(3)),), False),
        ((*(note(f"N-000{n}") for n in range(3)), task(help=Help.ADVICE)), True),
        ((*advised(), task(help=Help.SKILL)), False),
        ((*advised(), task(help=Help.MATERIAL, on=day(-20), done_on=day(-1))), False),
        ((*advised(), task(help=Help.SKILL, on=day(-20))), True),
        ((*advised(), task(help=Help.SKILL, dropped_on=day(-1))), True),
        ((note("N-0009", roles=(Role.COUNSELLOR,), on=day(-9)), *advised()), True),
    ],
)
def test_help_is_advice_only_where_all_that_is_said_of_three_contacts_is_advice(
    records: tuple[Record, ...], found: bool
) -> None:
    assert ("advice_only" in tripped(case(*records))) is found


def test_only_the_rules_that_look_at_a_file_like_this_are_counted() -> None:
    looking = [rule.name for rule in that_look(RULES, case())]
    afterwards = [rule.name for rule in that_look(RULES, case(closing()))]

    assert len(looking) == len(RULES) - 1
    assert "closed_without_outcome" not in looking
    assert afterwards == [
        "sent_without_consent", "referral_waits_too_long", "consent_ended_in_use", "closed_without_outcome",
    ]  # fmt: skip


def test_every_problem_names_its_principle_its_case_and_what_is_wrong() -> None:
    sound = (task(goal=1), task("T-0002", who=Who.WORKER))
    (problem,) = problems(case(plan(agreed=Agreed.NO, goals=(goal(1, levels=LEVELS),)), *sound), TODAY)

    assert (problem.case, problem.client, problem.principle) == ("C-7K4Q", "Ibu Sari", Principle.PARTICIPATION)
    assert problem.sentence == "The client has not agreed to the plan (no). Talk it over, then: cj plan C-7K4Q"
    assert problem.ref == "P-0001"


def test_a_closed_case_is_asked_for_its_outcome_only() -> None:
    file = case(intake(on=day(-400)), closing(services=("a school bag",)))

    assert tripped(file) == set()
    assert tripped(case(closing())) == {"closed_without_outcome"}


def test_a_referral_that_came_to_its_end_waits_for_nobody() -> None:
    ended = sent(on=-90).updated(move(Status.WITHDRAWN, on=day(-80)))

    assert tripped(case(ended, note())) == set()


def test_a_consent_that_was_taken_back_in_use_is_found() -> None:
    revoked = changed(consent(on=day(-3)), revoked_on=day(-1))

    assert tripped(case(sent(), revoked)) == {"consent_ended_in_use"}


@pytest.mark.parametrize("beside", [{"made": Made.NO_CONTACT}, {"channel": Channel.THIRD_PARTY}])
def test_desk_work_and_talks_with_others_are_no_contacts(beside: dict[str, Any]) -> None:
    notes = [note(f"N-000{number}", on=day(-number - 30)) for number in range(4)]
    file = case(intake(on=day(-90)), *notes, note("N-0009", **beside), assessment(strengths=("She sews.",)))

    assert tripped(file) == {"no_contact"}
    assert "no_checklist" in tripped(file.with_record(note("N-0010")))


def test_a_client_nobody_has_met_is_told_by_the_day_the_case_was_opened() -> None:
    file = case(intake(on=day(-30), channel=Channel.THIRD_PARTY))

    assert [each.sentence for each in problems(file, TODAY)] == [
        "You have not met yet, and the case was opened on Saturday 2026-10-24. Get in touch, then: cj note C-7K4Q"
    ]
