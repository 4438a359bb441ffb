"""The plan: goals keep their number through every version, and belong together without circles."""

import pytest

from casejournal.domain.plan import Goal, Levels, Plan, revised
from casejournal.domain.refusals import CircularGoals, GoalTwice, UnknownGoal
from tests.records import goal, plan

NEW = Goal(statement="Ratih earns")


def numbers(goals: tuple[Goal, ...]) -> list[int]:
    return [each.number for each in goals]


def two() -> Plan:
    return plan(goals=(goal(1), goal(2, weight=6, levels=Levels(expected="four days"))))


def test_first_goals_are_numbered_from_one() -> None:
    assert numbers(revised(None, (NEW, NEW), (), 0)) == [1, 2]


def test_goals_nobody_speaks_of_stay() -> None:
    assert revised(two(), (), (), 2) == two().goals


def test_a_new_goal_never_takes_the_number_of_one_that_ended() -> None:
    assert numbers(revised(two(), (NEW,), (2,), 2)) == [1, 3]
    assert numbers(revised(plan(goals=(goal(1),)), (NEW,), (), 4)) == [1, 5]


def test_a_changed_goal_keeps_what_was_not_said_anew() -> None:
    changed = Goal(statement="School five days", number=2, levels=Levels(more="six days"))

    after = revised(two(), (changed,), (), 2)[1]

    assert (after.statement, after.weight) == ("School five days", 6)
    assert (after.levels.expected, after.levels.more) == ("four days", "six days")


def test_a_weight_of_zero_and_of_one_are_weights() -> None:
    assert revised(two(), (Goal(statement="x", number=2, weight=0),), (), 2)[1].weight == 0
    assert revised(two(), (Goal(statement="x", number=2, weight=1),), (), 2)[1].weight == 1


@pytest.mark.parametrize(("said", "dropped"), [((goal(7),), ()), ((), (7,)), ((Goal(statement="x", part_of=9),), ())])
def test_an_unknown_goal_is_named_with_those_there_are(said: tuple[Goal, ...], dropped: tuple[int, ...]) -> None:
    with pytest.raises(UnknownGoal) as refused:
        revised(two(), said, dropped, 2)

    assert "1, 2" in refused.value.hint()


def test_a_goal_is_changed_once_or_dropped() -> None:
    with pytest.raises(GoalTwice):
        revised(two(), (goal(2), goal(2)), (), 2)
    with pytest.raises(GoalTwice):
        revised(two(), (goal(2),), (2,), 2)


def test_a_goal_may_be_a_step_towards_another_but_not_towards_itself() -> None:
    step = Goal(statement="Shoes that fit", part_of=1)
    circle = (Goal(statement="a", number=1, part_of=2), Goal(statement="b", number=2, part_of=1))

    assert revised(two(), (step,), (), 2)[2].part_of == 1
    with pytest.raises(CircularGoals) as refused:
        revised(two(), circle, (), 2)
    assert "1 > 2 > 1" in refused.value.message()


def test_a_step_towards_a_goal_that_is_dropped_stands_for_itself() -> None:
    before = plan(goals=(goal(1), goal(2, part_of=1)))

    assert revised(before, (), (1,), 2) == (goal(2),)
