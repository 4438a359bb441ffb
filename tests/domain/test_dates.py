"""Dates are understood as people say them, or refused, and never guessed."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casejournal import words
from casejournal.domain import dates, spoken_days
from casejournal.domain.refusals import AmbiguousDate, DateNotUnderstood, MixedLanguages
from casejournal.domain.vocabulary import vocabulary
from casejournal.errors import Failure
from tests.world import JAKARTA

MONDAY = date(2026, 11, 23)
WEEKDAYS = [
    *((name, f"last {name}") for names in vocabulary("en").dates.weekdays for name in names),
    *((f"hari {name}", f"hari {name} lalu") for names in vocabulary("id").dates.weekdays for name in names),
]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("2026/11/23", date(2026, 11, 23)),
        ("2026-1-5", date(2026, 1, 5)),
        ("2026.1.5", date(2026, 1, 5)),
        ("today", MONDAY),
        ("Hari Ini", MONDAY),
        ("yesterday", date(2026, 11, 22)),
        ("kemarin", date(2026, 11, 22)),
        ("tomorrow", date(2026, 11, 24)),
        ("besok", date(2026, 11, 24)),
        ("lusa", date(2026, 11, 25)),
        ("friday", date(2026, 11, 27)),
        ("jumat", date(2026, 11, 27)),
        ("last friday", date(2026, 11, 20)),
        ("jumat lalu", date(2026, 11, 20)),
        ("monday", date(2026, 11, 30)),
        ("last monday", date(2026, 11, 16)),
        ("minggu", date(2026, 11, 29)),
        ("+3d", date(2026, 11, 26)),
        ("-2w", date(2026, 11, 9)),
        ("+3 hari", date(2026, 11, 26)),
        ("-2 minggu", date(2026, 11, 9)),
        ("+3h", date(2026, 11, 26)),
        ("+1 bulan", date(2026, 12, 23)),
        ("+1y", date(2027, 11, 23)),
        ("kemarin lusa", date(2026, 11, 21)),
        ("day before yesterday", date(2026, 11, 21)),
        ("the day after tomorrow", date(2026, 11, 25)),
        ("tadi pagi", MONDAY),
        ("this morning", MONDAY),
        ("senin lalu", date(2026, 11, 16)),
        ("senin yang lalu", date(2026, 11, 16)),
        ("senin depan", date(2026, 11, 30)),
        ("hari Jumat", date(2026, 11, 27)),
        ("on friday", date(2026, 11, 27)),
        ("next friday", date(2026, 12, 4)),
        ("jumat depan", date(2026, 12, 4)),
        ("friday next week", date(2026, 12, 4)),
        ("jumat minggu lalu", date(2026, 11, 20)),
        ("hari minggu lalu", date(2026, 11, 22)),
        ("next week", date(2026, 11, 30)),
        ("minggu depan", date(2026, 11, 30)),
        ("bulan depan", date(2026, 12, 23)),
        ("in two weeks", date(2026, 12, 7)),
        ("dua minggu lagi", date(2026, 12, 7)),
        ("dua belas hari lagi", date(2026, 12, 5)),
        ("seminggu lagi", date(2026, 11, 30)),
        ("3 hari lalu", date(2026, 11, 20)),
        ("3 days ago", date(2026, 11, 20)),
        ("24 November 2026", date(2026, 11, 24)),
        ("24 Nov", date(2026, 11, 24)),
        ("Nov 24", date(2026, 11, 24)),
        ("24-11-2026", date(2026, 11, 24)),
        ("11/24/2026", date(2026, 11, 24)),
        ("24/11", date(2026, 11, 24)),
        ("5/5/2026", date(2026, 5, 5)),
        ("Friday, November 27th, 2026", date(2026, 11, 27)),
        ("Senin 2026-11-23", MONDAY),
    ],
)
def test_a_day_is_understood_as_it_is_said_in_both_languages(said: str, meant: date) -> None:
    assert dates.understand(said, MONDAY) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("minggu lalu", ("2026-11-16", "2026-11-22")),
        ("last week", ("2026-11-16", "2026-11-22")),
        ("bulan lalu", ("2026-10-23", "2026-10-31")),
        ("03/04", ("2027-03-04", "2027-04-03")),
        ("3/4/2026", ("2026-04-03", "2026-03-04")),
        ("03-04-2026", ("2026-04-03", "2026-03-04")),
        ("1.2.26", ("2026-02-01", "2026-01-02")),
    ],
)
def test_a_text_that_means_two_days_is_refused_and_both_are_named(said: str, meant: tuple[str, str]) -> None:
    with pytest.raises(AmbiguousDate) as refused:
        dates.understand(said, MONDAY)

    assert refused.value.exit_code == 16
    assert all(day in refused.value.message() for day in meant)


@pytest.mark.parametrize("today", [MONDAY + timedelta(days=each) for each in range(7)])
def test_last_week_is_no_day_on_any_day(today: date) -> None:
    for said in ("last week", "pekan lalu", "last month"):
        with pytest.raises(AmbiguousDate):
            dates.understand(said, today)


@pytest.mark.parametrize("said", ["next jumat", "3 days lalu", "last senin", "dalam two weeks"])
def test_a_day_of_two_languages_is_refused_and_said_to_be_one(said: str) -> None:
    with pytest.raises(MixedLanguages):
        dates.understand(said, MONDAY)
    with pytest.raises(MixedLanguages):
        dates.by_day(f"ask the school by {said}", MONDAY)


def test_an_offset_counts_from_the_day_of_the_record_and_any_other_word_from_today() -> None:
    since, told = dates.Since(MONDAY), list[str]()
    since.begin(date(2026, 11, 2))

    assert dates.understand("+7d", MONDAY, since=since) == date(2026, 11, 9)
    assert dates.by_day("call by +1 minggu", MONDAY, since=since) == ("call", date(2026, 11, 9))
    assert dates.understand("in two weeks", MONDAY, since=since) == date(2026, 12, 7)
    assert dates.understand("-1d", MONDAY, since=since) == date(2026, 11, 22)
    assert dates.understand("friday", MONDAY, since=since) == date(2026, 11, 27)
    since.tell_counted(told.append)
    assert told[0] == "+7d counts from Monday 2026-11-02, the day of the record: Monday 2026-11-09"
    assert len(told) == 2


def test_a_third_language_is_words_and_no_code(monkeypatch: pytest.MonkeyPatch) -> None:
    english = vocabulary("en")
    names = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
    german = msgspec.structs.replace(
        english.dates,
        days={"heute": 0, "übermorgen": 2},
        weekdays=tuple((name,) for name in names),
        units={"day": ("tag", "tage", "tagen"), "week": ("woche", "wochen"), "month": ("monat",), "year": ("jahr",)},
        numbers={"zwei": 2},
        sayings=msgspec.structs.replace(
            english.dates.sayings, coming=("[am] {weekday}",), just_gone=("letzten {weekday}",), ago=("vor {span}",)
        ),
    )
    spoken = {"de": msgspec.structs.replace(english, dates=german)}
    monkeypatch.setattr(spoken_days, "LANGUAGES", ("de",))
    monkeypatch.setattr(spoken_days, "vocabulary", spoken.__getitem__)
    spoken_days._of_all_languages.cache_clear()

    said = ("übermorgen", "am Freitag", "letzten Montag", "vor zwei Wochen", "+3 Tage")
    meant = [dates.understand(each, MONDAY).day for each in said]

    spoken_days._of_all_languages.cache_clear()
    assert meant == [25, 27, 16, 9, 26]


def test_a_month_without_that_day_ends_on_its_last() -> None:
    assert dates.understand("+1 month", date(2027, 1, 31)) == date(2027, 2, 28)
    assert dates.understand("bulan depan", date(2026, 10, 31)) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("language", "this_year", "later"), [("en", "Mon 30 Nov", "Mon 4 Jan 2027"), ("id", "Sen 30 Nov", "Sen 4 Jan 2027")]
)
def test_a_day_in_a_narrow_column_has_its_weekday_and_another_year(language: str, this_year: str, later: str) -> None:
    words.speak(language)
    try:
        told = dates.brief(date(2026, 11, 30), MONDAY), dates.brief(date(2027, 1, 4), MONDAY)
    finally:
        words.speak("en")

    assert told == (this_year, later)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "soon",
        "3.4.",
        "2026-11",
        "24/11/95",
        "Tuesday 2026-11-23",
        "2026-02-30",
        "2026/13/1",
        "2026/11-23",
        "next year",
        "+3",
        "+9999999d",
        "monday week",
        "٢٠٢٦-١١-٢٣",
    ],
)
def test_what_is_no_date_is_not_guessed(said: str) -> None:
    with pytest.raises(DateNotUnderstood):
        dates.understand(said, MONDAY)


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_a_sentence(said: str) -> None:
    try:
        told = dates.day(dates.understand(said, MONDAY))
    except Failure as failure:
        told = failure.message() + failure.hint()

    assert told


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_every_iso_day_is_itself(day: date) -> None:
    assert dates.understand(day.isoformat(), MONDAY) == day


@given(st.sampled_from(WEEKDAYS), st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_a_weekday_is_the_next_to_come_and_last_the_one_just_gone(said: tuple[str, str], today: date) -> None:
    coming, gone = (dates.understand(each, today) for each in said)

    assert 1 <= (coming - today).days <= 7
    assert 1 <= (today - gone).days <= 7
    assert coming.weekday() == gone.weekday()


@pytest.mark.parametrize(
    ("said", "to_come", "gone"),
    [
        ("10 january", date(2027, 1, 10), date(2026, 1, 10)),
        ("january 10", date(2027, 1, 10), date(2026, 1, 10)),
        ("10 Januari", date(2027, 1, 10), date(2026, 1, 10)),
        ("24 nov", date(2026, 11, 24), date(2025, 11, 24)),
        ("23 November", MONDAY, MONDAY),
        ("17 agustus", date(2027, 8, 17), date(2026, 8, 17)),
        ("31 Des", date(2026, 12, 31), date(2025, 12, 31)),
        ("29 february", date(2028, 2, 29), date(2024, 2, 29)),
        ("10 Jan 2026", date(2026, 1, 10), date(2026, 1, 10)),
        ("10 januari 2026", date(2026, 1, 10), date(2026, 1, 10)),
        ("January 10th, 2026", date(2026, 1, 10), date(2026, 1, 10)),
    ],
)
def test_a_day_of_a_month_is_the_nearest_in_the_direction_one_looks(said: str, to_come: date, gone: date) -> None:
    assert dates.understand(said, MONDAY) == to_come
    assert dates.understand(said, MONDAY, past=True) == gone


@pytest.mark.parametrize("said", ["31 february", "32 march", "0 may", "29 feb 2026", "january", "10 january 26", "may"])
def test_a_day_no_month_has_is_not_guessed(said: str) -> None:
    with pytest.raises(DateNotUnderstood):
        dates.understand(said, MONDAY)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ask the village office by friday", ("ask the village office", date(2026, 11, 27))),
        ("Tanya kelurahan sebelum jumat.", ("Tanya kelurahan", date(2026, 11, 27))),
        ("go by bus by 10 january", ("go by bus", date(2027, 1, 10))),
        ("walk by the river by -", ("walk by the river", None)),
        ("go there by bus", None),
        ("by friday", None),
        ("", None),
    ],
)
def test_by_when_is_read_where_it_is_a_day_and_is_words_where_it_is_none(said: str, meant: object) -> None:
    assert dates.by_day(said, MONDAY) == meant


def test_by_a_date_of_two_days_is_refused() -> None:
    with pytest.raises(AmbiguousDate):
        dates.by_day("call by 03/04", MONDAY)


@pytest.mark.parametrize("said", ["call by 31 february", "tanya sebelum 32 mei", "call by 2026-02-30"])
def test_by_a_day_no_month_has_is_refused_and_not_taken_for_words(said: str) -> None:
    with pytest.raises(DateNotUnderstood):
        dates.by_day(said, MONDAY)


def test_a_record_is_late_more_than_48_hours_after_its_day_ended() -> None:
    on = date(2026, 11, 20)
    edge = datetime(2026, 11, 23, 0, 0, tzinfo=JAKARTA)

    assert not dates.is_late(on, edge)
    assert dates.is_late(on, edge + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(2026, 11, 23, 8, tzinfo=JAKARTA), "today"),
        (datetime(2026, 11, 22, 23, tzinfo=JAKARTA), "1 day ago"),
        (datetime(2026, 11, 22, 18, tzinfo=UTC), "today"),
        (datetime(2026, 11, 3, 23, tzinfo=JAKARTA), "20 days ago"),
        (datetime(2026, 11, 25, 8, tzinfo=JAKARTA), "set back"),
        (datetime(2026, 11, 23, 23, tzinfo=JAKARTA), "set back"),
        (date(2026, 11, 21), "2 days ago"),
    ],
)
def test_days_ago_are_days_of_the_calendar_and_a_clock_that_went_back_is_told(at: date, told: str) -> None:
    assert told in dates.ago(at, datetime(2026, 11, 23, 9, 30, tzinfo=JAKARTA))


@pytest.mark.parametrize(("said", "today"), [("lusa", date.max), ("tomorrow", date.max), ("kemarin", date.min)])
def test_a_day_beyond_the_calendar_is_refused(said: str, today: date) -> None:
    with pytest.raises(DateNotUnderstood):
        dates.understand(said, today)


def test_friday_is_understood_with_the_apostrophe_of_an_editor() -> None:
    assert dates.understand("Jum’at", date(2026, 11, 24)) == date(2026, 11, 27)
