"""The five lines of an ecomap as SVG paths (Hartman 1978): thick, thin, dashed, jagged, cut; arrows show the flow."""

import math

import msgspec

from casejournal.domain.assessment import Flow, Strength

_JAG = 7
"""How far a jagged line swings to each side, in pixels."""
_CUT = 6
"""Half of the opening in a broken line, in pixels."""
_HEAD = 14
"""The length of an arrowhead, in pixels; it is as wide."""

Place = tuple[float, float]


class Stroke(msgspec.Struct, frozen=True, kw_only=True):
    """The line of a tie."""

    kind: str
    path: str
    heads: tuple[str, ...]
    """Arrowheads, each as the corners of a triangle."""


def stroke(kind: Strength, flow: Flow | None, start: Place, end: Place) -> Stroke:
    """The line from the household at `start` to the other side at `end`."""
    heads = []
    begin, stop = start, end
    if flow in (Flow.TO_CLIENT, Flow.BOTH):
        heads.append(_head(end, start))
        begin = _along(start, end, _HEAD)
    if flow in (Flow.FROM_CLIENT, Flow.BOTH):
        heads.append(_head(start, end))
        stop = _along(end, start, _HEAD)
    return Stroke(kind=kind.value, path=_path(kind, begin, stop), heads=tuple(heads))


def _path(kind: Strength, start: Place, end: Place) -> str:
    if kind is Strength.STRESSFUL:
        return _through(start, *_jags(start, end), end)
    if kind is Strength.BROKEN:
        half = math.dist(start, end) / 2 - _CUT
        ends = _along(start, end, half), _along(end, start, half)
        cuts = (_through(_aside(each, end, start, _CUT * 2), _aside(each, end, start, -_CUT * 2)) for each in ends)
        return " ".join((_through(start, ends[0]), _through(ends[1], end), *cuts))
    return _through(start, end)


def _jags(start: Place, end: Place) -> list[Place]:
    """The corners of a jagged line, to the one side and to the other."""
    length = math.dist(start, end)
    number = max(3, int(length // (2 * _JAG)))
    steps = (_along(start, end, length * (place + 1) / (number + 1)) for place in range(number))
    return [_aside(step, start, end, _JAG if place % 2 else -_JAG) for place, step in enumerate(steps)]


def _head(start: Place, end: Place) -> str:
    """The triangle that points to `end`."""
    foot = _along(end, start, _HEAD)
    corners = (end, _aside(foot, start, end, _HEAD / 2), _aside(foot, start, end, -_HEAD / 2))
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def _along(start: Place, end: Place, far: float) -> Place:
    """The place so far from `start` towards `end`."""
    part = far / math.dist(start, end)
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _aside(place: Place, start: Place, end: Place, far: float) -> Place:
    """The place so far beside `place`, square to the line from `start` to `end`."""
    part = far / math.dist(start, end)
    return place[0] - (end[1] - start[1]) * part, place[1] + (end[0] - start[0]) * part


def _through(*places: Place) -> str:
    return "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in places)
