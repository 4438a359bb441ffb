"""Age (umur): known from a birth, or told in years, or in months for a baby. An age grows with the days since it was
told.

A birth is kept as a day, a month or a year, `1990-05-12`, `1990-05`, `1990`, with `~` behind one that is estimated (ISO
8601-2). An age is kept as a number of years, or as `8 months`.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any

import msgspec

from casejournal.domain import dates
from casejournal.domain.field import Agreement
from casejournal.domain.vocabulary import Unit, every, units
from casejournal.errors import NotValid
from casejournal.words import N_, _, ngettext

TELL_AGE = ("birth", "birth_year", "age")
"""The fields of an intake that say how old somebody is."""
OLDEST = 130
FIRST_YEAR = 1890
"""An earlier birth is refused."""
VERY_OLD = "90+"
"""What stands for an age over 89 where somebody must not be recognised by it. It does not grow."""
BABY = 24
"""In months. A child younger than this has its age shown in months."""
ESTIMATE = 5
"""Years by which an estimated birth may be wrong, either way."""
_BIRTH = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"

Age = Annotated[int, msgspec.Meta(ge=0, le=OLDEST)] | Annotated[str, msgspec.Meta(pattern=r"^\d{1,2} months$")]
Birth = Annotated[str, msgspec.Meta(pattern=r"^(\d{4}[0-9-]*~?)?$")]

_ABOUT = ("~", "±")


def read_birth(said: Any, today: date) -> str:
    """A birth as it is kept. Raises NotValid for a text that is no birth, and for one before 1890 or after `today`."""
    text = dates.stamp(said) if isinstance(said, date) else " ".join(str(said).lower().split())
    plain = text.removesuffix("~").strip()
    for word in (*_ABOUT, *(f"{each} " for each in every("about"))):
        plain = plain.removeprefix(word).strip()
    kept = _birth(plain)
    if kept is None:
        raise NotValid(problem=N_("write a day, a month or a year: 1990-05-12, may 1990, 1990, about 1990"))
    if int(kept[:4]) < FIRST_YEAR or _span(kept)[0] > today:
        problem = _("{when} cannot be a date of birth: it is too long ago or in the future")
        raise NotValid(problem=problem.format(when=birth_in_words(kept)))
    return kept if plain == text else f"{kept}~"


def _birth(text: str) -> str | None:
    """A day, month or year in ISO 8601. The month may be given by its name. None for anything else."""
    named = re.fullmatch(r"(?:(\d{1,2}) )?([a-z]+) (\d{4})", text)
    if named and (month := dates.month_named(named[2])):
        text = f"{named[3]}-{month:02}" + (f"-{int(named[1]):02}" if named[1] else "")
    if not re.fullmatch(_BIRTH, text):
        return None
    try:
        _span(text)
    except ValueError:
        return None
    return text


def read_age(said: Any, _today: date) -> int | str:
    """An age as it is kept. Raises NotValid for a text that is no age, and for more than 130 years."""
    text = " ".join(word for word in str(said).lower().split() if word not in every("aged"))
    if months := re.fullmatch(rf"(\d{{1,3}}) ?(?:{_any_of('month')})", text):
        count = int(months[1])
        return f"{count} months" if count < BABY else count // 12
    years = re.fullmatch(rf"(\d{{1,3}})(?: ?(?:{_any_of('year')}))?", text)
    if years is None:
        raise NotValid(problem=N_("this must be a whole number of years or, for a baby, of months: 8 months"))
    if int(years[1]) > OLDEST:
        raise NotValid(problem=_("this must be between {least} and {most}").format(least=0, most=OLDEST))
    return int(years[1])


def _any_of(unit: Unit) -> str:
    """A pattern for any word that stands for that unit, in any language."""
    return "|".join(map(re.escape, units(unit)))


def birth_in_words(birth: str) -> str:
    """A birth as people say it: 1990-05-12, May 1990, about 1990."""
    first, last = _span(birth.rstrip("~"))
    when = birth.rstrip("~") if first == last or last.month != first.month else dates.month_in_words(first)
    return _("about {when}").format(when=when) if birth.endswith("~") else when


def age_in_words(age: int | str) -> str:
    """An age as people say it: 16, 8 months."""
    if age == VERY_OLD:
        return VERY_OLD
    return _years(age) if isinstance(age, int) else _months(_in_months(age))


def age_on(day: date, birth: str, age: int | str | None, told_on: date) -> str:
    """How old somebody is on `day` and how that is known, in words: from the birth or, if there is none, from the `age`
    told on the day `told_on`. Empty if nothing is known.
    """
    if birth:
        first, last = _span(birth.rstrip("~"))
        most, least = months_between(first, day), months_between(last, day)
        unit = 1 if most < BABY and first.month == last.month else 12
        exact = not birth.endswith("~") and most // unit == least // unit
        counted = _months(most) if unit == 1 else _years(most // 12)
        return _known(counted, _("born {when}").format(when=birth_in_words(birth)), exact=exact)
    if age is None:
        return ""
    if day <= told_on or age == VERY_OLD:
        return age_in_words(age)
    passed = months_between(told_on, day)
    month, told = dates.month_in_words(told_on), age_in_words(age)
    now = _counted(_in_months(age) + passed) if isinstance(age, str) else _years(age + passed // 12)
    if now == told:
        return _known(told, _("in {month}").format(month=month), exact=True)
    return _known(now, _("{age} in {month}").format(age=told, month=month), exact=False)


def years_on(day: date, birth: str, age: int | str | None, told_on: date) -> int | None:
    """How many years old somebody is on `day`; None if nothing is known. A birth that may mean several days is taken at
    the middle of them. An age that was told grows with the years since.
    """
    if birth:
        first, last = _span(birth.rstrip("~"))
        return max(months_between(first + (last - first) / 2, day), 0) // 12
    if age is None:
        return None
    return (_in_months(age) + (months_between(told_on, day) if day > told_on else 0)) // 12


def _known(age: str, basis: str, *, exact: bool) -> str:
    sentence = _("{age} ({basis})") if exact else _("about {age} ({basis})")
    return sentence.format(age=age, basis=basis)


def _counted(months: int) -> str:
    return _months(months) if months < BABY else _years(months // 12)


def _years(count: int) -> str:
    return str(count) if count else _("less than 1")


def _months(count: int) -> str:
    return ngettext("{n} month", "{n} months", count).format(n=count)


def _in_months(age: int | str) -> int:
    return age * 12 if isinstance(age, int) else int(age.split()[0])


def _span(birth: str) -> tuple[date, date]:
    """The first and the last day a birth can mean. Raises ValueError for a day no calendar has."""
    year, month, day = (*map(int, birth.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day), date(year, month, day)
    return date(year, month or 1, 1), _last_of(year, month or 12)


def months_between(born: date, day: date) -> int:
    """The whole months from one day to another."""
    return (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)


def _before(day: date, months: int) -> date:
    """The same day `months` months earlier, or the last day of that month if it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, _last_of(year, month + 1).day))


def _last_of(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _agree(answers: Mapping[str, Any]) -> None:
    """Raises NotValid unless birth, birth year and age can all be true of one person on the day of the intake."""
    on, birth, year, age = answers["on"], answers.get("birth"), answers.get("birth_year"), answers.get("age")
    said = [
        (_spread(each), N_("Birth"), _("born {when}").format(when=birth_in_words(each)))
        for each in (birth, str(year) if year else "")
        if each
    ]
    if age is not None:
        most, least = _in_months(age) + (12 if isinstance(age, int) else 1), _in_months(age)
        told = _("aged {age} on {day}").format(age=age_in_words(age), day=dates.short(on))
        said.append(((_before(on, most) + timedelta(days=1), _before(on, least)), N_("Age"), told))
    if not said:
        return
    youngest, oldest = max(said, key=lambda each: each[0][0]), min(said, key=lambda each: each[0][1])
    if youngest[0][0] > oldest[0][1]:
        problem = _("{one} and {other} contradict each other").format(one=oldest[2], other=youngest[2])
        raise NotValid(field=said[-1][1], problem=problem)
    if youngest[0][0] > on:
        raise NotValid(field=N_("Birth"), problem=_("that is after the intake of {day}").format(day=dates.short(on)))


def _spread(birth: str) -> tuple[date, date]:
    """The first and last day a birth can mean. If it is estimated, five years are added on both sides."""
    first, last = _span(birth.rstrip("~"))
    if not birth.endswith("~"):
        return first, last
    return _before(first, ESTIMATE * 12), _before(last, -ESTIMATE * 12)


AGREES = Agreement(frozenset({"on", *TELL_AGE}), _agree)
