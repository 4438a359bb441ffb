"""Looking: `list`, `show`, `history` and the like."""

import pytest

from tests.world import Cj, take_in


def test_the_list_has_the_case_last_worked_on_first(cj: Cj) -> None:
    for client in ("Ibu Sari", "Pak Budi", "Wahyu"):
        take_in(cj, client)
    cj.ok("note", "sari", "x")

    assert [case["client"] for case in cj.json("list")["items"]] == ["Ibu Sari", "Wahyu", "Pak Budi"]
    assert cj.json("show", "@")["intake"]["client"] == "Ibu Sari"


def test_an_empty_journal_says_how_to_fill_it(cj: Cj) -> None:
    for command in ("list", "today", "task list"):
        assert "cj " in cj.ok(*command.split()).out


def test_a_long_list_on_a_screen_says_how_many_more_there_are(cj: Cj) -> None:
    for number in range(53):
        take_in(cj, f"Client {number:02}")

    assert "… and 3 more. Show all: cj list --all" in cj.ok("list", terminal=True).out
    assert "more" not in cj.ok("list", "--all", terminal=True).out
    assert len(cj.ok("list").out.splitlines()) == 53
    assert len(cj.json("list")["items"]) == 53


def test_today_shows_danger_overdue_today_and_the_next_seven_days_and_who_was_not_met(cj: Cj) -> None:
    take_in(cj, "Ibu Sari", "--safety", "concern")
    take_in(cj, "Pak Budi", "--on", "2026-10-01")
    for due in ("-3d", "today", "+7d", "+8d"):
        cj.ok("task", "add", "sari", f"Due {due}", "--who", "client", "--due", due)

    waiting = cj.json("today")

    assert [case["client"] for case in waiting["safety"]] == ["Ibu Sari"]
    assert [row["due"]["what"] for row in waiting["overdue"]] == ["Due -3d"]
    assert [row["due"]["what"] for row in waiting["today"]] == ["Due today"]
    assert [row["due"]["what"] for row in waiting["soon"]] == ["Due +7d"]
    assert [case["client"] for case in waiting["silent"]] == ["Pak Budi"]
    out = cj.ok("today").out
    assert out.index("a concern") < out.index("Due -3d") < out.index("Due today") < out.index("Due +7d")
    assert "Due +8d" not in out


def test_a_task_done_leaves_today_and_stays_in_the_case(cj: Cj, sari: str) -> None:
    made = cj.json("task", "add", sari, "Ask the school", "--who", "client", "--due", "today")

    done = cj.json("task", "done", made["ref"].lower(), "--evidence", "She told me.", "--on", "today")

    assert (done["done_on"], done["evidence"]) == ("2026-11-23", "She told me.")
    assert cj.json("today")["today"] == []
    assert cj.json("task", "list")["items"] == []
    assert [task["done"] for task in cj.json("task", "list", sari)["items"]] == [True]


def test_a_task_is_not_done_before_its_day_and_a_note_is_no_task(cj: Cj, sari: str) -> None:
    task = cj.json("task", "add", sari, "Ask", "--who", "client")["ref"]
    note = cj.json("note", sari, "x")["ref"]

    assert cj("task", "done", task, "--on", "tomorrow").code == 16
    assert cj("task", "done", note).code == 14
    assert cj("task", "done", "T-ZZZZ").code == 14


def test_history_keeps_every_version_and_undo_takes_back_the_last_command_whole(cj: Cj, sari: str) -> None:
    note = cj.json("note", sari, "Meant for another.", "--next-step", "Call", "--next-on", "friday")["ref"]

    undone = cj.ok("undo", "--yes")

    assert "Undone" in undone.out
    file = cj.json("show", sari)
    assert (file["notes"], file["tasks"]) == ([], [])
    versions = cj.json("history", note)["items"]
    assert [change["command"] for change in versions] == ["undo", "note"]
    assert versions[0]["versions"][0]["before"]["body"] == "Meant for another."
    assert versions[0]["versions"][0]["after"] is None
    assert "Meant for another." in cj.ok("history", note).out


def test_undo_is_itself_undone(cj: Cj, sari: str) -> None:
    cj.ok("note", sari, "Kept after all.")
    before = cj.json("show", sari)
    cj.ok("undo", "--yes")

    cj.ok("undo", "--yes")

    assert cj.json("show", sari) == before
    assert len(cj.json("history", sari)["items"]) == 4
    cj.ok("undo", "--yes")
    assert cj.json("show", sari)["notes"] == []


def test_undo_names_whose_case_and_whose_command_it_is(cj: Cj, sari: str) -> None:
    cj.ok("note", sari, "x")
    result = cj("undo", "--no-input")

    assert f"{sari} Ibu Sari: cj note" in result.err
    assert "Rahma" in result.err


def test_undo_of_an_intake_takes_the_case_off_the_list_and_undo_brings_it_back(cj: Cj) -> None:
    ref = take_in(cj, "Ibu Sari")
    cj.ok("undo", "--yes")
    assert cj.json("list")["items"] == []
    assert cj("show", ref).code == 14
    assert cj("verify").code == 0

    cj.ok("undo", "--yes")

    assert cj.json("list")["items"][0]["ref"] == ref


def test_undo_goes_by_the_journal_not_by_the_case(cj: Cj) -> None:
    sari, budi = take_in(cj, "Ibu Sari"), take_in(cj, "Pak Budi")
    cj.ok("note", sari, "First.")
    cj.ok("note", budi, "Second.")

    assert cj.json("undo", "--yes")["case"] == budi
    assert len(cj.json("show", sari)["notes"]) == 1


def test_a_ref_may_be_begun_and_in_any_letter_case(cj: Cj, sari: str) -> None:
    note = cj.json("note", sari, "x")["ref"]

    assert cj.json("history", note[:5].lower())["record"] == note
    assert cj.json("history", sari.lower())["record"] == sari
    assert cj.json("history", "@")["record"] == sari


def test_a_schema_describes_what_json_shows(cj: Cj, sari: str) -> None:
    note = cj.json("note", sari, "x")
    schema = cj.json("schema", "note")["json_schema"]["$defs"]["Note"]

    assert set(schema["properties"]) <= set(note)
    assert schema["properties"]["body"]["title"] == "Note"
    assert cj("schema", "horoscope").code == 14


@pytest.mark.parametrize("asked", ["safety-plan", "safety_plan", "Safety plan"])
def test_a_kind_of_two_words_is_found_however_they_are_joined(bare: Cj, asked: str) -> None:
    assert bare.json("schema", asked)["record"] == "safety-plan"


def test_the_schema_alone_is_a_json_file(bare: Cj) -> None:
    import json

    assert json.loads(bare.ok("schema", "intake").out)["$ref"] == "#/$defs/Intake"


def test_tasks_without_a_day_are_counted_on_today(cj: Cj, sari: str) -> None:
    cj.ok("task", "add", sari, "Some day", "--who", "client")

    assert "1 task has no day" in cj.ok("today").out
    assert [row["due"]["what"] for row in cj.json("today")["undated"]] == ["Some day"]


def test_a_closed_case_in_the_list_says_so_on_a_narrow_screen_too(cj: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    take_in(cj, "Pak Budi")
    cj.ok("close", take_in(cj, "Ibu Sari", "--safety", "concern"), "--reason", "moved", "--because", "to her aunt")

    assert "closed" in cj.ok("list", "--all", terminal=True).out


def test_no_list_tells_anything_a_number_of_a_client_could_be_found_from(plain_cj: Cj) -> None:
    numbers = ("--contact", "0812-3456-7890", "--identity-number", "other:A123456:SIM", "--birth", "1990")
    take_in(plain_cj, "Ibu Sari", "--safety", "concern", *numbers)
    plain_cj.clock.forward(days=40)

    (listed,), morning = plain_cj.json("list")["items"], plain_cj.json("today")

    assert morning["safety"] == morning["silent"] == [listed]
    assert "marks" not in listed
    assert "1990" not in str(listed)
    assert (
        "the same telephone number"
        in plain_cj("intake", "--client", "N", "--presenting-problem", "x", *numbers[:2]).err
    )
