"""A rule finds pieces in a text; the rules work one after the other, each on what the ones before left over."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from casejournal.domain.deidentify.finding import Piece, What, instead_of

Rule = Callable[[str, date], Iterable[Piece]]
"""Finds pieces in a text; the day is that of the record. What an earlier rule has taken is covered by MASK."""
MASK = "\x02"


def pieces(text: str, on: date, rules: Iterable[Rule]) -> list[Piece]:
    """What the rules find, in the order of the text. No two pieces overlap."""
    found: list[Piece] = []
    left = text.replace(MASK, " ")
    for rule in rules:
        for piece in list(rule(left, on)):
            if MASK not in left[piece.begin : piece.end]:
                found.append(piece)
                left = left[: piece.begin] + MASK * (piece.end - piece.begin) + left[piece.end :]
    return [*_together(text, sorted(found, key=lambda piece: piece.begin))]


def _together(text: str, found: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces for which the same stands, and that have only a space between them, are one."""
    before: Piece | None = None
    for piece in found:
        if before and piece.what and piece.instead == before.instead and not text[before.end : piece.begin].strip(" "):
            before = Piece(before.begin, piece.end, piece.what, piece.instead)
            continue
        if before:
            yield before
        before = piece
    if before:
        yield before


def matches(
    pattern: str,
    what: What | None,
    fits: Callable[[re.Match[str]], bool] = lambda _found: True,
    *,
    group: int | None = None,
) -> Rule:
    """A rule for everything that a regular expression matches: its last group, or the whole if it has none."""
    compiled = re.compile(pattern)
    chosen = compiled.groups if group is None else group

    def rule(text: str, _on: date) -> Iterator[Piece]:
        for found in compiled.finditer(text):
            if fits(found):
                instead = instead_of(what) if what else found[chosen]
                yield Piece(found.start(chosen), found.end(chosen), what, instead)

    return rule
