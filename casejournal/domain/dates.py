"""Dates: understood as people say them, in English and Indonesian, or refused but never guessed; and shown.

ISO dates always; today, yesterday, tomorrow; a weekday is the next one to come, with `last` (lalu) the one just gone;
+3d and -2w count from today. A date such as 03/04 means two days in two countries, so it is refused.
Nothing else shows a day or a moment.
"""

import re
from datetime import UTC, date, datetime, timedelta

from casejournal.domain.refusals import AmbiguousDate, DateNotUnderstood
from casejournal.words import N_, _

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
    "tomorrow": 1, "besok": 1,
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
_MONTH_IN_INDONESIAN = (
    "januari", "februari", "maret", "april", "mei", "juni",
    "juli", "agustus", "september", "oktober", "november", "desember",
)  # fmt: skip
_UNIT = {"d": 1, "day": 1, "days": 1, "hari": 1, "w": 7, "week": 7, "weeks": 7, "mg": 7, "minggu": 7}
_COUNTED = r"([+-]\d{1,4})\s?([a-z]+)"
_TWO_WAYS = r"\d{1,4}([/.\-])\d{1,2}(\1\d{1,4})?"
_ISO = r"\d{4}-\d{2}-\d{2}"


def understand(text: str, today: date) -> date:
    """The day `text` means when it is said on `today`. Raises DateNotUnderstood or AmbiguousDate."""
    said = " ".join(text.lower().split()).removeprefix("by ").removeprefix("sebelum ")
    if said == "minggu lalu":  # last Sunday, or last week
        raise AmbiguousDate(given=text)
    if said in _NEAR:
        return today + timedelta(days=_NEAR[said])
    if re.fullmatch(_ISO, said):
        return _calendar_day(said)
    if weekday := _weekday(said):
        return _nearest(weekday[0], today, gone=weekday[1])
    if (step := re.fullmatch(_COUNTED, said)) and step[2] in _UNIT:
        return _counted(today, int(step[1]) * _UNIT[step[2]], text)
    if re.fullmatch(_TWO_WAYS, said):
        raise AmbiguousDate(given=text)
    raise DateNotUnderstood(given=text)


def month_named(said: str) -> int | None:
    """The number of the month of that name, or of its first three letters; None for any other word."""
    for number, names in enumerate(zip(MONTHS, _MONTH_IN_INDONESIAN, strict=True), 1):
        if any(said.lower() in {name.lower(), name.lower()[:3]} for name in names):
            return number
    return None


def _calendar_day(iso: str) -> date:
    try:
        return date.fromisoformat(iso)
    except ValueError as error:
        raise DateNotUnderstood(given=iso) from error


def _counted(today: date, days: int, text: str) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError as error:
        raise DateNotUnderstood(given=text) from error


def _weekday(said: str) -> tuple[int, bool] | None:
    name = said.removeprefix("last ").removesuffix(" lalu")
    return (_WEEKDAY[name], name != said) if name in _WEEKDAY else None


def _nearest(weekday: int, today: date, *, gone: bool) -> date:
    if gone:
        return today - timedelta(days=(today.weekday() - weekday) % 7 or 7)
    return today + timedelta(days=(weekday - today.weekday()) % 7 or 7)


def day(on: date) -> str:
    """A day with its weekday, so that a misunderstood date is seen: Monday 2026-11-23."""
    return f"{_(WEEKDAYS[on.weekday()])} {short(on)}"


def sorted_by(on: date) -> str:
    """A day in a column that is in the order of the days: 2026-11-23 Monday."""
    return f"{short(on)} {_(WEEKDAYS[on.weekday()])}"


def short(on: date) -> str:
    """A day where its weekday does not matter, of a moment the day it was: 2026-11-23."""
    return on.isoformat()[: len("2026-11-23")]


def month(of: date) -> str:
    """The month of a day: 2026-11."""
    return of.isoformat()[: len("2026-11")]


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


def is_late(on: date, recorded_at: datetime) -> bool:
    """Whether something was recorded more than 48 hours after the end of the day it happened."""
    day_began = datetime.combine(on, datetime.min.time(), tzinfo=recorded_at.tzinfo)
    return recorded_at - day_began > timedelta(days=1) + LATE_AFTER
