"""The talk: what is told depends on topic, kind of sentence, trust and what was heard before, and on nothing else."""

from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casejournal.domain.practice.conversation import Conversation, Mark, after, replay
from casejournal.domain.practice.move import Move
from casejournal.domain.practice.vignette import Vignette, vignette


def both(text: str) -> dict[str, str]:
    return {"id": text, "en": text}


def made_up(**more: Any) -> Vignette:
    """Somebody who tells about the rent with trust, about the landlord once the rent was spoken of."""
    return vignette({
        "format": 1,
        "name": "tini",
        "level": 1,
        "slip": both("Tini cannot pay."),
        "topics": {"rent": both("rent"), "work": both("work")},
        "moves": {"explain_limits": {"trust": 1, **both("And my sister?")}, "blame": {"trust": -2}},
        "says": [
            {"key": "late", "topic": "rent", **both("Two months late.")},
            {"key": "why", "topic": "rent", "trust": 1, "names": {"landlord": both("landlord")}, **both("He asks.")},
            {"key": "hand", "topic": "landlord", "trust": 2, **both("He comes at night.")},
            {"key": "quiet", "topic": "work", "moves": ["silence"], **both("I was sent away.")},
            {"key": "again", "topic": "work", "after": ["hand"], **both("I would work again.")},
        ],
        "events": [
            {"key": "letter", "day": 3, **both("A letter.")},
            {"key": "door", "day": 8, "after": ["letter"], **both("A new lock.")},
        ],
        **more,
    })  # fmt: skip


TINI = made_up()
ASK, LIMITS, REFLECT = Mark(move=Move.ASK, topic="rent"), Mark(move=Move.EXPLAIN_LIMITS), Move.REFLECT
MARKS = st.builds(
    Mark,
    move=st.sampled_from([*Move]),
    topic=st.sampled_from(["rent", "work", "landlord", ""]),
    said=st.text(max_size=5),
) | st.builds(Mark, days=st.integers(1, 6))


def keys(*marks: Mark, about: Vignette = TINI) -> list[str]:
    return [each.key for each in replay(about, marks).heard]


def test_the_slip_is_the_first_line() -> None:
    assert keys() == ["slip"]
    assert replay(TINI, ()).line(1) is not None


def test_one_sentence_brings_one_line() -> None:
    assert keys(LIMITS, ASK) == ["slip", "explain_limits", "late"]
    assert keys(LIMITS, ASK, ASK) == ["slip", "explain_limits", "late", "why"]


def test_what_needs_trust_is_kept_back_without_it() -> None:
    told = replay(TINI, (ASK, ASK))

    assert (told.last.guarded, told.last.heard) == (True, ())
    assert replay(TINI, (LIMITS, ASK, ASK, ASK)).last.told_all


def test_trust_that_was_lost_closes_what_it_had_opened() -> None:
    assert "why" in keys(LIMITS, ASK, ASK)
    assert "why" not in keys(LIMITS, Mark(move=Move.BLAME), ASK, ASK)


def test_the_same_kindness_is_not_counted_twice() -> None:
    assert replay(TINI, (LIMITS, LIMITS, LIMITS)).trust == 1
    assert replay(TINI, (Mark(move=REFLECT, topic="rent"), Mark(move=REFLECT, topic="work"))).trust == 2
    assert replay(TINI, (Mark(move=Move.BLAME), Mark(move=Move.BLAME))).trust == -4


def test_a_topic_is_open_once_somebody_named_it() -> None:
    assert replay(TINI, (LIMITS, ASK)).topics == ("rent", "work")
    assert replay(TINI, (LIMITS, ASK, ASK)).topics == ("rent", "work", "landlord")


def test_a_line_waits_for_those_before_it() -> None:
    work = Mark(move=Move.ASK, topic="work")

    assert "again" not in keys(work, work)
    reflected = Mark(move=REFLECT, topic="rent")
    assert keys(LIMITS, reflected, ASK, Mark(move=Move.ASK, topic="landlord"), work)[-2:] == ["hand", "again"]


def test_some_lines_come_only_when_nobody_presses() -> None:
    assert "quiet" not in keys(Mark(move=Move.ASK, topic="work"))
    assert keys(Mark(move=Move.SILENCE, topic="work")) == ["slip", "quiet"]


@pytest.mark.parametrize("move", [Move.ADVISE, Move.REASSURE, Move.PROMISE, Move.BLAME, Move.DECIDE])
def test_who_does_not_listen_hears_nothing(move: Move) -> None:
    assert keys(Mark(move=move, topic="rent")) == ["slip"]


def test_events_come_on_their_day_and_one_after_the_other() -> None:
    assert keys(Mark(days=2)) == ["slip"]
    assert keys(Mark(days=2), Mark(days=1)) == ["slip", "letter"]
    assert keys(Mark(days=30)) == ["slip", "letter", "door"]


def test_without_a_topic_it_is_about_the_last_one() -> None:
    assert keys(LIMITS, ASK, Mark(move=REFLECT)) == keys(LIMITS, ASK, Mark(move=REFLECT, topic="rent"))


@given(st.lists(MARKS, max_size=15), st.sampled_from(["rent", "work", "why", "blame"]) | st.text())
@example([Mark(move=Move.ASK)], "rent")
def test_what_is_typed_has_no_effect(marks: list[Mark], said: str) -> None:
    other = [msgspec.structs.replace(each, said=said) for each in marks]

    assert keys(*marks) == keys(*other)


@given(st.lists(MARKS, max_size=15), MARKS)
def test_what_was_heard_keeps_its_number_for_ever(marks: list[Mark], more: Mark) -> None:
    before = replay(TINI, marks)
    then = after(before, more)

    assert then.heard[: len(before.heard)] == before.heard
    assert then == replay(TINI, (*marks, more))
    assert then.last.heard == then.heard[len(before.heard) :]


@given(st.lists(MARKS, max_size=20))
def test_no_line_is_heard_twice_or_before_those_it_waits_for(marks: list[Mark]) -> None:
    talk: Conversation = replay(TINI, marks)
    heard = [each.key for each in talk.heard]

    assert len({*heard}) == len(heard)
    assert [each.number for each in talk.heard] == [*range(1, len(heard) + 1)]
    for each in TINI.told:
        if each.key in heard:
            assert all(heard.index(first) < heard.index(each.key) for first in each.after)
