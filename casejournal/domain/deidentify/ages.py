"""Ages and births in a text: a birth becomes an age, and an age over 89 becomes 90+."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from casejournal.domain.age import VERY_OLD, age_in_words, months_between
from casejournal.domain.deidentify.days import DAY, day_meant
from casejournal.domain.deidentify.finding import Piece, What
from casejournal.domain.deidentify.rule import MASK, Rule
from casejournal.domain.deidentify.telling import one_of, said
from casejournal.words import N_, _

OLDEST_TOLD = 89
"""In years. A higher age is told as 90+: so few people reach it."""
_TWO_DIGITS = re.compile(r"\d\D+\d+\D+\d\d$|[^\W\d_]\W*\d{1,2}\W+\d\d$|\d\W*(?:[^\W\d_]+\W+)+\d\d$")
"""A year of two digits behind a day and a month. Nobody is born in the future: it is a hundred years earlier; a day
without a year is that of the year before.
"""
_HIGH = r"(?:9\d|1[0-3]\d)"
_ABOUT = "is|sudah|sekitar|kira-kira|about|almost|nearly|hampir|kurang lebih"
_BETWEEN = rf"(?:[^\d\n.;{MASK}]|\.(?=\s?\d)){{0,30}}?"
"""What may stand between a word for a birth and its day: the place, or on a Monday in."""


@cache
def rules() -> Sequence[Rule]:
    """Births first, then ages, then years so long ago that they tell such an age."""
    return (_births, _ages, _long_ago)


def _births(text: str, on: date) -> Iterator[Piece]:
    word = rf"(?i:(?<!\w)(?:{one_of(said('born'))}|b\.)(?!\w))"
    for found in re.finditer(rf"{word}({_BETWEEN})(?:({DAY()})|((?:18|19|20)\d\d)(?!\d))", text):
        group = 2 if found[2] else 3
        born = day_meant(found[2], on) if found[2] else date(int(found[3]), 7, 1)
        if born and found[2] and born > on and not re.search(r"\d{4}", found[2]):
            back = 100 if _TWO_DIGITS.search(found[2]) else 1
            born = born.replace(year=born.year - back, day=min(born.day, 28))
        if born and born <= on:
            age = told_age(born, on)
            yield Piece(found.start(group), found.end(group), What.BIRTH, _("[age {age}]").format(age=age))
        elif born is None:
            yield Piece(found.start(group), found.end(group), What.BIRTH, _("[birth]"))


def told_age(born: date, on: date) -> str:
    """The age on that day as it may be told: in years, in months for a baby, 90+ above 89."""
    months = max(0, months_between(born, on))
    if months < 24:
        return age_in_words(f"{months} months")
    return VERY_OLD if months // 12 > OLDEST_TOLD else str(months // 12)


def _ages(text: str, _on: date) -> Iterator[Piece]:
    before, behind = one_of(said("aged")), one_of(said("years_old"))
    spelled = one_of(said("nineties"))
    patterns = (
        rf"(?i:(?<!\w)(?:{before})(?!\w)\s*(?:[:=]|{_ABOUT})?\s*)({_HIGH})(?!\d)",
        rf"(?<![\d.,/-])({_HIGH})(?=[\s-]*(?i:{behind})(?!\w))",
        rf"(?<=\()({_HIGH})(?=\)|,)",
        rf"(?<=[^\W\d_],\s)({_HIGH})(?=[,.;)]\s)",
        rf"(?i:(?<!\w)((?:{spelled})(?:[\s-]+\w+)?)(?=[\s-]+(?:{behind})(?!\w)))",
        rf"(?i:(?<!\w)(?:{before})\s+)((?i:{spelled})(?:[\s-]+(?i:{one_of(said('digits'))}))?)(?!\w)",
    )
    taken: set[int] = set()
    for pattern in patterns:
        for found in re.finditer(pattern, text):
            if found.start(1) not in taken:
                taken.add(found.start(1))
                yield Piece(found.start(1), found.end(1), What.AGE, VERY_OLD)


def _long_ago(text: str, on: date) -> Iterator[Piece]:
    for found in re.finditer(r"(?<![\w.,/-])(?:18|19)\d\d(?![\w/-]|[.,]\d)", text):
        if on.year - int(found[0]) > OLDEST_TOLD:
            yield Piece(found.start(), found.end(), What.AGE, _(LONG_AGO))


LONG_AGO = N_("[90 or more years ago]")


def age_at(born: str, age: int | str | None, told_on: date, today: date) -> int | str:
    """The age to tell of a client, on the day of the intake: in years, in months for a baby, 90+ for who is over 89 by
    now. `born` is a birth as an intake keeps it, or empty.
    """
    first = _middle(born.rstrip("~")) if born else None
    if first:
        months = max(0, months_between(first, told_on))
        now = max(0, months_between(first, today))
        told: int | str = f"{months} months" if months < 24 else months // 12
    else:
        told = age if age is not None else 0
        now = 12 * told + max(0, months_between(told_on, today)) if isinstance(told, int) else 0
    return VERY_OLD if now // 12 > OLDEST_TOLD else told


def _middle(born: str) -> date:
    """The day a birth is taken for: of a year its first of July, of a month its first day."""
    year, month, day = (*map(int, born.split("-")), 0, 0)[:3]
    return date(year, month or 7, day or 1)
