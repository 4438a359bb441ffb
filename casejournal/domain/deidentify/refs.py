"""Refs in a packet: each record has another one there, so that nothing leads back to the journal."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from casejournal.domain.deidentify.finding import Piece, What, instead_of
from casejournal.domain.refs import ALPHABET, LENGTH, read_ref
from casejournal.domain.veil import finder


class Refs:
    """The refs of this packet: each record gets another, so that nothing leads back to the journal."""

    def __init__(self, refs: Iterable[str]) -> None:
        self._new: dict[str, str] = {}
        self._counted: dict[str, int] = {}
        for ref in refs:
            self.new(ref)
        self._find = finder(self._new)

    def new(self, ref: str) -> str:
        """The ref that stands for this one in the packet."""
        if ref not in self._new:
            letter = ref[0]
            self._counted[letter] = self._counted.get(letter, 0) + 1
            self._new[ref] = f"{letter}-{self._counted[letter]:04}"
        return self._new[ref]

    def rule(self, text: str, _on: date) -> Iterator[Piece]:
        """Refs in a text: of this case by their new ones, of others by nothing."""
        taken: set[int] = set()
        for each in self._find(text):
            taken |= {*range(each.begin, each.end)}
            ref = read_ref(text[each.begin : each.end]) or ""
            yield Piece(each.begin, each.end, What.REF, self._new.get(ref, instead_of(What.REF)))
        for found in re.finditer(rf"(?<![\w-])[A-Z]-[{ALPHABET}]{{{LENGTH}}}(?![\w-])", text):
            if found.start() not in taken:
                yield Piece(found.start(), found.end(), What.REF, instead_of(What.REF))
