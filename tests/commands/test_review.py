"""`cj review`: what was reached, goal by goal."""

import pytest

from tests.world import Cj, Replies

AGREED = ("--agreed", "yes")


def test_the_score_and_its_change_stand_beside_the_goals(cj: Cj, planned: str) -> None:
    first = cj.json("review", planned, "--rate", "1=-1", "--rate", "2=-1", "--by", "worker")
    cj.wait(days=30)
    told = cj.json("review", planned, "--rate", "1=1", "--rate", "2=0", "--by", "worker")
    out = cj.ok("show", planned).out

    assert first["change"] is None
    assert told["t"] == 58.7333
    assert told["change"] == round(58.7333 - first["t"], 4)
    assert "1\tSchool\t+1" in out
    assert "2\tWork\t0" in out
    assert "2026-12-23\tthe worker\t58.7" in out


def test_each_rater_has_a_line_of_their_own(cj: Cj, planned: str) -> None:
    cj.ok("review", planned, "--rate", "1=-1", "--by", "worker")

    assert cj.json("review", planned, "--rate", "1=1", "--by", "client")["change"] is None


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--rate", "1=3"), 16),
        (("--rate", "1=-3"), 16),
        (("--rate", "9=0"), 16),
        (("--rate", "1"), 16),
        (("--rate", "1=0", "--rate", "1=1"), 16),
        (("--rate", "1=0", "--by", "neighbour"), 16),
    ],
)
def test_bad_ratings_are_told_and_nothing_is_written(cj: Cj, planned: str, more: tuple[str, ...], code: int) -> None:
    before = cj.files()

    by = () if "--by" in more else ("--by", "worker")
    assert cj("review", planned, *by, *more).code == code
    assert cj.files() == before


def test_a_review_needs_a_plan_unless_a_reason_is_given(cj: Cj, sari: str) -> None:
    refused = cj("review", sari, "--by", "worker")

    assert refused.code == 5
    assert f"cj plan {sari}" in refused.err
    assert cj.json("review", sari, "--by", "worker", "--because", "asked by the court")["t"] is None


def test_at_a_terminal_every_goal_is_rated_in_turn(cj: Cj, planned: str) -> None:
    replies = Replies("client", ["1", "2"], "0", "-1", "The bicycle.", "", "+30d", [])

    cj.ok("review", planned, asks=replies)

    assert replies.befores[replies.asked.index("Ratings")] == ["1", "2"]
    assert "1 School · Level" in replies.asked


def test_a_revision_leaves_the_day_of_the_review_as_it_was(cj: Cj, planned: str) -> None:
    cj.ok("review", planned, "--rate", "1=0", "--by", "worker", "--next-on", "+2d")
    cj.ok("plan", planned, "--reason", "r", "--goal", "More", *AGREED)

    assert [row["due"]["on"] for row in cj.json("today")["reviews"]] == ["2026-11-25"]


def test_a_reason_that_is_not_needed_is_told_not_to_be_kept(cj: Cj, sari: str) -> None:
    cj.ok("assess", sari, "--underlying-problem", "x")

    assert "not kept" in cj.ok("plan", sari, "--goal", "x", *AGREED, "--because", "hurry").err


def test_a_second_rater_of_the_same_day_leaves_the_next_review_as_it_is(cj: Cj, planned: str) -> None:
    cj.ok("review", planned, "--rate", "1=0", "--by", "worker", "--next-on", "+3d")
    cj.ok("review", planned, "--rate", "1=0", "--by", "client")

    assert [row["due"]["on"] for row in cj.json("today")["reviews"]] == ["2026-11-26"]


def test_a_review_of_an_earlier_day_shows_itself(cj: Cj, planned: str) -> None:
    cj.ok("review", planned, "--rate", "1=2", "--by", "client")

    out = cj.ok("review", planned, "--rate", "1=-2", "--by", "worker", "--on", "last monday").out

    assert "Goal by goal  the worker" in out
    assert "1\tSchool\t-2" in out


def test_a_change_says_of_which_goals_it_is_where_it_is_not_of_all(cj: Cj, planned: str) -> None:
    cj.ok("review", planned, "--rate", "1=-1", "--by", "worker")

    assert "+10.0 for goal 1" in cj.ok("review", planned, "--rate", "1=0", "--rate", "2=1", "--by", "worker").out


EASIER = '1={statement = "School", levels = {expected = "one day a week"}}'


def test_no_change_is_told_over_a_goal_whose_levels_were_changed(cj: Cj, planned: str) -> None:
    cj.ok("review", planned, "--rate", "1=-2", "--rate", "2=-1", "--by", "worker")
    cj.ok("plan", planned, "--reason", "too steep", "--goal", EASIER, *AGREED)
    between = cj.ok("show", planned).out
    cj.wait(days=30)

    told = cj.json("review", planned, "--rate", "1=0", "--rate", "2=0", "--by", "worker")
    out = cj.ok("review", planned, "--rate", "1=0", "--rate", "2=0", "--by", "worker").out
    shown = cj.ok("show", planned).out

    assert (told["baseline"], told["change"], told["compared"]) == (40, 10, [2])
    assert told["left_out"] == [{"goal": 1, "why": "scale_changed", "version": 2}]
    assert "+10.0 for goal 2" in out
    assert "scale changed in version 2: goal 1" in out
    assert "+10.0 for goal 2" in shown
    assert "1\tSchool\t-2 the worker before version 2" in between
    assert "2\tWork\t-1 the worker" in between


def test_the_last_time_is_not_shown_across_another_scale(cj: Cj, planned: str) -> None:
    cj.ok("review", planned, "--rate", "1=-2", "--rate", "2=-1", "--by", "worker")
    cj.ok("plan", planned, "--reason", "too steep", "--goal", EASIER, *AGREED)

    out = cj.ok("review", planned, "--rate", "1=0", "--rate", "2=0", "--by", "worker").out

    assert "1\tSchool\t0\tother scale" in out
    assert "2\tWork\t0\t-1" in out


def test_a_letter_says_by_which_plan_a_goal_was_rated(cj: Cj, planned: str) -> None:
    cj.ok("review", planned, "--rate", "1=-2", "--rate", "2=-1", "--by", "worker")
    cj.ok("plan", planned, "--reason", "too steep", "--goal", EASIER, *AGREED)
    given = ("--purpose", "x", "--recipient", "Dinas", "--scope", "progress", "--given-by", "client")
    cj.ok("consent", planned, *given)
    referral = cj.json("refer", planned, "--to", "Dinas", "--reason", "capacity")["ref"]

    text = cj.ok("letter", referral).out

    assert "by the plan of 23 November 2026" in text
