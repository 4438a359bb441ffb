"""Pages as plain lines: for pipes, for files, for screen readers. No colour, no boxes, no wrapping."""

from collections.abc import Iterator

from casejournal.render.page import Block, Facts, Heading, Moment, Page, Prose, Steps, Table, Words
from casejournal.words import visible


def plain(page: Page, *, labelled: bool) -> Iterator[str]:
    """The lines of a page. The rows of a table are separated by tabs, or `labelled` with the titles of their columns."""
    for block in page:
        yield from _lines(block, labelled=labelled)


def _lines(block: Block, *, labelled: bool) -> Iterator[str]:
    match block:
        case Heading(title, aside):
            yield _joined(title) + (f"  {visible(aside, lines=False)}" if aside else "")
        case Steps(names, current):
            yield " > ".join(f"[{name}]" if place == current else name for place, name in enumerate(names))
        case Facts(rows):
            for title, words in rows:
                yield from _labelled(title, words.text)
        case Prose(words, indent):
            yield from (" " * indent + line for line in visible(words.text).split("\n"))
        case Table(columns, rows):
            titles = [column.title for column in columns]
            for row in rows:
                cells = [visible(words.text, lines=False).replace("\t", " ") for words in row]
                yield _pairs(titles, cells) if labelled else "\t".join(cells)
        case Moment(heading, facts, body):
            yield _joined(heading)
            for title, words in facts:
                yield from _labelled(f"  {title}", words.text)
            if body:
                yield from (f"  {line}" for line in visible(body).split("\n"))


def _joined(words: tuple[Words, ...]) -> str:
    return "  ".join(visible(part.text, lines=False) for part in words if part.text)


def _labelled(title: str, text: str) -> Iterator[str]:
    first, *more = visible(text).split("\n")
    yield f"{title}: {first}"
    yield from (f"    {line}" for line in more)


def _pairs(titles: list[str], cells: list[str]) -> str:
    return "; ".join(f"{title}: {cell}" for title, cell in zip(titles, cells, strict=True) if cell)
