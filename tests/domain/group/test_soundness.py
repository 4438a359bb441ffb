"""Each rule of `check` for groups: a group that trips it, and one that does not."""

import pytest

from casejournal.domain.checklist import Checklist
from casejournal.domain.closing import Result
from casejournal.domain.group.evaluation import AimReached
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.session import Covered, Decision, GroupTask, HowDecided, Session
from casejournal.domain.group.soundness import RULES
from casejournal.domain.principles import GroupPrinciple
from casejournal.domain.soundness import problems
from tests.records import TODAY, breached, checklist, day, ending, evaluation, group, group_file, member, session

WHOLE = {
    "need": "None can sell alone.",
    "criteria": "women who sew",
    "size": 8,
    "agency": "a room",
    "weighed": "Each sews well, none sells; together they can take an order of thirty.",
    "able": "thirty aprons a month",
    "confidentiality_agreed_on": day(-60),
    "decides": "consensus",
    "guidance": "I will ask, and wait.",
    "may_change": "the day",
    "evaluation_plan": "a round at the end",
}
WATI = member("M-0001", "Wati", aim="to price")
DECIDED = Decision(text="we meet on Saturdays", how=HowDecided.CONSENSUS)


def met(times: int, **last: object) -> list[Session]:
    """So many weekly sessions, the last of them today."""
    more: list[dict[str, object]] = [*({} for _time in range(times - 1)), last]
    return [
        session(f"S-000{n}", "M-0001", on=day(7 * (n + 1 - times)), **each) for n, each in enumerate(more)
    ]  # fmt: skip


def looked_at(on: int) -> Checklist:
    return checklist(about="G-2M9D", on=day(on))


MARKET = group(resources=("The market", "Pak RT"))
SEVEN = tuple(Covered(task=task) for task in GroupTask if task is not GroupTask.H)


TRIPS_AND_NOT: dict[str, tuple[GroupFile, GroupFile]] = {
    "no_charter": (group_file(group(need="Poverty.")), group_file(group(**WHOLE))),
    "nobody_in_it": (group_file(), group_file(WATI)),
    "in_it_twice": (
        group_file(member("M-0001", case="C-7K4Q"), member("M-0002", case="C-7K4Q", on=day(-9))),
        group_file(member("M-0001", case="C-7K4Q", left_on=day(-10)), member("M-0002", case="C-7K4Q", on=day(-9))),
    ),
    "met_after_closing": (
        group_file(*met(1), ending(on=day(-1))),
        group_file(*met(1), ending()),
    ),
    "two_sessions_of_a_day": (group_file(*met(1), session("S-0009")), group_file(*met(2))),
    "no_aim": (
        group_file(member("M-0001", "Wati"), *met(1)),
        group_file(WATI, member("M-0002", "Lilis"), *met(1)),  # nothing is told of Lilis yet
    ),
    "away": (
        group_file(WATI, *(session(f"S-000{n}", absent=("M-0001",), on=day(n)) for n in range(2))),
        group_file(WATI, session(absent=("M-0001",)), session("S-0002", excused=("M-0001",))),
    ),
    "no_guidance": (group_file(*met(3)), group_file(*met(3, guidance="I kept silent."))),
    "no_session": (group_file(session(on=day(-30))), group_file(session(on=day(-29)))),
    "no_decision": (group_file(*met(3)), group_file(*met(3, decisions=(DECIDED,)))),
    "no_resource": (group_file(*met(5)), group_file(group(resources=("the market",)), *met(5))),
    "resource_never_used": (
        group_file(MARKET, *met(5, resources=("pak rt", "a loan"))),
        group_file(MARKET, *met(5, resources=("Pak RT's hall", "market"))),
    ),
    "task_without_turn": (
        group_file(*met(5, tasks=SEVEN)),
        group_file(*met(5, tasks=(*SEVEN, Covered(task=GroupTask.H)))),
    ),
    "no_evaluation": (
        group_file(*met(3, process="Loud.")),
        group_file(*met(3, process="Loud."), evaluation(process="", on=day(-14))),
    ),
    "no_group_checklist": (group_file(*met(5), looked_at(-29)), group_file(*met(5), looked_at(-28))),
    "breach_kept_alone": (group_file(breached(-15)), group_file(breached(-14))),
    "closed_without_outcome": (
        group_file(WATI, ending(result="")),
        group_file(WATI, ending(aims=(AimReached(member="M-0001", result=Result.REACHED),))),
    ),
}


def tripped(file: GroupFile) -> set[str]:
    return {problem.rule for problem in problems(file, TODAY, RULES)}


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_the_rule_trips_where_it_should_and_nowhere_else(rule: str) -> None:
    trips, not_tripped = TRIPS_AND_NOT[rule]

    assert rule in tripped(trips)
    assert rule not in tripped(not_tripped)


def test_what_had_no_turn_or_use_is_named_and_not_before_five_sessions() -> None:
    found = {each.rule: each.sentence for each in problems(group_file(MARKET, *met(5, tasks=SEVEN)), TODAY, RULES)}

    assert found["task_without_turn"].endswith(
        "had no turn: h (accept each other, mix responsibly). Which one comes next?"
    )
    assert found["resource_never_used"].startswith(
        "The charter names these resources, but no session used them: The market, Pak RT. "
    )
    assert not {"task_without_turn", "resource_never_used"} & tripped(group_file(MARKET, *met(4)))


def test_each_rule_names_a_principle_of_group_work() -> None:
    assert {rule.principle for rule in RULES} <= set(GroupPrinciple)


def test_what_was_judged_in_a_session_counts_as_evaluation() -> None:
    assert "no_evaluation" not in tripped(group_file(*met(3, process="They spoke to each other.", result="A price.")))


def test_a_member_without_an_outcome_is_named_when_the_group_is_closed() -> None:
    found = [
        each for each in problems(group_file(WATI, ending()), TODAY, RULES) if each.rule == "closed_without_outcome"
    ]

    assert [each.ref for each in found] == ["M-0001"]


def test_a_closed_group_is_asked_for_nothing_but_its_outcome() -> None:
    assert tripped(group_file(*met(5), ending(on=TODAY))) <= {"closed_without_outcome"}


def test_a_session_that_did_not_take_place_is_no_meeting_for_any_rule() -> None:
    cancelled = [session(f"S-001{n}", cancelled="flood", on=day(-n)) for n in range(5)]

    assert tripped(group_file(group(**WHOLE), WATI, *cancelled)) == {"no_session"}  # formed 60 days ago
    assert "two_sessions_of_a_day" not in tripped(group_file(*met(1), *cancelled))
    assert "met_after_closing" not in tripped(group_file(WATI, *cancelled, ending(on=day(-5))))
