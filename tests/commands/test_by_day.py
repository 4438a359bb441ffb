"""“by DAY” in a text is read the same way everywhere, and days are read as people say them."""

import pytest

from tests.world import Cj, Replies


@pytest.mark.parametrize(
    ("said", "what", "due"),
    [
        ("ask the village office by friday", "ask the village office", "2026-11-27"),
        ("tanya kelurahan sebelum 10 januari", "tanya kelurahan", "2027-01-10"),
        ("go there by bus", "go there by bus", None),
        ("walk by the river by -", "walk by the river", None),
    ],
)
def test_a_task_says_by_when(cj: Cj, sari: str, said: str, what: str, due: str | None) -> None:
    cj.ok("assess", sari, "--underlying-problem", "x")

    added = cj.json("task", "add", sari, said, "--who", "client")
    typed = cj.json(
        "task", "add", sari, asks=Replies(said, "client", *([""] if not due and "-" not in said else []), [])
    )
    planned = cj.json("plan", sari, "--goal", "x", "--agreed", "yes", "--task", f"client: {said} #1")["tasks"][0]
    filed = cj.json("task", "add", sari, "--from", "-", stdin=f'what = "{said}"\nwho = "client"')

    for each in (added, typed, planned, filed):
        assert (each["what"], each["due"]) == (what, due)


def test_a_day_that_is_given_apart_leaves_the_words_as_they_are(cj: Cj, sari: str) -> None:
    told = cj.json("task", "add", sari, "ask by friday", "--who", "client", "--due", "+1d")

    assert (told["what"], told["due"]) == ("ask by friday", "2026-11-24")


def test_an_amended_next_step_says_by_when(cj: Cj, sari: str) -> None:
    note = cj.json("note", sari, "Talked.", "--next-step", "Call")["ref"]

    cj.ok("amend", note, "--set", "next_step=Call the head by friday", "--reason", "more exact")

    (now,) = cj.json("show", sari)["notes"]
    assert (now["next_step"], now["next_on"]) == ("Call the head", "2026-11-27")


def test_at_a_terminal_the_day_behind_an_amended_next_step_takes_the_place_of_the_old_one(cj: Cj, sari: str) -> None:
    note = cj.json("note", sari, "Talked.", "--next-step", "Call", "--next-on", "friday")["ref"]
    replies = Replies(["next_step"], "Call the head by monday", "more exact")

    cj.ok("amend", note, asks=replies)

    (now,) = cj.json("show", sari)["notes"]
    assert (now["next_step"], now["next_on"]) == ("Call the head", "2026-11-30")


def test_a_day_of_a_month_looks_back_where_something_happened_and_ahead_where_it_will(cj: Cj, sari: str) -> None:
    told = cj.ok("note", sari, "Talked.", "--on", "10 november", "--next-step", "Call", "--next-on", "10 november")

    (note,) = cj.json("show", sari)["notes"]
    assert (note["on"], note["next_on"]) == ("2026-11-10", "2027-11-10")
    assert "Wednesday 2027-11-10" in told.out
    assert cj("note", sari, "Talked.", "--on", "03/04").code == 16
