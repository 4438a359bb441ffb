"""Striking a case or group that was opened by accident: it leaves every list, and stays readable."""

import pytest

from casejournal.domain.correction import Struck
from tests.records import case, intake, note, task
from tests.world import MONDAY, Cj, form_group, take_in


def strike(cj: Cj, ref: str) -> None:
    cj.ok("strike", ref, "--reason", "taken in twice", "--yes")


def test_a_case_that_has_only_its_intake_is_struck(cj: Cj) -> None:
    taken = take_in(cj, "Ibu Sari", "--safety", "immediate")

    strike(cj, taken)

    assert cj.json("list")["items"] == []
    assert cj.json("today")["safety"] == cj.json("today")["today"] == []
    assert cj.json("task", "list")["items"] == []
    assert [each["struck"] for each in cj.json("list", "--all")["items"]] == [True]
    assert "struck" in cj.ok("list", "--all").out
    assert "taken in twice" in cj.ok("history", taken).out
    assert cj("verify").code == 0


def test_no_name_finds_it_and_its_ref_says_that_it_was_struck(cj: Cj) -> None:
    taken = take_in(cj, "Ibu Sari", "--safety", "immediate")
    (task,) = cj.json("show", taken)["tasks"]
    strike(cj, taken)

    assert cj("note", "sari", "x").code == 14
    for command in (
        ("note", taken, "x"), ("show", taken), ("amend", taken, "--set", "age=5", "--reason", "x"), ("close", taken),
        ("assess", taken), ("strike", taken, "--reason", "x", "--yes"), ("task", "done", task["ref"]),
        ("task", "add", taken, "x", "--who", "worker"), ("check", taken),
    ):  # fmt: skip
        result = cj(*command)
        assert (result.code, f"{taken} was struck" in result.err) == (5, True), command


def test_undo_takes_it_back(cj: Cj) -> None:
    taken = take_in(cj, "Ibu Sari")
    strike(cj, taken)

    cj.ok("undo", "--yes")

    assert [each["ref"] for each in cj.json("list")["items"]] == [taken]
    cj.ok("note", "sari", "x")


def test_a_namesake_of_a_struck_case_is_the_only_one_of_that_name(cj: Cj) -> None:
    strike(cj, take_in(cj, "Ibu Sari"))
    taken = take_in(cj, "Ibu Sari")

    assert cj.json("note", "sari", "x")["case"] == taken


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
    taken = take_in(cj, "Ibu Sari", "--safety", "immediate")
    (task,) = cj.json("show", taken)["tasks"]
    cj.ok(*(word.replace("CASE", taken).replace("TASK", task["ref"]) for word in more))
    before = cj.files()

    result = cj("strike", taken, "--reason", "x", "--yes", "--json")

    assert result.code == 5
    assert f"cj close {taken}" in result.error["hint"]
    assert "cj erase" in result.error["hint"]
    assert cj.files() == before


def test_a_case_whose_only_note_was_struck_can_be_struck(cj: Cj) -> None:
    taken = take_in(cj, "Ibu Sari")
    strike(cj, cj.json("note", taken, "of somebody else")["ref"])

    strike(cj, taken)

    assert cj.json("list")["items"] == []


def test_a_member_of_a_group_is_not_struck(cj: Cj) -> None:
    taken = take_in(cj, "Ibu Sari")
    group = form_group(cj)
    member = cj.json("group", "join", group, taken)["ref"]

    result = cj("strike", taken, "--reason", "x", "--yes", "--json")

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
    taken = take_in(cj, "Ibu Sari")
    strike(cj, taken)

    cj.ok("erase", taken, "--ground", "she asked", "--yes", env={"CJ_PASSPHRASE_FILE": passphrase_file})

    assert cj.json("list", "--all")["items"] == []


def test_what_was_written_meanwhile_on_another_machine_is_not_hidden() -> None:
    struck = Struck(reason="taken in twice", at=MONDAY, worker="Rahma")

    assert case(intake(struck=struck), task(source="C-7K4Q")).summary().struck
    assert not case(intake(struck=struck), note()).summary().struck
    assert not case(intake(struck=struck), task()).summary().struck
