"""`cj assess`: the underlying problem, and how the view of it changed."""

import pytest

from tests.world import Cj, Replies

FIRST = (
    "--underlying-problem", "No money for shoes; he is ashamed.", "--evidence", "His bag.", "--shared-by", "client",
    "--domain", "income=2:day labour only", "--domain", "family=3:they talk", "--strength", "keeps going",
    "--risk", "medium", "--risk-review-on", "+7d", "--tie", "nenek:strong:to_client",
)  # fmt: skip


def test_it_is_kept_beside_the_problem_as_it_was_told(cj: Cj, sari: str) -> None:
    told = cj.json("assess", sari, *FIRST)

    shown = cj.json("show", sari)
    assert told["ref"].startswith("A-")
    assert shown["intake"]["presenting_problem"] == "The boy does not go to school."
    assert shown["assessments"][0]["underlying_problem"] == "No money for shoes; he is ashamed."
    assert shown["stage"] == "planning"
    assert shown["safety"] == "medium_risk"


def test_the_next_one_keeps_the_first_and_shows_how_the_scores_moved(cj: Cj, sari: str) -> None:
    cj.ok("assess", sari, *FIRST)
    cj.wait(days=30)

    out = cj.ok(
        "assess", sari, "--underlying-problem", "The landlord.", "--domain", "income=3:two days more",
        "--domain", "family=2:they shout", "--domain", "health=3:well",
    ).out  # fmt: skip

    assert "income\t3 managing\t↑ 2\ttwo days more" in out
    assert "family\t2 struggling\t↓ 3\tthey shout" in out
    assert "health\t3 managing\t\twell" in out
    assert [each["underlying_problem"] for each in cj.json("show", sari)["assessments"]] == [
        "No money for shoes; he is ashamed.",
        "The landlord.",
    ]


def test_the_trail_is_drawn_from_the_told_to_the_seen(cj: Cj, sari: str) -> None:
    cj.ok("assess", sari, *FIRST)

    out = cj.ok("show", sari).out

    told, seen = out.index("The boy does not go to school."), out.index("No money for shoes; he is ashamed.")
    assert out.index("How the view of the problem changed") < told < seen
    assert "What changed the view: His bag." in out


def test_the_last_score_is_shown_while_it_is_asked_for_again(cj: Cj, sari: str) -> None:
    cj.ok("assess", sari, *FIRST)
    replies = Replies("Still no money.", "", "", ["income"], "3", "more work", "keeps going", "", [])

    cj.ok("assess", sari, asks=replies)

    assert any("Last time 2: day labour only" in hint for hint in replies.hinted["one"])
    assert replies.befores[replies.asked.index("Domains")] == ["income", "family"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--domain", "income=5:much"), 16),
        (("--domain", "income=0:none"), 16),
        (("--domain", "income=2"), 16),
        (("--domain", "faith=2:lost"), 16),
        (("--domain", "income=2:a", "--domain", "income=3:b"), 16),
        (("--tie", "nenek"), 16),
        (("--risk-note", "why"), 16),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(cj: Cj, sari: str, more: tuple[str, ...], code: int) -> None:
    before = cj.files()

    assert cj("assess", sari, "--underlying-problem", "x", *more).code == code
    assert cj.files() == before


def test_an_area_of_the_workers_own_is_scored_too(cj: Cj, sari: str) -> None:
    cj.ok("config", "areas", "faith")

    assert (
        cj.json("assess", sari, "--underlying-problem", "x", "--domain", "faith=2:lost")["domains"][0]["area"]
        == "faith"
    )


def test_high_risk_without_a_day_to_look_again_is_remarked_on(cj: Cj, sari: str) -> None:
    assert (
        "no day is set to look at it again" in cj.ok("assess", sari, "--underlying-problem", "x", "--risk", "high").out
    )


def test_an_empty_word_is_no_strength(cj: Cj, sari: str) -> None:
    told = cj.json("assess", sari, "--underlying-problem", "x", "--strength", "", "--strength", "sews", "--need", " ")

    assert (told["strengths"], told["needs"]) == (["sews"], [])


def test_an_answer_nested_without_end_is_told(cj: Cj, sari: str) -> None:
    deep = '{"domains": ' + '{"a":' * 600 + "1" + "}" * 601

    assert cj("assess", sari, "--from", "-", stdin=deep).code == 16
