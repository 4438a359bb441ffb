"""`cj safety`: the safety plan of somebody in danger, at the top of the case while it is in force."""

import pytest

from tests.world import Cj, Replies, take_in

PLAN = (
    "--warning-sign", "he counts the money", "--what-helps", "leave by the back door", "--person", "Bu Wati next door",
    "--place", "the prayer room", "--service", "women's line: 129", "--service", "Polsek",
    "--surroundings", "the knives are at Bu Wati's", "--never", "tell his brother", "--made-with-client",
    "--review-on", "+7d",
)  # fmt: skip


def test_while_it_holds_it_stands_on_top_of_the_case_with_all_that_somebody_in_a_hurry_needs(cj: Cj, sari: str) -> None:
    ref = cj.json("safety", sari, *PLAN)["ref"]

    top = cj.ok("show", sari).out.split("Where you left off")[0]
    assert ref.startswith("F-")
    assert f"Safety: safety plan in force, Monday 2026-11-23 ({ref})" in top
    for words in (
        "he counts the money", "leave by the back door", "Bu Wati next door", "the prayer room", "women's line: 129",
        "Polsek", "the knives are at Bu Wati's", "Never do: tell his brother",
    ):  # fmt: skip
        assert words in top
    assert [case["ref"] for case in cj.json("today")["safety"]] == [sari]


def test_whoever_made_one_is_told_how_it_ends(cj: Cj, sari: str) -> None:
    assert f"cj safety end {sari}" in cj.ok("safety", sari, *PLAN).out
    assert "cj safety end" not in cj.ok("safety", "end", sari, "--reason", "he moved away").out


def test_the_day_to_look_at_it_again_waits_on_today(cj: Cj, sari: str) -> None:
    ref = cj.json("safety", sari, *PLAN)["ref"]
    cj.wait(days=8)

    (waiting,) = cj.json("today")["reviews"]
    assert (waiting["due"]["ref"], waiting["due"]["kind"]) == (ref, "safety_plan")
    assert "look at the safety plan again" in cj.ok("today").out


@pytest.mark.parametrize("by", ["case", "plan"])
def test_it_ends_with_a_reason_and_waits_no_longer(cj: Cj, sari: str, by: str) -> None:
    ref = cj.json("safety", sari, *PLAN)["ref"]

    ended = cj.json("safety", "end", {"case": "sari", "plan": ref}[by], "--reason", "he moved to another island")

    assert (ended["ended_on"], ended["ended_because"]) == ("2026-11-23", "he moved to another island")
    assert "no longer on the safety list" in ended["remarks"][0]
    assert not ended["in_force"]
    today = cj.json("today")
    assert (today["safety"], today["reviews"]) == ([], [])
    out = cj.ok("show", sari).out
    assert "he moved to another island" in out.split("Timeline")[1]
    assert "women's line" not in out
    assert "women's line" in cj.ok("safety", "show", sari).out


def test_a_new_one_takes_its_place(cj: Cj, sari: str) -> None:
    first = cj.json("safety", sari, *PLAN)["ref"]
    made = cj.json("safety", sari, "--warning-sign", "he whistles", "--what-helps", "sing", "--review-on", "+3d")

    assert made["remarks"] == [f"It replaces {first}, the safety plan of 2026-11-23."]
    assert [each["in_force"] for each in cj.json("safety", "show", sari)["items"]] == [False, True]
    refused = cj("safety", "end", first, "--reason", "x")
    assert refused.code == 5
    assert made["ref"] in refused.err


def test_at_a_terminal_each_part_of_the_plan_is_asked_in_the_order_it_is_used(cj: Cj, sari: str) -> None:
    replies = Replies(
        "he counts the money; the gate is locked", "go out", "Bu Wati", "", "The line", "129", "", "", "tell him",
        "yes", "+7d", [],
    )  # fmt: skip

    cj.ok("safety", sari, asks=replies)

    (plan,) = cj.json("safety", "show", sari)["items"]
    assert replies.asked[:4] == ["Warning signs", "What helps", "People", "Places"]
    assert plan["warning_signs"] == ["he counts the money", "the gate is locked"]
    assert plan["services"] == [{"name": "The line", "number": "129"}]
    assert (plan["never"], plan["made_with_client"], plan["review_on"]) == ("tell him", True, "2026-11-30")


def test_the_reason_of_an_end_is_asked_for_once_it_can_end(cj: Cj, sari: str) -> None:
    none = cj("safety", "end", sari, asks=Replies())
    cj.ok("safety", sari, *PLAN)
    cj.ok("safety", "end", sari, asks=Replies("she says she sleeps"))

    assert none.code == 5
    assert f"cj safety {sari}" in none.err
    assert cj.json("safety", "show", sari)["items"][0]["ended_because"] == "she says she sleeps"


def test_it_is_amended_and_struck_like_any_record(cj: Cj, sari: str) -> None:
    ref = cj.json("safety", sari, *PLAN)["ref"]

    cj.ok("amend", ref, "--set", "never=call him", "--reason", "she said so")
    assert "Never do: call him" in cj.ok("show", sari).out
    struck = cj.ok("strike", ref, "--reason", "the wrong case", "--yes")

    assert "no longer on the safety list" in struck.err
    assert cj.json("show", sari)["safety"] == "none"
    assert cj("safety", "end", ref, "--reason", "x").code == 5


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("sari", "--no-input"), 4),
        (("sari", "--warning-sign", "a"), 4),
        (("sari", "--warning-sign", "", "--what-helps", "b"), 16),
        (("sari", "--warning-sign", "a", "--what-helps", "b", "--review-on", "03/04"), 16),
        (("sari", "--warning-sign", "a", "--what-helps", "b", "--on", "+1d"), 16),
        (("nobody", "--warning-sign", "a", "--what-helps", "b"), 14),
        (("end", "sari", "--reason", "a"), 5),
        (("end", "sari"), 5),
        (("end", "F-0000", "--reason", "a"), 14),
        (("end",), 2),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(cj: Cj, sari: str, given: tuple[str, ...], code: int) -> None:
    before = cj.files()

    result = cj("safety", *given)

    assert result.code == code, result
    assert cj.files() == before


@pytest.mark.parametrize(
    ("more", "code"),
    [(("--reason", "x", "--on", "-1d"), 16), (("--reason", "x", "--on", "+1d"), 16), ((), 4), (("--reason", " "), 4)],
)
def test_an_end_that_cannot_be_is_told(cj: Cj, sari: str, more: tuple[str, ...], code: int) -> None:
    cj.ok("safety", sari, *PLAN)
    before = cj.files()

    assert cj("safety", "end", sari, *more).code == code
    assert cj.files() == before


def test_none_is_made_in_a_case_that_is_closed(cj: Cj, sari: str) -> None:
    cj.ok("close", sari, "--reason", "moved")

    assert cj("safety", sari, *PLAN).code == 5


def test_a_client_by_another_name_than_a_verb_needs_no_verb(cj: Cj) -> None:
    take_in(cj, "Pak Made")

    assert cj.ok("safety", "--json", "made", *PLAN).json["schema"] == "casejournal/safety-plan/1"
