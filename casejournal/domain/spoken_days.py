"""How people say a day, in every language there is a vocabulary for. Which days a text can mean; `dates` decides.

The words and sayings stand in `locale/<language>/words.json`, so a further language needs no code. A text is read with
the words of one language at a time.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import product
from typing import Any

import msgspec

from casejournal.domain.vocabulary import Dates, Sayings, Unit, vocabulary
from casejournal.words import LANGUAGES

Days = frozenset[date]
_SIGNED = re.compile(r"([+-]\d{1,4})\s?([^\W\d_]+)", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,4})([/.-])(\d{1,2})(?:\2(\d{1,4}))?", re.ASCII)
_CENTURY = 2000
_LEAP = 8
"""Years within which there is always a 29 February."""


def days_meant(text: str, today: date, *, past: bool, since: date) -> Days | None:
    """The days that `text` can mean when it is said on `today`; None if it is no way to say a day in any language.

    It is empty for a day that no calendar has. `past` is true for something that has happened. An offset ahead (+7d)
    counts from `since`, one back (-7d) from today.
    """
    said = " ".join(text.lower().replace(",", " ").split())
    if found := _NUMBERS.fullmatch(said):
        return _in_numbers(found, today, past=past)
    readings = [_read(_words(each), said, today, past, since) for each in LANGUAGES]
    known = [each for each in readings if each is not None]
    return frozenset[date]().union(*known) if known else None


def mixes_languages(text: str) -> bool:
    """Whether `text` would be a day if the words of all languages were one."""
    said, today = " ".join(text.lower().replace(",", " ").split()), date(2000, 1, 1)
    return _read(_of_all_languages(), said, today, False, today) is not None


@cache
def months() -> Mapping[str, int]:
    """The number of each month, by its names in every language."""
    return {name: number for each in LANGUAGES for name, number in _words(each).month.items()}


class _Words(msgspec.Struct, frozen=True):
    """The words of one language, each with what it stands for."""

    days: Mapping[str, int]
    weekday: Mapping[str, int]
    month: Mapping[str, int]
    unit: Mapping[str, Unit]
    one: Mapping[str, Unit]
    numbers: Mapping[str, int]
    ordinals: tuple[str, ...]
    sayings: Sequence[tuple[str, Sequence[str]]]
    """What each saying means, and its words."""


def _named(each: Dates) -> _Words:
    sayings = msgspec.structs.asdict(each.sayings)
    return _Words(
        days=each.days,
        weekday={name: number for number, names in enumerate(each.weekdays) for name in names},
        month={name: number for number, names in enumerate(each.months, 1) for name in names},
        unit={name: unit for unit, names in each.units.items() for name in names},
        one=each.one,
        numbers=each.numbers,
        ordinals=each.ordinals,
        sayings=[(name, words) for name, said in sayings.items() for words in _spelled_out(said)],
    )


@cache
def _words(language: str) -> _Words:
    return _named(vocabulary(language).dates)


@cache
def _of_all_languages() -> _Words:
    """The words of all languages, as if they were one."""
    every = [_words(each) for each in LANGUAGES]
    tables = ("days", "weekday", "month", "unit", "one", "numbers")
    return _Words(
        **{name: {word: it for each in every for word, it in getattr(each, name).items()} for name in tables},
        ordinals=tuple(ending for each in every for ending in each.ordinals),
        sayings=[said for each in every for said in each.sayings],
    )


def _spelled_out(sayings: Iterable[str]) -> Iterator[Sequence[str]]:
    """Every way to say it: with each word in brackets, and without."""
    for saying in sayings:
        pieces = re.findall(r"\[([^\]]+)\]|(\S+)", saying)
        ways = product(*(["", *either.split("|")] if either else [always] for either, always in pieces))
        yield from ([word for word in way if word] for way in ways)


def _read(words: _Words, said: str, today: date, past: bool, since: date) -> Days | None:
    """The days that it can mean in one language; None if nobody says a day so."""
    if said in words.days:
        return _days(lambda: [today + timedelta(days=words.days[said])])
    counted = _SIGNED.fullmatch(said)
    if counted and counted[2] in words.unit:
        start = since if counted[1].startswith("+") else today
        return _days(lambda: [_later(start, int(counted[1]), words.unit[counted[2]])])
    found = [(name, facts) for name, saying in words.sayings for facts in _fit(words, saying, said.split())]
    if not found:
        return None
    return frozenset(day for name, facts in found for day in _days(lambda: _MEANS[name](facts, today, past)))  # noqa: B023


def _days(reads: Callable[[], Iterable[date]]) -> Days:
    """The days read; none where no calendar has such a day."""
    try:
        return frozenset(reads())
    except (ValueError, OverflowError):
        return frozenset()


def _fit(words: _Words, saying: Sequence[str], said: Sequence[str]) -> Iterator[dict[str, Any]]:
    """What the places of a saying stand for, for each way in which the words fit it."""
    if not saying:
        if not said:
            yield {}
        return
    first, rest = saying[0], saying[1:]
    if not first.startswith("{"):
        if said and said[0] == first:
            yield from _fit(words, rest, said[1:])
        return
    for count, value in _place(words, first.strip("{}"), said):
        for facts in _fit(words, rest, said[count:]):
            yield {first.strip("{}"): value, **facts}


def _place(words: _Words, kind: str, said: Sequence[str]) -> Iterator[tuple[int, Any]]:
    """How many of the words make up something of that kind, and what it is."""
    word = said[0] if said else ""
    if kind == "span":
        yield from _span(words, said)
    elif kind == "day":
        bare = next((word.removesuffix(each) for each in words.ordinals if word.endswith(each)), word)
        if re.fullmatch(r"\d{1,2}", bare, re.ASCII):
            yield 1, int(bare)
    elif kind == "year":
        if re.fullmatch(r"\d{4}", word, re.ASCII):
            yield 1, int(word)
    elif kind == "iso":
        if re.fullmatch(r"\d{4}-\d\d-\d\d", word, re.ASCII):
            yield 1, word
    elif (known := word.removesuffix(".")) in getattr(words, kind):
        yield 1, getattr(words, kind)[known]


def _span(words: _Words, said: Sequence[str]) -> Iterator[tuple[int, tuple[int, Unit]]]:
    """A count and its unit: 3 days, two weeks, 3d, seminggu."""
    if said and said[0] in words.one:
        yield 1, (1, words.one[said[0]])
    glued = re.fullmatch(r"(\d{1,4})([^\W\d_]+)", said[0], re.ASCII) if said else None
    if glued and glued[2] in words.unit:
        yield 1, (int(glued[1]), words.unit[glued[2]])
    for last in (1, 2):  # `dua belas` is two words
        number, unit = " ".join(said[:last]), said[last] if len(said) > last else ""
        count = int(number) if re.fullmatch(r"\d{1,4}", number, re.ASCII) else words.numbers.get(number)
        if count is not None and unit in words.unit:
            yield last + 1, (count, words.unit[unit])


def _in_numbers(found: re.Match[str], today: date, *, past: bool) -> Days:
    """A date in numbers. With the year first, the month follows everywhere: 2026-11-23; else the day or the month may
    stand first. A year of two digits is never enough, but what it may mean is worth naming.
    """
    first, second, third = int(found[1]), int(found[3]), found[4] or ""
    if len(found[1]) == len("2026"):
        return _days(lambda: [date(first, second, int(third))]) if len(third) <= len("23") else Days()
    if not third:
        return _days(lambda: [_nearest(first, second, today, past=past)]) | _days(
            lambda: [_nearest(second, first, today, past=past)]
        )
    year = int(third) + (0 if len(third) == len("2026") else _CENTURY)
    days = _days(lambda: [date(year, second, first)]) | _days(lambda: [date(year, first, second)])
    if len(third) == len("2026"):
        return days
    days |= _days(lambda: [date(_CENTURY + first, second, int(third))])
    return days if len(days) > 1 else Days()


def _later(day: date, count: int, unit: Unit) -> date:
    """So many days, weeks, months or years later; the last day of a month that has no such day."""
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


def _nearest(number: int, month: int, today: date, *, past: bool) -> date:
    """The next such day of a year, or the last one. Raises ValueError for a day that no year has."""
    for away in range(_LEAP + 1):
        try:
            meant = date(today.year - away if past else today.year + away, month, number)
        except ValueError:  # a 29 February, in a year without one
            continue
        if meant <= today if past else meant >= today:
            return meant
    raise ValueError(number)


def _coming(facts: Mapping[str, Any], today: date, _past: bool) -> Iterable[date]:
    return [today + timedelta(days=(facts["weekday"] - today.weekday()) % 7 or 7)]


def _just_gone(facts: Mapping[str, Any], today: date, _past: bool) -> Iterable[date]:
    return [today - timedelta(days=(today.weekday() - facts["weekday"]) % 7 or 7)]


def _next_week(facts: Mapping[str, Any], today: date, _past: bool) -> Iterable[date]:
    return [today + timedelta(days=7 + facts["weekday"] - today.weekday())]


def _last_week(facts: Mapping[str, Any], today: date, _past: bool) -> Iterable[date]:
    return [today + timedelta(days=facts["weekday"] - today.weekday() - 7)]


def _ahead(facts: Mapping[str, Any], today: date, _past: bool) -> Iterable[date]:
    return [_later(today, *facts["span"])]


def _ago(facts: Mapping[str, Any], today: date, _past: bool) -> Iterable[date]:
    count, unit = facts["span"]
    return [_later(today, -count, unit)]


def _next_span(facts: Mapping[str, Any], today: date, _past: bool) -> Iterable[date]:
    return [_later(today, 1, facts["unit"])] if facts["unit"] in ("week", "month") else []


def _last_span(facts: Mapping[str, Any], today: date, _past: bool) -> Iterable[date]:
    """One week or month ago, and its last day: always two, for something that happened “last week” has no day yet."""
    if facts["unit"] not in ("week", "month"):
        return []
    ago = _later(today, -1, facts["unit"])
    this = today - timedelta(days=today.weekday()) if facts["unit"] == "week" else today.replace(day=1)
    first, last = _later(this, -1, facts["unit"]), this - timedelta(days=1)
    return [ago, last if last != ago else first]


def _of_a_month(facts: Mapping[str, Any], today: date, past: bool) -> Iterable[date]:
    number, month, year = facts["day"], facts["month"], facts.get("year")
    return _on_its_weekday(facts, date(year, month, number) if year else _nearest(number, month, today, past=past))


def _iso(facts: Mapping[str, Any], _today: date, _past: bool) -> Iterable[date]:
    return _on_its_weekday(facts, date(*map(int, facts["iso"].split("-"))))


def _on_its_weekday(facts: Mapping[str, Any], day: date) -> Iterable[date]:
    """The day; none if it was said with another weekday than it has."""
    return [day] if facts.get("weekday", day.weekday()) == day.weekday() else []


_MEANS: Mapping[str, Callable[[Mapping[str, Any], date, bool], Iterable[date]]] = {
    "coming": _coming, "next_week": _next_week, "just_gone": _just_gone, "last_week": _last_week, "ahead": _ahead,
    "ago": _ago, "next_span": _next_span, "last_span": _last_span, "of_a_month": _of_a_month, "iso": _iso,
}  # fmt: skip
assert _MEANS.keys() == {*Sayings.__struct_fields__}  # noqa: S101 - each kind of saying has its meaning
