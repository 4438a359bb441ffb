"""Tasks: done, with what came of it; given up, with the reason; left open in a case that is closed."""

import pytest

from tests.world import Cj, Replies, take_in


def task(cj: Cj, case: str, *more: str) -> str:
    """A task for the client, due today; its ref."""
    return str(cj.json("task", "add", case, "Ask the school", "--who", "client", "--due", "today", *more)["ref"])


def test_a_task_that_was_done_stands_in_the_timeline_on_its_day_with_what_came_of_it(cj: Cj, sari: str) -> None:
    ref = task(cj, sari)
    assert ref not in cj.ok("show", sari).out.split("Timeline")[1]

    cj.ok(
        "task", "done", ref, "--on", "today", "--evidence", "She showed the receipt.", "--kind-of-help", "material",
        "--amount", "150000", "--provided-by", "Baznas",
    )  # fmt: skip

    timeline = cj.ok("show", sari).out.split("Timeline")[1]
    assert f"Monday 2026-11-23  {ref}  Task" in timeline
    assert "done by client: Ask the school\n  material help: Rp 150000, Baznas\n  She showed the receipt." in timeline


def test_a_task_done_stands_at_the_day_it_was_done_not_the_day_it_was_agreed(cj: Cj, sari: str) -> None:
    ref = task(cj, sari)
    cj.wait(days=5)
    cj.ok("note", sari, "Talked.", "--on", "-2d")

    cj.ok("task", "done", ref, "--on", "yesterday")

    timeline = cj.ok("show", sari).out.split("Timeline")[1]
    assert timeline.index(f"Friday 2026-11-27  {ref}") < timeline.index("Talked.") < timeline.index(f"{sari}  Intake")


def test_what_material_help_was_worth_can_be_added_up(cj: Cj, sari: str) -> None:
    money, rice, none = (task(cj, sari) for _ in range(3))
    cj.ok("task", "done", money, "--kind-of-help", "material", "--amount", "150000")
    cj.ok("task", "done", rice, "--kind-of-help", "material", "--amount", "5", "--unit", "kg of rice")
    cj.ok("task", "done", none, "--kind-of-help", "advice")

    worth = {each["ref"]: (each["help"], each["amount"], each["unit"]) for each in cj.json("show", sari)["tasks"]}

    assert worth == {
        money: ("material", 150000, "Rp"),
        rice: ("material", 5, "kg of rice"),
        none: ("advice", None, ""),
    }


def test_of_material_help_the_worth_is_asked_and_of_other_help_nothing(cj: Cj, sari: str) -> None:
    material, advice = task(cj, sari, "--kind-of-help", "material"), task(cj, sari, "--kind-of-help", "advice")
    replies = Replies("150.000", "150000", "", "the mosque", [])

    made = cj.json("task", "done", material, asks=replies)
    cj.ok("task", "done", advice, asks=Replies())

    assert replies.asked == ["Amount", "Amount", "Counted in", "Provided by", "Anything else to write down now?"]
    assert (made["amount"], made["unit"], made["provided_by"]) == (150000, "Rp", "the mosque")


def test_what_was_said_of_the_help_when_the_task_was_agreed_stays(cj: Cj, sari: str) -> None:
    given = ("--kind-of-help", "material", "--amount", "2", "--unit", "school bags", "--provided-by", "Ibu Dewi")
    ref = task(cj, sari, *given)

    made = cj.json("task", "done", ref, asks=Replies())

    assert (made["help"], made["amount"], made["unit"], made["provided_by"]) == (
        "material", 2, "school bags", "Ibu Dewi"
    )  # fmt: skip


@pytest.mark.parametrize(
    "given",
    [
        ("--amount", "150000"),
        ("--kind-of-help", "advice", "--amount", "150000"),
        ("--kind-of-help", "material", "--amount", "-1"),
        ("--kind-of-help", "material", "--amount", "Rp 150.000"),
        ("--kind-of-help", "material", "--unit", "kg"),
        ("--kind-of-help", "money"),
        ("--on", "tomorrow"),
    ],
)
def test_what_a_task_cannot_be_is_refused_and_it_stays_open(cj: Cj, sari: str, given: tuple[str, ...]) -> None:
    ref = task(cj, sari)

    refused = cj("task", "done", ref, *given)

    assert refused.code == 16
    assert "goes only with Help" in refused.err or given[:2] != ("--amount", "150000")
    assert [each["ref"] for each in cj.json("task", "list")["items"]] == [ref]


def test_a_task_that_became_moot_is_dropped_and_is_due_no_longer(cj: Cj, sari: str) -> None:
    ref = task(cj, sari)

    made = cj.json("task", "drop", ref, "--because", "the school waived the fees", "--on", "today")

    assert (made["dropped_on"], made["dropped_because"]) == ("2026-11-23", "the school waived the fees")
    assert cj.json("task", "list")["items"] == []
    assert cj.json("today")["today"] == []
    assert cj.json("show", sari)["waiting"] == []
    assert "dropped 2026-11-23" in cj.ok("task", "list", sari).out
    assert "Ask the school: the school waived the fees" in cj.ok("task", "list", sari).out
    assert "dropped: Ask the school\n  the school waived the fees" in cj.ok("show", sari).out.split("Timeline")[1]


def test_a_dropped_task_does_not_keep_a_case_from_being_closed(cj: Cj, sari: str) -> None:
    ref = task(cj, sari)
    assert cj("close", sari, "--reason", "moved").code == 5

    cj.ok("task", "drop", ref, "--because", "she moved away")

    cj.ok("close", sari, "--reason", "moved")


def test_what_has_ended_is_neither_done_nor_dropped_once_more(cj: Cj, sari: str) -> None:
    done, dropped = task(cj, sari), task(cj, sari)
    cj.ok("task", "done", done)
    cj.ok("task", "drop", dropped, "--because", "moot")

    refused = {
        cj("task", "done", dropped).err.splitlines()[0],
        cj("task", "drop", dropped, "--because", "x").err.splitlines()[0],
    }
    assert refused == {f"{dropped} was dropped on Monday 2026-11-23: moot"}
    assert f"{done} was already done" in cj("task", "drop", done, "--because", "x").err
    assert [cj("task", "done", ref).code for ref in (done, dropped)] == [5, 5]


def test_why_a_task_is_dropped_must_be_said_and_is_asked_once_it_is_found(cj: Cj, sari: str) -> None:
    ref = task(cj, sari)

    assert cj("task", "drop", ref).code == 4
    assert cj("task", "drop", ref, "--because", "  ").code == 4
    assert cj("task", "drop", ref, "--because", "x", "--on", "tomorrow").code == 16
    assert cj("task", "drop", "T-ZZZZ", asks=Replies()).code == 14
    made = cj.json("task", "drop", ref, asks=Replies("she asked already"))
    assert made["dropped_because"] == "she asked already"
    assert cj("task", "drop", sari, asks=Replies()).code == 14


def test_dropping_is_undone(cj: Cj, sari: str) -> None:
    ref = task(cj, sari)
    cj.ok("task", "drop", ref, "--because", "moot")

    cj.ok("undo", "--yes")

    assert [each["ref"] for each in cj.json("task", "list")["items"]] == [ref]


def test_a_goal_whose_task_was_dropped_has_none_and_neither_has_the_client(cj: Cj, planned: str) -> None:
    ref = task(cj, planned, "--goal", "1")
    other = task(cj, planned, "--goal", "2")
    rules = {each["rule"] for each in cj("check", planned, "--json").json["items"]}
    assert not rules & {"goal_without_task", "no_task_for_client"}

    for each in (ref, other):
        cj.ok("task", "drop", each, "--because", "moot")

    rules = {each["rule"] for each in cj("check", planned, "--json").json["items"]}
    assert {"goal_without_task", "no_task_for_client"} <= rules


def test_open_tasks_of_a_closed_case_say_so_and_leave_today(cj: Cj, sari: str) -> None:
    other = take_in(cj, "Pak Budi")
    left, kept = task(cj, sari), task(cj, other)

    cj.ok("close", sari, "--reason", "moved", "--because", "she left overnight")

    assert "Ibu Sari (closed)" in cj.ok("task", "list").out
    assert "Pak Budi (closed)" not in cj.ok("task", "list").out
    rows = {row["ref"]: row["case_open"] for row in cj.json("task", "list")["items"]}
    assert rows == {left: False, kept: True}
    assert "Open tasks  the case is closed" in cj.ok("show", sari).out
    assert [row["due"]["ref"] for row in cj.json("today")["today"]] == [kept]


def test_tasks_of_a_group_are_done_and_dropped_as_those_of_a_case(cj: Cj) -> None:
    group = cj.json("group", "form", "--name", "Ibu Tangguh", "--purpose", "To sell what we sew.")["ref"]
    done, dropped = task(cj, group), task(cj, group)

    cj.ok("task", "done", done, "--evidence", "The key is here.")
    cj.ok("task", "drop", dropped, "--because", "the room is closed")

    timeline = cj.ok("group", "show", group).out.split("Timeline")[1]
    assert "done by client: Ask the school\n  The key is here." in timeline
    assert "dropped: Ask the school\n  the room is closed" in timeline
