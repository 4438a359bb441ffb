"""Who chose whom, from positive choices only (Moreno 1934)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casejournal.domain.group.session import Chosen
from casejournal.domain.group.sociogram import sociogram

MEMBERS = ("a", "b", "c", "d", "e")


def choices(*pairs: str) -> list[Chosen]:
    return [Chosen(by=pair[0], whom=pair[1]) for pair in pairs]


def test_stars_pairs_unchosen_and_isolates() -> None:
    found = sociogram(MEMBERS, choices("ab", "ba", "cb", "da"))

    assert found.received == {"a": 2, "b": 2, "c": 0, "d": 0, "e": 0}
    assert found.stars == ("a", "b")
    assert found.pairs == (("a", "b"),)
    assert found.unchosen == ("c", "d")
    assert found.isolates == ("e",)
    assert found.cohesion == pytest.approx(1 / 10)


def test_nobody_is_a_star_who_was_chosen_once() -> None:
    assert sociogram(MEMBERS, choices("ab", "cd")).stars == ()


def test_a_choice_counts_once_however_often_it_was_written() -> None:
    assert sociogram(MEMBERS, choices("ab", "ab", "ab")).received["b"] == 1


def test_a_group_of_one_has_no_cohesion_to_tell() -> None:
    assert sociogram(["a"], []).cohesion is None


@given(st.lists(st.tuples(st.sampled_from(MEMBERS), st.sampled_from(MEMBERS)).filter(lambda pair: pair[0] != pair[1])))
def test_whatever_was_chosen_everybody_stands_in_one_place(pairs: list[tuple[str, str]]) -> None:
    found = sociogram(MEMBERS, [Chosen(by=by, whom=whom) for by, whom in pairs])

    chosen = [each for each in MEMBERS if found.received[each]]
    assert sorted((*chosen, *found.unchosen, *found.isolates)) == list(MEMBERS)
    assert sum(found.received.values()) == len(found.choices)
    assert set(found.stars) <= set(chosen)
    assert found.cohesion is not None
    assert 0 <= found.cohesion <= 1
    assert all((other, one) in found.choices and (one, other) in found.choices for one, other in found.pairs)
