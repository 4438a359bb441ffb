"""An ecomap as a drawing (SVG): the household in the middle, a circle and a line for each tie (Hartman 1978).

Ties stand on both sides of an oval, each at a height of its own, so names run outwards and never meet.
"""

import math
import textwrap
from collections.abc import Iterator, Sequence

import msgspec

from casejournal.domain import dates
from casejournal.domain.assessment import Flow, Strength, Tie
from casejournal.domain.ecomap import Change, Ecomap, What, compared
from casejournal.exchange.strokes import Stroke, stroke
from casejournal.exchange.template import filled
from casejournal.render.ecomap import became, in_words, numbers
from casejournal.words import _, language, visible

_DOT, _LETTER, _LEADING, _APART = 15, 9, 18, 9
"""In pixels: the radius of a circle, about the width of a letter, the height of a line, a name from its circle."""
_NAME, _MOST_LINES = 26, 5
"""Letters on a line of a name, and how many lines it may have."""
_IN_THE_MIDDLE, _MOST_IN_THE_MIDDLE = 13, 6
_NEAREST = 150
"""The least distance of a tie from the edge of the middle, in pixels."""
_OPENING = 0.94
"""How far up the oval the outermost ties stand: nobody is straight above the middle."""
_ABOVE, _BELOW = 90, 30
_NARROWEST = 760
_SAMPLE, _SAMPLES_ABREAST = 70, 3


class Tip(msgspec.Struct, frozen=True, kw_only=True):
    """The other side of a tie: its circle and its name."""

    x: float
    y: float
    name: str
    lines: tuple[str, ...]
    aside: str
    """What became of the tie since the map before."""
    gone: bool
    label_x: float
    label_y: float
    anchor: str


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the legend, and what it means."""

    stroke: Stroke
    x: float
    y: float
    text: str


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """Everything in the drawing, for the template."""

    language: str
    width: float
    height: float
    title: str
    subtitle: str
    told: str
    """The whole drawing in words."""
    oval: "Oval"
    client: tuple[str, ...]
    household: tuple[str, ...]
    tips: tuple[Tip, ...]
    strokes: tuple[Stroke, ...]
    legend: tuple[Sample, ...]
    foot: tuple[str, ...]


class Oval(msgspec.Struct, frozen=True, kw_only=True):
    """The oval of ties around the middle, with room for the longest name on both sides."""

    x: float
    y: float
    r: float
    """The radius of the middle."""
    wide: float
    high: float
    row: float
    """The distance from one tie of a side to the next below it."""

    @classmethod
    def around(cls, lines_inside: int, labels: Sequence[tuple[str, ...]]) -> "Oval":
        """The oval around a middle of so many lines, for ties with these labels, each in lines."""
        r = max(70.0, 40 + 11.0 * lines_inside)
        a_side = max(1, math.ceil(len(labels) / 2))
        tallest = _LEADING * max(map(len, labels), default=1)
        row = max(tallest + 2 * _APART, 2 * _DOT + _APART, 1.6 * (r + _NEAREST) / a_side if a_side > 1 else 0)
        high = max(r + _NEAREST * 0.8, row * (a_side - 1) / 2 / _OPENING)
        wide = max(r + _NEAREST, 0.8 * high)
        beside = _DOT + _APART + _LETTER * max((len(line) for label in labels for line in label), default=0)
        return cls(x=max(wide + beside + 20, _NARROWEST / 2), y=_ABOVE + high, r=r, wide=wide, high=high, row=row)

    def places(self, number: int) -> Iterator[tuple[float, float]]:
        """Where each of so many ties stands: down the right side, then up the left one."""
        right = math.ceil(number / 2)
        for side, many in ((1, right), (-1, number - right)):
            for place in range(many):
                down = side * (place - (many - 1) / 2) * self.row
                yield self.x + side * self.wide * math.sqrt(1 - (down / self.high) ** 2), self.y + down


def svg(found: Ecomap, before: Ecomap | None = None) -> str:
    """The drawing as SVG text, with its day and legend. With the map `before`, each tie says what became of it."""
    changes = compared(before, found)
    labels = [_lines(change.tie.name, _NAME, _MOST_LINES) for change in changes]
    client = _lines(found.client, _IN_THE_MIDDLE, 3)
    household = _household(found.household)
    asides = [became(change) for change in changes]
    whole = [(*lines, *([aside] if aside else [])) for lines, aside in zip(labels, asides, strict=True)]
    oval = Oval.around(len(client) + len(household), whole)
    places = [*oval.places(len(changes))]
    tips = tuple(map(_tip, changes, places, labels, asides, [oval] * len(changes)))
    title = textwrap.shorten(f"{_('Ecomap')}: {visible(found.client, lines=False)}", 60, placeholder=" …")
    foot = tuple(f"{title}: {text}" for title, text in numbers(found))
    legend = tuple(_legend(oval.y + oval.high + _BELOW + oval.row / 2))
    return filled(
        "ecomap.svg",
        drawn=Drawn(
            language=language(),
            width=round(2 * oval.x, 1),
            height=round(legend[-1].y + 2 * _LEADING + _LEADING * len(foot), 1),
            title=title,
            subtitle=_days(found, before),
            told=". ".join((*map(_told, changes), *foot)),
            oval=oval,
            client=client,
            household=household,
            tips=tips,
            strokes=tuple(
                _stroke(change.tie, place, oval)
                for change, place in zip(changes, places, strict=True)
                if change.what is not What.GONE
            ),
            legend=legend,
            foot=foot,
        ),
    )


def _days(found: Ecomap, before: Ecomap | None) -> str:
    day = dates.in_a_letter(found.drawn_on, weekday=True)
    if before is None:
        return day
    return _("{day}, compared with {before}").format(day=day, before=dates.in_a_letter(before.drawn_on))


def _lines(text: str, wide: int, most: int) -> tuple[str, ...]:
    """A name in lines; what does not fit is cut."""
    return tuple(textwrap.wrap(visible(text, lines=False), wide, max_lines=most, placeholder=" …"))


def _household(members: Sequence[str]) -> tuple[str, ...]:
    """Each member on lines of their own; how many more there are, if not all have room."""
    shown = [_lines(each, _IN_THE_MIDDLE + 4, 2) for each in members]
    lines = [line for each in shown[:_MOST_IN_THE_MIDDLE] for line in each]
    left = len(shown) - _MOST_IN_THE_MIDDLE
    return (*lines, f"+ {left}") if left > 0 else tuple(lines)


def _told(change: Change) -> str:
    return f"{change.tie.name}: {'; '.join(filter(None, (in_words(change.tie), became(change))))}"


def _tip(change: Change, place: tuple[float, float], lines: tuple[str, ...], aside: str, oval: Oval) -> Tip:
    x, y = place
    side = 1 if x > oval.x else -1
    return Tip(
        x=round(x, 1),
        y=round(y, 1),
        name=f"{change.tie.name}: {in_words(change.tie)}",
        lines=lines,
        aside=aside,
        gone=change.what is What.GONE,
        label_x=round(x + side * (_DOT + _APART), 1),
        label_y=round(y + 5 - (len(lines) - 1 + bool(aside)) * _LEADING / 2, 1),
        anchor="start" if side > 0 else "end",
    )


def _stroke(tie: Tie, place: tuple[float, float], oval: Oval) -> Stroke:
    """The line from the edge of the middle to the edge of the circle."""
    length = math.dist((oval.x, oval.y), place)
    across, down = (place[0] - oval.x) / length, (place[1] - oval.y) / length
    start = oval.x + across * (oval.r + 2), oval.y + down * (oval.r + 2)
    end = place[0] - across * (_DOT + 2), place[1] - down * (_DOT + 2)
    return stroke(tie.kind, tie.flow, start, end)


def _legend(top: float) -> Iterator[Sample]:
    """The five kinds of lines, and an arrow."""
    samples: list[tuple[Strength, Flow | None, str]] = [(kind, None, _(kind.label)) for kind in Strength]
    samples.append((Strength.MODERATE, Flow.FROM_CLIENT, _("flow of energy")))
    for number, (kind, flow, text) in enumerate(samples):
        x = 20 + number % _SAMPLES_ABREAST * (_NARROWEST - 40) / _SAMPLES_ABREAST
        y = top + number // _SAMPLES_ABREAST * 1.5 * _LEADING
        yield Sample(stroke=stroke(kind, flow, (x, y), (x + _SAMPLE, y)), x=x + _SAMPLE + _APART, y=y + 5, text=text)
