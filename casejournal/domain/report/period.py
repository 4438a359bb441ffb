"""The period of a report: a month, or from one day to another. Its figures describe the work as it stood at its end."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import TypeVar

import msgspec

from casejournal.domain import dates
from casejournal.domain.record import Record
from casejournal.domain.spoken_days import days_meant
from casejournal.domain.vocabulary import every
from casejournal.errors import NotValid
from casejournal.words import N_, _

Dated = TypeVar("Dated", bound=Record)
_on = attrgetter("on")
_TREND = 6
"""In months: how far a trend looks back, if the period itself is not longer."""


class Period(msgspec.Struct, frozen=True):
    """From the first day to the last, both counted. The last is never after today."""

    first: date
    last: date

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    def of(self, records: Sequence[Dated]) -> Sequence[Dated]:
        """The records, which must be in order, that are dated in the period."""
        return records[bisect_left(records, self.first, key=_on) : bisect_right(records, self.last, key=_on)]

    @property
    def month(self) -> str:
        """The month, if it is one, or as much of it as has passed: 2026-10; else empty."""
        month = dates.month(self.first)
        return month if self.first.day == 1 and month == dates.month(self.last) else ""

    @property
    def trend(self) -> "Period":
        """The whole months over which a trend is told: at least six, and all that the period touches."""
        months = self.last.year * 12 + self.last.month - _TREND
        return Period(min(self.first.replace(day=1), date(months // 12, months % 12 + 1, 1)), self.last)

    @property
    def months(self) -> tuple[str, ...]:
        """The months it touches, in order: 2026-09, 2026-10."""
        whole = range(self.first.year * 12 + self.first.month - 1, self.last.year * 12 + self.last.month)
        return tuple(dates.month(date(month // 12, month % 12 + 1, 1)) for month in whole)


def month_of(day: date, today: date) -> Period:
    """The month of that day, until its last day or `today`."""
    month = day.year * 12 + day.month
    return Period(day.replace(day=1), min(date(month // 12, month % 12 + 1, 1) - timedelta(days=1), today))


def month_meant(said: str, today: date) -> Period:
    """The month that a person means: 2026-10, october, oktober 2025, last month, this month.

    A name without a year is the last such month that has begun. Raises NotValid.
    """
    text = " ".join(said.casefold().replace(",", " ").split())
    day = today if text in every("this_month") else _numbered(text) or _named(text, today) or _within(text, today)
    if day is None:
        raise NotValid(field="--month", problem=N_("write a month: 2026-10, october, last month"))
    if day > today:
        problem = _("{month} is still to come").format(month=dates.month_in_words(day))
        raise NotValid(field="--month", problem=problem)
    return month_of(day, today)


def _numbered(text: str) -> date | None:
    found = re.fullmatch(r"(\d{4})-(0?[1-9]|1[0-2])", text, re.ASCII)
    return date(int(found[1]), int(found[2]), 1) if found and int(found[1]) else None


def _named(text: str, today: date) -> date | None:
    name, _space, year = text.partition(" ")
    month = dates.month_named(name.rstrip("."))
    if month is None or not re.fullmatch(r"(\d{4})?", year, re.ASCII) or year == "0000":
        return None
    return date(int(year) if year else today.year - (month > today.month), month, 1)


def _within(text: str, today: date) -> date | None:
    """The month in which all days lie that a text can mean: last month."""
    days = days_meant(text, today, past=True, since=today) or ()
    months = {day.replace(day=1) for day in days}
    return months.pop() if len(months) == 1 else None
