"""The words by which it is recognised what tells who somebody is, language by language, and the places of a country.

They stand in `locale/<language>/identifiers.json` and `places.json`, and are loaded only when a packet is made. A
language need not have them.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from casejournal.domain.names import folded
from casejournal.domain.vocabulary import every, vocabulary
from casejournal.words import LANGUAGES, LOCALE


class Identifiers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words of one language, in small letters but for `not_names`."""

    kin: tuple[str, ...] = ()
    """What relatives are called. A name may follow one: adiknya Rini."""
    roles: tuple[str, ...] = ()
    """What people are by their work or their place. It stays: pak lurah, the landlord."""
    titles: tuple[str, ...] = ()
    """What somebody is called by before their name, with a capital or without: nurse, bidan."""
    small: tuple[str, ...] = ()
    """Everyday words that stand beside a name in a list of people: her friend from school."""
    agencies: tuple[str, ...] = ()
    """What agencies are called by their kind. It stays: Puskesmas, clinic."""
    facilities: tuple[str, ...] = ()
    """The kinds of agency whose own name stands before or behind them."""
    streets: tuple[str, ...] = ()
    """What stands before the name of a street or a settlement, however it is written: jl, gang."""
    streets_capital: tuple[str, ...] = ()
    """The same where the word has another meaning too: only before a capital or a number."""
    villages: tuple[str, ...] = ()
    villages_capital: tuple[str, ...] = ()
    """The same for villages, districts and towns."""
    street_kinds: tuple[str, ...] = ()
    """What stands behind the name of a street or a village: Baker Street."""
    street_kinds_capital: tuple[str, ...] = ()
    """The same where the word has another meaning too: only with a capital."""
    at: tuple[str, ...] = ()
    """Words before a place: what has a capital behind one and is nothing else is a place."""
    postcode: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    """This and what follows: words before a number or a code of that kind."""
    account: tuple[str, ...] = ()
    medical: tuple[str, ...] = ()
    scheme: tuple[str, ...] = ()
    licence: tuple[str, ...] = ()
    vehicle: tuple[str, ...] = ()
    device: tuple[str, ...] = ()
    handle: tuple[str, ...] = ()
    born: tuple[str, ...] = ()
    """Words before a day or year of birth."""
    aged: tuple[str, ...] = ()
    years_old: tuple[str, ...] = ()
    """Words before and behind an age."""
    nineties: tuple[str, ...] = ()
    """How an age over 89 begins when it is spelled out."""
    on_day: tuple[str, ...] = ()
    """Words before a day of the month that has no month: tanggal 5."""
    around_day: tuple[str, ...] = ()
    """Words before a day given as 5/3, or a month by itself."""
    digits: tuple[str, ...] = ()
    money: tuple[str, ...] = ()
    """Words before or behind a sum of money."""
    vocative: tuple[str, ...] = ()
    """The forms of address behind which a small letter is likely a name too."""
    announcing: tuple[str, ...] = ()
    """Words behind which nothing but a name stands, in small letters too: bernama dodi."""
    initials: tuple[str, ...] = ()
    """Words before the first letters of a name: inisial RW."""
    photo: tuple[str, ...] = ()
    feasts: tuple[str, ...] = ()
    """Days that tell the time of year."""
    not_names: tuple[str, ...] = ()
    """Words with a capital that name nobody."""


@cache
def said(name: str) -> frozenset[str]:
    """The words of that list in all languages."""
    return frozenset(word for language in LANGUAGES for word in getattr(_identifiers(language), name))


@cache
def _identifiers(language: str) -> Identifiers:
    path = LOCALE / language / "identifiers.json"
    return msgspec.json.decode(path.read_bytes(), type=Identifiers) if path.exists() else Identifiers()


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """The provinces of a country, what else they are called, and what lies in each."""

    source: str
    called: dict[str, tuple[str, ...]]
    places: dict[str, tuple[str, ...]]


@cache
def _countries() -> tuple[Places, ...]:
    paths = (LOCALE / language / "places.json" for language in LANGUAGES)
    return tuple(msgspec.json.decode(path.read_bytes(), type=Places) for path in paths if path.exists())


@cache
def province_of() -> Mapping[str, str]:
    """The province in which each regency and city lies, by its folded name."""
    return {
        folded(place): province
        for country in _countries()
        for province, places in country.places.items()
        for place in places
        if folded(place) not in provinces()
    }


@cache
def provinces() -> frozenset[str]:
    """What provinces are called, folded."""
    names = (
        name for each in _countries() for name in (*each.places, *(n for all_ in each.called.values() for n in all_))
    )
    return frozenset(map(folded, names))


@cache
def generic() -> frozenset[str]:
    """Words that stand beside names and name nobody: addresses, relatives, roles, kinds of agency, everyday words."""
    lists = (
        said("kin"),
        said("roles"),
        said("titles"),
        said("small"),
        said("agencies"),
        every("addresses"),
        every("between_names"),
    )
    return frozenset(part for words in lists for word in words for part in (word, *word.split()))


@cache
def no_names() -> frozenset[str]:
    """Words, folded, that name nobody and no place smaller than a province although they may have a capital."""
    provincial = (part for name in provinces() for part in name.split())
    days = (name for each in (*_weekdays(), *_months()) for name in each)
    return frozenset({*generic(), *map(folded, said("not_names")), *provincial, *days, *every("abbreviated_addresses")})


def _weekdays() -> Iterable[tuple[str, ...]]:
    return (names for language in LANGUAGES for names in vocabulary(language).dates.weekdays)


def _months() -> Iterable[tuple[str, ...]]:
    return (names for language in LANGUAGES for names in vocabulary(language).dates.months)


@cache
def feast() -> str:
    """A regular expression for a day that everybody knows: a feast, an election."""
    return rf"(?i:(?<!\w)(?:{one_of(said('feasts'))})(?:nya)?(?!\w))"


def one_of(words: Iterable[str]) -> str:
    """A regular expression for any of these, the longest first; spaces and full stops in them may be left out."""
    return _one_of(frozenset(words))


@cache
def _one_of(words: frozenset[str]) -> str:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"[\s.]*") for word in longest) or "(?!)"
