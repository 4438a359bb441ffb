"""A letter on the screen, to read before it is printed."""

from collections.abc import Iterator

from casejournal.domain.letter import Letter
from casejournal.render.page import Block, Facts, Heading, Page, Prose, Tone, Words, section
from casejournal.words import _


def letter_page(letter: Letter) -> Page:
    """Everything the letter says, and how to print it."""
    heading = section(letter.sender or letter.worker, letter.day, top=True)
    hint = Prose(Words(_("To print it: --output letter.html"), Tone.QUIET))
    head = Facts(tuple((title, Words(text)) for title, text in letter.head))
    return (heading, head, *letter_blocks(letter), hint)


def letter_blocks(letter: Letter) -> Iterator[Block]:
    """What the letter says below its head: from whom it is for to who signs it."""
    yield Prose(Words(letter.addressed))
    yield Prose(Words(letter.to))
    yield from (Prose(Words(line)) for line in letter.reached)
    yield Heading((Words(""),))
    yield Prose(Words(letter.greeting))
    yield Prose(Words(letter.opening))
    yield Facts(tuple((title, Words(text)) for title, text in letter.facts))
    for title, rows in letter.parts:
        yield section(title)
        yield Facts(tuple((name, Words(text)) for name, text in rows))
    yield Heading((Words(""),))
    for sentence in (*letter.consent, *letter.closing):
        yield Prose(Words(sentence, Tone.QUIET))
    yield Prose(Words(letter.farewell))
    yield Prose(Words(letter.worker))
