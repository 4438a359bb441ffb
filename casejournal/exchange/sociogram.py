"""A sociogram as a drawing (SVG): members on a ring, an arrow for each choice, a thick line for a mutual pair."""

import math

import msgspec

from casejournal.domain import dates
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.roster import Roster
from casejournal.domain.group.session import Session
from casejournal.domain.group.sociogram import Sociogram
from casejournal.exchange.template import filled
from casejournal.words import _, language

_RING = 230
_DOT = 20
_APART = 14
_LETTER = 11
"""The approximate width of a letter, in pixels."""
_BETWEEN = 3 * _DOT
"""The least distance from one member to the next, in pixels."""
_ABOVE, _BELOW = 110, 60
_NARROWEST = 720
"""The least width of the drawing, in pixels. A narrower one would cut the legend."""
_SIDEWAYS, _FEW = 0.3, 12
"""With at most this many members, names near the top and bottom of the ring are centred."""


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A member on the ring."""

    name: str
    x: float
    y: float
    r: int
    label_x: float
    label_y: float
    anchor: str
    received: int
    star: bool
    isolate: bool


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A choice, or a pair that chose each other."""

    x1: float
    y1: float
    x2: float
    y2: float
    mutual: bool


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """Everything in the drawing, for the template."""

    language: str
    width: float
    height: float
    title: str
    subtitle: str
    points: tuple[Point, ...]
    lines: tuple[Line, ...]
    legend: tuple[str, ...]


class Ring(msgspec.Struct, frozen=True):
    """The ring of members: large enough for all, with room for the longest name on both sides."""

    x: float
    y: float
    radius: float

    @classmethod
    def of(cls, names: list[str]) -> "Ring":
        """The ring for members with these names."""
        radius = max(_RING, _BETWEEN * len(names) / (2 * math.pi))
        beside = radius + _DOT + _APART + _LETTER * max(map(len, names), default=0)
        return cls(max(beside, _NARROWEST / 2), _ABOVE + radius, radius)


def svg(file: GroupFile, session: Session, found: Sociogram, roster: Roster) -> str:
    """The drawing as SVG text, with its day and legend."""
    ring = Ring.of([roster.called(member) for member in found.members])
    points = {member: _point(place, member, ring, found, roster) for place, member in enumerate(found.members)}
    return filled(
        "sociogram.svg",
        drawn=Drawn(
            language=language(),
            width=_round(2 * ring.x),
            height=_round(ring.y + ring.radius + _BELOW),
            title=f"{file.name}, {dates.in_a_letter(session.on, weekday=True)}",
            subtitle=session.asked,
            points=tuple(points.values()),
            lines=tuple(_lines(found, points)),
            legend=(
                _("The number in a circle: how often somebody was chosen."),
                _("Yellow: chosen most. Dashed: neither chose nor was chosen."),
                _("An arrow is a choice, a thick line two who chose each other."),
                _("Only wishes are drawn; nobody was asked whom they would avoid."),
            ),
        ),
    )


def _point(place: int, member: str, ring: Ring, found: Sociogram, roster: Roster) -> Point:
    angle = 2 * math.pi * place / len(found.members) - math.pi / 2
    across, down = math.cos(angle), math.sin(angle)
    few = len(found.members) <= _FEW
    anchor = "middle" if few and abs(across) < _SIDEWAYS else "start" if across > 0 else "end"
    beyond = ring.radius + _DOT + _APART
    return Point(
        name=roster.called(member),
        x=_round(ring.x + ring.radius * across),
        y=_round(ring.y + ring.radius * down),
        r=_DOT,
        label_x=_round(ring.x + beyond * across),
        label_y=_round(ring.y + 5 + beyond * down),
        anchor=anchor,
        received=found.received[member],
        star=member in found.stars,
        isolate=member in found.isolates,
    )


def _lines(found: Sociogram, points: dict[str, Point]) -> list[Line]:
    mutual = {frozenset(pair) for pair in found.pairs}
    single = [pair for pair in found.choices if frozenset(pair) not in mutual]
    return [
        _line(points[one], points[other], mutual=frozenset((one, other)) in mutual)
        for one, other in (*found.pairs, *single)
    ]


def _line(one: Point, other: Point, *, mutual: bool) -> Line:
    """A line from the edge of one circle to the edge of the other."""
    length = math.dist((one.x, one.y), (other.x, other.y))
    part = _DOT / length
    across, down = (other.x - one.x) * part, (other.y - one.y) * part
    return Line(
        x1=_round(one.x + across),
        y1=_round(one.y + down),
        x2=_round(other.x - across),
        y2=_round(other.y - down),
        mutual=mutual,
    )


def _round(number: float) -> float:
    return round(number, 1)
