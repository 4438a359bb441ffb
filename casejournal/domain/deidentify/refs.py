"""Refs in a packet: each record has another one there, so that nothing leads back to the journal."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from casejournal.domain.deidentify.finding import Piece, What, instead_of
from casejournal.domain.refs import ALPHABET, LENGTH, read_ref

_DASHES = "[-‐-―−]"
_REF = re.compile(
    rf"(?<![^\W_])(?<!-)[A-Za-z]{_DASHES}[{ALPHABET}ILO{ALPHABET.lower()}ilo]{{{LENGTH}}}(?![^\W_])(?!-\w)"
)
"""A ref as it is copied: with another dash, in small letters, misread."""

_ANY = re.compile(rf"(?=([A-Za-z]-[0-9A-Za-z]{{{LENGTH}}}))")
"""What may be a ref of ours, also inside of other words."""


class Refs:
    """The refs of this packet: each record gets another, so that nothing leads back to the journal."""

    def __init__(self, refs: Iterable[str]) -> None:
        self._new: dict[str, str] = {}
        self._counted: dict[str, int] = {}
        for ref in refs:
            self.new(ref)

    def new(self, ref: str) -> str:
        """The ref that stands for this one in the packet."""
        if ref not in self._new:
            letter = ref[0]
            self._counted[letter] = self._counted.get(letter, 0) + 1
            self._new[ref] = f"{letter}-{self._counted[letter]:04}"
        return self._new[ref]

    def rule(self, text: str, _on: date) -> Iterator[Piece]:
        """Refs in a text: of this case by their new ones, wherever they stand; of others by nothing."""
        ours = [found.span(1) for found in _ANY.finditer(text) if found[1].upper() in self._new]
        for start, end in ours:
            yield Piece(start, end, What.REF, self._new[text[start:end].upper()])
        for found in _REF.finditer(text):
            ref = read_ref(re.sub(_DASHES, "-", found[0])) or ""
            if found.span() not in ours and (ref in self._new or found[0].isupper()):
                yield Piece(found.start(), found.end(), What.REF, self._new.get(ref, instead_of(What.REF)))
