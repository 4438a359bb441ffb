"""A second intake of a known client is noticed before further questions, and the worker chooses."""

import pytest

from casejournal.ask.asks import Request
from tests.world import Cj, Replies, take_in

GIVEN = ("--client", "Bu Sarri", "--presenting-problem", "Rent.")


@pytest.fixture
def known(cj: Cj) -> str:
    return take_in(cj, "Ibu Sari", "--contact", "0812 3456 7890", "--safety", "concern")


def count(cj: Cj) -> int:
    return len(cj.json("list", "--all")["items"])


def test_a_script_is_told_and_not_refused(cj: Cj, known: str) -> None:
    made = cj.ok("intake", *GIVEN, "--json")

    assert made.json["likely"] == [known]
    assert f"Likely the same person: {known} Ibu Sari (new, a concern): the same name." in made.err
    assert cj.json("intake", "--client", "Pak Budi", "--presenting-problem", "Rent.")["likely"] == []


def test_a_closed_case_is_told_with_the_way_to_open_it_again(cj: Cj, known: str) -> None:
    cj.ok("close", known, "--reason", "moved", "--because", "She left.")

    result = cj("intake", *GIVEN, asks=Replies(known))

    assert result.code == 3
    assert "(closed, a concern)" in result.err
    assert f"cj reopen {known}" in result.err
    assert count(cj) == 1


def test_it_is_told_after_the_name_before_anything_else_is_asked(cj: Cj, known: str) -> None:
    person = Replies("Sari", known)

    result = cj("intake", asks=person)

    assert result.code == 3
    assert person.asked == ["Client", "Is it the same person?"]
    assert f"cj note {known}" in result.err
    assert "cj draft resume" in result.err
    assert count(cj) == 1


def test_who_is_somebody_else_is_taken_in_and_not_asked_about_again(cj: Cj, known: str) -> None:
    person = Replies("Sari", "", "Rent.", [], "", "", ["contact"], "+62 812 3456 7890")

    made = cj.json("intake", asks=person)

    assert made["likely"] == [known]
    assert person.asked.count("Is it the same person?") == 1
    assert count(cj) == 2


def test_it_looks_again_after_the_telephone_and_nothing_typed_is_lost(cj: Cj, known: str) -> None:
    person = Replies("Lastri", "Rent, and the landlord.", [], "", "", ["contact"], "+62 812 3456 7890", known)

    result = cj("intake", asks=person)
    resumed = cj.json("draft", "resume", asks=Replies("", [], "", "", ["contact"], "+62 812 3456 7890"))

    assert result.code == 3
    assert "the same telephone number" in result.err
    assert resumed["presenting_problem"] == "Rent, and the landlord."
    assert resumed["contact"] == "+62 812 3456 7890"


def test_going_back_gives_another_name(cj: Cj, known: str) -> None:
    person = Replies("Sari", Request.WHY, Request.BACK, "Lastri", "Rent.", [], "", "", [])

    made = cj.json("intake", asks=person)

    assert person.asked[:4] == ["Client", "Is it the same person?", "Is it the same person?", "Client"]
    assert made["client"] == "Lastri"
    assert made["likely"] == []


def test_what_was_given_is_looked_at_before_a_word_is_asked(cj: Cj, known: str) -> None:
    person = Replies("", "Rent.", [], "", "", [])

    cj.ok("intake", "--client", "Sari", asks=person)

    assert person.asked[0] == "Is it the same person?"


def test_a_yes_beforehand_is_not_asked(cj: Cj, known: str) -> None:
    assert cj.json("intake", *GIVEN, "--yes", asks=Replies())["likely"] == [known]


def test_no_list_shows_a_number(cj: Cj, known: str) -> None:
    shown = cj.ok("list", "--json").out + cj.ok("today", "--json").out

    assert known in shown
    assert "34567890" not in shown
