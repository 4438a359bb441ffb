"""`cj review`, `cj close`, `cj reopen`, `cj check`: what was reached, and how the work ends."""

import pytest

from tests.world import Cj, Replies

AGREED = ("--agreed", "yes")


@pytest.fixture
def planned(cj: Cj, sari: str) -> str:
    """A case with a plan of two goals, the first of which weighs three times the second."""
    cj.ok("assess", sari, "--underlying-problem", "No money for shoes.")
    goals = '{"goals": [{"statement": "School", "weight": 3}, {"statement": "Work", "weight": 1}]}'
    cj.ok("plan", sari, *AGREED, "--from", "-", stdin=goals)
    return sari


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

    assert cj("review", planned, "--by", "worker", *more).code == code
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


def test_a_closing_names_what_is_open_and_wants_a_reason(cj: Cj, planned: str) -> None:
    task = cj.json("task", "add", planned, "Call", "--who", "worker")["ref"]

    refused = cj("close", planned, "--reason", "moved")
    cj.ok("close", planned, "--reason", "moved", "--because", "they left overnight", "--outcome", "1=partly:some days")

    assert refused.code == 5
    assert task in refused.err
    assert "never rated: 1, 2" in refused.err
    assert cj.json("show", planned)["stage"] == "closed"
    assert "they left overnight" in cj.ok("show", planned).out


def test_at_a_terminal_the_reason_is_asked_for(cj: Cj, planned: str) -> None:
    cj.ok("close", planned, asks=Replies("They left overnight.", "moved", ["1"], "partly", "some days", "", "", []))

    assert cj.json("show", planned)["closings"][0]["because"] == "They left overnight."


def test_a_case_is_closed_once_and_opened_once(cj: Cj, sari: str) -> None:
    cj.ok("close", sari, "--reason", "goals_met", "--client-told-on", "today", "--client-told-words", "Terima kasih")

    assert cj("close", sari, "--reason", "other").code == 5
    assert cj.json("list")["items"] == []
    cj.ok("reopen", sari, "--reason", "again")
    assert cj("reopen", sari, "--reason", "again").code == 5
    assert cj.json("show", sari)["stage"] == "reopened"


@pytest.mark.parametrize("step", [("assess", "--underlying-problem", "x"), ("plan", "--goal", "x", "--agreed", "yes")])
def test_nothing_is_begun_on_a_closed_case(cj: Cj, sari: str, step: tuple[str, ...]) -> None:
    cj.ok("close", sari, "--reason", "goals_met")

    refused = cj(step[0], sari, *step[1:])

    assert refused.code == 5
    assert f"cj reopen {sari}" in refused.err


def test_a_note_on_a_closed_case_is_kept_and_marked(cj: Cj, sari: str) -> None:
    cj.ok("close", sari, "--reason", "goals_met")
    cj.wait(days=1)

    told = cj.json("note", sari, "She called to say thanks.")

    assert told["after_closing"] is True
    assert "closed" in told["remarks"][0]
    assert "after the closing" in cj.ok("show", sari).out


def test_what_the_closing_left_for_later_is_told_when_it_is_opened_again(cj: Cj, sari: str) -> None:
    cj.ok("close", sari, "--reason", "goals_met", "--if-reopened", "Ask about the landlord first.")

    assert "Ask about the landlord first." in cj.ok("reopen", sari, asks=Replies("again", [])).err


def test_referred_out_is_told_apart_from_closed(cj: Cj, sari: str) -> None:
    cj.ok("close", sari, "--reason", "referred")

    assert cj.json("show", sari)["stage"] == "referred_out"


def test_check_ends_with_17_where_something_is_found_and_with_0_where_not(cj: Cj, sari: str) -> None:
    clean = cj("check", sari)
    cj.wait(days=31)
    found = cj("check", "--json")

    assert (clean.code, found.code) == (0, 17)
    assert "Nothing is missing." in clean.out
    assert {each["rule"] for each in found.json["items"]} == {"no_underlying_problem", "no_contact"}
    assert {each["principle"] for each in found.json["items"]} == {"individualisation", "acceptance"}


def test_check_looks_at_a_closed_case_only_when_it_is_asked_to(cj: Cj, planned: str) -> None:
    cj.ok("close", planned, "--reason", "moved", "--because", "x")

    assert cj("check").code == 0
    assert cj("check", planned).code == 17


def test_a_case_is_opened_again_even_by_a_clock_that_goes_slow(cj: Cj, sari: str) -> None:
    cj.ok("close", sari, "--reason", "moved")
    cj.wait(hours=-1)

    cj.ok("reopen", sari, "--reason", "back")

    assert cj.json("show", sari)["stage"] == "reopened"


def test_a_revision_leaves_the_day_of_the_review_as_it_was(cj: Cj, planned: str) -> None:
    cj.ok("review", planned, "--rate", "1=0", "--by", "worker", "--next-on", "+2d")
    cj.ok("plan", planned, "--reason", "r", "--goal", "More", *AGREED)

    assert [row["due"]["on"] for row in cj.json("today")["reviews"]] == ["2026-11-25"]


def test_a_reason_that_is_not_needed_is_told_not_to_be_kept(cj: Cj, sari: str) -> None:
    cj.ok("assess", sari, "--underlying-problem", "x")

    assert "not kept" in cj.ok("plan", sari, "--goal", "x", *AGREED, "--because", "hurry").err
