"""An interview: in order, only what is missing, back and forth, and nothing asked twice but what was wrong."""

from datetime import date
from typing import Any

import msgspec
import pytest

from casejournal.ask.asks import Request, Where
from casejournal.ask.interview import interview
from casejournal.ask.question import Talk
from casejournal.domain.assessment import Assessment
from casejournal.domain.checklist import Checklist, Standing, Verdict
from casejournal.domain.choice import meant
from casejournal.domain.closing import Closing
from casejournal.domain.consent import Consent
from casejournal.domain.dates import Since
from casejournal.domain.field import Among
from casejournal.domain.intake import Intake, Safety
from casejournal.domain.note import Note
from casejournal.domain.plan import Plan
from casejournal.domain.review import Rating, Review
from casejournal.domain.roles import Role
from casejournal.forms.check import check, from_values
from casejournal.forms.fields import Choices, Known, field
from tests.world import MONDAY, Cj, Replies, take_in

TODAY = MONDAY.date()


def ask(form: type[msgspec.Struct], replies: Replies, **given: object) -> tuple[dict[str, object], list[str]]:
    """The answers, and what the person was told meanwhile."""
    told: list[str] = []
    return interview(form, given, TODAY, replies, told.append, keep=lambda _answers, _begun: None), told


def test_the_questions_come_in_the_order_of_the_form() -> None:
    replies = Replies("Ibu Sari", "Rent.", ["income"], "none", "yes", [])

    answers, _told = ask(Intake, replies)

    assert answers == {
        "client": "Ibu Sari",
        "presenting_problem": "Rent.",
        "areas": ("income",),
        "safety": Safety.NONE,
        "confidentiality_explained": True,
    }
    assert replies.asked[0] == "Client"
    assert "About the danger" not in replies.asked


def test_what_was_given_is_not_asked() -> None:
    replies = Replies("Rent.", [], "", "")

    ask(Intake, replies, client="Ibu Sari")

    assert replies.asked[0] == "Presenting problem"


def test_a_question_that_depends_on_an_answer_comes_only_after_it() -> None:
    replies = Replies("A", "B", [], "concern", "The landlord.", "", [])

    answers, _told = ask(Intake, replies)

    assert answers["safety_note"] == "The landlord."


def test_a_wrong_answer_is_told_and_only_that_question_is_put_again() -> None:
    replies = Replies("Talked.", "visit", ["advocate"], "Call", "03/04", "friday", [])

    answers, told = ask(Note, replies)

    assert answers["next_on"] == date(2026, 11, 27)
    assert replies.asked.count("Next on") == 2
    assert replies.asked.count("Note") == 1
    assert replies.befores[5] == "03/04"
    assert "advocate" in told[0]
    assert "could be" in told[1]
    assert "Friday 2026-11-27" in told[2]


def test_a_long_answer_that_was_wrong_comes_back_to_be_mended() -> None:
    replies = Replies("Talked \udcff long.", "Talked long.", "", [], "", [])

    ask(Note, replies)

    assert replies.befores[1] == "Talked \udcff long."


@pytest.mark.parametrize(
    ("replies", "comes_to"),
    [
        (("Talked.", "", [], "Call", "+7d", ["on"], "-5d"), date(2026, 11, 25)),
        (("Talked.", "", [], "Call by +7d", ["on"], "-5d"), date(2026, 11, 25)),
        (("Talked.", "", [], "Call", "monday", ["on"], "-5d"), date(2026, 11, 30)),
    ],
)
def test_an_offset_counts_from_the_day_of_the_record_also_where_that_is_said_after_it(
    replies: tuple[object, ...], comes_to: date
) -> None:
    answers, told = ask(Note, Replies(*replies))

    assert (answers["on"], answers["next_on"]) == (date(2026, 11, 18), comes_to)
    assert any("counts from Wednesday 2026-11-18" in line for line in told) == (comes_to != date(2026, 11, 30))


def test_a_day_to_come_is_asked_again_and_costs_no_other_answer() -> None:
    replies = Replies("Talked.", "", [], "", ["on"], "tomorrow", "yesterday")

    answers, told = ask(Note, replies)

    assert answers["on"] == date(2026, 11, 22)
    assert "has not come yet" in told[0]


def test_the_list_of_what_else_is_a_question_like_the_others() -> None:
    replies = Replies(
        "A", "B", [], "", "", Request.WHY, Request.BACK, "yes", ["age"], Request.BACK, ["gender"], "woman"
    )

    answers, told = ask(Intake, replies)

    assert answers["gender"] == "woman"
    assert "age" not in answers
    assert answers["confidentiality_explained"] is True
    assert "optional" in told[0]


def test_what_else_is_not_offered_to_who_began_on_the_command_line() -> None:
    replies = Replies("Rent.", [], "", "")

    ask(Intake, replies, client="Ibu Sari")

    assert not [title for title in replies.asked if title.startswith("Anything else")]


def test_an_empty_answer_to_a_needed_question_is_put_again() -> None:
    replies = Replies("", "   ", "Ibu Sari", "Rent.", [], "", "", [])

    answers, told = ask(Intake, replies)

    assert answers["client"] == "Ibu Sari"
    assert len(told) == 2


def test_back_goes_to_the_question_before_with_its_answer_kept() -> None:
    replies = Replies(
        "Ibu Sri",
        "Rent.",
        Request.BACK,
        "Rent and food.",
        Request.BACK,
        Request.BACK,
        "Ibu Sari",
        "Rent and food.",
        [],
        "",
        "",
        [],
    )

    answers, _told = ask(Intake, replies)

    assert answers["client"] == "Ibu Sari"
    assert answers["presenting_problem"] == "Rent and food."
    assert replies.befores[3] == "Rent."
    assert replies.befores[6] == "Ibu Sri"
    assert replies.befores[7] == "Rent and food."


def test_back_at_the_first_question_stays_there() -> None:
    replies = Replies(Request.BACK, "Ibu Sari", "Rent.", [], "", "", [])

    assert ask(Intake, replies)[0]["client"] == "Ibu Sari"


def test_going_back_and_calling_off_a_danger_takes_its_note_along() -> None:
    replies = Replies("A", "B", [], "concern", "The landlord.", Request.BACK, Request.BACK, "none", "", [])

    answers, _told = ask(Intake, replies)

    assert answers["safety"] is Safety.NONE
    assert "safety_note" not in answers


def test_why_tells_why_it_is_asked_and_asks_again() -> None:
    replies = Replies(Request.WHY, "Ibu Sari", Request.WHY, "Rent.", Request.WHY, [], Request.WHY, "", "", [])

    _answers, told = ask(Intake, replies)

    assert len(told) == 4
    assert "You find the case again by this name." in told[0]


def test_what_else_is_known_is_chosen_from_a_list_and_then_asked() -> None:
    replies = Replies(
        "A", "B", [], "", "", ["age", "household", "safe_contact.never"], "34", "her phone", "mother, 68; Ayu; "
    )

    answers, _told = ask(Intake, replies)

    assert answers["age"] == 34
    assert answers["household"] == ("mother, 68", "Ayu")
    assert answers["safe_contact.never"] == "her phone"


def test_several_choices_are_kept_in_their_order() -> None:
    replies = Replies("Talked.", "", ["counsellor", "broker"], "", [])

    assert ask(Note, replies)[0]["roles"] == (Role.COUNSELLOR, Role.BROKER)


def test_a_command_that_was_told_all_it_needs_asks_nothing(cj: Cj) -> None:
    take_in(cj, "Ibu Sari")
    replies = Replies()

    cj.ok("note", "sari", "Talked.", asks=replies)

    assert replies.asked == []


def test_an_interview_at_the_command_line_writes_one_record(cj: Cj) -> None:
    take_in(cj, "Ibu Sari")

    cj.ok("note", "sari", asks=Replies("Talked.", "visit", [], "Call", "friday", ["minutes"], "45"))

    (note,) = cj.json("show", "sari")["notes"]
    assert (note["body"], note["channel"], note["minutes"], note["next_on"]) == ("Talked.", "visit", 45, "2026-11-27")
    assert cj.json("show", "sari")["tasks"][0]["what"] == "Call"


def test_the_case_is_looked_for_before_anything_is_asked(cj: Cj) -> None:
    replies = Replies()

    assert cj("note", "nobody", asks=replies).code == 14
    assert replies.asked == []


def ask_known(form: type[msgspec.Struct], replies: Replies, known: Known, **given: object) -> dict[str, object]:
    """The answers, where the case file knows something already."""
    return interview(form, given, TODAY, replies, lambda _told: None, keep=lambda _a, _b: None, known=known)


def test_areas_are_marked_first_and_then_each_is_scored() -> None:
    replies = Replies(
        "No work.", "", "both", ["income", "family"], "2", "day labour", "3", "they talk", "keeps going", "none", []
    )

    answers, _told = ask(Assessment, replies)

    assert [(each.area, each.score) for each in answers["domains"]] == [("income", 2), ("family", 3)]  # type: ignore[attr-defined]
    assert "income · Score" in replies.asked
    assert "family · Reason" in replies.asked


def test_what_is_likely_to_be_spoken_of_is_marked_beforehand() -> None:
    replies = Replies("No work.", "", "", [], "keeps going", "", [])

    ask_known(Assessment, replies, Known(marked={"domains": ("family", "income")}))

    assert replies.befores[replies.asked.index("Domains")] == ["income", "family"]


def test_strengths_cannot_be_left_open_at_a_terminal() -> None:
    replies = Replies("No work.", "", "", [], "", "  ;", "keeps going", "", [])

    answers, told = ask(Assessment, replies)

    assert answers["strengths"] == ("keeps going",)
    assert told.count("This question needs an answer.") == 2


def test_goals_are_asked_one_after_the_other_until_enter_alone() -> None:
    replies = Replies(
        "School", ["area", "measure", "levels.expected"], "education", "days", "four days",
        "Work", ["weight"], "2x3",
        "",
        "Ask about fees", "client", ["due", "goal"], "friday", "1", "", "yes", ["client_words", "how"], "Ya", "verbal",
    )  # fmt: skip
    known = Known(
        lists=lambda answers: {Among.GOALS: [(str(n), g.statement) for n, g in enumerate(answers.get("goals", ()), 1)]},
        needless=frozenset({"reason", "dropped"}),
    )

    answers = ask_known(Plan, replies, known)

    school, work = answers["goals"]  # type: ignore[misc]
    assert (school.statement, school.area, school.levels.expected) == ("School", "education", "four days")  # type: ignore[has-type]
    assert work.weight == 6  # type: ignore[has-type]
    assert answers["tasks"][0].goal == 1  # type: ignore[index]
    assert replies.asked[:2] == ["Goal 1", "Goal 1 · Anything else to write down now?"]


def test_a_plan_without_a_goal_is_asked_again() -> None:
    replies = Replies("", "School", [], "", "", "yes", [])

    answers = ask_known(Plan, replies, Known(needless=frozenset({"reason", "dropped"})))

    assert len(answers["goals"]) == 1  # type: ignore[arg-type]


def test_going_back_leads_into_the_part_before_and_what_was_typed_stands_there_still() -> None:
    replies = Replies(
        "School", ["area", "measure"], "", Request.BACK, "education", "days",
        Request.BACK, "School", ["area", "measure"], "education", "days a week",
        "Work", [], "",
        "", "no", [],
    )  # fmt: skip

    answers = ask_known(Plan, replies, Known(needless=frozenset({"reason", "dropped"})))

    assert [replies.befores[place] for place in range(7, 11)] == ["School", ["area", "measure"], "education", "days"]
    assert [goal.statement for goal in answers["goals"]] == ["School", "Work"]  # type: ignore[attr-defined]
    assert answers["goals"][0].measure == "days a week"  # type: ignore[index]


def test_levels_are_offered_in_the_words_of_the_goal() -> None:
    replies = Replies("worker", ["1"], "-1", "", "", "", [])
    seen: list[tuple[str, dict[str, str]]] = []
    put = replies.one

    def one(title: str, hint: str, choices: Choices, before: str, **where: Any) -> object:
        seen.append((title, dict(choices)))
        return put(title, hint, choices, before, **where)

    replies.one = one  # type: ignore[method-assign]
    known = Known(
        lists=lambda _answers: {Among.GOALS: [("1", "1 School")]},
        meanings={("1", "-1"): "two days"},
        marked={"ratings": ("1",)},
    )

    answers = ask_known(Review, replies, known)

    assert answers["ratings"] == (Rating(goal=1, level=-1),)
    assert ("1 School · Level", "-1 two days") in [(title, labels.get("-1")) for title, labels in seen]


def test_without_a_plan_nothing_is_asked_about_goals() -> None:
    replies = Replies("worker", "", "", "", [])

    ask_known(Review, replies, Known())

    assert "Ratings" not in replies.asked


def test_a_stop_in_the_middle_of_a_goal_keeps_every_answer_and_is_gone_on_with() -> None:
    kept: list[tuple[Any, Any]] = []
    first = Replies("School", [], "Work", ["area", "measure"], "income", KeyboardInterrupt)
    known = Known(needless=frozenset({"reason", "dropped"}))

    def keep(answers: dict[str, Any], begun: dict[str, Any]) -> None:
        kept.append(({name: msgspec.to_builtins(value) for name, value in answers.items()}, msgspec.to_builtins(begun)))

    with pytest.raises(KeyboardInterrupt):
        interview(Plan, {}, TODAY, first, lambda _told: None, keep=keep, known=known)
    answers, begun = kept[-1]
    second = Replies(["area", "measure"], "income", "days", "", "", "yes", [])
    given = from_values(Plan, answers, "a draft", TODAY)

    whole = interview(Plan, given, TODAY, second, lambda _told: None, keep=keep, begun=begun, known=known)

    assert [(goal.statement, goal.area, goal.measure) for goal in whole["goals"]] == [
        ("School", "", ""),
        ("Work", "income", "days"),
    ]
    assert second.befores[:2] == [["area", "measure"], "income"]


def hold(
    form: type[msgspec.Struct], replies: Replies, known: Known, draft: tuple[Any, Any] | None = None
) -> tuple[dict[str, Any], list[tuple[Any, Any]]]:
    """The answers, none when the person stops, and every draft that was kept; goes on with `draft`."""
    kept: list[tuple[Any, Any]] = []

    def keep(answers: dict[str, Any], begun: dict[str, Any]) -> None:
        kept.append(({name: msgspec.to_builtins(value) for name, value in answers.items()}, msgspec.to_builtins(begun)))

    given = from_values(form, draft[0], "a draft", TODAY) if draft else {}
    try:
        begun = draft[1] if draft else None
        return interview(form, given, TODAY, replies, lambda _told: None, keep=keep, begun=begun, known=known), kept
    except KeyboardInterrupt:
        return {}, kept


THREE = Known(lists=lambda _answers: {Among.GOALS: [("1", "one"), ("2", "two"), ("3", "three")]})


def stopping(replies: Replies, title: str, typed: str) -> Replies:
    """Who stops at that question with these words half typed."""
    put = replies.text

    def text(asked: str, *more: Any, **how: Any) -> Any:
        if asked == title:
            raise KeyboardInterrupt(typed)
        return put(asked, *more, **how)

    replies.text = text  # type: ignore[method-assign, assignment]
    return replies


def test_what_was_begun_about_one_goal_is_never_said_of_another() -> None:
    first = stopping(Replies("moved", ["1", "2"], "reached", "", "partly"), "two · In words", "some da")
    _none, kept = hold(Closing, first, THREE)
    second = Replies(["1", "3"], "not_reached", "nothing", "", "", [])

    answers, _kept = hold(Closing, second, THREE, kept[-1])

    assert [(each.goal, each.result, each.words) for each in answers["outcomes"]] == [
        (1, "reached", ""),
        (3, "not_reached", "nothing"),
    ]
    assert second.befores[0] == ["1", "2"]


def test_what_was_begun_about_a_goal_goes_on_where_it_was_stopped() -> None:
    first = stopping(Replies("moved", ["1", "2"], "reached", "", "partly"), "two · In words", "some da")
    _none, kept = hold(Closing, first, THREE)
    second = Replies(["1", "2"], "some days", "", "", [])

    answers, _kept = hold(Closing, second, THREE, kept[-1])

    assert second.befores[1] == "some da"
    assert [(each.goal, each.words) for each in answers["outcomes"]] == [(1, ""), (2, "some days")]


def test_a_part_that_was_chosen_from_the_rest_is_marked_again_when_it_is_gone_on_with() -> None:
    scope = ("Puskesmas", "help", ["name"], "client", "false", "", "", ["withheld"], "address")
    first = stopping(Replies(*scope), "Withheld 1 · From whom", "her bro")
    _none, kept = hold(Consent, first, Known())
    second = Replies(["withheld"], "her brother", "", "")

    answers, _kept = hold(Consent, second, Known(), kept[-1])

    assert second.befores[:2] == [["withheld"], "her bro"]
    assert answers["withheld"][0].from_whom == "her brother"


def test_a_half_typed_list_stands_there_as_it_was_typed() -> None:
    first = stopping(Replies("No work.", "", "", []), "Strengths", "sews; sings w")
    _none, kept = hold(Assessment, first, Known())
    second = Replies("sews; sings well", "", [])

    answers, _kept = hold(Assessment, second, Known(), kept[-1])

    assert second.befores[0] == "sews; sings w"
    assert answers["strengths"] == ("sews", "sings well")


def test_going_back_through_a_goal_keeps_what_was_chosen_from_the_rest() -> None:
    replies = Replies(
        "School", ["weight"], "6",
        Request.BACK, "School", ["weight"], "6",
        "", "", "yes", [],
    )  # fmt: skip

    answers = ask_known(Plan, replies, Known(needless=frozenset({"reason", "dropped"})))

    assert replies.befores[5] == ["weight"]
    assert replies.befores[6] == "6"
    assert answers["goals"][0].weight == 6  # type: ignore[index]


def test_a_stop_after_going_back_loses_no_goal() -> None:
    replies = Replies(
        "School", ["measure"], "days", "Work", ["measure"], "orders",
        Request.BACK, Request.BACK, "School!", KeyboardInterrupt,
    )  # fmt: skip
    known = Known(needless=frozenset({"reason", "dropped"}))
    _none, kept = hold(Plan, replies, known)

    second = Replies(
        "School!", ["measure"], "days", "Work", ["measure"], "orders", "", "", "yes", [],
    )  # fmt: skip
    answers, _kept = hold(Plan, second, known, kept[-1])

    assert [second.befores[place] for place in (0, 2, 3, 5)] == ["School!", "days", "Work", "orders"]
    assert [(goal.statement, goal.measure) for goal in answers["goals"]] == [("School!", "days"), ("Work", "orders")]


def test_a_stop_after_marking_areas_again_loses_no_score() -> None:
    replies = Replies(
        "No work.", "", "", ["income", "family"], "2", "day labour", "3", "they talk", Request.BACK,
        ["income", "family"], "2", KeyboardInterrupt,
    )  # fmt: skip
    _none, kept = hold(Assessment, replies, Known())

    assert "day labour" in str(kept[-1])
    assert "they talk" in str(kept[-1])


@pytest.mark.parametrize("begun", [{"goals": "x"}, {"goals": 7}, {"goals": {"part": {}}}, {"nothing": "x"}])
def test_a_draft_that_was_written_over_does_no_harm(begun: dict[str, Any]) -> None:
    replies = Replies("School", [], "", "", "yes", [])

    answers, _kept = hold(Plan, replies, Known(needless=frozenset({"reason", "dropped"})), ({}, begun))

    assert len(answers["goals"]) == 1


def test_a_draft_that_is_gone_on_with_can_be_gone_back_in_without_losing_the_part_begun() -> None:
    known = Known(needless=frozenset({"reason", "dropped"}))
    first = stopping(
        Replies("School", ["measure"], "days", "Work", ["area", "measure", "levels.expected"], "income", "orders"),
        "Goal 2 · Expected (0)",
        "",
    )
    _none, kept = hold(Plan, first, known)
    back = Replies(Request.BACK, Request.BACK, KeyboardInterrupt)
    _none, again = hold(Plan, back, known, kept[-1])

    assert back.asked == ["Goal 2 · Anything else to write down now?", "Goal 2", "Goal 1"]
    for word in ("School", "days", "Work", "income", "orders"):
        assert word in str(again[-1])


def test_a_whole_part_may_be_typed_at_its_first_question() -> None:
    replies = Replies("School @education", "", "client: ask about fees by friday", "", "yes", [])

    answers = ask_known(Plan, replies, Known(needless=frozenset({"reason", "dropped"})))

    assert answers["goals"][0].area == "education"  # type: ignore[index]
    (task,) = answers["tasks"]  # type: ignore[misc]
    assert (task.who, task.what, task.due) == ("client", "ask about fees", date(2026, 11, 27))  # type: ignore[has-type]
    assert replies.asked == ["Goal 1", "Goal 2", "Task 1", "Task 2", "Agreed", "Anything else to write down now?"]


def test_what_only_looks_like_a_whole_part_is_kept_as_it_was_typed() -> None:
    replies = Replies("Call: the school", [], "", "", "yes", [])

    answers = ask_known(Plan, replies, Known(needless=frozenset({"reason", "dropped"})))

    assert answers["goals"][0].statement == "Call: the school"  # type: ignore[index]


GOAL: tuple[object, ...] = ("School", [], "")
TO_THE_END: tuple[object, ...] = ("yes", [])


@pytest.mark.parametrize("typed", ["Save each week @moneyy", "3=Save each week @income", "Meet @ the station"])
def test_a_goal_with_an_area_that_the_options_refuse_is_asked_again_as_it_was_typed(cj: Cj, typed: str) -> None:
    mended: tuple[object, ...] = ("Save each week @income", "", "")
    case = take_in(cj, "Ibu Sari")
    replies = Replies(typed, *mended, *TO_THE_END)

    answers = ask_known(Plan, replies, Known(needless=frozenset({"reason", "dropped"})))

    assert cj("plan", case, "--goal", typed).code != 0
    assert replies.befores[1] == typed
    assert [(goal.statement, goal.area) for goal in answers["goals"]] == [("Save each week", "income")]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "typed",
    ["client: ask by 03/04 #1", "ask by 03/04 #1", "ask by friday #1", "Call: the school #1", "client: ask by 03/04"],
)
def test_a_task_with_a_day_or_goal_that_the_options_refuse_is_asked_again_as_it_was_typed(cj: Cj, typed: str) -> None:
    case = take_in(cj, "Ibu Sari")
    replies = Replies(*GOAL, typed, "client: ask by friday #1", "", *TO_THE_END)

    answers = ask_known(
        Plan,
        replies,
        Known(needless=frozenset({"reason", "dropped"}), lists=lambda _said: {Among.GOALS: [("1", "School")]}),
    )

    assert cj("plan", case, "--goal", "School", "--task", typed).code != 0
    assert replies.befores[len(GOAL) + 1] == typed
    (task,) = answers["tasks"]  # type: ignore[misc]
    assert (task.what, task.due, task.goal) == ("ask", date(2026, 11, 27), 1)  # type: ignore[has-type]


def test_a_refused_answer_stands_there_to_be_mended_and_is_in_the_draft() -> None:
    kept: list[dict[str, Any]] = []
    replies = Replies("Talked.", "visit", [], "Call", "friday 13", KeyboardInterrupt)

    with pytest.raises(KeyboardInterrupt):
        interview(Note, {}, TODAY, replies, lambda _line: None, keep=lambda _answers, begun: kept.append(begun))

    assert replies.befores[5] == "friday 13"
    assert kept[-1]["next_on"] == "friday 13"


def test_nothing_is_chosen_by_enter_alone() -> None:
    replies = Replies("School", [], "", "", "", "no", [])
    seen: list[str] = []
    put = replies.one

    def one(title: str, hint: str, choices: Choices, before: str, **where: Any) -> object:
        seen.append(f"{title}: {dict(choices)[before]}")
        return put(title, hint, choices, before, **where)

    replies.one = one  # type: ignore[method-assign]

    answers = ask_known(Plan, replies, Known(needless=frozenset({"reason", "dropped"})))

    assert answers["agreed"] == "no"
    assert seen.count("Agreed: (choose one)") == 2


def test_each_principle_is_asked_with_a_line_of_evidence_and_may_be_left_open() -> None:
    replies = Replies(
        "kept", "", "strained", "I spoke too much.", Request.BACK, "breached", "I lied.", "", "", "", "", [],
    )  # fmt: skip

    answers, _told = ask(Checklist, replies)

    assert answers == {
        "acceptance": Standing(verdict=Verdict.KEPT),
        "open_communication": Standing(verdict=Verdict.BREACHED, evidence="I lied."),
    }
    assert replies.asked[:3] == ["acceptance", "acceptance · Evidence", "open communication"]


def test_a_checklist_that_was_stopped_goes_on_where_it_was() -> None:
    first = stopping(Replies("kept", "", "strained"), "open communication · Evidence", "I spoke")
    _none, kept = hold(Checklist, first, Known())
    second = Replies("I spoke too much.", "", "", "", "", [])

    answers, _kept = hold(Checklist, second, Known(), kept[-1])

    assert second.befores[0] == "I spoke"
    assert answers["open_communication"] == Standing(verdict=Verdict.STRAINED, evidence="I spoke too much.")


def test_a_goal_that_is_none_is_asked_again_at_once() -> None:
    replies = Replies("client: ask #7", "client: ask #1", "", "yes", [])
    known = Known(
        lists=lambda _answers: {Among.GOALS: [("1", "School")]}, needless=frozenset({"reason", "dropped", "goals"})
    )

    answers = ask_known(Plan, replies, known)

    assert [task.goal for task in answers["tasks"]] == [1]  # type: ignore[attr-defined]


def test_a_draft_in_which_all_is_answered_can_be_gone_back_in() -> None:
    draft: tuple[Any, Any] = ({"goals": [{"statement": "School"}], "agreed": "yes", "tasks": ["client: ask"]}, {})
    replies = Replies(Request.BACK, "no", [])

    answers, _kept = hold(Plan, replies, Known(needless=frozenset({"reason", "dropped"})), draft)

    assert replies.asked[:2] == ["Anything else to write down now?", "Agreed"]
    assert answers["agreed"] == "no"


def test_what_stood_at_a_question_that_is_left_stands_there_still() -> None:
    replies = Replies("Ibu Sari", (Request.BACK, "Rent is"), "Ibu Sari", "Rent is due.", [], "", "", [])

    answers, _told = ask(Intake, replies)

    assert replies.befores[3] == "Rent is"
    assert answers["presenting_problem"] == "Rent is due."


def place_of(replies: Replies, title: str) -> Where:
    """Where that question stood in the form."""
    return replies.wheres[replies.asked.index(title)]


def test_every_question_says_how_far_along_the_form_is() -> None:
    replies = Replies("A", "B", [], "concern", "The landlord.", "", ["gender", "age"], "34", "woman")

    ask(Intake, replies)

    assert [where.so_far for where in replies.wheres] == [
        "1 of 5, then only what you like", "2 of 5, then only what you like", "3 of 5, then only what you like",
        "4 of 5, then only what you like", "5 of 6, then only what you like", "6 of 6, then only what you like",
        "", "1 of 2", "2 of 2",
    ]  # fmt: skip


def test_a_question_about_a_part_says_how_far_along_the_form_around_it_is() -> None:
    replies = Replies("School", [], "", "", "yes", [])

    ask_known(Plan, replies, Known(needless=frozenset({"reason", "dropped"})))

    assert [where.so_far.partition(",")[0] for where in replies.wheres] == ["1 of 3"] * 3 + ["2 of 3", "3 of 3", ""]


def test_a_question_says_whether_it_may_be_skipped() -> None:
    replies = Replies("No work.", "", "", [], "sews", "", [])

    ask(Assessment, replies)

    assert [where.needed for where in replies.wheres] == [True, False, False, False, True, False, False]


WRITE = Request.WRITE


def test_a_form_is_written_from_any_question_once_all_that_is_needed_is_answered() -> None:
    replies = Replies("Ibu Sari", "Rent.", (WRITE, ["income"]))

    answers, _told = ask(Intake, replies)

    assert answers == {"client": "Ibu Sari", "presenting_problem": "Rent.", "areas": ("income",)}
    assert [where.ready for where in replies.wheres] == [False, True, True]


def test_what_becomes_needed_by_the_last_answer_is_still_asked() -> None:
    replies = Replies("puskesmas", "care", ["name"], "client", (WRITE, "false"))

    answers, _told = ask(Consent, replies)

    assert answers["refused"] is False
    assert "Valid until" not in replies.asked


def test_an_answer_that_is_refused_is_asked_again_before_the_form_is_written() -> None:
    replies = Replies("Talked.", "", [], "Call", (WRITE, "03/04"), (WRITE, "friday"))

    answers, _told = ask(Note, replies)

    assert answers["next_on"] == date(2026, 11, 27)
    assert replies.befores[-1] == "03/04"


def test_a_form_is_not_written_without_what_is_needed() -> None:
    replies = Replies((WRITE, ""), (WRITE, "Talked."))

    answers, told = ask(Note, replies)

    assert answers == {"body": "Talked."}
    assert told == ["This question needs an answer."]


def test_in_the_middle_of_a_goal_the_whole_plan_is_written_if_nothing_else_is_needed() -> None:
    known = Known(needless=frozenset({"reason", "dropped"}))
    agreed = Replies("School", ["measure", "due"], (WRITE, "days"), "yes")

    answers = ask_known(Plan, agreed, known, on=TODAY)

    assert agreed.wheres[2].ready is False, "whether the client agrees is still needed"
    assert answers["goals"][0].measure == "days"  # type: ignore[index]
    assert agreed.asked[-1] == "Agreed"
    again = Replies("yes", (WRITE, "School"))
    first = Known(needless=known.needless, first=frozenset({"agreed"}))
    assert len(ask_known(Plan, again, first)["goals"]) == 1  # type: ignore[arg-type]
    assert again.wheres[1].ready is True


def test_while_scored_areas_are_still_to_come_the_form_is_not_ready() -> None:
    replies = Replies("No work.", "", "", ["income", "family"], "2", "day labour", "3", "they talk", (WRITE, "sews"))

    answers, _told = ask(Assessment, replies)

    assert len(answers["domains"]) == 2  # type: ignore[arg-type]
    assert [where.ready for where in replies.wheres] == [False] * 8 + [True]


def test_a_question_begins_with_what_was_answered_the_time_before_and_it_counts_only_once_it_was_asked() -> None:
    known = Known(starts={"channel": "visit", "roles": ["advocate"]})
    replies = Replies("Talked.", "visit", (WRITE, ["advocate"]))

    answers = ask_known(Note, replies, known)

    assert replies.befores == ["", "visit", ["advocate"]]
    assert answers["channel"] == "visit"
    assert ask_known(Note, Replies((WRITE, "Talked.")), known) == {"body": "Talked."}


def test_a_note_begins_with_the_channel_and_the_roles_of_the_one_before(cj: Cj, sari: str) -> None:
    cj.ok("note", sari, "First.", "--channel", "phone", "--role", "broker", "--role", "advocate", "--on", "-3d")
    cj.ok("note", sari, "A letter came.", "--made", "no_contact")
    replies = Replies("Second.", "phone", (WRITE, ["broker", "advocate"]))

    cj.ok("note", sari, asks=replies)

    assert replies.befores == ["", "phone", ["broker", "advocate"]]


def test_why_keeps_what_was_marked() -> None:
    replies = Replies("A", "B", (Request.WHY, ["income"]), ["income"], "", "", (Request.WHY, ["age"]), [])

    ask(Intake, replies)

    assert (replies.befores[3], replies.befores[7]) == (["income"], ["age"])


def test_a_question_with_no_form_around_it_is_explained_and_gone_back_from(cj: Cj, sari: str) -> None:
    note = cj.json("note", sari, "First.")["ref"]

    told = cj("strike", note, asks=Replies(Request.WHY, Request.BACK))

    assert told.code == 3
    assert "With Ctrl-C nothing is changed" in told.err


def test_the_yes_of_a_client_is_never_the_value_yes_of_a_refusal() -> None:
    """What is typed or pressed for “yes” must find the client's yes, whose value says that nothing was refused."""
    refused = field(Consent, "refused")
    talk = Talk(form=Consent, asks=Replies(), tell=print, today=TODAY, since=Since(TODAY), known=Known())

    listed = talk.choices(refused, {})

    assert meant("yes", listed) == meant("y", listed, begun=True) == ("false",)
    assert [check(refused, value, TODAY) for value, _label in listed] == [False, True]
