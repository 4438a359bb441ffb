"""Which records a query fits, which of them come first, and the words around what was found."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any, NamedTuple

import msgspec

from casejournal.domain import dates
from casejournal.domain.areas import Area
from casejournal.domain.identity import HIDDEN, hide_numbers
from casejournal.domain.names import text_folded
from casejournal.domain.query import Query, Term
from casejournal.domain.roles import Role
from casejournal.domain.texts import Found, Place, chosen, may_choose

_APART = "\0"
"""Stands between two texts: no expression fits across it."""
_BEFORE, _MOST = 50, 140
"""In letters: how much of a text is shown before what was found, and in all."""
_PASSAGES = 3

Rank = tuple[int, int, str, str]
"""What comes first: how many of the words are in its headline or in a name, how many forms of address stand there too,
its day, and when it was recorded. The higher the better.
"""
Marks = tuple[tuple[int, int], ...]
"""From where to where in a text."""


class Passage(msgspec.Struct, frozen=True):
    """The words around what was found in one field, and where in them it stands."""

    field: str
    """The name of the field, and what it is called (still to be translated)."""
    title: str
    text: str
    marks: Marks = ()


class _Looked(NamedTuple):
    whole: re.Pattern[str]
    quick: tuple[re.Pattern[str], ...]

    def is_in(self, folded: str) -> bool:
        """Whether it stands in a folded text."""
        for pattern in self.quick:  # noqa: SIM110 - any() takes twice as long, a million times
            if pattern.search(folded):
                return True
        return False

    def lines(self, folded: str, starts: Sequence[int]) -> set[int]:
        """The numbers of the lines in which it stands; `starts` is where each begins."""
        found = (match.start() for pattern in self.quick for match in pattern.finditer(folded))
        return {bisect(starts, place) - 1 for place in found}


class Search:
    """A query, ready to be held against many records."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.terms, self.without, self.beside = (
            [_looked(each) for each in terms] for terms in (query.terms, query.without, query.beside)
        )
        self.since = dates.stamp(query.since) if query.since else ""
        self.until = dates.stamp(query.until) if query.until else "9999-12-31"

    def of(self, names: Iterable[str]) -> "Within":
        """The search in a file that has these names: words that are in them need not be in each record."""
        return Within(self, text_folded(_APART.join(names)))

    def passages(self, found: Iterable[Found], numbers: Sequence[str] = ()) -> tuple[Passage, ...]:
        """The words around what was found in these texts: enough for each of the terms to be seen once.

        Identity numbers are hidden: those `numbers`, and what is written like one.
        """
        texts = [(place, " ".join(said.split())) for place, said in found]
        told = sorted(texts, key=lambda each: not each[0].weighs)
        shown = [*self._passages(told, numbers)][:_PASSAGES]
        return tuple(shown) or tuple(_beginning(*each, numbers) for each in texts[:1])

    def _passages(self, texts: Iterable[Found], numbers: Sequence[str]) -> Iterator[Passage]:
        left = [*self.terms]
        for place, said in texts:
            folded = text_folded(said)
            here = [term for term in left if term.is_in(folded)]
            if not here:
                continue
            text = _shown(place, said, numbers)
            spans = {term: _spans(text, [term.whole]) or _hidden(text) for term in here}
            every = _spans(text, [each.whole for each in (*self.terms, *self.beside)])
            end = 0
            for term in sorted(here, key=spans.__getitem__):
                if term in left:
                    passage, begin, end = _around(place, text, spans[term][0], every or spans[term], end)
                    left = [each for each in left if each is not term and not _is_inside(spans.get(each), begin, end)]
                    yield passage


class Within:
    """A search in the file of one case or group."""

    def __init__(self, search: Search, names: str) -> None:
        self._search = search
        missing = [term for term in search.terms if not term.is_in(names)]
        self._must = missing
        """The terms that have to be in the record itself."""
        self._some = () if missing else search.terms
        """If the file has all of them in its name: those of which one has to be in the record."""
        self._never = any(each.is_in(names) for each in search.without)

    @property
    def asks_for_areas(self) -> bool:
        """Whether the areas of the file matter."""
        return bool(self._search.query.areas)

    def may_be_in(self, folded: str) -> bool:
        """A quick test: whether a record can fit that stands in this folded text, whatever else stands there."""
        if self._never:
            return False
        must = all(term.is_in(folded) for term in self._must)
        return must and (not self._some or any(term.is_in(folded) for term in self._some))

    def lines(self, folded: str) -> set[int]:
        """The same for each line of a text: the numbers, from 0, of those in which a record that fits can stand."""
        if self._never:
            return set()
        starts = [0, *accumulate(len(line) + 1 for line in folded.split("\n"))]
        found = {*range(len(starts) - 1)}
        for term in self._must:
            found &= term.lines(folded, starts)
        if self._some:
            found &= set().union(*(term.lines(folded, starts) for term in self._some))
        return found

    def rank(self, table: str, record: Mapping[str, Any], texts: Sequence[Found], areas: Iterable[str]) -> Rank | None:
        """How well a stored record fits; None if it does not. `areas` are those of its file."""
        if self._never or not self._is_asked_for(table, record, areas):
            return None
        search = self._search
        folded = text_folded(_APART.join([said for _place, said in texts]))
        if not all(term.is_in(folded) for term in self._must) or any(term.is_in(folded) for term in search.without):
            return None
        if self._some and not any(term.is_in(folded) for term in self._some):
            return None
        weighing = [said for place, said in texts if place.weighs]
        telling = text_folded(_APART.join(weighing)) if weighing else ""
        return (
            sum(term.is_in(telling) for term in search.terms) if telling else 0,
            sum(term.is_in(folded) for term in search.beside),
            str(record.get("on", "")),
            str(record.get("recorded_at", "")),
        )

    def _is_asked_for(self, table: str, record: Mapping[str, Any], areas: Iterable[str]) -> bool:
        search, query = self._search, self._search.query
        if query.tables and table not in query.tables:
            return False
        if not search.since <= str(record.get("on", "")) <= search.until:
            return False
        if query.roles and not chosen(table, record, Role) & {*query.roles}:
            return False
        if not query.areas:
            return True
        named = chosen(table, record, Area) if may_choose(table, Area) else areas
        return not {*query.areas}.isdisjoint(named)

    def found(self, texts: Iterable[Found]) -> frozenset[str]:
        """Those of the texts in which a word was found."""
        return frozenset(said for _place, said in texts if self._is_in(text_folded(said)))

    def _is_in(self, folded: str) -> bool:
        return any(term.is_in(folded) for term in self._search.terms)


def _looked(term: Term) -> _Looked:
    return _Looked(re.compile(term.whole), tuple(map(re.compile, term.quick)))


def _shown(place: Place, said: str, numbers: Sequence[str]) -> str:
    return HIDDEN if place.unlisted else hide_numbers(said, tuple(numbers))


def _hidden(text: str) -> Marks:
    """Where a number was hidden; the beginning if none was."""
    at = text.find(HIDDEN)
    return ((at, at + len(HIDDEN)),) if at >= 0 else ((0, 0),)


def _spans(text: str, patterns: Iterable[re.Pattern[str]]) -> Marks:
    """Where in the text the expressions fit its folded letters; in order, and put together where they overlap."""
    folded = text_folded(text)
    places: Sequence[int] = range(len(text))
    if not text.isascii() or len(folded) < len(text):  # else each letter stands where it stood
        letters = [text_folded(letter) for letter in text]
        places = list(chain.from_iterable([place] * len(each) for place, each in enumerate(letters)))
    found = sorted(
        (places[each.start()], places[each.end() - 1] + 1) for it in patterns for each in it.finditer(folded)
    )
    joined: list[tuple[int, int]] = []
    for begin, end in found:
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return tuple(joined)


def _around(place: Place, text: str, at: tuple[int, int], every: Marks, seen_upto: int = 0) -> tuple[Passage, int, int]:
    """The words around what was found at that place, and where they begin and end."""
    first, last = at
    begin, end = max(min(seen_upto, first), first - _BEFORE), len(text)
    if begin:
        begin = text.find(" ", begin, first) + 1 or begin
    if end - begin > _MOST:
        end = max(text.rfind(" ", last, begin + _MOST), last)
    before, behind = "… " if begin else "", " …" if end < len(text) else ""
    moved = len(before) - begin
    seen = ((max(one, begin), min(other, end)) for one, other in every if one < end and other > begin)
    marks = tuple((one + moved, other + moved) for one, other in seen)
    return Passage(place.field, place.title, before + text[begin:end] + behind, marks), begin, end


def _is_inside(spans: Marks | None, begin: int, end: int) -> bool:
    return any(begin <= one and other <= end for one, other in spans or ())


def _beginning(place: Place, said: str, numbers: Sequence[str]) -> Passage:
    """The beginning of a text, for a record that was not looked for by its words."""
    return _around(place, _shown(place, said, numbers), (0, 0), ())[0]
