"""Days in a text, moved: each is read as people write it, in every language, and written again in the same way.

Weekdays stay true, since days are moved by whole weeks. A year by itself stays: Safe Harbor allows it.
"""

import re
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache, partial

from casejournal.domain.dates import month
from casejournal.domain.deidentify.finding import Piece, What, instead_of
from casejournal.domain.deidentify.rule import MASK, Rule
from casejournal.domain.deidentify.telling import feast, one_of, said
from casejournal.domain.spoken_days import months
from casejournal.domain.vocabulary import vocabulary
from casejournal.words import LANGUAGES

Move = Callable[[date], date | None]
_CENTURY, _PIVOT = 2000, 20
"""A year of two digits lies at most 20 years ahead of the record."""
_NOT_IN_A_NUMBER = rf"(?<![\w{MASK}])(?<!\d[./-])"
_SEP = r"\s?[./\u2010-\u2015-]\s?"
_NUMERIC = (
    rf"{_NOT_IN_A_NUMBER}(?:\d{{4}}{_SEP}\d{{1,2}}{_SEP}\d{{1,2}}|\d{{1,2}}{_SEP}\d{{1,2}}{_SEP}(?:\d{{4}}|[’']?\d{{2}})"
    rf"|\d{{1,2}} \d{{1,2}} (?:19|20)\d\d)(?!\d|[./-]\d)"
)
_END_OF_SENTENCE = r"\w{3}[”\"’')]{0,2}[.!?]+[”\"’')]{0,2}\s+(?=[\W\d_]*[A-Z])|\n\s*\n"
"""Not behind a short word, which may be an abbreviation: tgl. and Jl."""
_TO = r"\s?(?:-|–|—|/|s/d|s\.d\.|sd|sampai|hingga|to|until|till|through|and|dan|&|,)\s?"


@cache
def _month() -> str:
    return rf"(?i:{one_of(months())})"


@cache
def _spoken() -> str:
    """A day with the name of its month: 5 March 2024, 5-7 Maret, the 5th of March, March 5, 2024."""
    ending = "(?:st|nd|rd|th)?"
    year = r"(?:\.?[\s,./-]{0,2}(?:[’']?\d{2}(?![\d:]|\.\d)|\d{4})(?!\d))?"
    figure = rf"(?:[0-3]?\d{ending}{_TO})?[0-3]?\d{ending}"
    return (
        rf"{_NOT_IN_A_NUMBER}{figure}[\s./-]*(?:of\s+)?{_month()}(?!\w){year}"
        rf"|(?<!\w){_month()}\s+[0-3]?\d{ending}(?!\w|[.,:]\d)(?:,?\s\d{{4}}(?!\d))?"
    )


@cache
def DAY() -> str:  # noqa: N802 - a pattern, made when it is needed
    """A regular expression for a whole day, in figures or with the name of the month."""
    return f"{_NUMERIC}|{_spoken()}"


def rules(move: Move) -> Sequence[Rule]:
    """The rule that moves days."""
    ways = (_whole, _of_a_month, _month_and_year, _day_of_month, _in_short, _only_month)
    return (partial(_moved_or_hidden, [partial(way, move) for way in ways]),)


def _moved_or_hidden(ways: Sequence[Rule], text: str, on: date) -> Iterator[Piece]:
    """Every day moved; but one beside a feast is hidden, since whoever knows its day would read from the two how far
    all days were moved.
    """
    feasts = [found.start() for found in re.finditer(feast(), text)]
    ends = [found.end() for found in re.finditer(_END_OF_SENTENCE, text)] if feasts else []
    festive = {bisect(ends, place) for place in feasts}
    left = text
    for way in ways:
        for piece in list(way(left, on)):
            if MASK in left[piece.begin : piece.end]:
                continue
            left = left[: piece.begin] + MASK * (piece.end - piece.begin) + left[piece.end :]
            hidden = feasts and bisect(ends, piece.begin) in festive
            yield Piece(piece.begin, piece.end, What.DATE, instead_of(What.DATE)) if hidden else piece


def day_meant(text: str, on: date) -> date | None:
    """The day that a text of that pattern means; None for one no calendar has. Without a year the nearest to `on`."""
    numbers = re.findall(r"\d+", text)
    named = _named_month(text)
    if named:
        numbers = [each for each in numbers if each]
        year = next((int(each) for each in numbers if len(each) == 4), None)
        short = [each for each in numbers if len(each) < 4]
        if year is None and len(short) > 1 and re.search(rf"{named[0]}\W*\d{{2}}$", text, re.IGNORECASE):
            year = _in_full(int(short.pop()), on)
        return _nearest(int(short[-1]), named[1], on, year) if short else None
    first, second, third = numbers[:3]
    if len(first) == 4:
        return _valid(int(first), int(second), int(third))
    year = int(third) if len(third) == 4 else _in_full(int(third), on)
    return _valid(year, int(second), int(first)) or _valid(year, int(first), int(second))


def _whole(move: Move, text: str, on: date) -> Iterator[Piece]:
    for found in re.finditer(_NUMERIC, text):
        numbers = re.findall(r"\d+", found[0])
        if len(numbers[0]) < 4 and len(numbers[-1]) == 2 and (int(numbers[0]) > 31 or int(numbers[1]) > 31):
            continue  # three numbers, but no day
        if len(numbers[-1]) == 2 and len(numbers[0]) < 4 and day_meant(found[0], on) is None:
            continue
        meant = day_meant(found[0], on)
        yield Piece(found.start(), found.end(), What.DATE, _in_figures(found[0], meant, move))


def _in_figures(written: str, meant: date | None, move: Move) -> str:
    """The moved day with the same signs between its numbers, the year where it stood."""
    if (moved := _moved(move, meant)) is None:
        return instead_of(What.DATE)
    numbers = re.findall(r"\d+", written)
    year = f"{moved.year:04}" if 4 in map(len, numbers) else f"{moved.year % 100:02}"
    shown = numbers[1:] if len(numbers[0]) == 4 else numbers[:2]
    wide = min(map(len, shown))
    order = [year, moved.month, moved.day] if len(numbers[0]) == 4 else [moved.day, moved.month, year]
    told = iter(each if isinstance(each, str) else f"{each:0{wide}}" for each in order)
    return re.sub(r"\d+", lambda _number: next(told), written)


def _of_a_month(move: Move, text: str, on: date) -> Iterator[Piece]:
    for found in re.finditer(_spoken(), text):
        if _named_month(found[0]) is None:
            continue
        yield Piece(found.start(), found.end(), What.DATE, _spoken_again(found[0], on, move))


def _spoken_again(written: str, on: date, move: Move) -> str:
    """The moved day in the same words; both days of a span."""
    named = _named_month(written)
    last = _moved(move, day_meant(written, on))
    if named is None or last is None:
        return instead_of(What.DATE)
    short = [each for each in re.findall(r"\d+", written) if len(each) < 4]
    long = re.search(r"\d{4}", written)
    has_year = bool(long) or bool(re.search(rf"{named[0]}\W*\d{{2}}$", written, re.IGNORECASE) and len(short) > 1)
    year = f" {last.year}" if has_year else ""
    end = f"{_with_month(last, named[0])}{year}"
    if len(short) - (has_year and not long) < 2:
        return end
    begun = day_meant(f"{short[0]} {named[0]} {long[0] if long else ''}", on)
    first = _moved(move, begun)
    if first is None:
        return instead_of(What.DATE)
    return f"{_with_month(first, named[0])} – {end}"


def _with_month(moved: date, written: str) -> str:
    """The day and its month, named as it was written before."""
    return " ".join((str(moved.day), _like(written, moved.month)))


def _month_and_year(move: Move, text: str, on: date) -> Iterator[Piece]:
    for found in re.finditer(
        rf"(?<!\w)({_month()})(?!\w)[\s,/-]{{1,2}}(?:th\.?|tahun)?\s?([’']?\d{{2}}|\d{{4}})(?![\d.,:]\d|\d)", text
    ):
        named = _named_month(found[1])
        if named is None:
            continue
        number = int(found[2].strip("’'"))
        moved = _moved(move, _valid(number if number > 99 else _in_full(number, on), named[1], 15))
        instead = f"{_like(named[0], moved.month)} {moved.year}" if moved else instead_of(What.DATE)
        yield Piece(found.start(), found.end(), What.DATE, instead)
    for found in re.finditer(rf"{_NOT_IN_A_NUMBER}(0?[1-9]|1[0-2])([/-])((?:19|20)\d\d)(?![\d/-])", text):
        moved = _moved(move, _valid(int(found[3]), int(found[1]), 15))
        instead = f"{moved.month:02}{found[2]}{moved.year}" if moved else instead_of(What.DATE)
        yield Piece(found.start(), found.end(), What.DATE, instead)
    for found in re.finditer(rf"{_NOT_IN_A_NUMBER}((?:19|20)\d\d)-(0[1-9]|1[0-2])(?![\d/-])", text):
        moved = _moved(move, _valid(int(found[1]), int(found[2]), 15))
        yield Piece(found.start(), found.end(), What.DATE, month(moved) if moved else instead_of(What.DATE))


_NOUN = "grade|floor|child|week|day|time|visit|meeting|session|month|year|class|house|of|and last|birthday|anniversary"


def _day_of_month(move: Move, text: str, on: date) -> Iterator[Piece]:
    """A day that has no month: tanggal 5, on the 5th. It is that of the month of the record."""
    word = one_of(said("on_day"))
    patterns = (
        rf"(?i:(?<!\w)(?:{word})\s*)([0-3]?\d)(?![\w./-]\d|\d)",
        rf"(?i:(?<!\w)(?:on|by|until|since|before|after|from|to)\s+the\s+)([0-3]?\d)(?=(?:st|nd|rd|th)(?!\w|\s(?:{_NOUN})))",
    )
    for pattern in patterns:
        for found in re.finditer(pattern, text):
            moved = _moved(move, _nearest(int(found[1]), on.month, on, on.year))
            yield Piece(found.start(1), found.end(1), What.DATE, str(moved.day) if moved else instead_of(What.DATE))


def _in_short(move: Move, text: str, on: date) -> Iterator[Piece]:
    """A day and a month in figures, behind a word that tells them from a fraction: tgl 5/3, Monday 5/3."""
    weekdays = (name for language in LANGUAGES for names in vocabulary(language).dates.weekdays for name in names)
    word = one_of({*said("on_day"), *said("around_day"), *weekdays})
    for found in re.finditer(rf"(?i:(?<!\w)(?:{word})[\s,]+)(\d{{1,2}})([/.-])(\d{{1,2}})(?![\d/.:-]\d|\d)", text):
        first, second = int(found[1]), int(found[3])
        meant = _nearest(first, second, on) or _nearest(second, first, on)
        if meant is None:
            continue
        moved = _moved(move, meant)
        instead = found[2].join((str(moved.day), str(moved.month))) if moved else instead_of(What.DATE)
        yield Piece(found.start(1), found.end(3), What.DATE, instead)


def _only_month(move: Move, text: str, on: date) -> Iterator[Piece]:
    """A month by itself, named in full: since July, bulan Maret. A word that is also something else needs a word
    before it.
    """
    full = {
        name for language in LANGUAGES for names in vocabulary(language).dates.months for name in names if len(name) > 2
    }
    whole = {names[0].capitalize() for language in LANGUAGES for names in vocabulary(language).dates.months}
    sure = whole - {"May", "March", "Mei", "August"}
    before = one_of(
        {
            *said("around_day"),
            "in",
            "last",
            "next",
            "early",
            "late",
            "mid",
            "this",
            "akhir",
            "awal",
            "tengah",
            "di",
            "bulan",
            "dari",
            "ke",
        }
    )
    patterns = (
        rf"(?<!\w)({one_of(sure)})(?!\w)",
        rf"(?i:(?<!\w)(?:{before})[\s-]+(?:of\s+)?)((?i:{one_of(full)}))(?!\w)",
    )
    for pattern in patterns:
        for found in re.finditer(pattern, text):
            named = _named_month(found[1])
            if named is None or (
                found[1].islower() and found[1] in {"may", "march", "mar", "sen", "sep", "jun", "des"}
            ):
                continue
            moved = _moved(move, _nearest(15, named[1], on))
            instead = _like(named[0], moved.month) if moved else instead_of(What.DATE)
            yield Piece(found.start(1), found.end(1), What.DATE, instead)


def _named_month(text: str) -> tuple[str, int] | None:
    """The word for a month in a text, and its number."""
    for found in re.finditer(r"[^\W\d_]+(?:['’]at)?", text):
        if number := months().get(found[0].lower()):
            return found[0], number
    return None


def _like(written: str, month: int) -> str:
    """The name of another month in the language and the shape of this one: Mar is Apr, MARET is APRIL."""
    low = written.lower()
    for language in LANGUAGES:
        for names in vocabulary(language).dates.months:
            if low in names:
                others = vocabulary(language).dates.months[month - 1]
                name = others[0] if low == names[0] or len(others) == 1 else others[-1]
                return name.upper() if written.isupper() else name.capitalize() if written[0].isupper() else name
    return written


def _in_full(year: int, on: date) -> int:
    whole = _CENTURY + year
    return whole if whole <= on.year + _PIVOT else whole - 100


def _nearest(day: int, month: int, on: date, year: int | None = None) -> date | None:
    """That day in that year; without one, in the year in which it is nearest to `on`."""
    if year is not None:
        return _valid(year, month, day)
    days = [meant for each in (-1, 0, 1) if (meant := _valid(on.year + each, month, day))]
    return min(days, key=lambda meant: abs((meant - on).days), default=None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _moved(move: Move, day: date | None) -> date | None:
    try:
        return move(day) if day else None
    except OverflowError:
        return None


def by_weeks(weeks: int | None) -> Move:
    """A function that moves a day by so many weeks; without a number it hides every day."""
    return lambda day: None if weeks is None else day + timedelta(weeks=weeks)
