"""What a review says in numbers: each rater apart, each change from where it began."""

import pytest

from casejournal.domain.plan import LEVELS, Levels
from casejournal.domain.review import Rater, progress
from tests.records import day, goal, plan, review


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
