"""Feedback tells runs apart by what was cited, chosen and done, and in which order; never by how much was written."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casejournal.domain.assessment import Domain, SharedBy, Strength, Tie
from casejournal.domain.consent import GivenBy, Shareable
from casejournal.domain.correction import Struck
from casejournal.domain.danger import Risk
from casejournal.domain.due import Who
from casejournal.domain.practice.conversation import Mark, replay
from casejournal.domain.practice.evidence import cited, evidence
from casejournal.domain.practice.feedback import Ended, Ending, feedback, unheard
from casejournal.domain.practice.move import Move
from casejournal.domain.practice.vignette import Vignette, vignette
from casejournal.domain.record import Record
from casejournal.domain.referral_log import Status, TakenBack
from tests import records
from tests.records import case, consent, move, referral, task
from tests.world import MONDAY


def both(text: str) -> dict[str, str]:
    return {"id": text, "en": text}


def made_up(*items: dict[str, Any], **more: Any) -> Vignette:
    """A vignette in which school opens money with trust, and these items."""
    return vignette({
        "format": 1,
        "name": "ratna",
        "level": 1,
        "slip": both("Dimas is lazy."),
        "topics": {"school": both("school"), "home": both("home")},
        "moves": {"explain_limits": {"trust": 1, **both("So nobody will hear?")}},
        "says": [
            {"key": "shoes", "topic": "school", **both("His shoes broke.")},
            {"key": "debt", "topic": "school", "trust": 1, **both("I owe the arisan.")},
            {"key": "lazy", "topic": "home", **both("He sleeps all day.")},
            {"key": "hits", "topic": "home", "trust": 1, **both("He shouts at her.")},
        ],
        "events": [{"key": "asks", "day": 9, **both("The head asks.")}],
        "agencies": [{"key": "legal", "name": both("Pos Bantuan Hukum"), "also": ["LBH"]}],
        "ties": [{"name": both("grandmother"), "kind": "strong", "also": ["nenek"]}],
        "rubric": [*items],
        **more,
    })  # fmt: skip


REAL = {
    "key": "real",
    "met": [{"record": "assess", "field": "evidence", "cites": ["debt"], "not": ["lazy"]}],
}
ASKED = (Mark(move=Move.EXPLAIN_LIMITS), Mark(move=Move.ASK, topic="school"), Mark(move=Move.ASK, topic="school"))
"""Lines: [1] the slip, [2] the answer to explain_limits, [3] the shoes, [4] the debt."""
EVERYTHING = (*ASKED, Mark(move=Move.ASK, topic="home"), Mark(move=Move.ASK, topic="home"), Mark(days=9))
"""And [5] lazy, [6] hits, [7] the head asks."""


def looked(about: Vignette, marks: tuple[Mark, ...], *records: Record) -> tuple[Ended, ...]:
    """How the items end. A mark is made each minute from Monday morning on."""
    moments = [MONDAY + timedelta(minutes=each) for each in range(len(marks) + 1)]
    return feedback(about, evidence(replay(about, marks), moments, [case(*records)]))


def ending(item: dict[str, Any], marks: tuple[Mark, ...], *records: Record) -> Ending:
    [one] = looked(made_up(item), marks, *records)
    return one.ending


def minutes(count: float) -> dict[str, Any]:
    return {"recorded_at": MONDAY + timedelta(minutes=count)}


def assessment(ref: str = "A-0001", **more: Any) -> Record:
    """An assessment, written after the talk unless it says when."""
    return records.assessment(ref, **minutes(15) | more)


# Citing lines


@pytest.mark.parametrize(
    ("evidence_text", "ends"),
    [
        ("She owes money [4].", Ending.MET),
        ("[4]", Ending.MET),
        ("[3, 4]", Ending.MET),
        ("[3-4]", Ending.MET),
        ("She owes the arisan money and is ashamed.", Ending.MISSED),
        ("His shoes [3].", Ending.MISSED),
        ("[5]", Ending.MISSED),
        ("[4] and he sleeps [5].", Ending.PARTLY),
        ("[1] [2] [3] [4] [5] [6] [7]", Ending.MISSED),
        ("[1-99]", Ending.MISSED),
        ("[44] [45] [46] [4]", Ending.MISSED),
    ],
)
def test_right_lines_count_for_it_and_misleading_ones_against(evidence_text: str, ends: Ending) -> None:
    assert ending(REAL, EVERYTHING, assessment(evidence=evidence_text)) is ends


def test_what_nobody_asked_for_was_not_put_to_the_test() -> None:
    home = (Mark(move=Move.ASK, topic="home"),)

    assert ending(REAL, home, assessment(evidence="[1]")) is Ending.UNTESTED
    assert ending(REAL, (), assessment(evidence="[4]")) is Ending.UNTESTED


def test_what_was_asked_for_and_not_told_was_missed() -> None:
    blamed = (Mark(move=Move.BLAME), *ASKED)

    assert ending(REAL, blamed, assessment(evidence="[2]")) is Ending.MISSED


def test_a_line_that_was_not_heard_yet_cannot_be_cited() -> None:
    one = looked(made_up(REAL), ASKED[:2], assessment(evidence="[4]"))[0]

    assert (one.ending, one.right, one.unheard) == (Ending.MISSED, (), (4,))


def test_the_reason_names_the_lines() -> None:
    one = looked(made_up(REAL), EVERYTHING, assessment(evidence="[4] [5]"))[0]

    assert (one.right, one.misleading) == ((4,), (5,))
    assert [reason.in_words for reason in one.reasons] == ["[5] does not bear it out"]
    assert one.mine == "[4] [5]"


def test_a_later_assessment_can_mend_an_earlier_one() -> None:
    first, later = assessment(evidence="[5]"), assessment("A-0002", evidence="[4]", **minutes(50))

    assert ending(REAL, EVERYTHING, first) is Ending.MISSED
    assert ending(REAL, EVERYTHING, first, later) is Ending.MET


def test_a_struck_record_does_not_count() -> None:
    struck = assessment(evidence="[4]", struck=Struck(reason="x", at=MONDAY, worker="Siti"))

    assert ending(REAL, EVERYTHING, struck) is Ending.UNTESTED


def test_nothing_is_missed_and_nothing_given_away_before_it_is_written() -> None:
    assert ending(REAL, EVERYTHING) is Ending.UNTESTED
    assert ending(REAL, EVERYTHING, assessment(evidence="Nothing cited.")) is Ending.MISSED


@given(st.text(st.characters(exclude_characters="[]")), st.text(st.characters(exclude_characters="[]")))
def test_how_much_is_written_is_never_seen(before: str, behind: str) -> None:
    plain = ending(REAL, EVERYTHING, assessment(evidence="[4]"))

    assert ending(REAL, EVERYTHING, assessment(evidence=f"{before}[4]{behind}")) is plain


@given(st.sets(st.integers(1, 7)), st.sets(st.integers(8, 40)))
def test_citing_everything_is_never_enough(heard: set[int], never: set[int]) -> None:
    """Only the debt [4], with not more than two other lines, and never with the misleading [5]."""
    text = " ".join(f"[{each}]" for each in (*heard, *never))

    enough = 4 in heard and 5 not in heard and len(heard) + len(never) <= 3
    assert (ending(REAL, EVERYTHING, assessment(evidence=text)) is Ending.MET) == enough


@given(st.text("[]0123456789,;-– a"))
def test_any_text_cites_some_numbers_or_none(text: str) -> None:
    assert len(set(cited(text))) == len(cited(text)) <= 999


def test_what_any_record_cites_and_nobody_heard_is_named() -> None:
    about = made_up(REAL)
    run = evidence(replay(about, ASKED), [MONDAY] * 4, [case(assessment(underlying_problem="[9]", strengths=("[3]",)))])

    assert unheard(run) == (9,)


def test_what_a_view_rests_on_does_not_put_the_view_to_the_test() -> None:
    """Else its author's line would be told to somebody who has neither heard it nor written anything."""
    item = {"key": "view", "met": [{"heard": "debt"}, {"record": "assess", "field": "shared_by", "is": "both"}]}

    for marks in (ASKED[:2], ASKED):
        one = looked(made_up(item), marks)[0]
        assert (one.ending, one.unwritten) == (Ending.UNTESTED, True)
    assert ending(item, ASKED, assessment(shared_by=SharedBy.WORKER)) is Ending.PARTLY


# What was chosen, and by whom


SHARED = {"key": "shared", "met": [{"record": "assess", "field": "shared_by", "is": "both"}]}
TASKS = {"key": "tasks", "met": [{"record": "task", "field": "who", "is": w} for w in ("client", "worker")]}
LEGAL = {"key": "legal", "met": [{"record": "refer", "field": "to", "agency": "legal"}]}


def test_a_closed_answer_is_compared() -> None:
    assert ending(SHARED, ASKED) is Ending.UNTESTED
    assert ending(SHARED, ASKED, assessment(shared_by=SharedBy.WORKER)) is Ending.MISSED
    assert ending(SHARED, ASKED, assessment(shared_by=SharedBy.BOTH)) is Ending.MET


def test_some_of_what_it_takes_is_partly() -> None:
    assert ending(TASKS, ASKED, task(who=Who.CLIENT)) is Ending.PARTLY
    assert ending(TASKS, ASKED, task(who=Who.CLIENT), task("T-0002", who=Who.WORKER)) is Ending.MET


@pytest.mark.parametrize(
    ("to", "ends"),
    [
        ("Pos Bantuan Hukum", Ending.MET),
        ("pos bantuan  hukum, Bu Ani", Ending.MET),
        ("the LBH", Ending.MET),
        ("Panti Asih", Ending.MISSED),
    ],
)
def test_an_agency_is_known_by_any_of_its_names(to: str, ends: Ending) -> None:
    assert ending(LEGAL, ASKED, referral(to=to)) is ends


def test_the_ties_are_held_against_the_authors() -> None:
    item = {"key": "ties", "met": [{"record": "assess", "ties": True}]}
    right = Tie(name="nenek Dimas", kind=Strength.STRONG)
    wrong = Tie(name="nenek", kind=Strength.BROKEN)

    assert ending(item, ASKED) is Ending.UNTESTED
    assert ending(item, ASKED, assessment(ties=(wrong,))) is Ending.MISSED
    assert ending(item, ASKED, assessment(ties=(right,))) is Ending.MET


def test_what_must_not_be_is_missed_where_it_was() -> None:
    item = {"key": "no_blame", "met": [{"move": "blame", "absent": True}]}

    assert ending(item, ()) is Ending.UNTESTED
    assert ending(item, ASKED) is Ending.MET
    assert ending(item, (*ASKED, Mark(move=Move.BLAME))) is Ending.MISSED


# In which order


CONSENT_FIRST = {
    "key": "consent",
    "met": [{"record": "consent", "before": {"record": "refer", "field": "status", "is": "sent"}}],
}


def agreed(at: float) -> Record:
    return consent(recipient="Pos Bantuan Hukum", scope=(Shareable.NAME,), given_by=GivenBy.CLIENT, **minutes(at))


def test_consent_before_sending_is_told_from_consent_after() -> None:
    away = referral(to="LBH", log=(move(Status.SENT, **minutes(30)),))

    assert ending(CONSENT_FIRST, ASKED, agreed(20)) is Ending.UNTESTED
    assert ending(CONSENT_FIRST, ASKED, agreed(20), referral()) is Ending.UNTESTED
    assert ending(CONSENT_FIRST, ASKED, away) is Ending.MISSED
    assert ending(CONSENT_FIRST, ASKED, agreed(40), away) is Ending.MISSED
    assert ending(CONSENT_FIRST, ASKED, agreed(20), away) is Ending.MET


def test_a_sending_that_was_taken_back_does_not_count() -> None:
    taken = TakenBack(on=MONDAY.date(), because="x", at=MONDAY, worker="Siti")
    away = referral(log=(move(Status.SENT, **minutes(30), taken_back=taken),))

    assert ending(CONSENT_FIRST, ASKED, agreed(40), away) is Ending.UNTESTED


def test_a_move_must_come_before_a_line_is_heard() -> None:
    item = {"key": "limits", "met": [{"move": "explain_limits", "before": {"heard": "shoes"}}]}

    assert ending(item, (ASKED[0],)) is Ending.UNTESTED
    assert ending(item, ASKED) is Ending.MET
    assert ending(item, (ASKED[1], ASKED[0], ASKED[2])) is Ending.MISSED


def test_something_must_come_within_some_days_after_a_line() -> None:
    told = {"record": "assess", "field": "risk", "is": "high", "since": {"heard": "hits"}, "within": 1}
    item = {"key": "safe", "met": [told]}
    at_once = assessment(risk=Risk.HIGH, **minutes(10))
    late = assessment(risk=Risk.HIGH, recorded_at=MONDAY + timedelta(days=4))
    too_early = assessment(risk=Risk.HIGH, recorded_at=MONDAY)

    assert ending(item, ASKED, at_once) is Ending.UNTESTED
    assert ending(item, EVERYTHING, at_once) is Ending.MET
    assert ending(item, EVERYTHING, late) is Ending.PARTLY
    assert ending(item, EVERYTHING, too_early) is Ending.MISSED


# Reasons


def reasons(item: dict[str, Any], marks: tuple[Mark, ...], *records: Record) -> list[str]:
    [one] = looked(made_up(item), marks, *records)
    return [reason.in_words for reason in one.reasons]


def test_what_was_never_said_is_told_even_where_its_time_never_came() -> None:
    item = {"key": "first", "tested": ["slip"], "met": [{"move": "explain_limits", "before": {"heard": "debt"}}]}

    assert reasons(item, (Mark(move=Move.ASK, topic="school"),)) == ["you did not say anything of that kind"]
    assert reasons(item, ASKED[:1]) == ["it has not come to that"]


def test_a_view_that_rests_on_something_unheard_says_so() -> None:
    item = {"key": "shared", "met": [{"heard": "debt"}, *SHARED["met"]]}

    assert reasons(item, ASKED[:2], assessment(shared_by=SharedBy.BOTH)) == ["you did not hear what it rests on"]


def test_ties_that_nobody_drew_are_told_from_ties_that_say_something_else() -> None:
    item = {"key": "ties", "met": [{"record": "assess", "ties": True}]}
    drawn = assessment(ties=(Tie(name="nenek", kind=Strength.BROKEN),))

    assert reasons(item, ASKED, assessment()) == ["it is left open in what you wrote"]
    assert reasons(item, ASKED, drawn) == ["what is written says something else"]


def test_what_should_not_have_been_is_named() -> None:
    said = {"key": "hers", "met": [{"move": "decide", "absent": True}]}
    sent = {"key": "door", "met": [{"record": "refer", "field": "to", "agency": "legal", "absent": True}]}

    assert reasons(said, (Mark(move=Move.DECIDE),)) == ["better without: deciding for somebody"]
    assert reasons(sent, ASKED, referral(to="LBH")) == ["better without: LBH"]
    assert reasons({"key": "no_score", "met": [{"record": "assess", "absent": True}]}, ASKED, assessment()) == [
        "better without: cj assess"
    ]
    assert reasons({"key": "not_told", "met": [{"heard": "shoes", "absent": True}]}, ASKED) == [
        "better without: His shoes broke."
    ]


def test_an_area_of_life_is_shown_by_its_name() -> None:
    item = {"key": "area", "met": [{"record": "assess", "field": "domains.area", "is": "mental_health"}]}
    scored = assessment(domains=(Domain(area="mental_health", score=1, reason="x"),))

    assert looked(made_up(item), ASKED, scored)[0].mine == "mental health"


# Items


def test_what_no_program_can_tell_is_for_the_lecturer() -> None:
    item = {"key": "words", "by": "lecturer", "shows": {"record": "assess", "field": "underlying_problem"}}
    one = looked(made_up(item), ASKED, assessment(underlying_problem="Shame."))[0]

    assert (one.ending, one.mine) == (Ending.LECTURER, "Shame.")


def test_an_item_can_say_when_it_was_put_to_the_test() -> None:
    item = {**SHARED, "tested": ["debt"]}

    assert ending(item, (), assessment(shared_by=SharedBy.BOTH)) is Ending.UNTESTED
    assert ending(item, ASKED) is Ending.MISSED


def test_an_item_can_say_what_suffices_for_partly() -> None:
    item = {**TASKS, "partly": [{"record": "task", "field": "who", "is": "client"}]}

    assert ending(item, ASKED, task(who=Who.WORKER)) is Ending.MISSED
    assert ending(item, ASKED, task(who=Who.CLIENT)) is Ending.PARTLY


@given(st.lists(st.sampled_from([*EVERYTHING, Mark(move=Move.BLAME), Mark(move=Move.SILENCE)]), max_size=12))
def test_the_same_run_always_ends_the_same(marks: list[Mark]) -> None:
    about = made_up(REAL, SHARED, CONSENT_FIRST)
    records = (assessment(evidence="[4]", shared_by=SharedBy.BOTH), agreed(3))

    assert looked(about, tuple(marks), *records) == looked(about, tuple(marks), *records)
