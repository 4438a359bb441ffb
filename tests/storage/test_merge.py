"""Two machines with one journal: their lines are merged as a set, whatever their clocks say."""

import shutil
from pathlib import Path

import pytest

from tests.world import Cj, form_group, second_machine


@pytest.fixture
def other(cj: Cj, sari: str, tmp_path: Path) -> Cj:
    """A second machine with a copy of the journal, unlocked."""
    cj.ok("note", sari, "Before the copy.")
    return second_machine(cj, tmp_path / "other")


def bring_over(source: Cj, target: Cj, ref: str) -> None:
    """Merge like a union merge: add the lines that the target does not have yet to its end."""
    known = set(target.log(ref).read_bytes().splitlines())
    new = [line for line in source.log(ref).read_bytes().splitlines() if line not in known]
    with target.log(ref).open("ab") as file:
        file.writelines(line + b"\n" for line in new)


@pytest.mark.parametrize("minutes", [-10, 10], ids=["the other clock is behind", "the other clock is ahead"])
def test_notes_of_both_machines_are_there_after_a_merge(cj: Cj, other: Cj, sari: str, minutes: int) -> None:
    other.clock.forward(minutes=minutes)
    other.ok("unlock", env={"CJ_PASSPHRASE_FILE": str(cj.home / "passphrase")})
    other.ok("note", sari, "On the other machine.")
    cj.ok("note", sari, "On this one.")

    bring_over(other, cj, sari)
    bring_over(cj, other, sari)

    for machine in (cj, other):
        assert machine.json("list")["items"][0]["contacts"] == 3
        assert {note["body"] for note in machine.json("show", sari)["notes"]} == {
            "Before the copy.",
            "On the other machine.",
            "On this one.",
        }
        machine.ok("verify")
        machine.ok("note", sari, "And on it goes.")
    assert cj.json("status")["cases"] == 1


def test_the_later_change_wins_on_both_machines(cj: Cj, other: Cj, sari: str) -> None:
    task = cj.json("task", "add", sari, "Ask", "--who", "client")["ref"]
    bring_over(cj, other, sari)
    cj.ok("task", "done", task, "--evidence", "Told here.")
    other.clock.forward(minutes=5)
    other.ok("task", "done", task, "--evidence", "Told there, later.")

    bring_over(other, cj, sari)
    bring_over(cj, other, sari)

    for machine in (cj, other):
        assert machine.json("show", sari)["tasks"][0]["evidence"] == "Told there, later."
        evidence = [
            (version["after"] or {}).get("evidence")
            for change in machine.json("history", task)["items"]
            for version in change["versions"]
        ]
        assert evidence[:2] == ["Told there, later.", "Told here."]


def test_undo_leaves_another_devices_command_alone(cj: Cj, other: Cj, sari: str) -> None:
    cj.ok("note", sari, "On this machine.")
    other.clock.forward(minutes=5)
    other.ok("note", sari, "Later, on the other machine.")
    bring_over(other, cj, sari)

    result = cj("undo", "--yes")

    assert result.code == 5
    assert "another device" in result.err
    assert len(cj.json("show", sari)["notes"]) == 3


def test_what_two_machines_wrote_of_one_group_is_all_there_and_doubles_are_found(cj: Cj, other: Cj, sari: str) -> None:
    group = form_group(cj, "Bu Wati")
    (other.journal / "groups").mkdir(mode=0o700)
    shutil.copy(cj.log(group), other.log(group))
    for machine in (cj, other):
        machine.ok("group", "join", group, sari, "--on", "-9d")
        machine.ok("group", "session", group, "--everyone", "--on", "-7d")

    bring_over(other, cj, group)
    bring_over(cj, other, group)

    for machine in (cj, other):
        shown = machine.json("group", "show", group)
        assert (len(shown["sessions"]), len(shown["memberships"])) == (2, 3)
        found = {each["rule"] for each in machine("check", group, "--json").json["items"]}
        assert found >= {"in_it_twice", "two_sessions_of_a_day"}
        machine.ok("verify")
        assert len(machine.json("show", sari)["groups"]) == 2


def test_a_clock_that_goes_back_keeps_the_order_and_loses_nothing(cj: Cj, sari: str) -> None:
    cj.ok("note", sari, "First.")
    cj.clock.forward(days=-2)
    cj.env["CJ_PASSPHRASE_FILE"] = str(cj.home / "passphrase")
    cj.ok("note", sari, "Second, by a clock that went back.", "--on", "2026-11-21")
    cj.ok("note", sari, "Third.", "--on", "2026-11-21")
    cj.ok("undo", "--yes")

    assert len(cj.json("show", sari)["notes"]) == 2
    assert [change["command"] for change in cj.json("history", sari)["items"]] == [
        "undo",
        "note",
        "note",
        "note",
        "intake",
    ]
    cj.ok("verify", "--deep")
