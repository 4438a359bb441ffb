"""The words that the program recognises in what people type, language by language: yes and no, forms of address, days.

They stand in `locale/<language>/words.json`. A third language is one more file. What a person types is understood in
every language, whichever one the screens speak.
"""

from functools import cache
from typing import Literal

import msgspec

from casejournal.words import LANGUAGES, LOCALE

Unit = Literal["day", "week", "month", "year"]
Prefix = Literal["area", "role", "kind", "case", "from", "to"]


class Sayings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the days of each kind are said. `[on|this]` stands for one of these words, or none.

    `{weekday}`, `{month}`, `{unit}`, `{day}` (24 or 24th), `{year}`, `{iso}` (2026-11-24) and `{span}` (two weeks, 3d)
    stand for the words and numbers of that kind.
    """

    coming: tuple[str, ...]
    """The weekday that is the next to come."""
    next_week: tuple[str, ...]
    """That weekday of the week after this one. A week begins on Monday."""
    just_gone: tuple[str, ...]
    """The weekday that was the last to pass."""
    last_week: tuple[str, ...]
    """That weekday of the week before this one."""
    ahead: tuple[str, ...]
    """So long from today."""
    ago: tuple[str, ...]
    """So long before today."""
    next_span: tuple[str, ...]
    """One week or month from today."""
    last_span: tuple[str, ...]
    """The week or month before this one. That is no single day, so it is refused."""
    of_a_month: tuple[str, ...]
    iso: tuple[str, ...]
    """A date in numbers with its weekday."""


class Dates(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words for days, and how they are put together."""

    days: dict[str, int]
    """Words for a day, and how many days after today it is. They count before all other sayings, so a language can
    settle here what an expression of its own means.
    """
    weekdays: tuple[tuple[str, ...], ...]
    """The names of each weekday, Monday first."""
    months: tuple[tuple[str, ...], ...]
    units: dict[Unit, tuple[str, ...]]
    one: dict[str, Unit]
    """Single words for one of a unit: seminggu."""
    numbers: dict[str, int]
    ordinals: tuple[str, ...]
    """What may be written after the number of a day: 24th."""
    sayings: Sayings


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words of one language, in small letters."""

    yes: tuple[str, ...]
    no: tuple[str, ...]
    by: tuple[str, ...]
    """What stands before the day at the end of a task: `ask the school by friday`."""
    dates: Dates
    weekly: tuple[str, ...]
    """What stands before a weekday that comes every week: every, setiap hari."""
    weekly_endings: tuple[str, ...]
    """What is attached to a weekday that comes every week: Tuesdays."""
    except_when: tuple[str, ...]
    """Words that say that something does not come every time."""
    about: tuple[str, ...]
    """What stands before a birth that is estimated: about 1990."""
    aged: tuple[str, ...]
    """What may be said around an age: 8 months old, umur 16."""
    this_month: tuple[str, ...]
    female: tuple[str, ...]
    """How a gender may be told, in words without hyphens. Whatever else a client says is counted as another answer."""
    male: tuple[str, ...]
    addresses: tuple[str, ...]
    """Forms of address. They do not tell people apart."""
    abbreviated_addresses: tuple[str, ...]
    """Forms of address only with their full stop: without it they may be a name, or part of a word."""
    glued_addresses: tuple[str, ...]
    """The forms of address that are written together with a name: BuSari, pakbudi."""
    between_names: tuple[str, ...]
    """Words that come before a name, or between two, and name nobody by themselves."""
    name_particles: tuple[str, ...]
    """Words that stand before certain names and name nobody by themselves: I and Ni in Bali."""
    name_endings: tuple[str, ...]
    """What the language attaches to the end of a name, as regular expressions."""
    everyday: tuple[str, ...]
    """Words that are also names: in a note they are more often the word than the name.

    The list need not be complete. A name that is missing here is hidden wherever it stands, so more is hidden than
    needed. A word belongs here only if workers write it in notes without meaning anybody.
    """
    prefixes: dict[Prefix, tuple[str, ...]]
    """What stands before the colon in a search: `kind:note`."""
    worker_speaks: tuple[str, ...] = ()
    client_speaks: tuple[str, ...] = ()
    """The names for worker and client before what they say in a dialogue: the short one first, the whole word last."""
    run_together: tuple[str, ...]
    """Everyday words that begin like a form of address and go on like a short name: bulan (month) is not Bu Lan."""


@cache
def vocabulary(language: str) -> Vocabulary:
    """The words of one language."""
    return msgspec.json.decode((LOCALE / language / "words.json").read_bytes(), type=Vocabulary)


@cache
def every(name: str) -> frozenset[str]:
    """The words of that list in all languages."""
    return frozenset(word for language in LANGUAGES for word in getattr(vocabulary(language), name))


@cache
def units(unit: Unit) -> frozenset[str]:
    """The words that stand for that unit in all languages."""
    return frozenset(word for language in LANGUAGES for word in vocabulary(language).dates.units[unit])


@cache
def prefixes() -> dict[str, Prefix]:
    """What may stand before the colon in a search in any language, and what it means."""
    every_language = (vocabulary(language).prefixes for language in LANGUAGES)
    return {word: prefix for known in every_language for prefix, words in known.items() for word in words}
