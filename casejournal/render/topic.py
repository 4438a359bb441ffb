"""A help text on the screen: headings, paragraphs, lists of a word and what it means, and lines to copy."""

from collections.abc import Iterator

from casejournal.render.page import Block, Facts, Page, Prose, Tone, Words, section

_ITEM, _TO_COPY, _SECTION, _TITLE = "- ", "    ", "## ", "# "


def topic_page(text: str) -> Page:
    """The page of a text as `locale/<language>/help/*.md` has it."""
    return tuple(block for stretch in text.split("\n\n") for block in _blocks(stretch.strip("\n").split("\n")))


def _blocks(lines: list[str]) -> Iterator[Block]:
    if lines[0].startswith(_TITLE):
        yield section(lines[0].removeprefix(_TITLE), top=True)
    elif lines[0].startswith(_SECTION):
        yield section(lines[0].removeprefix(_SECTION))
    elif lines[0].startswith(_ITEM):
        parted = (line.removeprefix(_ITEM).partition(": ") for line in lines)
        yield Facts(tuple((word, Words(meaning)) for word, _colon, meaning in parted))
    elif lines[0].startswith(_TO_COPY):
        yield from (Prose(Words(line.strip(), Tone.STRONG), indent=4) for line in lines)
    else:
        yield Prose(Words(" ".join(lines)))
