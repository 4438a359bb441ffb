"""Words that the worker chose to hide, or to keep, whatever the rules say; and names from other files."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from casejournal.domain.deidentify.finding import Piece, What, instead_of
from casejournal.domain.deidentify.rule import Rule
from casejournal.domain.veil import finder, finder_of_many


def kept(words: Sequence[str]) -> Rule:
    """What the worker chose to keep stays as it is."""
    return _words(words, lambda found: Piece(found[0], found[1], None, found[2]))


def hidden(words: Sequence[str]) -> Rule:
    """What the worker chose to hide is hidden."""
    return _words(words, lambda found: Piece(found[0], found[1], What.ASKED, instead_of(What.ASKED)))


def named_elsewhere(people: Iterable[str], groups: Sequence[str]) -> Rule:
    """The names of people of other files, and each word of one; the names of other groups as a whole, since their words
    are often everyday ones.
    """
    find = finder_of_many(people)
    whole = (r"\s+".join(map(re.escape, name.split())) for name in groups)
    called = re.compile(rf"(?<!\w)(?:{'|'.join(filter(None, whole)) or '(?!)'})(?!\w)", re.IGNORECASE)

    def rule(text: str, _on: date) -> Iterator[Piece]:
        for each in called.finditer(text):
            yield Piece(each.start(), each.end(), What.AGENCY, instead_of(What.AGENCY))
        for found in find(text):
            yield Piece(found.begin, found.end, What.NAME, instead_of(What.NAME))

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
