"""The order of the steps, and where a case stands: derived, never typed."""

from datetime import timedelta
from typing import Any

import pytest

from casejournal.domain.agenda import agenda
from casejournal.domain.case_file import CaseFile
from casejournal.domain.closing import Closing, Reason
from casejournal.domain.correction import Struck
from casejournal.domain.danger import Danger, Risk
from casejournal.domain.due import DueKind
from casejournal.domain.intake import Safety
from casejournal.domain.plan import Agreed, Plan
from casejournal.domain.process import in_order, require_closed, unfinished
from casejournal.domain.record import Record
from casejournal.domain.referral_log import Status
from casejournal.domain.refusals import IsClosed, NotClosed, NotFinished, OutOfOrder
from casejournal.domain.review import Review
from casejournal.domain.stage import Stage
from tests.records import (
    CLINIC,
    TODAY,
    assessment,
    case,
    changed,
    closing,
    consent,
    day,
    goal,
    intake,
    move,
    note,
    plan,
    referral,
    reopening,
    review,
    safety_plan,
    task,
)
from tests.world import MONDAY


def waitlisted(**more: Any) -> Record:
    stands = referral(**more)
    for status in (Status.SENT, Status.ACKNOWLEDGED, Status.WAITLISTED):
        stands = stands.updated(move(status))
    return stands


@pytest.mark.parametrize(
    ("records", "stage"),
    [
        ((), Stage.NEW),
        ((note(),), Stage.ASSESSING),
        ((assessment(),), Stage.PLANNING),
        ((assessment(), plan(agreed=Agreed.NO)), Stage.PLANNING),
        ((assessment(), plan()), Stage.INTERVENING),
        ((assessment(), plan(), review(on=day(1))), Stage.REVIEWING),
        ((assessment(), plan(), review(on=day(1)), note(on=day(2))), Stage.INTERVENING),
        ((assessment(), plan(), review(on=day(1)), plan("P-0002", version=2, on=day(2))), Stage.INTERVENING),
        ((waitlisted(),), Stage.ON_HOLD),
        ((waitlisted(), task()), Stage.NEW),
        ((waitlisted(), referral("R-0002")), Stage.NEW),
        ((closing(),), Stage.CLOSED),
        ((closing(reason=Reason.REFERRED),), Stage.REFERRED_OUT),
        ((closing(reason=Reason.TRANSFERRED),), Stage.REFERRED_OUT),
        ((closing(), reopening(on=day(1))), Stage.REOPENED),
        ((assessment(), closing(), reopening(on=day(1)), note(on=day(2))), Stage.PLANNING),
        ((closing(), reopening(on=day(1)), closing("Z-0002", on=day(2))), Stage.CLOSED),
    ],
)
def test_where_a_case_stands(records: tuple[Record, ...], stage: Stage) -> None:
    assert case(*records).stage is stage


@pytest.mark.parametrize(("step", "file", "command"), [(Plan, case(), "assess"), (Review, case(assessment()), "plan")])
def test_a_step_out_of_order_names_the_missing_one(step: type[Record], file: CaseFile, command: str) -> None:
    with pytest.raises(OutOfOrder) as refused:
        in_order(file, step, "")

    assert refused.value.exit_code == 5
    assert f"cj {command} C-7K4Q" in refused.value.hint()
    assert in_order(file, step, "she asked for it at once") == "she asked for it at once"


def test_a_reason_that_is_not_needed_is_not_kept() -> None:
    assert in_order(case(assessment()), Plan, "because") == ""


@pytest.mark.parametrize("step", [Plan, Review, Closing])
def test_nothing_is_begun_on_a_closed_case(step: type[Record]) -> None:
    with pytest.raises(IsClosed):
        in_order(case(assessment(), plan(), closing()), step, "because")


def test_only_a_closed_case_is_opened_again() -> None:
    require_closed(case(closing()))
    with pytest.raises(NotClosed):
        require_closed(case(closing(), reopening(on=day(1))))


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ((task(),), "T-0001"),
        ((referral(),), "R-0001 (Puskesmas Melati: draft)"),
        ((plan(goals=(goal(1), goal(2))), review(levels={1: 0})), "never rated: 2"),
        ((assessment(risk=Risk.HIGH),), "risk"),
        ((intake(safety=Safety.CONCERN),), "risk"),
    ],
)
def test_a_closing_names_what_is_still_open(records: tuple[Record, ...], words: str) -> None:
    with pytest.raises(NotFinished) as refused:
        in_order(case(*records), Closing, "")

    assert words in refused.value.message()
    assert in_order(case(*records), Closing, "she moved away") == "she moved away"


def test_a_closing_of_work_that_came_to_its_end_needs_no_reason() -> None:
    done = changed(task(), done_on=TODAY)
    file = case(intake(safety=Safety.CONCERN), assessment(risk=Risk.LOW), plan(), review(levels={1: 1}), done)

    assert list(unfinished(file)) == []
    assert in_order(file, Closing, "") == ""


TOLD = intake(safety=Safety.IMMEDIATE)


@pytest.mark.parametrize(
    ("records", "danger"),
    [
        ((), Danger.NONE),
        ((intake(safety=Safety.NONE),), Danger.NONE),
        ((intake(safety=Safety.CONCERN),), Danger.CONCERN),
        ((TOLD,), Danger.IMMEDIATE),
        ((TOLD, assessment()), Danger.IMMEDIATE),
        ((TOLD, assessment(risk=Risk.HIGH)), Danger.HIGH_RISK),
        ((TOLD, assessment(risk=Risk.MEDIUM)), Danger.MEDIUM_RISK),
        ((TOLD, assessment(risk=Risk.LOW)), Danger.LOW_RISK),
        ((TOLD, assessment(risk=Risk.NONE)), Danger.NO_RISK),
        ((TOLD, assessment(risk=Risk.LOW), assessment("A-0002", on=day(1))), Danger.LOW_RISK),
        ((TOLD, assessment(risk=Risk.LOW, on=day(-1))), Danger.IMMEDIATE),
        ((intake(), assessment(risk=Risk.HIGH, on=day(-1))), Danger.HIGH_RISK),
        ((assessment(risk=Risk.LOW), safety_plan()), Danger.SAFETY_PLAN),
        ((assessment(risk=Risk.HIGH), safety_plan()), Danger.HIGH_RISK),
        ((assessment(risk=Risk.LOW), safety_plan(ended_on=TODAY)), Danger.LOW_RISK),
    ],
)
def test_the_danger_is_the_worst_of_what_holds_in_its_own_word(records: tuple[Record, ...], danger: Danger) -> None:
    """What was told at intake holds until a later assessment speaks of risk."""
    assert case(*records).safety is danger


def test_what_is_safe_enough_is_neither_on_the_safety_list_nor_in_the_way_of_a_closing() -> None:
    assert {each for each in Danger if not each.presses} == {Danger.NONE, Danger.NO_RISK, Danger.LOW_RISK}
    for record in (assessment(risk=Risk.MEDIUM), safety_plan()):
        assert [each.ref for each in agenda([case(record).summary()], [], TODAY).safety] == ["C-7K4Q"]
        assert any("not resolved" in each for each in unfinished(case(record)))
    for risk in (Risk.LOW, Risk.NONE):
        file = case(TOLD, assessment(risk=risk))
        assert agenda([file.summary()], [], TODAY).safety == ()
        assert list(unfinished(file)) == []


def test_the_latest_safety_plan_holds_and_one_that_was_replaced_does_not_come_back() -> None:
    first, second = safety_plan(on=day(-9)), safety_plan("F-0002", on=day(-2))

    assert case(first, second).safety_plan == second
    assert case(first, changed(second, ended_on=TODAY)).safety_plan is None
    assert case(first, changed(second, struck=Struck(reason="x", at=MONDAY, worker="Rahma"))).safety_plan == first


def test_a_note_written_after_the_closing_is_known_as_such() -> None:
    file = case(closing(), reopening(on=day(2)))

    assert file.was_closed_at(MONDAY + timedelta(days=1))
    assert not file.was_closed_at(MONDAY - timedelta(days=1))
    assert not file.was_closed_at(MONDAY + timedelta(days=3))


def test_the_agenda_puts_each_thing_where_it_is_looked_for() -> None:
    file = case(
        assessment(risk=Risk.HIGH, risk_review_on=day(3)),
        plan(review_on=day(-1)),
        task(due=day(2)),
        waitlisted(),
        consent(expires_on=day(10)),
    )

    waits = agenda([file.summary()], [], TODAY)

    assert [row.due.ref for row in waits.soon] == ["T-0001"]
    assert [row.due.ref for row in waits.referrals] == ["R-0001"]
    assert [row.due.ref for row in waits.consents] == ["Y-0001"]
    assert [row.due.kind for row in waits.reviews] == [DueKind.REVIEW, DueKind.RISK]
    assert [each.ref for each in waits.safety] == ["C-7K4Q"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (consent(expires_on=day(31)), False),
        (consent(expires_on=day(30)), True),
        (consent(expires_on=day(-1)), True),
        (consent(revoked_on=day(-1)), True),
        (consent(), False),
        (consent(expires_on=day(-1), recipient="Another"), False),
        (consent(refused=True, expires_on=day(3)), False),
    ],
)
def test_a_consent_is_told_of_when_it_ends_soon_or_has_ended_in_use(given: Record, told: bool) -> None:
    file = case(given, waitlisted(to=CLINIC))

    assert bool(agenda([file.summary()], [], TODAY).consents) is told


def test_a_consent_given_anew_takes_the_place_of_the_one_that_ended() -> None:
    file = case(consent(on=day(-90), expires_on=day(-1)), consent("Y-0002", expires_on=day(90)), waitlisted())

    assert agenda([file.summary()], [], TODAY).consents == ()


def test_the_next_review_follows_the_last_one() -> None:
    later = case(plan(review_on=day(5)), review(on=day(1), next_on=day(40)))
    early = case(plan(review_on=day(5)), review(on=day(1)))
    done = case(plan(review_on=day(5)), review(on=day(5)))

    assert [due.on for due in later.waiting] == [day(40)]
    assert [due.on for due in early.waiting] == [day(5)]
    assert done.waiting == ()


def test_opening_again_ends_every_closing_before_it() -> None:
    """Two devices may have closed it."""
    file = case(closing(on=day(-2)), closing("Z-0002", on=day(-1)), reopening(closing="Z-0002"))

    assert file.stage is Stage.REOPENED


def test_a_rating_of_a_plan_that_lost_to_another_is_not_told() -> None:
    won = plan("P-0002", version=2, goals=(goal(1), goal(2)), on=day(1))
    lost = plan("P-0003", version=2, goals=(goal(1), goal(2)), on=day(0))
    file = case(plan(), won, lost, review(levels={2: 2}, plan="P-0003"))

    assert file.plan == won
    assert file.last_level(2) is None
