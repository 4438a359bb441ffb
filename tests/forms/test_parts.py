"""Parts: a goal, a tie, a score. One definition gives the short form, the table in a file, the row on a screen."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casejournal.domain.assessment import Assessment, Domain, Flow, Strength, Tie
from casejournal.domain.closing import Closing, Outcome, Result
from casejournal.domain.consent import Consent, Shareable, Withheld
from casejournal.domain.due import Who
from casejournal.domain.plan import Goal, Levels, Plan
from casejournal.domain.record import Record
from casejournal.domain.refusals import AmbiguousDate
from casejournal.domain.review import Rating, Review
from casejournal.domain.undertaking import Undertaking
from casejournal.errors import Failure, NotValid, UnknownChoice
from casejournal.forms import short
from casejournal.forms.check import check, from_values, with_own_words
from casejournal.forms.fields import field
from casejournal.forms.files import template
from casejournal.forms.records import in_words
from casejournal.forms.refusals import NotShort, UnknownKey
from tests.records import TODAY, day


def parts(form: type[Record], name: str, *said: Any) -> Any:
    return check(field(form, name), list(said), TODAY)


SHORT: list[tuple[type[Record], str, str, object]] = [
    (Assessment, "domains", "income=2:day labour only", Domain(area="income", score=2, reason="day labour only")),
    (Assessment, "domains", "Mental Health = 1 : a: b", Domain(area="mental_health", score=1, reason="a: b")),
    (Assessment, "ties", "nenek:strong:to_client", Tie(name="nenek", kind=Strength.STRONG, flow=Flow.TO_CLIENT)),
    (Assessment, "ties", "the church:stressful", Tie(name="the church", kind=Strength.STRESSFUL)),
    (Plan, "goals", "Dimas goes to school", Goal(statement="Dimas goes to school")),
    (Plan, "goals", "2=Dimas goes to school", Goal(statement="Dimas goes to school", number=2)),
    (Plan, "goals", "Ratih earns @income", Goal(statement="Ratih earns", area="income")),
    (Plan, "goals", "2=Ratih earns @income", Goal(statement="Ratih earns", number=2, area="income")),
    (Plan, "goals", "write to a@b.example", Goal(statement="write to a@b.example")),
    (Plan, "goals", "a + b = c", Goal(statement="a + b = c")),
    (Plan, "tasks", "client: ask about fees", Undertaking(who=Who.CLIENT, what="ask about fees")),
    (Plan, "tasks", "worker: call by +7d", Undertaking(who=Who.WORKER, what="call", due=day(7))),
    (Plan, "tasks", "worker: call sebelum +7d", Undertaking(who=Who.WORKER, what="call", due=day(7))),
    (Plan, "tasks", "worker: call by +7d #2", Undertaking(who=Who.WORKER, what="call", due=day(7), goal=2)),
    (Plan, "tasks", "client: walk by the river", Undertaking(who=Who.CLIENT, what="walk by the river")),
    (Plan, "tasks", "client: walk by the river by -", Undertaking(who=Who.CLIENT, what="walk by the river")),
    (Plan, "tasks", "client: go by bus by friday", Undertaking(who=Who.CLIENT, what="go by bus", due=day(4))),
    (Plan, "tasks", "client: time: noon #1", Undertaking(who=Who.CLIENT, what="time: noon", goal=1)),
    (Review, "ratings", "2=-1", Rating(goal=2, level=-1)),
    (Review, "ratings", "2 = +1", Rating(goal=2, level=1)),
    (Closing, "outcomes", "1=partly:two days a week", Outcome(goal=1, result=Result.PARTLY, words="two days a week")),
    (Closing, "outcomes", "1=reached", Outcome(goal=1, result=Result.REACHED)),
    (Consent, "withheld", "address:him: he hits", Withheld(what=Shareable.ADDRESS, from_whom="him", why="he hits")),
]  # fmt: skip


@pytest.mark.parametrize(("form", "name", "text", "part"), SHORT, ids=[row[2] for row in SHORT])
def test_the_short_form_of_the_command_line(form: type[Record], name: str, text: str, part: object) -> None:
    assert parts(form, name, text) == (part,)


@pytest.mark.parametrize(
    ("form", "name", "text", "failure"),
    [
        (Assessment, "domains", "income", NotShort),
        (Assessment, "domains", "income=bad:reason", UnknownChoice),
        (Assessment, "domains", "income=5:reason", NotValid),
        (Assessment, "domains", "income=0:reason", NotValid),
        (Assessment, "domains", "income=2:", NotShort),
        (Assessment, "ties", "nenek", NotShort),
        (Assessment, "ties", "nenek:warm", UnknownChoice),
        (Plan, "goals", "", NotValid),
        (Plan, "tasks", "ask about fees", NotShort),
        (Plan, "tasks", "neighbour: ask", UnknownChoice),
        (Plan, "tasks", "client: walk by 03/04", AmbiguousDate),
        (Review, "ratings", "1=3", NotValid),
        (Review, "ratings", "1", NotShort),
        (Review, "ratings", "one=1", NotShort),
        (Closing, "outcomes", "1=done", UnknownChoice),
        (Consent, "withheld", "everything:him", UnknownChoice),
    ],
)
def test_what_cannot_be_read_is_told_with_how_to_write_it(
    form: type[Record], name: str, text: str, failure: type[Failure]
) -> None:
    with pytest.raises(failure) as refused:
        parts(form, name, text)

    assert refused.value.message()
    assert refused.value.hint() or failure is NotValid


def test_the_spelling_that_is_shown_names_each_part() -> None:
    assert short.spelled(field(Assessment, "domains")) == "AREA=SCORE:REASON"
    assert short.spelled(field(Plan, "tasks")) == "WHO: WHAT TO DO[ by DUE][ #GOAL]"


@pytest.mark.parametrize(
    "table",
    [
        {"statement": "School", "levels": {"expected": "four days"}, "weight": "2x3", "due": "+7d"},
        {"statement": "School", "levels.expected": "four days", "weight": 6, "due": day(7).isoformat()},
    ],
)
def test_a_part_as_a_table_of_a_file(table: dict[str, Any]) -> None:
    (goal,) = parts(Plan, "goals", table)

    assert goal == Goal(statement="School", levels=Levels(expected="four days"), weight=6, due=day(7))


@pytest.mark.parametrize(
    ("value", "failure"),
    [
        ({"statement": ""}, NotValid),
        ({}, NotValid),
        ({"statement": "x", "colour": "red"}, UnknownKey),
        ({"statement": 7}, NotValid),
        ({"statement": "x", "weight": -1}, NotValid),
        ({"statement": "x", "weight": True}, NotValid),
        ({"statement": "x", "weight": 1.5}, NotValid),
        ({"statement": "x", "weight": "2x"}, NotValid),
        ({"statement": "x", "weight": "2x3x4"}, NotValid),
        ({"statement": "x", "starts_at": 3}, NotValid),
        ({"statement": "x", "levels": "good"}, UnknownKey),
        (7, NotValid),
        (None, NotValid),
        (["x"], NotValid),
    ],
)
def test_a_table_that_is_no_goal_is_told(value: object, failure: type[Failure]) -> None:
    with pytest.raises(failure):
        parts(Plan, "goals", value)


def test_one_area_is_scored_once_and_one_goal_rated_once() -> None:
    with pytest.raises(NotValid, match="NotValid") as refused:
        parts(Assessment, "domains", "income=2:a", "income=3:b")
    assert "twice" in refused.value.message()
    with pytest.raises(NotValid):
        parts(Review, "ratings", "1=0", "1=1")


def test_an_unknown_area_is_refused_inside_a_part_unless_it_is_the_workers_own() -> None:
    answers = {"domains": parts(Assessment, "domains", "faith=2:lost")}

    with pytest.raises(UnknownChoice):
        with_own_words(Assessment, answers, ())
    with_own_words(Assessment, answers, ("faith",))


def test_a_part_is_told_as_it_is_spelled_with_the_rest_below() -> None:
    goals = (Goal(statement="School", number=2, measure="days in the book", levels=Levels(expected="four days")),)

    assert (
        in_words(field(Plan, "goals"), goals)
        == "2 · School\n    Measure: days in the book\n    Expected (0): four days"
    )


def test_a_template_explains_the_parts_and_comes_back() -> None:
    text = template(Plan)

    assert "WHO: WHAT TO DO[ by DUE][ #GOAL]" in text
    assert "levels.expected" in text
    assert from_values(Plan, {"goals": ["School"], "tasks": ["client: ask"], "agreed": "yes"}, "a file", TODAY)


words = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=40).map(str.strip)


@given(words, words)
def test_whatever_a_person_writes_a_reason_is_never_cut(area_reason: str, name: str) -> None:
    for form, field_name, text in (
        (Assessment, "domains", f"income=2:{area_reason}"),
        (Closing, "outcomes", f"1=partly:{name}"),
    ):
        try:
            (part,) = parts(form, field_name, text)
        except Failure:
            continue
        said = part.reason if isinstance(part, Domain) else part.words
        assert said == " ".join((area_reason if isinstance(part, Domain) else name).split()) or said == ""


# A table behind the first field


@pytest.mark.parametrize(
    ("form", "name", "text", "part"),
    [
        (
            Plan,
            "goals",
            '1={statement = "School", weight = "2x3", levels = {expected = "four days"}}',
            Goal(statement="School", number=1, weight=6, levels=Levels(expected="four days")),
        ),
        (
            Assessment,
            "domains",
            'income = {score = 2, reason = "day labour"}',
            Domain(area="income", score=2, reason="day labour"),
        ),
        (Plan, "tasks", 'client: {what = "ask", due = "+7d"}', Undertaking(who=Who.CLIENT, what="ask", due=day(7))),
        (Review, "ratings", "2={level = -1}", Rating(goal=2, level=-1)),
    ],
)
def test_a_table_stands_behind_a_number_or_a_key(form: type[Record], name: str, text: str, part: object) -> None:
    assert parts(form, name, text) == (part,)


@pytest.mark.parametrize(
    ("form", "name", "text"),
    [
        (Plan, "goals", '1={statement = "School", weight = "2x3"'),
        (Plan, "goals", "1={statement = School}"),
        (Plan, "goals", '{"statement": "School"}'),
        (Plan, "goals", '1={"statement": "School"}'),
        (Plan, "goals", '1={number = 2, statement = "School"}'),
        (Plan, "goals", "School {weight = 6}"),
        (Plan, "goals", '1={statement = "School"} and more'),
        (Plan, "tasks", "client: {what = ask}"),
        (Assessment, "domains", "income={score = 2, reason = }"),
    ],
)
def test_what_looks_like_a_table_and_is_none_is_refused_and_never_kept_as_words(
    form: type[Record], name: str, text: str
) -> None:
    with pytest.raises(Failure) as refused:
        parts(form, name, text)

    assert refused.value.exit_code == 16
    assert "{" in refused.value.hint()


def test_braces_in_a_sentence_are_words() -> None:
    assert parts(Plan, "goals", "She draws {a house} a day") == (Goal(statement="She draws {a house} a day"),)
