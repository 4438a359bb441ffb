"""Danger: each level keeps its word, day and note; a case that leaves the safety list is named when it happens."""

import pytest

from tests.world import Cj, take_in

KNIFE = ("--safety", "immediate", "--safety-note", "He has a knife.")
NO_LONGER = "Ibu Sari is no longer on the safety list of cj today."


@pytest.fixture
def told(cj: Cj) -> str:
    """A case taken in with immediate danger."""
    return take_in(cj, "Ibu Sari", *KNIFE)


def test_a_low_risk_is_said_in_its_own_words_and_what_was_told_at_intake_stays(cj: Cj, told: str) -> None:
    ref = cj.json("assess", told, "--underlying-problem", "x", "--risk", "low", "--risk-note", "He moved out.")["ref"]

    out = cj.ok("show", told).out
    header, rest = out.split("From the intake")
    from_intake, timeline = rest.split("Timeline")
    assert f"Safety: low risk, Monday 2026-11-23 ({ref})\n  He moved out." in header
    assert "no concern" not in out
    assert "Safety: immediate danger\nAbout the danger: He has a knife." in from_intake
    assert "  Risk: low\n  About the risk: He moved out." in timeline
    assert "  Safety: immediate danger\n  About the danger: He has a knife." in timeline
    shown = cj.json("show", told)
    assert (shown["safety"], shown["on_safety_list"]) == ("low_risk", False)
    assert [(each["danger"], each["on"], each["ref"]) for each in shown["dangers"]] == [("low_risk", "2026-11-23", ref)]
    assert "low risk" in cj.ok("list").out


def test_every_assessed_level_stands_in_the_timeline_with_the_day_to_look_again(cj: Cj, told: str) -> None:
    cj.ok("assess", told, "--underlying-problem", "x", "--risk", "high", "--risk-review-on", "+2d")
    cj.wait(days=2)
    cj.ok("assess", told, "--underlying-problem", "y", "--risk", "none")

    out = cj.ok("show", told).out

    assert "Safety: no risk seen, Wednesday 2026-11-25" in out
    timeline = out.split("Timeline")[1]
    assert timeline.index("Risk: none") < timeline.index("Risk: high")
    assert "Look at the risk again on: Wednesday 2026-11-25" in timeline


def test_where_nobody_asked_no_list_says_there_is_no_concern(cj: Cj) -> None:
    take_in(cj, "Ibu Sari")
    cj.wait(days=31)

    assert "Safety: not asked" in cj.ok("show", "sari").out
    assert "no concern" not in cj.ok("today").out + cj.ok("list").out


def leave_by_assessing(cj: Cj, _case: str) -> str:
    return " ".join(cj.json("assess", "sari", "--underlying-problem", "x", "--risk", "low")["remarks"])


def leave_by_closing(cj: Cj, _case: str) -> str:
    return " ".join(cj.json("close", "sari", "--reason", "moved", "--because", "x")["remarks"])


def leave_by_amending_the_intake(cj: Cj, case: str) -> str:
    return cj.ok("amend", case, "--set", "safety=none", "--set", "safety_note=", "--reason", "it was Pak Budi").err


def test_leaving_the_safety_list_is_said_when_it_happens_and_once(cj: Cj, told: str) -> None:
    said = leave_by_assessing(cj, told)
    again = cj.json("assess", told, "--underlying-problem", "y", "--risk", "none")["remarks"]

    assert said == f"{NO_LONGER} Before: immediate danger. Now: low risk."
    assert again == []
    assert cj.json("today")["safety"] == []


@pytest.mark.parametrize("leave", [leave_by_assessing, leave_by_closing, leave_by_amending_the_intake])
def test_whatever_takes_a_case_from_the_safety_list_says_so(cj: Cj, told: str, leave: object) -> None:
    assert callable(leave)
    assert NO_LONGER in leave(cj, told)
    assert cj.json("today")["safety"] == []


def test_an_assessment_that_is_struck_or_undone_says_that_the_danger_it_told_is_gone(cj: Cj) -> None:
    case = take_in(cj, "Ibu Sari")
    ref = cj.json("assess", case, "--underlying-problem", "x", "--risk", "high")["ref"]
    struck = cj.ok("strike", ref, "--reason", "the wrong case", "--yes")
    cj.ok("assess", case, "--underlying-problem", "x", "--risk", "medium")
    undone = cj.ok("undo", "--yes")

    assert NO_LONGER in struck.err
    assert NO_LONGER in undone.err
    assert NO_LONGER not in cj.ok("undo", "--yes").err  # taken back: she is on the list again


def test_where_nobody_asked_an_ended_safety_plan_leaves_no_word_of_no_concern(cj: Cj, sari: str) -> None:
    cj.ok("safety", sari, "--warning-sign", "he drinks", "--what-helps", "the neighbour")

    (remark,) = cj.json("safety", "end", sari, "--reason", "he moved away")["remarks"]

    assert remark == f"{NO_LONGER} Before: safety plan in force. Now: not asked."


def test_staying_on_the_list_is_nothing_to_say(cj: Cj, told: str) -> None:
    remarks = cj.json("assess", told, "--underlying-problem", "x", "--risk", "high", "--risk-review-on", "+1d")[
        "remarks"
    ]

    assert remarks == []


def test_how_to_reach_the_client_safely_stands_under_the_header(cj: Cj) -> None:
    take_in(
        cj, "Ibu Sari", "--safety", "concern", "--safe-contact-ways", "via Bu RT", "--safe-contact-hours", "mornings",
        "--safe-contact-code-word", "rambutan", "--safe-contact-never", "call the house", "--gender", "woman",
    )  # fmt: skip

    lines = cj.ok("show", "sari").out.splitlines()

    assert [line.split(":")[0] for line in lines[2:5]] == ["Safety", "Never do", "Safe ways"]
    assert lines[3] == "Never do: call the house"
    assert lines[4] == "Safe ways: via Bu RT · Safe hours: mornings · Code word: rambutan"
    assert "\n".join(lines).count("call the house") == 1


def test_nothing_is_said_of_safe_contact_where_nothing_is_known(cj: Cj, sari: str) -> None:
    assert "Never do" not in cj.ok("show", sari).out
