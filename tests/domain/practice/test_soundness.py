"""Whether every line of a vignette is within reach. The search is generous: what can be heard is never out of reach."""

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casejournal.domain.practice.conversation import Mark, replay
from casejournal.domain.practice.move import Move
from casejournal.domain.practice.soundness import problems
from casejournal.domain.practice.vignette import Vignette, vignette
from casejournal.knowledge import vignettes


def made(*says: dict[str, Any], events: Any = (), **more: Any) -> Vignette:
    """A vignette with these lines, and one topic: work."""
    lines = [{"topic": "work", "id": "x", "en": "x", **each} for each in says]
    table = {
        "format": 1,
        "name": "x",
        "level": 1,
        "title": {"id": "x", "en": "x"},
        "slip": {"id": "x", "en": "x"},
        "topics": {"work": {"id": "kerja", "en": "work"}},
        "says": lines,
        "events": [{"id": "x", "en": "x", **each} for each in events],
    }
    return vignette({**table, **more})


def found(read: Vignette) -> list[str]:
    """What is wrong with its lines; not that it has no sample runs."""
    return [each.in_words for each in problems(read) if "there is no run" not in each.in_words]


def opens(key: str) -> dict[str, Any]:
    return {"names": {key: {"id": key, "en": key}}}


def test_lines_that_follow_from_one_another_are_within_reach() -> None:
    read = made(
        {"key": "a", **opens("home")},
        {"key": "b", "topic": "home", "after": ["visit"]},
        {"key": "c", "trust": 2, "after": ["b", "explain_limits"]},
        events=[{"key": "visit", "day": 3, "after": ["a"]}],
        moves={"explain_limits": {"id": "x", "en": "x"}},
    )

    assert found(read) == []


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (({"key": "a", "topic": "home"},), "a: there is no “home”"),
        (({"key": "a", "trust": 60},), "a: no talk can bring it"),
        (({"key": "a", "trust": 60, **opens("home")}, {"key": "b", "topic": "home"}), "b: no talk can bring it"),
        (({"key": "a", "moves": ["blame"], "trust": 0},), ""),
        (({"key": "a", "after": ["a"]},), "these wait for each other: a"),
        (({"key": "a", "after": ["b"]}, {"key": "b", "after": ["c"]}, {"key": "c", "after": ["a"]}),
         "these wait for each other: a, b, c"),
        (({"key": "a", "topic": "home", **opens("home")},), "these wait for each other: a"),
        (({"key": "a", "topic": "home", **opens("away")}, {"key": "b", "topic": "away", **opens("home")}),
         "these wait for each other: a, b"),
        (({"key": "a", "after": ["never"]},), "a: there is no “never”"),
        (({"key": "a", "who": "rt"},), "a: there is no “rt”"),
        (({"key": "slip"},), "slip: two of them have this key"),
    ],
)  # fmt: skip
def test_what_no_talk_can_bring_is_named(lines: tuple[dict[str, Any], ...], problem: str) -> None:
    told = found(made(*lines))

    assert problem in told if problem else told == []


def test_who_merely_waits_for_a_circle_is_not_called_a_part_of_it() -> None:
    told = found(made({"key": "a", "after": ["b"]}, {"key": "b", "after": ["a"]}, {"key": "c", "after": ["a"]}))

    assert "these wait for each other: a, b" in told
    assert "c: no talk can bring it" in told


def test_a_topic_that_two_lines_open_makes_no_circle() -> None:
    read = made({"key": "a", **opens("home")}, {"key": "b", "topic": "home", **opens("home")})

    assert found(read) == []


def test_trust_counts_what_there_is_to_gain() -> None:
    """Each move that brings lines gives its trust once for a topic, the others once."""
    alone = 1 + 1 + 1  # reflect, affirm, explain_limits
    group = alone + 1 + 1  # invite, hand_back: there is nobody to invite in casework
    for most, kind in ((alone, "casework"), (group, "group")):
        read = [made({"key": "a", "trust": least}, kind=kind) for least in (most, most + 1)]

        assert [found(each) for each in read] == [[], ["a: no talk can bring it"]]


KEYS = ("a", "b", "c", "d")
LINES = st.lists(
    st.fixed_dictionaries(
        {
            "trust": st.integers(-1, 4),
            "topic": st.sampled_from(["work", "home"]),
            "after": st.sets(st.sampled_from(KEYS), max_size=2),
        },
        optional={"names": st.just({"home": {"id": "x", "en": "x"}}), "moves": st.just(["silence"])},
    ),
    min_size=4,
    max_size=4,
)
MARKS = st.lists(
    st.builds(Mark, move=st.sampled_from(Move), topic=st.sampled_from(["work", "home"])), min_size=5, max_size=30
)


@settings(max_examples=60, deadline=None)
@given(lines=LINES, marks=MARKS)
def test_what_was_heard_is_never_called_out_of_reach(lines: list[dict[str, Any]], marks: list[Mark]) -> None:
    """Whatever cj lets a student say: a topic is asked about once somebody has named it."""
    read = made(*({"key": key, **each, "after": sorted(each["after"])} for key, each in zip(KEYS, lines, strict=True)))
    done: list[Mark] = []
    for mark in marks:
        if mark.topic in replay(read, done).topics and mark.move in read.offered:
            done.append(mark)

    heard = {each.key for each in replay(read, done).heard}

    assert not heard & {each.partition(":")[0] for each in found(read) if "no talk" in each}


def test_the_case_to_begin_with_has_no_problem() -> None:
    assert [*problems(vignette(tomllib.loads(vignettes.to_begin_with("x", "x.toml"))))] == []
