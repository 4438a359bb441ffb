"""Small charts as drawings (SVG) that colour-blind people, a grey printer and a screen reader can read.

Nothing is told by colour alone: bars have their figure, series differ in shade, line and mark. A figure that is not
known or not shown is None: no bar, a gap in the line.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from math import ceil, floor, log10
from typing import Any

import msgspec

from casejournal.exchange.template import filled

_WIDTH = 520
_LETTER = 7.2
"""The approximate width of a letter, in pixels."""
_LONGEST = 26
"""In letters. A longer label is cut in the drawing; the table beside it has it whole."""
_ROW, _BAR = 24, 15
_EDGE = 8
_PLOT = 180
"""The height of a chart of lines, without what is below it."""
_TICKS = 4
_SHADES = ("solid", "hatched", "dark")
_MARKS = ("circle", "square", "diamond", "triangle")
MOST_SERIES = len(_MARKS)
"""So many lines can be told apart in one chart."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a chart of bars: its label, how long each of its bars is, and the figure that is written behind."""

    label: str
    values: tuple[float | None, ...]
    told: str


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """A line through a chart: its name, and a figure for each place on the axis."""

    name: str
    values: tuple[float | None, ...]


def bars(name: str, title: str, describes: str, rows: Sequence[Row], parts: Sequence[str] = ()) -> str:
    """Horizontal bars, one a row; with `parts`, each bar is stacked of as many, named below the chart.

    `name` is a word of letters that no other drawing on the page has. `describes` says in a sentence what is seen.
    """
    left = _EDGE + _LETTER * max((len(_cut(row.label)) for row in rows), default=0)
    right = _EDGE + _LETTER * max((len(row.told) for row in rows), default=0)
    most = max((_length(row) for row in rows), default=0) or 1
    scale = (_WIDTH - left - right - 2 * _EDGE) / most
    drawn = [
        {
            "label": _cut(row.label),
            "told": row.told,
            "middle": place * _ROW + _ROW / 2,
            "bars": list(_stacked(row, left + _EDGE, scale, stacked=bool(parts))),
            "end": round(left + 2 * _EDGE + _length(row) * scale, 1),
        }
        for place, row in enumerate(rows)
    ]
    below = len(rows) * _ROW + _EDGE
    legend = list(_legend(parts, below, _SHADES))
    height = below + (legend[-1]["y"] - below + _ROW if legend else 0)
    return filled(
        "bars.svg", name=name, title=title, describes=describes, rows=drawn, left=left, axis=left + _EDGE,
        bottom=len(rows) * _ROW, legend=legend, width=_WIDTH, height=height, bar=_BAR,
    )  # fmt: skip


def lines(  # noqa: PLR0917 - what every chart has, and the two ends of this one's scale
    name: str,
    title: str,
    describes: str,
    places: Sequence[str],
    series: Sequence[Series],
    scale: tuple[float, float] | None = None,
    across: float | None = None,
) -> str:
    """Lines over `places`, such as months, each with a mark of its own.

    The axis goes from 0 to a round number, or as `scale` says. A line `across` the chart
    marks a figure to compare with.
    """
    known = [value for each in series for value in each.values if value is not None]
    low, high = scale or (0.0, _round_above(max(known, default=1)))
    left, right, top = _EDGE + 5 * _LETTER, _WIDTH - 5 * _LETTER, 2 * _EDGE

    def x(place: int) -> float:
        return round(left + (right - left) * (place / (len(places) - 1) if len(places) > 1 else 0.5), 1)

    def y(value: float) -> float:
        return round(top + _PLOT * (1 - (value - low) / ((high - low) or 1)), 1)

    ticks = [low + (high - low) * step / _TICKS for step in range(_TICKS + 1)]
    below = top + _PLOT + _ROW
    legend = list(_legend([each.name for each in series] if len(series) > 1 else (), below, _MARKS))
    return filled(
        "lines.svg", name=name, title=title, describes=describes, left=left, right=right, bottom=top + _PLOT,
        ticks=[{"y": y(tick), "told": f"{tick:g}"} for tick in ticks if tick == int(tick)],
        places=[{"x": x(place), "told": told} for place, told in _not_too_many(places)],
        series=[
            {"mark": mark, "runs": runs, "points": [point for run in runs for point in run]}
            for mark, each in zip(_MARKS, series, strict=False)
            for runs in [list(_runs(each.values, x, y))]
        ],
        across=None if across is None else y(across),
        legend=legend, width=_WIDTH, height=below + (legend[-1]["y"] - below + _ROW if legend else 0),
    )  # fmt: skip


def _cut(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"


def _length(row: Row) -> float:
    return sum(value or 0 for value in row.values)


def _stacked(row: Row, start: float, scale: float, *, stacked: bool) -> Iterator[dict[str, Any]]:
    for shade, value in zip(_SHADES if stacked else _SHADES[:1], row.values, strict=True):
        width = (value or 0) * scale
        if width:
            yield {"x": round(start, 1), "width": round(width, 1), "shade": shade}
        start += width


def _legend(names: Sequence[str], below: float, signs: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The names of the parts or series, each behind its sign, in as many lines as they need."""
    x, y = float(_EDGE), below + _ROW / 2
    for name, sign in zip(names, signs, strict=False):
        wide = 30 + _LETTER * (len(name) + 2)
        if x > _EDGE and x + wide > _WIDTH:
            x, y = float(_EDGE), y + _ROW
        yield {"name": name, "sign": sign, "x": round(x, 1), "y": y}
        x += wide


def _runs(
    values: Sequence[float | None], x: Callable[[int], float], y: Callable[[float], float]
) -> Iterator[list[dict[str, float]]]:
    """The points of a line, run by run: where a figure is missing, the line has a gap."""
    for _known, run in groupby(enumerate(values), key=lambda each: each[1] is not None):
        if points := [{"x": x(place), "y": y(value)} for place, value in run if value is not None]:
            yield points


def _not_too_many(places: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The places that are named below the axis: as many as have room, the last one among them."""
    step = ceil(len(places) * (max(map(len, places), default=0) + 2) * _LETTER / _WIDTH) or 1
    return ((place, told) for place, told in enumerate(places) if (len(places) - 1 - place) % step == 0)


def _round_above(value: float) -> float:
    """A round number that is not less, which the ticks part into whole numbers."""
    if value <= _TICKS:
        return _TICKS
    size: float = 10 ** floor(log10(value))
    return next(size * each for each in (1, 2, 4, 6, 8, 10) if size * each >= value)
