"""Attendance: present / (present + absent), excused apart, and who stayed away twice in a row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casejournal.domain.group.attendance import Attendance, Came
from tests.records import day, group_file, member, session

P, A, E, N, U, X = (Came.PRESENT, Came.ABSENT, Came.EXCUSED, Came.NEW, Came.UNSAID, Came.NO_MEMBER)


@pytest.mark.parametrize(
    ("came", "rate"),
    [((P, P), 1.0), ((P, A), 0.5), ((P, E, E), 1.0), ((E,), None), ((), None), ((A, A), 0.0), ((X, N, U, A), 0.5)],
)
def test_the_rate_leaves_out_who_sent_word_and_what_was_not_said(came: tuple[Came, ...], rate: float | None) -> None:
    assert Attendance(member="M-0001", came=came).rate == rate


@pytest.mark.parametrize(
    ("came", "flagged"),
    [
        ((A, A), True),
        ((P, A), False),
        ((A, A, P), False),
        ((A, P, A), False),
        ((A, E, A), True),  # sending word once neither counts nor ends the row
        ((E, E, E), False),
        ((A, U, A), True),
        ((N, A, A, E), True),
    ],
)
def test_two_absences_in_a_row_are_flagged_until_they_come_again(came: tuple[Came, ...], flagged: bool) -> None:
    assert Attendance(member="M-0001", came=came).flagged is flagged


@given(st.lists(st.sampled_from(Came)))
def test_whoever_just_came_is_never_flagged_and_every_session_counts_once(came: list[Came]) -> None:
    attended = Attendance(member="M-0001", came=(*came, Came.PRESENT))

    apart = [each for each in came if each in {Came.UNSAID, Came.NO_MEMBER}]
    assert not attended.flagged
    assert attended.rate is not None
    assert 0 < attended.rate <= 1
    assert attended.present + attended.absent + attended.excused + len(apart) == len(attended.came)


def test_nobody_is_counted_before_they_joined_or_after_they_left() -> None:
    file = group_file(
        member("M-0001", "Wati", left_on=day(-10)),
        member("M-0002", "Lilis", on=day(-10)),
        session("S-0001", "M-0001", on=day(-14)),
        session("S-0002", "M-0002", on=day(-7)),
    )

    wati, lilis = file.attendance

    assert wati.came == (P, X)
    assert lilis.came == (X, P)


def test_only_who_is_still_in_the_group_is_asked_after() -> None:
    gone = member("M-0001", "Wati", left_on=day(-3))
    away = member("M-0002", "Lilis")
    absent = [session(f"S-000{n}", absent=("M-0001", "M-0002"), on=day(-10 - n)) for n in range(2)]

    assert group_file(gone, away, *absent).away == (away,)
