"""What no rule can decide: words that may be names, and what else may tell who somebody is. They are pointed out."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from casejournal.domain.deidentify.finding import AROUND, Doubt, Piece
from casejournal.domain.deidentify.places import is_a_name
from casejournal.domain.deidentify.records import Text
from casejournal.domain.deidentify.rule import MASK
from casejournal.domain.deidentify.telling import feast, no_names, one_of, said
from casejournal.domain.names import folded
from casejournal.words import N_

MAYBE_A_NAME = N_("may be a name")
MAYBE_A_NUMBER = N_("a number that may be somebody's")
A_FEAST = N_("tells the time of year")
A_PICTURE = N_("a picture or a document: see that none goes along")


class Doubts:
    """What was found in the texts so far, each word once."""

    def __init__(self) -> None:
        self._found: dict[str, Doubt] = {}

    def look(self, text: Text, found: Sequence[Piece]) -> None:
        """Look at what the rules left of a text."""
        left = text.says
        for piece in found:
            left = left[: piece.begin] + MASK * (piece.end - piece.begin) + left[piece.end :]
        for begin, end, why in sorted(_doubtful(left)):
            word = left[begin:end]
            key = folded(word)
            before = self._found.get(key)
            self._found[key] = Doubt(
                word=before.word if before else word,
                why=before.why if before else why,
                times=before.times + 1 if before else 1,
                ref=before.ref if before else text.ref,
                left=before.left if before else text.says[max(0, begin - AROUND) : begin],
                right=before.right if before else text.says[end : end + AROUND],
            )

    def all(self) -> tuple[Doubt, ...]:
        """The doubts, in the order they were met."""
        return tuple(self._found.values())


def _doubtful(text: str) -> Iterator[tuple[int, int, str]]:
    for found in re.finditer(rf"(?<=[\w,)”{MASK}]\s)([A-Z][\w'’-]*)", text):
        if is_a_name(found[1]) and not re.fullmatch(feast(), found[1]):
            yield found.start(1), found.end(1), MAYBE_A_NAME
    for found in _after_an_address().finditer(text):
        if folded(found[1]) not in no_names():
            yield found.start(1), found.end(1), MAYBE_A_NAME
    for found in re.finditer(r"(?<![\w.,/:-])\d{5,}(?![\w/:]|[.,-]\d)", text):
        yield found.start(), found.end(), MAYBE_A_NUMBER
    picture = rf"(?i:(?<!\w)(?:{one_of(said('photo'))})(?!\w))"
    for pattern, why in ((feast(), A_FEAST), (picture, A_PICTURE)):
        for found in re.finditer(pattern, text):
            yield found.start(), found.end(), why


@cache
def _after_an_address() -> re.Pattern[str]:
    roles = one_of(said("roles"))
    return re.compile(rf"(?<!\w)(?i:{one_of(said('vocative'))})\.?\s+(?:(?:{roles})\s+)?([a-z][\w'’-]{{2,}})")
