"""How the same word is spelled otherwise: Soeharto is Suharto, Djoko is Joko, Tjipto is Cipto, Annisa is Anisa."""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from casejournal.domain.names import SPELLINGS, sounded

_EITHER = {new: (new, old) for old, new in SPELLINGS}


class Spelled:
    """Regular expressions for a word or phrase, given in `words` that are folded, however each is spelled.

    Where `whole` fits, one of the `quick` ones does, and the other way round. Each of these begins with letters and not
    with a choice, so that a text is looked through ten times as fast.
    """

    def __init__(self, *words: str) -> None:
        pieces = [*_pieces(words)]
        self.whole = "".join(piece.whole for piece in pieces)
        self.quick: tuple[str, ...] = (self.whole,)
        if len(pieces) > 1:
            rest = "".join(piece.whole for piece in pieces[2:])
            starts = product(pieces[0].ends, pieces[1].begins)
            self.quick = tuple(first + second + pieces[1].more + rest for first, second in starts)


class _Piece(NamedTuple):
    """A letter, as it may be spelled and doubled; or what stands between two words."""

    whole: str
    ends: tuple[str, ...]
    """What it may end with."""
    begins: tuple[str, ...]
    """What it may begin with, and what may follow that in it."""
    more: str


def _pieces(words: Sequence[str]) -> Iterator[_Piece]:
    for number, word in enumerate(words):
        if number:
            yield _Piece(r"\s+", (r"\s",), (r"\s",), r"\s*")
        before = ""
        for letter in sounded(word):
            yield _piece(letter, before)
            before = letter


def _piece(letter: str, before: str) -> _Piece:
    if letter.isspace():  # where a hyphen stood
        return _Piece(r"\s*", (r"\s*",), (r"\s*",), "")
    if not letter.isalpha():
        return _Piece(re.escape(letter), (re.escape(letter),), (re.escape(letter),), "")
    either = _EITHER.get(letter)
    if either is None:
        return _Piece(f"{letter}+", (letter,), (letter,), f"{letter}*")
    if letter == "j":
        more = "(?:d?j)*"
        # behind a d, the d of dj may be that one: if a text fitted in two ways, a long one would take for ever
        return _Piece(f"j{more}" if before == "d" else "(?:d?j)+", ("j",), either[: 1 if before == "d" else 2], more)
    return _Piece(f"(?:{'|'.join(either)})+", either, either, f"(?:{'|'.join(either)})*")
