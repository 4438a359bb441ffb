"""How wide each column of a table is drawn, so that no word in it is cut."""

from collections.abc import Iterator, Sequence

import msgspec
from rich.cells import cell_len

from casejournal.render.page import Column

_NARROW = 78
"""Below this width, in columns of the screen, spare columns are left out and the gap is small."""
_WIDE = 100
_LONGEST = 30
"""A longer word, which is an address or a slip, may be cut if there is no room."""
_READABLE = 16
"""A column of sentences that is not even so wide is hard to read."""


class Widths(msgspec.Struct, frozen=True):
    """The columns that are drawn, how wide each one is, and the gap between them."""

    shown: tuple[int, ...]
    each: tuple[int, ...]
    gap: int


def fitted(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> Widths | None:
    """The columns that fit into `width`: all that it has room for, else fewer. None if not even those fit whole."""
    gap = 3 if width >= _NARROW else 2
    for shown in _choices(columns, width):
        room = width - gap * (len(shown) - 1)
        for longest in (width, _LONGEST):
            wanted = [_wanted(columns[place], [row[place] for row in rows], width, longest) for place in shown]
            if sum(least for least, _most in wanted) <= room:
                return Widths(shown, _levelled(wanted, room), gap)
    return None


def _choices(columns: Sequence[Column], width: int) -> Iterator[tuple[int, ...]]:
    """Which columns might be shown: with the rare ones, without them, and so on. Words that stand for a picture never
    are.
    """
    drawn = [(place, column) for place, column in enumerate(columns) if not column.words]
    if width >= _WIDE:
        yield tuple(place for place, _column in drawn)
    if width >= _NARROW:
        yield tuple(place for place, column in drawn if not column.rare)
    yield tuple(place for place, column in drawn if not column.rare and not column.spare)
    yield tuple(place for place, column in drawn if not column.rare and not column.spare and not column.picture)


def _wanted(column: Column, cells: Sequence[str], width: int, longest: int) -> tuple[int, int]:
    """The least and the most width of use to a column. Words that are longer than the `longest` may be cut."""
    lengths = {cell: cell_len(cell) for cell in {*cells}}
    most = max(lengths.values(), default=0)
    if column.narrow and not (column.folds and width < _WIDE):
        return max(most, _longest_word([column.title], longest)), max(most, cell_len(column.title))
    least = _longest_word([column.title, *lengths], longest)
    if column.folds and width < _WIDE:
        return least, max(least, min(most, column.folds))
    if width < _NARROW:
        least = max(least, min(-(-most // 3), _READABLE))
    return least, max(most, cell_len(column.title))


def _longest_word(texts: Sequence[str], longest: int) -> int:
    return min(max((cell_len(word) for text in texts for word in text.split()), default=0), longest)


def _levelled(wanted: Sequence[tuple[int, int]], room: int) -> tuple[int, ...]:
    """The widths: no column is wider than what it needs, or narrower than its longest word; the widest give way."""
    level = max(most for _least, most in wanted)
    while sum(widths := [min(most, max(least, level)) for least, most in wanted]) > room:
        level -= 1
    left = room - sum(widths)
    for place, (_least, most) in enumerate(wanted):
        if left and widths[place] < most:
            widths[place] += 1
            left -= 1
    return tuple(widths)
