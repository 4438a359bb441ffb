"""`cj plan`: drawn up together, agreed in the client's words, revised with a reason."""

import pytest

from casejournal.ask.asks import Request
from casejournal.forms.fields import Choices
from tests.world import Cj, Replies, take_in

AGREED = ("--agreed", "yes", "--client-words", "Ya, begitu.", "--how", "read_aloud")


@pytest.fixture
def assessed(cj: Cj, sari: str) -> str:
    """A case that was assessed."""
    cj.ok("assess", sari, "--underlying-problem", "No money for shoes.")
    return sari


@pytest.fixture
def planned(cj: Cj, assessed: str) -> str:
    """A case with a plan of two goals."""
    cj.ok("plan", assessed, "--goal", "Dimas goes to school @education", "--goal", "Ratih earns", *AGREED)
    return assessed


def test_goals_are_numbered_and_tasks_are_made(cj: Cj, assessed: str) -> None:
    told = cj.json(
        "plan", assessed, "--goal", "School", "--goal", "Work", *AGREED,
        "--task", "client: ask about fees by friday #1", "--task", "worker: call the clinic",
    )  # fmt: skip

    assert [goal["number"] for goal in told["goals"]] == [1, 2]
    assert [(task["who"], task["what"], task["due"], task["goal"]) for task in told["new_tasks"]] == [
        ("client", "ask about fees", "2026-11-27", 1),
        ("worker", "call the clinic", None, None),
    ]
    assert {task["source"] for task in cj.json("show", assessed)["tasks"]} == {told["ref"]}


def test_without_an_assessment_it_is_out_of_order_unless_a_reason_is_given(cj: Cj, sari: str) -> None:
    refused = cj("plan", sari, "--goal", "x", "--agreed", "yes")
    cj.ok("plan", sari, "--goal", "x", "--agreed", "yes", "--because", "the landlord throws them out tomorrow")

    assert refused.code == 5
    assert f"cj assess {sari}" in refused.err
    assert "the landlord throws them out tomorrow" in cj.ok("show", sari).out


def test_a_revision_needs_a_reason_and_keeps_the_goals_nobody_speaks_of(cj: Cj, planned: str) -> None:
    refused = cj("plan", planned, "--goal", "Savings", *AGREED)
    told = cj.json("plan", planned, "--reason", "she found work", "--goal", "Savings", "--drop", "2", *AGREED)

    assert refused.code == 4
    assert "--reason" in refused.err
    assert told["version"] == 2
    assert [(goal["number"], goal["statement"]) for goal in told["goals"]] == [
        (1, "Dimas goes to school"),
        (3, "Savings"),
    ]
    assert [plan["version"] for plan in cj.json("show", planned)["plans"]] == [1, 2]


def test_a_revision_shows_what_it_changed(cj: Cj, planned: str) -> None:
    out = cj.ok("plan", planned, "--reason", "r", "--goal", "1=Dimas goes to school daily", "--drop", "2", *AGREED).out

    assert "From version 1 to version 2" in out
    assert "  - Goal 1: Dimas goes to school · education" in out
    assert "  + Goal 1: Dimas goes to school daily · education" in out
    assert "  - Goal 2: Ratih earns" in out
    assert out[out.index("From version 1") :].split("Levels not")[0] in cj.ok("history", out[:6]).out


def test_a_revision_tells_scripts_what_it_changed(cj: Cj, planned: str) -> None:
    told = cj.json("plan", planned, "--reason", "r", "--goal", "Savings", "--drop", "2", "--agreed", "partly")

    assert told["before"].startswith("P-")
    assert [(each["goal"], each["before"] is None, each["after"] is None) for each in told["changes"]] == [
        (2, False, True),
        (3, True, False),
    ]


def test_a_revision_shows_what_became_of_the_agreement(cj: Cj, planned: str) -> None:
    out = cj.ok("plan", planned, "--reason", "r", "--agreed", "partly", "--task", "client: sew #1").out

    assert "  - Agreed: yes\n  + Agreed: partly" in out
    assert "  + Task: client · sew · Goal 1" in out


@pytest.mark.parametrize("more", [("--drop", "9"), ("--goal", "9=x"), ("--task", "client: x #9")])
def test_an_unknown_goal_is_refused_with_those_there_are(cj: Cj, planned: str, more: tuple[str, ...]) -> None:
    before = cj.files()

    refused = cj("plan", planned, "--reason", "r", *more, *AGREED)

    assert refused.code == 16
    assert "1, 2" in refused.err
    assert cj.files() == before


def test_goals_that_are_part_of_each_other_in_a_circle_are_refused(cj: Cj, planned: str) -> None:
    circle = '{"goals": [{"number": 1, "statement": "a", "part_of": 2}, {"number": 2, "statement": "b", "part_of": 1}]}'

    refused = cj("plan", planned, "--reason", "r", *AGREED, "--from", "-", stdin=circle)

    assert refused.code == 16
    assert "1 > 2 > 1" in refused.err


def test_levels_nobody_described_are_remarked_on(cj: Cj, assessed: str) -> None:
    told = cj.json("plan", assessed, "--goal", "School", "--task", "client: x", *AGREED)

    assert told["remarks"] == ["Levels not described yet: goal 1 (-2, -1, 0, +1, +2)."]


def test_a_plan_without_anything_for_the_client_to_do_is_remarked_on(cj: Cj, assessed: str) -> None:
    assert any("participation" in remark for remark in cj.json("plan", assessed, "--goal", "x", *AGREED)["remarks"])


def test_a_weight_is_importance_times_difficulty_and_may_be_nothing(cj: Cj, assessed: str) -> None:
    goals = '{"goals": [{"statement": "a", "weight": "2x3"}, {"statement": "b", "weight": 0}, {"statement": "c"}]}'

    cj.ok("plan", assessed, *AGREED, "--from", "-", stdin=goals)

    assert [goal["weight"] for goal in cj.json("show", assessed)["plans"][0]["goals"]] == [6, 0, None]


def test_a_plan_that_is_not_agreed_stays_in_planning(cj: Cj, assessed: str) -> None:
    cj.ok("plan", assessed, "--goal", "x", "--agreed", "no")

    assert cj.json("show", assessed)["stage"] == "planning"


TEMPLATES = """
[plan_templates.school]
goals = ["Back to school @education"]
tasks = ["worker: visit the school by +3d #1", "client: find the birth certificate by +7d #1"]
review_on = "+30d"
"""


def test_a_template_of_the_workers_own_makes_dated_tasks(cj: Cj, assessed: str) -> None:
    (cj.home / "config.toml").write_text(TEMPLATES)

    told = cj.json("plan", assessed, "--use", "school", "--goal", "Shoes", "--agreed", "yes")
    own = cj.json("plan", assessed, "--use", "school", "--agreed", "yes", "--reason", "again")

    assert [goal["statement"] for goal in told["goals"]] == ["Shoes"]
    assert [task["due"] for task in told["new_tasks"]] == ["2026-11-26", "2026-11-30"]
    assert told["review_on"] == "2026-12-23"
    assert [goal["statement"] for goal in own["goals"]] == ["Shoes", "Back to school"]


def test_an_unknown_template_is_answered_with_those_there_are(cj: Cj, assessed: str) -> None:
    (cj.home / "config.toml").write_text(TEMPLATES)

    refused = cj("plan", assessed, "--use", "work", "--agreed", "yes")

    assert refused.code == 14
    assert "school" in refused.err


@pytest.mark.parametrize("text", ["plan_templates = 3", "[plan_templates]\nschool = 3"])
def test_templates_that_are_none_are_told(cj: Cj, assessed: str, text: str) -> None:
    (cj.home / "config.toml").write_text(text)

    assert cj("plan", assessed, "--use", "school", "--agreed", "yes").code == 16


def test_a_plan_for_an_unknown_case(cj: Cj) -> None:
    take_in(cj, "Ibu Sari")

    assert cj("plan", "nobody", "--goal", "x", "--agreed", "yes").code == 14


def test_a_revision_at_a_terminal_asks_why_first_and_which_goals_end(cj: Cj, planned: str) -> None:
    replies = Replies("She found work.", ["2"], [], "", "", "yes", [])

    cj.ok("plan", planned, asks=replies)

    assert replies.asked[:4] == ["Reason", "Goals to drop", "Goals: which ones change?", "Goal 3"]
    assert [goal["number"] for goal in cj.json("show", planned)["plans"][1]["goals"]] == [1]


def test_a_plan_taken_back_leaves_the_version_before(cj: Cj, planned: str) -> None:
    cj.ok("plan", planned, "--reason", "r", "--drop", "2", *AGREED)
    cj.ok("undo", "--yes")

    told = cj.json("plan", planned, "--reason", "r", "--goal", "New", *AGREED)

    assert (told["version"], [goal["number"] for goal in told["goals"]]) == (2, [1, 2, 3])


def test_a_template_with_an_unknown_area_is_refused(cj: Cj, assessed: str) -> None:
    (cj.home / "config.toml").write_text('[plan_templates.x]\ngoals = ["Back to school @nowhere"]')

    assert cj("plan", assessed, "--use", "x", "--agreed", "yes").code == 16


def test_a_revision_at_a_terminal_goes_through_the_goals_that_change(cj: Cj, planned: str) -> None:
    replies = Replies(
        "Too hard.", [], ["0"], "Dimas goes to school three days", ["area"], "education",
        "Savings", [], "", "", "yes", [],
    )  # fmt: skip

    cj.ok("plan", planned, asks=replies)

    goals = cj.json("show", planned)["plans"][1]["goals"]
    assert [(goal["number"], goal["statement"]) for goal in goals] == [
        (1, "Dimas goes to school three days"),
        (2, "Ratih earns"),
        (3, "Savings"),
    ]
    assert replies.befores[replies.asked.index("Goal 1")] == "Dimas goes to school"
    assert "Goal 3" in replies.asked


def test_a_plan_in_which_no_goal_is_left_is_none(cj: Cj, planned: str) -> None:
    assert cj("plan", planned, "--reason", "r", "--drop", "1", "--drop", "2", "--agreed", "yes").code == 16


@pytest.mark.parametrize("weight", ['"9x9"', '"3x4"', "12", '"-1x-1"', "-1"])
def test_a_weight_is_importance_by_difficulty_each_from_0_to_3(cj: Cj, assessed: str, weight: str) -> None:
    goals = f'{{"goals": [{{"statement": "a", "weight": {weight}}}]}}'

    assert cj("plan", assessed, *AGREED, "--from", "-", stdin=goals).code == 16


def test_a_template_with_only_the_words_filled_in_says_nothing_else(cj: Cj, assessed: str) -> None:
    """What --template prints for a part, with its statement filled in."""
    blank = next(line for line in cj.ok("plan", "@", "--template").out.splitlines() if "statement = " in line)
    goal = blank.removeprefix("#").strip().replace('statement = ""', 'statement = "School"')

    told = cj.json("plan", assessed, *AGREED, "--goal", goal)

    assert told["goals"][0]["statement"] == "School"
    assert (told["goals"][0]["weight"], told["goals"][0]["starts_at"]) == (None, None)


def test_a_goal_that_was_changed_and_then_let_go_has_ended(cj: Cj, planned: str) -> None:
    replies = Replies(
        "Too hard.", [], ["0"], "School twice a week", [], Request.BACK, Request.BACK, ["1"],
        "School twice a week", [], "", "", "yes", [],
    )  # fmt: skip

    result = cj("plan", planned, asks=replies)

    assert result.code == 0, (result.err, replies.asked)
    assert [goal["number"] for goal in cj.json("show", planned)["plans"][1]["goals"]] == [2]


def test_a_goal_is_offered_as_a_step_towards_another_but_not_towards_itself(cj: Cj, assessed: str) -> None:
    replies = Replies(
        "School", [], "Shoes", ["part_of"], "1", "", "", "yes", [],
    )  # fmt: skip
    offered: list[list[str]] = []
    put = replies.one

    def one(title: str, hint: str, choices: Choices, before: str, **where: object) -> object:
        if title.endswith("Part of"):
            offered.append([value for value, _label in choices])
        return put(title, hint, choices, before, **where)  # type: ignore[arg-type]

    replies.one = one  # type: ignore[method-assign]

    cj.ok("plan", assessed, asks=replies)

    assert offered == [["1", ""]]
    assert [goal["part_of"] for goal in cj.json("show", assessed)["plans"][0]["goals"]] == [None, 1]


def test_a_table_typed_at_a_terminal_is_read_and_never_kept_as_words(cj: Cj, sari: str) -> None:
    cj.ok("assess", sari, "--underlying-problem", "x")
    replies = Replies(
        '{statement = "School", area}', '{area = "education"}', '1={statement = "School"}',
        '{statement = "School", area = "education", weight = "2x3"}', "", "", "yes", [],
    )  # fmt: skip

    cj.ok("plan", sari, asks=replies)

    (goal,) = cj.json("show", sari)["plans"][0]["goals"]
    assert (goal["statement"], goal["area"], goal["weight"]) == ("School", "education", 6)
    assert replies.asked[:4] == ["Goal 1"] * 4
