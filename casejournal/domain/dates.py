"""Dates: understood as people say them, in English and Indonesian, or refused but never guessed; and shown.

ISO dates always; today, yesterday, tomorrow; a weekday is the next one to come, with `last` (lalu) the one just gone;
+3d and -2w count from today; 10 january is the next one or, for something that has happened, the last one. A date such
as 03/04 means two days in two countries, so it is refused. No other module shows a day or a moment.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

from casejournal.domain.refusals import AmbiguousDate, DateNotUnderstood
from casejournal.words import N_, _, ngettext

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
LATE_AFTER = timedelta(hours=48)

_NEAR = {
    "today": 0, "hari ini": 0,
    "yesterday": -1, "kemarin": -1,
    "tomorrow": 1, "besok": 1, "lusa": 2,
}  # fmt: skip
_WEEKDAY = {
    "monday": 0, "mon": 0, "senin": 0,
    "tuesday": 1, "tue": 1, "selasa": 1,
    "wednesday": 2, "wed": 2, "rabu": 2,
    "thursday": 3, "thu": 3, "kamis": 3,
    "friday": 4, "fri": 4, "jumat": 4, "jum'at": 4,
    "saturday": 5, "sat": 5, "sabtu": 5,
    "sunday": 6, "sun": 6, "minggu": 6, "ahad": 6,
}  # fmt: skip
_BY = "by|sebelum"
_UNIT = {"d": 1, "day": 1, "days": 1, "hari": 1, "w": 7, "week": 7, "weeks": 7, "mg": 7, "minggu": 7}
_MONTH = {
    "january": 1, "januari": 1, "jan": 1,
    "february": 2, "februari": 2, "pebruari": 2, "feb": 2,
    "march": 3, "maret": 3, "mar": 3,
    "april": 4, "apr": 4,
    "may": 5, "mei": 5,
    "june": 6, "juni": 6, "jun": 6,
    "july": 7, "juli": 7, "jul": 7,
    "august": 8, "agustus": 8, "aug": 8, "agu": 8, "agt": 8,
    "september": 9, "sept": 9, "sep": 9,
    "october": 10, "oktober": 10, "oct": 10, "okt": 10,
    "november": 11, "nopember": 11, "nov": 11, "nop": 11,
    "december": 12, "desember": 12, "dec": 12, "des": 12,
}  # fmt: skip
_LEAP = 8
"""Years within which there is always a 29 February."""


def understand(text: str, today: date, *, past: bool = False) -> date:
    """The day that `text` means when it is said on `today`. `past` is true for something that has happened.

    Raises DateNotUnderstood or AmbiguousDate.
    """
    if (form := _form(text)) is None:
        raise DateNotUnderstood(given=text)
    found, reads = form
    try:
        return reads(found, today, past)
    except (ValueError, OverflowError) as error:  # no calendar has such a day
        raise DateNotUnderstood(given=text) from error


def month_named(said: str) -> int | None:
    """The number of the month of that name, in either language; None for any other word."""
    return _MONTH.get(said.lower())


def by_day(text: str, today: date) -> tuple[str, date | None] | None:
    """What is to be done and by when, if `text` ends with a day: `ask the office by friday`; None if it does not.

    Only what follows the last `by` (sebelum) is read as a day: `go there by bus` has none. `by -` says that there is no
    day, and gives None for it. Raises AmbiguousDate for a date that can mean two days, DateNotUnderstood for one that
    no month has.
    """
    found = re.fullmatch(rf"(.*\S)\s+(?:{_BY})\s+(\S.*?)[.!]?\s*", text, re.IGNORECASE | re.DOTALL)
    if found and found[2] == "-":
        return found[1], None
    return (found[1], understand(found[2], today)) if found and _form(found[2]) else None


def _form(text: str) -> "tuple[re.Match[str], Reads] | None":
    """The form in which `text` says a day, and how that is read; None where it says none."""
    said = re.sub(rf"^({_BY})\s", "", " ".join(text.lower().split()))
    for pattern, reads in WAYS_TO_SAY_A_DAY:
        if found := re.fullmatch(pattern, said, re.ASCII):
            return found, reads
    return None


def _near(said: re.Match[str], today: date, _past: bool) -> date:
    return today + timedelta(days=_NEAR[said[0]])


def _year_first(said: re.Match[str], _today: date, _past: bool) -> date:
    """With the year first, the month follows everywhere: 2026-11-23, 2026/11/23, 2026-1-5."""
    return date(int(said["year"]), int(said["month"]), int(said["day"]))


def _weekday(said: re.Match[str], today: date, _past: bool) -> date:
    weekday = _WEEKDAY[said["weekday"]]
    if said["last"] or said["lalu"]:
        return today - timedelta(days=(today.weekday() - weekday) % 7 or 7)
    return today + timedelta(days=(weekday - today.weekday()) % 7 or 7)


def _counted(said: re.Match[str], today: date, _past: bool) -> date:
    return today + timedelta(days=int(said["count"]) * _UNIT[said["unit"]])


def _day_and_month(said: re.Match[str], today: date, past: bool) -> date:
    number, month = int(said["day"]), _MONTH[said["month"]]
    if said["year"]:
        return date(int(said["year"]), month, number)
    for away in range(_LEAP + 1):
        try:
            meant = date(today.year - away if past else today.year + away, month, number)
        except ValueError:  # a 29 February, in a year without one
            continue
        if meant <= today if past else meant >= today:
            return meant
    raise ValueError(said[0])


def _two_ways(said: re.Match[str], _today: date, _past: bool) -> date:
    raise AmbiguousDate(given=said[0])


def _one_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words)


_NUMBER, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})"
_NAMED = rf"(?P<month>{_one_of(_MONTH)})"
Reads = Callable[[re.Match[str], date, bool], date]
WAYS_TO_SAY_A_DAY: tuple[tuple[str, Reads], ...] = (
    (_one_of(_NEAR), _near),
    (r"(?P<year>\d{4})([/.-])(?P<month>\d{1,2})\2(?P<day>\d{1,2})", _year_first),
    (r"minggu lalu", _two_ways),  # last Sunday, or last week
    (rf"(?P<last>last )?(?P<weekday>{_one_of(_WEEKDAY)})(?P<lalu> lalu)?", _weekday),
    (rf"(?P<count>[+-]\d{{1,4}})\s?(?P<unit>{_one_of(_UNIT)})", _counted),
    (rf"{_NUMBER} {_NAMED}(?:,? {_YEAR})?", _day_and_month),
    (rf"{_NAMED} {_NUMBER}(?:,? {_YEAR})?", _day_and_month),
    (r"\d{1,4}([/.\-])\d{1,2}(\1\d{1,4})?", _two_ways),
)
"""How a day may be said, and the function that reads it; the first pattern that fits counts. A new way is a line here.
"""


def day(on: date) -> str:
    """A day with its weekday, so that a misunderstood date is seen: Monday 2026-11-23."""
    return f"{_(WEEKDAYS[on.weekday()])} {short(on)}"


def sorted_by(on: date) -> str:
    """A day for a column that is sorted by day: 2026-11-23 Monday."""
    return f"{short(on)} {_(WEEKDAYS[on.weekday()])}"


def short(on: date) -> str:
    """A day without its weekday; of a moment, its day: 2026-11-23."""
    return on.isoformat()[: len("2026-11-23")]


def month(of: date) -> str:
    """The month of a day: 2026-11."""
    return of.isoformat()[: len("2026-11")]


def in_a_letter(on: date, *, weekday: bool = False) -> str:
    """A day as a letter has it: 23 November 2026; with its weekday: Monday, 23 November 2026."""
    form = _("{weekday}, {day} {month} {year}") if weekday else _("{day} {month} {year}")
    return form.format(weekday=_(WEEKDAYS[on.weekday()]), day=on.day, month=_(MONTHS[on.month - 1]), year=on.year)


def month_in_words(of: date) -> str:
    """The month of a day as people say it: March 2023."""
    return f"{_(MONTHS[of.month - 1])} {of.year}"


def moment(at: datetime) -> str:
    """A moment, to the minute: 2026-11-23 09:30."""
    return f"{at:%Y-%m-%d %H:%M}"


def clock(at: datetime) -> str:
    """The time of day: 09:30."""
    return f"{at:%H:%M}"


def stamp(at: date) -> str:
    """A day or a moment as files and scripts have it, whatever the language: ISO 8601."""
    return at.isoformat()


def from_stamp(text: str) -> datetime:
    """The moment a stamp names. Raises ValueError."""
    return datetime.fromisoformat(text)


def in_a_name(at: datetime) -> str:
    """A moment in the name of a file, in UTC so that names sort as the moments do: 20261123-023000."""
    return f"{at.astimezone(UTC):%Y%m%d-%H%M%S}"


def days_since(at: date, now: datetime) -> int:
    """How many calendar days ago a day or a moment was, where the clock is `now`; negative if it is still to come."""
    on = at.astimezone(now.tzinfo).date() if isinstance(at, datetime) else at
    return (now.date() - on).days


def ago(at: date, now: datetime) -> str:
    """How long ago a day or a moment was, in calendar days. What is still to come says that the clock went back."""
    days = days_since(at, now)
    if days < 0 or (isinstance(at, datetime) and at > now):
        return _("ahead of the clock of this machine, which was set back")
    return ngettext("{n} day ago", "{n} days ago", days).format(n=days) if days else _("today")


def is_late(on: date, recorded_at: datetime) -> bool:
    """Whether something was recorded more than 48 hours after the end of the day it happened."""
    day_began = datetime.combine(on, datetime.min.time(), tzinfo=recorded_at.tzinfo)
    return recorded_at - day_began > timedelta(days=1) + LATE_AFTER
