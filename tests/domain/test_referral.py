"""A referral: which statuses can follow which, and whose turn it is."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from casejournal.domain.due import Who
from casejournal.domain.follow_up import follow_up
from casejournal.domain.referral import Handoff, Referral
from casejournal.domain.referral_log import LOST, TURNS, Status, StatusChange, TakenBack, Urgency
from casejournal.domain.refusals import BeforeItBegan, NothingToTakeBack, NotNext
from casejournal.errors import AnswerNeeded
from tests.records import TODAY, changed, day, move, referral
from tests.world import MONDAY

MAY = {
    "draft": "sent declined_by_client withdrawn",
    "sent": (
        "acknowledged waitlisted accepted in_service completed declined_by_agency declined_by_client no_show withdrawn"
    ),
    "acknowledged": (
        "waitlisted accepted in_service completed declined_by_agency declined_by_client no_show withdrawn"
    ),
    "waitlisted": "accepted in_service completed declined_by_agency declined_by_client no_show withdrawn",
    "accepted": "in_service completed declined_by_agency declined_by_client no_show withdrawn",
    "in_service": "completed no_show withdrawn",
}
"""The machine as METHOD tells it, written down once more, apart from the code."""
NOT_TOLD = {
    ("sent", "acknowledged"): "",
    ("sent", "accepted"): "acknowledged",
    ("sent", "waitlisted"): "acknowledged",
    ("sent", "declined_by_agency"): "acknowledged",
    ("sent", "declined_by_client"): "",
    ("sent", "withdrawn"): "",
    ("sent", "no_show"): "acknowledged accepted",
    ("sent", "in_service"): "acknowledged accepted",
    ("sent", "completed"): "acknowledged accepted in_service",
    ("acknowledged", "accepted"): "",
    ("acknowledged", "in_service"): "accepted",
    ("waitlisted", "accepted"): "",
    ("waitlisted", "in_service"): "",
    ("waitlisted", "completed"): "in_service",
    ("accepted", "in_service"): "",
    ("accepted", "no_show"): "",
    ("in_service", "no_show"): "",
    ("in_service", "completed"): "",
}
"""What nobody told of, where steps are skipped. A waiting list is an answer; to say no oneself, no step is needed."""
WAY = {
    "draft": [],
    "sent": ["sent"],
    "acknowledged": ["sent", "acknowledged"],
    "accepted": ["sent", "acknowledged", "accepted"],
    "waitlisted": ["sent", "acknowledged", "waitlisted"],
    "declined_by_agency": ["sent", "acknowledged", "declined_by_agency"],
    "declined_by_client": ["declined_by_client"],
    "in_service": ["sent", "acknowledged", "accepted", "in_service"],
    "completed": ["sent", "acknowledged", "accepted", "in_service", "completed"],
    "no_show": ["sent", "acknowledged", "accepted", "no_show"],
    "withdrawn": ["withdrawn"],
}
BACK = TakenBack(on=TODAY, because="that was Bu Tini", at=MONDAY + timedelta(hours=1), worker="Wulan")
STATUSES = {status.value: status for status in Status}


def step_to(status: str, **more: Any) -> StatusChange:
    """A step, with what a completion needs."""
    done = {"outcome": "treated", "confirmed_by": "the client"} if status == "completed" else {}
    return move(STATUSES[status], **{**done, **more})


def test_a_completion_without_an_outcome_or_who_confirmed_it_is_none() -> None:
    for more in ({}, {"outcome": "treated"}, {"confirmed_by": "the client"}):
        with pytest.raises(AnswerNeeded):
            at("in_service").updated(move(Status.COMPLETED, **more))


def at(status: str) -> Referral:
    """A referral that came to that status."""
    stands = referral()
    for step in WAY[status]:
        stands = stands.updated(step_to(step))
    return stands


@pytest.mark.parametrize("after", STATUSES)
@pytest.mark.parametrize("before", STATUSES)
def test_each_step_is_allowed_or_refused_as_the_method_has_it(before: str, after: str) -> None:
    stands = at(before)

    if after in MAY.get(before, "").split():
        assert stands.updated(step_to(after)).status == after
    else:
        with pytest.raises(NotNext) as refused:
            stands.updated(step_to(after))
        assert stands.status == before
        may = MAY.get(before, "").split()
        assert all(status.label in refused.value.hint() for status in Status if status in may)


@pytest.mark.parametrize(("before", "after"), NOT_TOLD)
def test_what_was_skipped_is_not_told_and_never_invented(before: str, after: str) -> None:
    stands = at(before).updated(step_to(after))

    *_earlier, (last, not_told) = stands.changes
    assert last.status == after
    assert not_told == tuple(NOT_TOLD[before, after].split())
    assert len(stands.log) == len(at(before).log) + 1


def test_whoever_acts_next_is_named_until_it_has_come_to_its_end() -> None:
    assert set(TURNS) == set(MAY)


def test_the_last_move_is_taken_back_and_stays_in_the_log() -> None:
    stands = at("declined_by_agency").taken_back(BACK)

    assert stands.status is Status.ACKNOWLEDGED
    assert stands.next == at("acknowledged").next
    assert [(move.status, move.taken_back) for move in stands.log] == [
        (Status.SENT, None),
        (Status.ACKNOWLEDGED, None),
        (Status.DECLINED_BY_AGENCY, BACK),
    ]
    assert stands.undertaken() == ()
    assert stands.last_written == (BACK.at, "Wulan")


def test_what_was_taken_back_hides_no_step_that_nobody_told_of() -> None:
    stands = at("sent").updated(step_to("acknowledged")).taken_back(BACK).updated(step_to("accepted"))

    assert [not_told for _move, not_told in stands.changes] == [(), (), (Status.ACKNOWLEDGED,)]


def test_of_a_draft_nothing_is_taken_back() -> None:
    with pytest.raises(NothingToTakeBack):
        referral().taken_back(BACK)


def test_a_sending_without_consent_stays_visible_when_it_is_taken_back() -> None:
    stands = referral().updated(step_to("sent", override="danger")).taken_back(BACK)

    assert not stands.was_sent
    assert stands.reasons() == ((TODAY, "danger"),)


class Machine(RuleBasedStateMachine):
    """Any steps in any order, on any days, and back: the log only grows, by allowed steps, forward in time."""

    def __init__(self) -> None:
        super().__init__()
        self.referral = referral()
        self.came = ["draft"]
        self.steps = 0

    @property
    def model(self) -> str:
        return self.came[-1]

    @rule(status=st.sampled_from(sorted(STATUSES)), later=st.integers(0, 3))
    def step(self, status: str, later: int) -> None:
        on = self.referral.last_on + timedelta(days=later)
        try:
            self.referral = self.referral.updated(step_to(status, on=on))
        except NotNext:
            assert status not in MAY.get(self.model, "").split()
            return
        assert status in MAY[self.model].split()
        self.came.append(status)
        self.steps += 1

    @precondition(lambda self: len(self.came) > 1)
    @rule()
    def take_back(self) -> None:
        self.referral = self.referral.taken_back(BACK)
        self.came.pop()

    @precondition(lambda self: self.model in MAY)
    @rule(status=st.sampled_from(sorted(STATUSES)))
    def step_before_the_last(self, status: str) -> None:
        earlier = step_to(status, on=self.referral.last_on - timedelta(days=1))
        with pytest.raises((NotNext, BeforeItBegan)):
            self.referral.updated(earlier)

    @invariant()
    def an_open_referral_always_says_whose_turn_it_is(self) -> None:
        step = self.referral.next
        assert self.referral.open == (self.model in MAY)
        assert (step is not None) == self.referral.open
        if step:
            assert step.what
            assert step.by > self.referral.last_on

    @invariant()
    def the_log_tells_every_step(self) -> None:
        assert self.referral.status == self.model
        assert len(self.referral.log) == self.steps
        days = [each.on for each in self.referral.log if not each.taken_back]
        assert days == sorted(days)
        assert ["draft", *(each.status for each in self.referral.log if not each.taken_back)] == self.came


TestMachine = Machine.TestCase


def test_sent_is_not_received_the_agency_has_to_say_that_it_arrived() -> None:
    step = at("sent").next

    assert step is not None
    assert (step.who, step.by) == (Who.AGENCY, day(7))


def test_an_urgent_one_is_looked_after_sooner() -> None:
    stands = changed(at("sent"), urgency=Urgency.URGENT)

    assert stands.next.by == day(1)


def test_at_a_warm_hand_off_the_worker_introduces_the_client() -> None:
    cold, warm = at("accepted"), changed(at("accepted"), handoff=Handoff.WARM)

    assert cold.next is not None
    assert cold.next.who is Who.CLIENT
    assert warm.next.who is Who.WORKER


def test_the_workers_own_day_takes_the_place_of_the_clock() -> None:
    stands = at("sent").updated(move(Status.ACKNOWLEDGED, follow_up_on=day(3)))

    assert stands.next is not None
    assert stands.next.by == day(3)


@pytest.mark.parametrize("status", sorted(LOST))
def test_a_client_left_without_help_is_not_forgotten(status: Status) -> None:
    (made,) = follow_up(at(status.value), lambda letter: f"{letter}-0009")

    assert made.who is Who.WORKER
    assert made.due == day(7)
    assert "Puskesmas Melati" in made.what


def test_a_completed_one_asks_nothing_more() -> None:
    assert follow_up(at("completed"), lambda letter: f"{letter}-0009") == ()
    assert at("completed").due_item() is None


def test_its_clock_stands_on_the_agenda() -> None:
    due = at("waitlisted").due_item()

    assert due is not None
    assert (due.what, due.on, due.status) == ("Puskesmas Melati", TODAY + timedelta(days=30), "waitlisted")
