"""When a group meets, where its charter says so clearly: every Tuesday, 16.00. Anything else is not guessed at."""

import re
from datetime import date, time, timedelta
from functools import cache

import msgspec

from casejournal.domain.vocabulary import every, units, vocabulary
from casejournal.words import LANGUAGES

_TIME = re.compile(r"(?<![\d.:])([01]?\d|2[0-3])[.:]([0-5]\d)(?![\d.:])")

_ABBREVIATED = 3
"""In letters: weekdays that short are left out, for min and sun are words too."""


class Rhythm(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting a week."""

    weekday: int
    """Monday is 0."""
    begins: time | None = None
    ends: time | None = None

    def first_from(self, day: date) -> date:
        """The first meeting on that day or after it."""
        return day + timedelta(days=(self.weekday - day.weekday()) % 7)


def rhythm(meets: str) -> Rhythm | None:
    """The rhythm a charter speaks of; None if it names no weekday, several, or does not say that it is every week."""
    text = meets.casefold()
    named = {number for name, number in _weekdays().items() if _stands(re.escape(name) + _ending(), text)}
    if len(named) != 1 or any(_stands(re.escape(word), text) for word in _breaks()):
        return None
    [weekday] = named
    if not any(_comes_weekly(name, text) for name, number in _weekdays().items() if number == weekday):
        return None
    times = [time(int(hour), int(minute)) for hour, minute in _TIME.findall(text)]
    if len(times) > 2 or times != sorted(set(times)):
        times = []
    return Rhythm(weekday=weekday, begins=times[0] if times else None, ends=times[1] if times[1:] else None)


def _comes_weekly(name: str, text: str) -> bool:
    """Whether that weekday is said to come every week. A name that means a week too must be called a day: setiap hari
    minggu.
    """
    if _ending() and _stands(re.escape(name) + _ending(optional=False), text):
        return True
    before = (phrase for phrase in every("weekly") if " " in phrase or name not in units("week"))
    return any(_stands(rf"{re.escape(phrase)}\s+{re.escape(name)}", text) for phrase in before)


@cache
def _weekdays() -> dict[str, int]:
    """The weekdays in every language, by their whole names."""
    return {
        name: number
        for language in LANGUAGES
        for number, names in enumerate(vocabulary(language).dates.weekdays)
        for name in names
        if len(name) > _ABBREVIATED
    }


def _breaks() -> frozenset[str]:
    """Words with which it may be every second week, the first Tuesday of a month, or not in the fasting month."""
    return (units("week") | units("month") | units("year") | every("except_when")) - {*_weekdays()}


def _ending(*, optional: bool = True) -> str:
    endings = "|".join(map(re.escape, every("weekly_endings")))
    return f"(?:{endings}){'?' if optional else ''}" if endings else ""


def _stands(pattern: str, text: str) -> bool:
    return re.search(rf"(?<!\w){pattern}(?!\w)", text) is not None
