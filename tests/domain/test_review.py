"""What a review says in numbers: for each rater, and each change from its beginning."""

import pytest

from casejournal.domain.plan import LEVELS, Goal, Levels, Plan
from casejournal.domain.progress import Apart, Why, progress
from casejournal.domain.review import Rater
from tests.records import day, goal, plan, review
from tests.world import MONDAY


def test_the_change_is_counted_from_the_raters_own_first_review() -> None:
    reviews = (
        review("V-1", levels={1: -1}),
        review("V-2", by=Rater.CLIENT, levels={1: 0}),
        review("V-3", levels={1: 1}, on=day(30)),
    )

    first, client, last = progress(reviews, (plan(),))

    assert (first.t, first.change) == (40, None)
    assert (client.t, client.change) == (50, None)
    assert (last.t, last.change) == (60, 20)


def test_where_the_goals_say_where_they_started_that_is_the_baseline() -> None:
    (only,) = progress((review(levels={1: 0}),), (plan(goals=(goal(1, starts_at=-2),)),))

    assert (only.baseline, only.t, only.change) == (30, 50, 20)


def test_a_goal_that_was_not_rated_is_left_out_with_its_weight() -> None:
    goals = (goal(1, weight=3), goal(2, weight=9))

    (only,) = progress((review(levels={1: 1}),), (plan(goals=goals),))

    assert only.t == pytest.approx(60)


def test_the_weights_are_those_of_the_plan_it_was_made_on() -> None:
    first = plan(goals=(goal(1, weight=3), goal(2, weight=1)))
    second = plan("P-0002", version=2, goals=(goal(1, weight=1), goal(2, weight=1)))

    (only,) = progress((review(levels={1: 1, 2: 0}),), (first, second))

    assert only.t == pytest.approx(58.7333, abs=1e-4)


def test_without_ratings_there_is_no_score() -> None:
    (only,) = progress((review(),), (plan(),))

    assert (only.t, only.change) == (None, None)


def test_each_level_has_its_own_words() -> None:
    said = Levels(much_less="a", less="b", expected="c", more="d", much_more="e")

    assert [said.at(level) for level in LEVELS] == ["a", "b", "c", "d", "e"]
    assert Levels(expected="c").missing == (-2, -1, 1, 2)


# Over another scale no change is reckoned


EASIER = Levels(expected="one day a week")


def revised(*goals: Goal, version: int = 2) -> Plan:
    made: Plan = plan(f"P-000{version}", version=version, goals=goals, recorded_at=MONDAY.replace(hour=9 + version))
    return made


@pytest.mark.parametrize(
    "changed",
    [goal(1, levels=EASIER), goal(1, weight=3), Goal(statement="Other words", number=1)],
    ids=["levels", "weight", "words"],
)
def test_a_goal_with_another_scale_is_in_no_change_and_is_named(changed: Goal) -> None:
    reviews = (review(levels={1: -2, 2: 0}), review("V-2", levels={1: 0, 2: 1}, plan="P-0002", on=day(30)))
    plans = (plan(goals=(goal(1), goal(2))), revised(changed, goal(2)))

    _first, second = progress(reviews, plans)

    assert (second.baseline, second.change) == (50, 10)
    assert second.compared == (2,)
    assert second.left_out == (Apart(goal=1, why=Why.SCALE_CHANGED, version=2),)


def test_where_every_scale_changed_there_is_no_change_until_the_new_one_was_used_twice() -> None:
    reviews = (
        review(levels={1: -2}),
        review("V-2", levels={1: 0}, plan="P-0002", on=day(30)),
        review("V-3", levels={1: 1}, plan="P-0002", on=day(60)),
    )

    _first, second, third = progress(reviews, (plan(), revised(goal(1, levels=EASIER))))

    assert (second.t, second.baseline, second.change) == (50, None, None)
    assert (third.baseline, third.change) == (50, 10)
    assert third.anew == (Apart(goal=1, why=Why.SCALE_CHANGED, version=2),)


def test_where_it_started_is_not_carried_over_to_another_scale() -> None:
    first = plan(goals=(goal(1, starts_at=-2),))
    reviews = (review(levels={1: 0}, plan="P-0002"),)

    (carried,) = progress(reviews, (first, revised(goal(1, starts_at=-2, levels=EASIER))))
    (said_anew,) = progress(reviews, (first, revised(goal(1, starts_at=-1, levels=EASIER))))

    assert (carried.change, carried.left_out[0].why) == (None, Why.SCALE_CHANGED)
    assert (said_anew.baseline, said_anew.change) == (40, 10)


def test_goals_that_came_or_went_are_named() -> None:
    reviews = (review(levels={1: -1, 2: -1}), review("V-2", levels={2: 0, 3: 2}, plan="P-0002", on=day(30)))
    plans = (plan(goals=(goal(1), goal(2))), revised(goal(2), goal(3)))

    _first, second = progress(reviews, plans)

    assert (second.compared, second.change) == ((2,), 10)
    assert second.left_out == (
        Apart(goal=3, why=Why.CAME, version=2),
        Apart(goal=1, why=Why.WENT, version=2),
    )


def test_a_revision_that_leaves_a_goal_as_it_was_leaves_its_change_as_it_was() -> None:
    reviews = (review(levels={1: -1}), review("V-2", levels={1: 1}, plan="P-0002", on=day(30)))

    _first, second = progress(reviews, (plan(), revised(goal(1, measure="the book", weight=1), goal(2))))

    assert (second.change, second.left_out, second.anew) == (20, (), ())
