"""Turns a page into colours, boxes and wrapped text for a terminal. Stored text is only used as `Text`."""

from collections.abc import Iterator
from itertools import zip_longest
from textwrap import TextWrapper

from rich.console import Console, Group, RenderableType
from rich.table import Column as RichColumn
from rich.table import Table as RichTable
from rich.text import Text

from casejournal.render.columns import Widths, fitted
from casejournal.render.page import (
    Block,
    Column,
    Excerpt,
    Facts,
    Heading,
    Moment,
    Page,
    Prose,
    Steps,
    Table,
    Tone,
    Words,
)
from casejournal.words import _, visible

STYLES = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.QUIET: "dim",
    Tone.REF: "cyan",
    Tone.GOOD: "green",
    Tone.WARN: "yellow",
    Tone.DANGER: "bold red",
    Tone.FOUND: "reverse",
}
_NARROW = 78
"""Below this width, in columns, the steps of a process are shown in short."""
_MOST = 50_000
"""In characters. More of one text is not drawn: it would take seconds, and nobody reads it on a screen."""


def terminal(page: Page, console: Console) -> RenderableType:
    """The page as one renderable, as wide as the console."""
    width = console.width  # read once: the console asks the terminal each time
    return Group(*(part for block in page for part in _parts(block, console, width)))


def has_line_to_copy(page: Page) -> bool:
    """Whether a line of the page may be longer than the console is wide, and must not be cut there."""
    return any(isinstance(block, Prose) and block.copied for block in page)


def _parts(block: Block, console: Console, width: int) -> Iterator[RenderableType]:
    match block:
        case Heading(title, aside, top):
            if not top:
                yield Text()
            yield _heading(title, aside, width)
        case Steps(names, current, beside):
            strip = _strip(names, current) if width >= _NARROW else _told_strip(names, current)
            yield strip.append(f"  {beside}", style="yellow") if beside else strip
        case Facts(rows):
            yield _facts(rows)
        case Prose(words, indent, copied=True):
            yield _unbroken(_text(words, lines=False), indent)
        case Prose(words, indent):
            yield _indented(_text(words), indent, console, width)
        case Table():
            yield from _table(block, console, width)
        case Moment():
            yield _moment(block, console, width)
        case Excerpt():
            yield from _excerpt(block, console, width)


def _excerpt(block: Excerpt, console: Console, width: int) -> Iterator[Text]:
    yield Text()
    yield _heading(block.heading, block.day.short or block.day.text, width)
    for title, words in block.found:
        line = Text().append(f"{visible(title, lines=False)}: " if title else "", "dim")
        for part in words:
            line.append(visible(part.text, lines=False), STYLES[part.tone])
        yield _indented(line, 2, console, width)


def _moment(moment: Moment, console: Console, width: int) -> Text:
    """One text for the whole entry: rich is slow with many small parts, and a timeline has hundreds of entries."""
    drawn = _indented(_joined(moment.heading), 0, console, width)
    if moment.facts:
        facts = Text()
        for place, (title, words) in enumerate(moment.facts):
            facts.append(f"{' · ' if place else ''}{visible(title, lines=False)}: ", "dim").append(
                visible(_beginning(words.text), lines=False)
            )
        drawn.append("\n").append_text(_indented(facts, 2, console, width))
    if moment.body:
        drawn.append("\n").append_text(_body(visible(_beginning(moment.body)), 2, console, width))
    return drawn.append("\n")


def _indented(text: Text, indent: int, console: Console, width: int) -> Text:
    """`text` wrapped and indented. Much faster than rich's padding, and looks the same."""
    margin = " " * indent
    wrapped = Text(margin, no_wrap=True, overflow="ignore")
    if text.cell_len <= width - indent and "\n" not in text.plain:
        return wrapped.append_text(text)
    for place, line in enumerate(text.wrap(console, max(width - indent, 1), overflow="fold")):
        wrapped.append(f"\n{margin}" if place else "").append_text(line)
    return wrapped


def _unbroken(text: Text, indent: int) -> Text:
    """`text` as one line: where it ends, the terminal itself goes on below."""
    return Text(" " * indent, no_wrap=True, overflow="ignore").append_text(text)


def _body(text: str, indent: int, console: Console, width: int) -> Text:
    """What a person wrote, wrapped and indented. ASCII text is wrapped without rich, which is faster."""
    if not text.isascii():
        return _indented(Text(text), indent, console, width)
    margin = " " * indent
    wrap = TextWrapper(
        max(width, indent + 1), initial_indent=margin, subsequent_indent=margin, replace_whitespace=False
    )
    lines = (wrap.fill(line) or margin for line in text.split("\n"))
    return Text("\n".join(lines), no_wrap=True, overflow="ignore")


def _beginning(text: str) -> str:
    """The text, or the beginning of a very long one and how to see all of it."""
    if len(text) <= _MOST:
        return text
    told = _("… This is only the beginning of {size:.1f} MB of text. To see all of it: --json, or | less")
    return f"{text[:_MOST]}\n{told.format(size=len(text) / 1_000_000)}"


def _text(words: Words, *, lines: bool = True) -> Text:
    return Text(visible(_beginning(words.text), lines=lines), style=STYLES[words.tone])


def _cell(words: Words) -> Text:
    return _text(Words(words.short, words.tone) if words.short else words, lines=False)


def _joined(words: tuple[Words, ...]) -> Text:
    joined = Text()
    for part in words:
        if part.text:
            joined.append("  " if joined else "").append(visible(_beginning(part.text), lines=False), STYLES[part.tone])
    return joined


def _heading(title: tuple[Words, ...], aside: str, width: int) -> Text:
    heading = _joined(title)
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
        RichColumn(style="dim", no_wrap=False, max_width=34), RichColumn(overflow="fold"), padding=(0, 2, 0, 0)
    )
    for title, words in rows:
        grid.add_row(Text(visible(title, lines=False)), _text(words))
    return grid


def _table(block: Table, console: Console, width: int) -> Iterator[Text]:
    """The table or, where its words do not fit side by side, one row below the other."""
    rows = [[_cell(words) for words in row] for row in block.rows]
    widths = fitted(block.columns, [[cell.plain for cell in row] for row in rows], width)
    if widths is None:
        for row in rows:
            yield from _row(block.columns, row, console, width)
        return
    if any(column.title for column in block.columns):
        yield _side_by_side([Text(column.title, "dim") for column in block.columns], widths, console)
        yield Text("─" * (sum(widths.each) + widths.gap * (len(widths.each) - 1)))
    yield from (_side_by_side(row, widths, console) for row in rows)


def _side_by_side(cells: list[Text], widths: Widths, console: Console) -> Text:
    """The cells of a row, each wrapped in its column. Much faster than a table of rich's."""
    wrapped = [
        [cells[place]] if cells[place].cell_len <= wide else cells[place].wrap(console, wide, overflow="fold")
        for place, wide in zip(widths.shown, widths.each, strict=True)
    ]
    drawn = Text(no_wrap=True, overflow="ignore")
    for number, line in enumerate(zip_longest(*wrapped)):
        drawn.append("\n" if number else "")
        behind = 0
        for part, wide in zip(line, widths.each, strict=True):
            if part:
                drawn.append(" " * behind).append_text(part)
                behind = wide - part.cell_len + widths.gap
            else:
                behind += wide + widths.gap
    return drawn


def _row(columns: tuple[Column, ...], row: list[Text], console: Console, width: int) -> Iterator[Text]:
    """A row as a line that says which, and below it the other cells with their titles."""
    told = [
        (column, cell)
        for column, cell in zip(columns, row, strict=True)
        if cell and not (column.picture or column.spare or column.rare)
    ]
    first = 2 if told and told[0][0].narrow else 1
    yield _indented(Text("  ").join(cell for _column, cell in told[:first]), 0, console, width)
    rest = Text(" · ").join(
        Text(f"{column.title}: " if column.title else "", "dim").append_text(cell) for column, cell in told[first:]
    )
    if rest:
        yield _indented(rest, 2, console, width)
