"""Pages for a terminal: colour, boxes and wrapping. Stored text only ever passes through here as `Text`."""

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Column as RichColumn
from rich.table import Table as RichTable
from rich.text import Text

from casejournal.render.page import Block, Facts, Heading, Moment, Page, Prose, Steps, Table, Tone, Words
from casejournal.words import visible

STYLES = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.QUIET: "dim",
    Tone.REF: "cyan",
    Tone.GOOD: "green",
    Tone.WARN: "yellow",
    Tone.DANGER: "bold red",
}
_NARROW = 78
"""Below this width a strip of steps is told in words."""


def terminal(page: Page, width: int) -> RenderableType:
    """The page as one renderable for a terminal of `width` columns."""
    return Group(*(part for block in page for part in _parts(block, width)))


def _parts(block: Block, width: int) -> Iterator[RenderableType]:
    match block:
        case Heading(title, aside, top):
            if not top:
                yield Text()
            yield _heading(title, aside, width)
        case Steps(names, current):
            yield _strip(names, current) if width >= _NARROW else _told_strip(names, current)
        case Facts(rows):
            yield _facts(rows)
        case Prose(words, indent):
            yield Padding(_text(words), (0, 0, 0, indent), expand=False)
        case Table():
            yield _table(block, width)
        case Moment(heading, facts, body):
            yield Text("  ").join(_text(words, lines=False) for words in heading if words.text)
            if facts:
                yield Padding(_facts(facts), (0, 0, 0, 2))
            if body:
                yield Padding(Text(visible(body)), (0, 0, 0, 2))
            yield Text()


def _text(words: Words, *, lines: bool = True) -> Text:
    return Text(visible(words.text, lines=lines), style=STYLES[words.tone])


def _heading(title: tuple[Words, ...], aside: str, width: int) -> Text:
    heading = Text("  ").join(_text(words, lines=False) for words in title if words.text)
    if not aside:
        return heading
    tail = Text(visible(aside, lines=False), style="dim")
    room = width - heading.cell_len - tail.cell_len
    return heading + Text(" " * room if room >= 2 else "\n") + tail


def _strip(names: tuple[str, ...], current: int) -> Text:
    strip = Text()
    for place, name in enumerate(names):
        if place:
            strip.append(" ── ", style="dim")
        mark, style = ("●", "bold green") if place == current else ("●", "green") if place < current else ("○", "dim")
        strip.append(f"{mark} {name}", style=style)
    return strip


def _told_strip(names: tuple[str, ...], current: int) -> Text:
    dots = Text("●" * (current + 1), style="green") + Text("○" * (len(names) - current - 1), style="dim")
    return dots + Text(f"  {names[current]}", style="bold green") + Text(f"  {current + 1}/{len(names)}", style="dim")


def _facts(rows: tuple[tuple[str, Words], ...]) -> RichTable:
    grid = RichTable.grid(
        RichColumn(style="dim", no_wrap=False, max_width=24), RichColumn(overflow="fold"), padding=(0, 2, 0, 0)
    )
    for title, words in rows:
        grid.add_row(Text(title), _text(words))
    return grid


def _table(block: Table, width: int) -> RichTable:
    shown = [place for place, column in enumerate(block.columns) if width >= _NARROW or not column.spare]
    table = RichTable(box=SIMPLE_HEAD, pad_edge=False, header_style="dim", show_edge=False)
    for place in shown:
        column = block.columns[place]
        table.add_column(Text(column.title), no_wrap=column.narrow, overflow="fold")
    for row in block.rows:
        table.add_row(*(_text(row[place], lines=False) for place in shown))
    return table
