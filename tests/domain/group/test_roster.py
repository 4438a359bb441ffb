"""Who is in the group, by the names their cases have today."""

import pytest

from casejournal.domain.group.refusals import NotInTheGroup
from casejournal.domain.group.roster import Roster
from casejournal.errors import Ambiguous
from tests.records import TODAY, day, member

WATI, LILIS, SARI = member("M-W111", "Bu Wati"), member("M-N111", "Mbak Lilis"), member("M-S111", case="C-7K4Q")
GONE = member("M-G111", "Bu Sum", left_on=day(-10))
ROSTER = Roster((WATI, LILIS, SARI, GONE), {"C-7K4Q": ("Ibu Sari", "Melati")})


@pytest.mark.parametrize("asked", ["Ibu Sari", "sari", "melati", "C-7K4Q", "c-7k", "M-S111", "m-s1"])
def test_a_member_answers_to_every_name_of_their_case_and_to_a_ref(asked: str) -> None:
    assert ROSTER.find(asked, TODAY) is SARI


def test_a_whole_name_goes_before_the_beginning_of_another() -> None:
    sarinah = member("M-T111", "Ibu Sarinah")

    assert Roster((sarinah, SARI), {"C-7K4Q": ("Ibu Sari",)}).find("ibu sari", TODAY) is SARI


def test_a_member_is_sought_among_those_of_the_day() -> None:
    with pytest.raises(NotInTheGroup) as nobody:
        ROSTER.find("sum", TODAY)

    assert nobody.value.facts["known"] == "Bu Wati, Ibu Sari, Mbak Lilis"
    assert ROSTER.find("sum", day(-10)) is GONE
    assert ROSTER.find("sum", None) is GONE


def test_several_who_answer_are_named() -> None:
    with pytest.raises(Ambiguous) as several:
        ROSTER.find("bu", day(-20))

    assert several.value.facts["candidates"] == "M-G111 (Bu Sum), M-W111 (Bu Wati)"


def test_a_text_is_read_with_names_for_the_refs_of_members_only() -> None:
    assert ROSTER.read("M-S111 and M-ZZZZ wrote to C-7K4Q, M-W1112") == "Ibu Sari and M-ZZZZ wrote to C-7K4Q, M-W1112"


def test_a_case_that_is_not_known_here_is_called_by_its_ref() -> None:
    assert Roster((SARI,), {}).called("M-S111") == "C-7K4Q"
