"""`cj close` and `cj reopen`: how the work ends, and begins again."""

import pytest

from tests.world import Cj, Replies, take_in


def test_a_closing_names_what_is_open_and_wants_a_reason(cj: Cj, planned: str) -> None:
    task = cj.json("task", "add", planned, "Call", "--who", "worker")["ref"]

    refused = cj("close", planned, "--reason", "moved")
    cj.ok("close", planned, "--reason", "moved", "--because", "they left overnight", "--outcome", "1=partly:some days")

    assert refused.code == 5
    assert task in refused.err
    assert "never rated: 1, 2" in refused.err
    assert cj.json("show", planned)["stage"] == "closed"
    assert "they left overnight" in cj.ok("show", planned).out


def test_why_a_case_ends_with_something_open_is_asked_last_and_says_what_is_open(cj: Cj, planned: str) -> None:
    task = cj.json("task", "add", planned, "Call", "--who", "worker")["ref"]
    replies = Replies("moved", ["1"], "partly", "some days", "", "", ["services"], "rice", "They left overnight.")

    cj.ok("close", planned, asks=replies)

    (closing,) = cj.json("show", planned)["closings"]
    assert (closing["reason"], closing["because"]) == ("moved", "They left overnight.")
    assert replies.asked[0] == "Reason"
    assert replies.asked[-1] == "Because"
    assert task in replies.hinted["text"][-1]
    assert "never rated: 2" in replies.hinted["text"][-1] or "never rated: 1, 2" in replies.hinted["text"][-1]


def test_where_nothing_is_open_nobody_is_asked_why(cj: Cj, sari: str) -> None:
    replies = Replies("moved", "", "", [])

    cj.ok("close", sari, asks=replies)

    assert "Because" not in replies.asked
    assert "not kept" in cj.ok("close", take_in(cj, "Pak Budi"), "--reason", "moved", "--because", "x").err


def test_another_reason_is_told_in_words_which_are_kept_and_shown(cj: Cj, sari: str) -> None:
    refused = cj("close", sari, "--reason", "other", "--json", "--no-input")

    cj.ok("close", sari, asks=Replies("other", "The office moves to Solo.", "", "", []))

    assert refused.code == 4
    assert "--other-reason" in refused.error["message"] + refused.error["hint"]
    assert cj.json("show", sari)["closings"][0]["other_reason"] == "The office moves to Solo."
    assert "The office moves to Solo." in cj.ok("show", sari).out
    assert cj("close", take_in(cj, "Pak Budi"), "--reason", "moved", "--other-reason", "x").code == 16


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


def test_a_case_is_opened_again_even_by_a_clock_that_goes_slow(cj: Cj, sari: str) -> None:
    cj.ok("close", sari, "--reason", "moved")
    cj.wait(hours=-1)

    cj.ok("reopen", sari, "--reason", "back")

    assert cj.json("show", sari)["stage"] == "reopened"


def test_a_note_after_a_case_was_opened_again_by_a_slow_clock_is_not_after_the_closing(cj: Cj, sari: str) -> None:
    cj.ok("close", sari, "--reason", "moved")
    cj.wait(hours=-1)
    cj.ok("reopen", sari, "--reason", "back")
    cj.wait(hours=2)

    assert cj.json("note", sari, "She is back.")["after_closing"] is False


def test_it_is_not_opened_again_before_it_was_closed(cj: Cj, sari: str) -> None:
    cj.ok("close", sari, "--reason", "moved")

    assert cj("reopen", sari, "--reason", "x", "--on", "yesterday").code == 16


def test_a_referral_of_a_closed_case_is_followed_all_the_same(cj: Cj) -> None:
    case = take_in(cj, "Pak Budi")
    ref = cj.json("refer", case, "--to", "Puskesmas", "--reason", "specialist", "--share", "name")["ref"]
    cj.ok("refer", "update", ref, "sent", "--override", "danger")
    cj.ok("close", case, "--reason", "referred", "--because", "they have him now")
    cj.wait(days=9)

    assert [row["due"]["ref"] for row in cj.json("today")["referrals"]] == [ref]
    assert "referral_waits_too_long" in {each["rule"] for each in cj("check", "--json").json["items"]}
