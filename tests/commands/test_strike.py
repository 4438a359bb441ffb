"""Striking a case or a group that was opened by accident: it is out of every list, and stays readable."""

import pytest

from tests.world import Cj, form_group, take_in


def strike(cj: Cj, ref: str) -> None:
    cj.ok("strike", ref, "--reason", "taken in twice", "--yes")


def test_a_case_that_has_only_its_intake_is_struck(cj: Cj) -> None:
    case = take_in(cj, "Ibu Sari", "--safety", "immediate")

    strike(cj, case)

    assert cj.json("list")["items"] == []
    assert cj.json("today")["safety"] == cj.json("today")["today"] == []
    assert cj.json("task", "list")["items"] == []
    assert [each["struck"] for each in cj.json("list", "--all")["items"]] == [True]
    assert "struck" in cj.ok("list", "--all").out
    assert "taken in twice" in cj.ok("history", case).out
    assert cj("verify").code == 0


def test_no_name_finds_it_and_its_ref_says_that_it_was_struck(cj: Cj) -> None:
    case = take_in(cj, "Ibu Sari", "--safety", "immediate")
    (task,) = cj.json("show", case)["tasks"]
    strike(cj, case)

    assert cj("note", "sari", "x").code == 14
    for command in (
        ("note", case, "x"), ("show", case), ("amend", case, "--set", "age=5", "--reason", "x"), ("close", case),
        ("assess", case), ("strike", case, "--reason", "x", "--yes"), ("task", "done", task["ref"]),
        ("task", "add", case, "x", "--who", "worker"), ("check", case),
    ):  # fmt: skip
        result = cj(*command)
        assert (result.code, f"{case} was struck" in result.err) == (5, True), command


def test_undo_takes_it_back(cj: Cj) -> None:
    case = take_in(cj, "Ibu Sari")
    strike(cj, case)

    cj.ok("undo", "--yes")

    assert [each["ref"] for each in cj.json("list")["items"]] == [case]
    cj.ok("note", "sari", "x")


def test_a_namesake_of_a_struck_case_is_the_only_one_of_that_name(cj: Cj) -> None:
    strike(cj, take_in(cj, "Ibu Sari"))
    case = take_in(cj, "Ibu Sari")

    assert cj.json("note", "sari", "x")["case"] == case


@pytest.mark.parametrize(
    "more",
    [
        ("note", "CASE", "We talked."),
        ("task", "add", "CASE", "Ask", "--who", "client"),
        ("task", "done", "TASK"),
        ("consent", "CASE", "--purpose", "a", "--recipient", "b", "--scope", "name", "--given-by", "client"),
    ],
)
def test_a_case_that_holds_more_is_closed_or_erased_instead(cj: Cj, more: tuple[str, ...]) -> None:
    case = take_in(cj, "Ibu Sari", "--safety", "immediate")
    (task,) = cj.json("show", case)["tasks"]
    cj.ok(*(word.replace("CASE", case).replace("TASK", task["ref"]) for word in more))
    before = cj.files()

    result = cj("strike", case, "--reason", "x", "--yes", "--json")

    assert result.code == 5
    assert f"cj close {case}" in result.error["hint"]
    assert "cj erase" in result.error["hint"]
    assert cj.files() == before


def test_a_case_whose_only_note_was_struck_can_be_struck(cj: Cj) -> None:
    case = take_in(cj, "Ibu Sari")
    strike(cj, cj.json("note", case, "of somebody else")["ref"])

    strike(cj, case)

    assert cj.json("list")["items"] == []


def test_a_member_of_a_group_is_not_struck(cj: Cj) -> None:
    case = take_in(cj, "Ibu Sari")
    group = form_group(cj)
    member = cj.json("group", "join", group, case)["ref"]

    result = cj("strike", case, "--reason", "x", "--yes", "--json")

    assert result.code == 5
    assert member in result.error["message"]


def test_a_group_that_has_only_its_charter_is_struck(cj: Cj) -> None:
    group, meets = form_group(cj), form_group(cj, "Bu Wati", name="Lansia")

    strike(cj, group)

    assert [each["ref"] for each in cj.json("group", "list")["items"]] == [meets]
    assert "struck" in cj.ok("group", "list", "--all").out
    assert cj("group", "show", group).code == 5
    assert cj("group", "session", group, "--everyone").code == 5
    refused = cj("strike", meets, "--reason", "x", "--yes", "--json")
    assert refused.code == 5
    assert f"cj group close {meets}" in refused.error["hint"]


def test_a_struck_case_can_still_be_erased(cj: Cj, passphrase_file: str) -> None:
    case = take_in(cj, "Ibu Sari")
    strike(cj, case)

    cj.ok("erase", case, "--ground", "she asked", "--yes", env={"CJ_PASSPHRASE_FILE": passphrase_file})

    assert cj.json("list", "--all")["items"] == []
