"""Words that the worker chose to hide, or to keep, whatever the rules say."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from casejournal.domain.deidentify.finding import Piece, What, instead_of
from casejournal.domain.deidentify.rule import Rule
from casejournal.domain.veil import finder


def kept(words: Sequence[str]) -> Rule:
    """What the worker chose to keep stays as it is."""
    return _words(words, lambda found: Piece(found[0], found[1], None, found[2]))


def hidden(words: Sequence[str]) -> Rule:
    """What the worker chose to hide is hidden."""
    return _words(words, lambda found: Piece(found[0], found[1], What.ASKED, instead_of(What.ASKED)))


def named_elsewhere(names: Iterable[str]) -> Rule:
    """The names of people of other files, and each word of one."""
    find = finder(names)

    def rule(text: str, _on: date) -> Iterator[Piece]:
        return (Piece(each.begin, each.end, What.NAME, instead_of(What.NAME)) for each in find(text))

    return rule


def _words(words: Sequence[str], piece: Callable[[tuple[int, int, str]], Piece]) -> Rule:
    find = finder(words)
    literal = re.compile("|".join(re.escape(word) for word in words) or "(?!)", re.IGNORECASE)

    def rule(text: str, _on: date) -> Iterator[Piece]:
        spans = {(each.begin, each.end) for each in find(text)} | {each.span() for each in literal.finditer(text)}
        upto = 0
        for begin, end in sorted(spans, key=lambda span: (span[0], -span[1])):
            if begin >= upto:
                yield piece((begin, end, text[begin:end]))
                upto = end

    return rule
