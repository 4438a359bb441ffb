"""Who is meant by a name: an agency of the vignette, a person in the author's ecomap."""

import re
from collections.abc import Iterable, Iterator

from casejournal.domain.assessment import Tie
from casejournal.domain.names import folded, same_name
from casejournal.domain.practice.vignette import AuthorsTie, Vignette

_WORD = re.compile(r"\w+")


def agencies_in(text: str, vignette: Vignette) -> frozenset[str]:
    """The keys of the agencies that a text names. Of names of which one is part of the other, the longer is meant."""
    names: dict[str, set[str]] = {}
    for agency in vignette.agencies:
        for name in (*agency.name.said.values(), *agency.also):
            names.setdefault(folded(name), set()).add(agency.key)
    left, found = folded(text), set[str]()
    for name in sorted(filter(None, names), key=len, reverse=True):
        if name in left:
            left = left.replace(name, "\n")
            found |= names[name]
    return frozenset(found)


def same_recipient(one: str, other: str, vignette: Vignette) -> bool:
    """Whether two names mean one recipient: they are the same name, or name the same agency."""
    named = agencies_in(one, vignette)
    return same_name(one, other) or (bool(named) and named == agencies_in(other, vignette))


def shared_ties(own: Iterable[Tie], authors: Iterable[AuthorsTie]) -> Iterator[AuthorsTie]:
    """The ties of the author that are there too. Each of one's own counts once; of a name that is given ties of several
    kinds, none does.
    """
    every = [*own]
    kinds: dict[str, set[str]] = {}
    for tie in every:
        kinds.setdefault(folded(tie.name), set()).add(tie.kind or "")
    left = [tie for tie in every if len(kinds[folded(tie.name)]) == 1]
    for each in authors:
        found = next((tie for tie in left if _is(tie, each)), None)
        if found is not None:
            left.remove(found)
            yield each


def _is(tie: Tie, authors: AuthorsTie) -> bool:
    names = (*authors.name.said.values(), *authors.also)
    return (
        tie.kind == authors.kind
        and (not authors.flow or tie.flow == authors.flow)
        and any(_within(name, tie.name) or _within(tie.name, name, ends=True) for name in names)
    )


def _within(name: str, text: str, *, ends: bool = False) -> bool:
    """Whether a text has the words of a name; the last may have an ending (nenek, neneknya), unless that `ends` it."""
    words, there = _words(name), _words(text)
    return bool(words.strip()) and (words if ends else words.rstrip()) in there


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(folded(text)))} "
