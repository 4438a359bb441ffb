"""Who is likely the same person as a new client. It is pointed out, never decided.

People come back with another spelling, another form of address, or a telephone number that is known already.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from casejournal.domain.names import bare, sounded
from casejournal.domain.summary import Summary
from casejournal.words import N_

TOLD_BY = ("client", "alias", "formerly", "contact", "birth", "birth_year", "identity_numbers", "own", "imported")
"""The fields of an intake by which somebody is recognised."""

_OTHERWISE_SPELLED = "ej"
"""Last letters that may sound different: at the end of a name, oe is u and tj is c."""
_NUMBER = r"\+?\d(?:[\s().\-]*\d){7,}"
_LEAST, _MOST = 8, 9
"""Digits of a telephone number that are compared, from its end."""


class Alike(msgspec.Struct, frozen=True, kw_only=True):
    """A case whose client is likely the same person, and what they have in common."""

    case: Summary
    by: str
    """A sentence still to be translated."""


def likely(said: Mapping[str, Any], cases: Iterable[Summary]) -> Iterator[Alike]:
    """The cases of somebody who has the same name, telephone or identity number, or who shares a word of the name and
    the year of birth. `said` are answers to an intake.
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
            yield Alike(case=case, by=N_("a similar name and the same year of birth"))


_PHONE, _IDENTITY, _BORN, _ROW = "p", "i", "y", "r"


def marks(said: Mapping[str, Any]) -> tuple[str, ...]:
    """What a card keeps for recognising somebody: `p` or `i` and six characters of a digest of each telephone or
    identity number, which no list shows; `y` and the year of birth; `r` and what its row in a table is known by.
    """
    year = str(said.get("birth") or said.get("birth_year") or "")[:4]
    return (
        *(_PHONE + _digest(digits) for digits in phones(said.get("contact") or "")),
        *(_IDENTITY + _digest(each.digits) for each in said.get("identity_numbers") or ()),
        *(_IDENTITY + _digest(each.digits) for each in said.get("own") or () if each.identity and each.digits),
        *([_BORN + year] if year else []),
        *([_ROW + str(said["imported"])] if said.get("imported") else []),
    )


def rows_taken_in(cases: Iterable[Summary]) -> set[str]:
    """What the rows of tables are known by that were taken in."""
    return {mark.removeprefix(_ROW) for case in cases for mark in case.marks or () if mark.startswith(_ROW)}


class Register:
    """Many people, for looking up each of many others: what `likely` tells, by one look into a table."""

    def __init__(self) -> None:
        self._sounds: dict[str, str] = {}
        self._marks: dict[str, str] = {}
        self._born: dict[tuple[str, str], str] = {}

    def add(self, label: str, names: Iterable[str], their_marks: Iterable[str]) -> None:
        """Somebody whom people call `label`."""
        names, their_marks = [*names], [*their_marks]
        for sound in _sounds(names):
            self._sounds.setdefault(sound, label)
        for mark in their_marks:
            if mark.startswith(_BORN):
                self._born |= {(word, mark): label for word in _words(names) if (word, mark) not in self._born}
            elif not mark.startswith(_ROW):
                self._marks.setdefault(mark, label)

    def alike(self, said: Mapping[str, Any]) -> tuple[str, str] | None:
        """Whoever is likely the same person, and a sentence why, still to be translated; None if nobody is."""
        names, wanted = _called(said), marks(said)
        for sound in _sounds(names):
            if sound in self._sounds:
                return self._sounds[sound], N_("the same name")
        for mark in wanted:
            if mark in self._marks:
                by = N_("the same identity number") if mark.startswith(_IDENTITY) else N_("the same telephone number")
                return self._marks[mark], by
        for mark in wanted:
            for word in _words(names) if mark.startswith(_BORN) else ():
                if (word, mark) in self._born:
                    return self._born[word, mark], N_("a similar name and the same year of birth")
        return None


def phones(text: str) -> tuple[str, ...]:
    """The last digits of each telephone number in a text. Whether it begins with +62 or with 0 makes no difference."""
    found = ("".join(filter(str.isdecimal, number)) for number in re.findall(_NUMBER, text))
    bare_numbers = (re.sub(r"^(?:0062|62|0)", "", digits) for digits in found)
    return tuple(dict.fromkeys(digits[-_MOST:] for digits in bare_numbers if len(digits) >= _LEAST))


def _called(said: Mapping[str, Any]) -> tuple[str, ...]:
    return (said.get("client") or "", said.get("alias") or "", *(said.get("formerly") or ()))


def _sounds(names: Iterable[str]) -> Iterator[str]:
    """How names sound, without spaces."""
    return (told for name in names if name and (told := sounded(bare(name)).replace(" ", "")))


def _may_end_in(ends: Collection[str], name: str) -> bool:
    """A quick test of the last letter: whether a name can sound like one of these at all. It spares taking apart ten
    thousand names.
    """
    return name[-1:].lower() in ends or not name[-1:].isalpha() or not name.isascii()


def _words(names: Iterable[str]) -> Iterator[str]:
    return (word for name in names if name for word in sounded(bare(name)).split() if len(word) > 2)


def _digest(digits: str) -> str:
    """Six hexadecimal digits that many numbers have in common. It only has to tell numbers apart: hashlib would cost
    each note of a case with a telephone 3 ms.
    """
    from zlib import crc32  # lazy: most cards have no number on them

    return f"{crc32(digits.encode()) & 0xFFFFFF:06x}"
