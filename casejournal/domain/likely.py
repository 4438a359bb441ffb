"""Who is likely the same person as somebody who comes now: told, never decided.

A person comes again by another spelling, with another form of address, or by a telephone that is known.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from casejournal.domain.names import bare
from casejournal.domain.summary import Summary
from casejournal.words import N_

TOLD_BY = ("client", "alias", "formerly", "contact", "birth", "birth_year", "identity_numbers")
"""The fields of an intake that tell who somebody is."""

_SPELLINGS = (("oe", "u"), ("dj", "j"), ("tj", "c"))
"""Indonesian names before 1972 and since."""
_OTHERWISE_SPELLED = "ej"
"""Letters a name may end in that end it otherwise as it sounds."""
_DOUBLED = re.compile(r"(.)\1+")
_NUMBER = re.compile(r"\+?\d(?:[\s().\-]*\d){7,}")
_LEAST, _MOST = 8, 9
"""Digits of a telephone number that are compared, from its end."""


class Alike(msgspec.Struct, frozen=True, kw_only=True):
    """A case whose client is likely the same person, and by what."""

    case: Summary
    by: str
    """A sentence still to be translated."""


def likely(said: Mapping[str, Any], cases: Iterable[Summary]) -> Iterator[Alike]:
    """The cases of somebody who is called the same, has the same telephone or identity number, or shares a word of the
    name and the year of birth. `said` are answers to an intake.
    """
    names, words, wanted = {*_sounds(_called(said))}, {*_words(_called(said))}, {*marks(said)}
    born = {mark for mark in wanted if mark.startswith(_BORN)}
    ends = {*_OTHERWISE_SPELLED, *(name[-1] for name in names)}
    for case in cases:
        shared = wanted & {*(case.marks or ())}
        if names.intersection(_sounds(name for name in case.names if _may_end_in(ends, name))):
            yield Alike(case=case, by=N_("the same name"))
        elif shared - born:
            number = all(mark.startswith(_IDENTITY) for mark in shared - born)
            yield Alike(case=case, by=N_("the same identity number") if number else N_("the same telephone number"))
        elif shared and words.intersection(_words(case.names)):
            yield Alike(case=case, by=N_("a name like it, and born in the same year"))


_PHONE, _IDENTITY, _BORN = "p", "i", "y"


def marks(said: Mapping[str, Any]) -> tuple[str, ...]:
    """What a card keeps to tell somebody by: `p`, `i` and six digits of a digest of each telephone and identity number,
    which is in no list; `y` and the year of birth.
    """
    year = str(said.get("birth") or said.get("birth_year") or "")[:4]
    return (
        *(_PHONE + _digest(digits) for digits in phones(said.get("contact") or "")),
        *(_IDENTITY + _digest(each.digits) for each in said.get("identity_numbers") or ()),
        *([_BORN + year] if year else []),
    )


def phones(text: str) -> tuple[str, ...]:
    """The end of each telephone number in a text, the same with +62 and with 0 before it."""
    found = ("".join(filter(str.isdecimal, number)) for number in _NUMBER.findall(text))
    bare_numbers = (re.sub(r"^(?:0062|62|0)", "", digits) for digits in found)
    return tuple(dict.fromkeys(digits[-_MOST:] for digits in bare_numbers if len(digits) >= _LEAST))


def _called(said: Mapping[str, Any]) -> tuple[str, ...]:
    return (said.get("client") or "", said.get("alias") or "", *(said.get("formerly") or ()))


def _sounds(names: Iterable[str]) -> Iterator[str]:
    """Names as they sound, without the spaces in them."""
    return (told for name in names if name and (told := _sounded(bare(name)).replace(" ", "")))


def _may_end_in(ends: Collection[str], name: str) -> bool:
    """Whether the last letter leaves it open that it sounds so: ten thousand names are not taken apart for one."""
    return name[-1:].lower() in ends or not name[-1:].isalpha() or not name.isascii()


def _words(names: Iterable[str]) -> Iterator[str]:
    return (word for name in names if name for word in _sounded(bare(name)).split() if len(word) > 2)


def _sounded(name: str) -> str:
    for old, new in _SPELLINGS:
        name = name.replace(old, new)
    return _DOUBLED.sub(r"\1", name)


def _digest(digits: str) -> str:
    from hashlib import blake2b  # lazy: most cards have no number on them

    return blake2b(digits.encode(), digest_size=3).hexdigest()
