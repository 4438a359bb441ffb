"""A name is the same name however it is typed: for the case a worker means, a member, a recipient, the veil."""

import pytest

from casejournal.domain.group.membership import Membership
from casejournal.domain.group.roster import Roster
from casejournal.domain.names import answers_to, bare, fitting, folded, same_name
from casejournal.domain.veil import veil
from tests.world import MONDAY

WRITTEN_SO = [
    ("José", "jose"),
    ("Jose\u0301", "José"),
    ("Nur’aini", "nur'aini"),
    ("Nurʿaini", "Nuraini"),
    ("Nur`aini", "NUR´AINI"),
    ("Al-Farabi", "al farabi"),
    ("Al‑Farabi", "Al–Farabi"),
    ("Sa\u200dri", "Sari"),
    ("Łukasz Søren", "lukasz soren"),
    ("عَلِي", "علي"),
]


@pytest.mark.parametrize(("one", "other"), WRITTEN_SO)
def test_a_name_is_the_same_however_it_is_typed(one: str, other: str) -> None:
    assert same_name(one, other)
    assert folded(one) == folded(other)
    assert bare(f"Bu. {one}") == bare(other)
    assert fitting(other)(f"Ibu {one}")
    assert answers_to(other, f"Ibu {one}")
    assert one not in veil([other], [], "…")(f"We met {one} there.")


@pytest.mark.parametrize(("one", "other"), [("किरण", "करण"), ("Sari", "Sarah"), ("ส้ม", "สาม")])
def test_two_names_stay_two(one: str, other: str) -> None:
    """A vowel that is written above or below its letter is no accent."""
    assert not same_name(one, other)


def test_a_part_behind_a_hyphen_is_a_word_of_the_name() -> None:
    assert answers_to("farabi", "Al-Farabi")
    assert fitting("farabi")("Al-Farabi")


@pytest.mark.parametrize("nobody", ["", " ", "’", "-", "\u200d"])
def test_what_names_nobody_answers_to_nobody(nobody: str) -> None:
    assert not answers_to(nobody, "Sari")
    assert not fitting(nobody)("Sari")


def test_a_part_of_a_ref_is_no_name() -> None:
    """The ref of a member's case is random: a newcomer called A is not taken for them where it begins with A."""
    member = Membership(ref="M-A111", recorded_at=MONDAY, worker="Rahma", on=MONDAY.date(), case="C-A123")
    roster = Roster([member], {"C-A123": ("Ibu Sari",)})

    assert not roster.answers_to(member, "A")
    assert roster.answers_to(member, "c-a123")
    assert roster.answers_to(member, "sari")
