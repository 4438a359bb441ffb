"""Turns a page into plain lines, for pipes, files and screen readers: no colour, no boxes, no wrapping."""

from collections.abc import Iterator

from casejournal.render.page import Block, Excerpt, Facts, Heading, Moment, Page, Prose, Steps, Table, Words
from casejournal.words import visible


def plain(page: Page, *, labelled: bool) -> Iterator[str]:
    """The lines of a page. Cells are separated by tabs or, if `labelled`, shown as `title: text`."""
    for block in page:
        yield from _lines(block, labelled=labelled)


def _lines(block: Block, *, labelled: bool) -> Iterator[str]:
    match block:
        case Heading():
            yield _joined(block.title) + (f"  {visible(block.aside, lines=False)}" if block.aside else "")
        case Steps(names, current, beside):
            strip = " > ".join(f"[{name}]" if place == current else name for place, name in enumerate(names))
            yield f"{strip}  ({beside})" if beside else strip
        case Facts():
            yield from _facts(block.rows, "")
        case Prose(words, indent, drawn):
            yield from () if drawn else _indented(words.text, indent)
        case Table():
            yield from _rows(block, labelled=labelled)
        case Moment():
            yield _joined(block.heading)
            yield from _facts(block.facts, "  ")
            yield from _indented(block.body, 2) if block.body else ()
        case Excerpt():
            yield from _excerpt(block, labelled=labelled)


def _rows(table: Table, *, labelled: bool) -> Iterator[str]:
    told = [place for place, column in enumerate(table.columns) if not column.picture]
    titles = [table.columns[place].title for place in told]
    whole = len(told) == len(table.columns)
    for row in table.rows:
        cells = [words.text for words in row] if whole else [row[place].text for place in told]
        together = "".join(cells)
        if not (together.isascii() and together.isprintable()):  # one look at a row is enough for most
            cells = [visible(cell, lines=False) for cell in cells]
        yield _pairs(titles, cells) if labelled else "\t".join(cells)


def _excerpt(block: Excerpt, *, labelled: bool) -> Iterator[str]:
    told = ((title, "".join(part.text for part in words)) for title, words in block.found)
    found = [f"{title}: {text}" if title else text for title, text in told]
    if labelled:
        yield _joined((*block.heading, block.day))
        yield from (f"  {visible(each, lines=False)}" for each in found)
    else:
        cells = [*(part.text for part in block.heading), block.day.text, "  ".join(found)]
        yield "\t".join(visible(cell, lines=False) for cell in cells)


def _facts(rows: tuple[tuple[str, Words], ...], margin: str) -> Iterator[str]:
    for title, words in rows:
        first, *more = visible(words.text).split("\n")
        yield f"{margin}{visible(title, lines=False)}: {first}"
        yield from (f"{margin}    {line}" for line in more)


def _indented(text: str, indent: int) -> Iterator[str]:
    return (" " * indent + line for line in visible(text).split("\n"))


def _joined(words: tuple[Words, ...]) -> str:
    return "  ".join(visible(part.text, lines=False) for part in words if part.text)


def _pairs(titles: list[str], cells: list[str]) -> str:
    pairs = zip(titles, cells, strict=True)
    return "; ".join(f"{title}: {cell}" if title else cell for title, cell in pairs if cell)
