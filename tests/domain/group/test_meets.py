"""When a group meets: read from its charter only where that says so clearly."""

from datetime import date, time

import pytest

from casejournal.domain.group.meets import Rhythm, rhythm


@pytest.mark.parametrize(
    ("meets", "found"),
    [
        ("Every Tuesday, 16.00, balai RW 05", Rhythm(weekday=1, begins=time(16))),
        ("Tuesdays 16:00-17:30 in the hall", Rhythm(weekday=1, begins=time(16), ends=time(17, 30))),
        ("Setiap hari Selasa pukul 9.30", Rhythm(weekday=1, begins=time(9, 30))),
        ("tiap Jumat sore di musala", Rhythm(weekday=4)),
        ("Setiap hari Minggu", Rhythm(weekday=6)),
        ("saban ahad", Rhythm(weekday=6)),
        ("each Monday at four", Rhythm(weekday=0)),
        ("Mondays, 9.00, 11.00 or 14.00", Rhythm(weekday=0)),
        ("Mondays 17.00-9.00", Rhythm(weekday=0)),
    ],
)
def test_what_is_clear_is_read(meets: str, found: Rhythm) -> None:
    assert rhythm(meets) == found


@pytest.mark.parametrize(
    "meets",
    [
        "",
        "at her house",
        "Tuesday",
        "Every Tuesday and Thursday",
        "Every second Tuesday",
        "every tuesday, but only the first week of a month",
        "Every Tuesday except in the fasting month",
        "dua minggu sekali hari Selasa",
        "setiap minggu",
        "setiap Selasa kecuali Ramadan",
        "every week",
        "Setiap Selasa minggu pertama",
        "every sun we meet",
    ],
)
def test_what_is_not_clear_is_not_guessed(meets: str) -> None:
    assert rhythm(meets) is None


def test_the_first_meeting_from_a_day() -> None:
    tuesday = Rhythm(weekday=1)

    assert tuesday.first_from(date(2026, 11, 23)) == tuesday.first_from(date(2026, 11, 24)) == date(2026, 11, 24)
    assert tuesday.first_from(date(2026, 11, 25)) == date(2026, 12, 1)
