"""The report as it is counted: file by file, so that a large journal never lies in memory at once."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any

import msgspec

from casejournal.domain.as_of import as_of
from casejournal.domain.file import File
from casejournal.domain.group.file import GroupFile
from casejournal.domain.report.figure import OTHER, Counted, Figure, Frame, Section, Taken
from casejournal.domain.report.figures import SECTIONS
from casejournal.domain.report.groups import who
from casejournal.domain.report.period import Period

FEW = 5
"""A figure about fewer people than this may give somebody away."""
Number = int | float


class Hidden(Enum):
    """Why a figure is not shown."""

    FEW = "few"
    """Fewer than five people stand behind it."""
    BESIDE = "beside"
    """With it, one of the others could be worked out."""


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One number of the report."""

    name: str
    """What it is called: see `Figure.name_of`. Cells of the same name are the same number."""
    value: Number | None
    """None if there is nothing to tell, as the median of nothing, or if it is `hidden`."""
    people: frozenset[str] = frozenset()
    """Some of the people behind it, and all if they are fewer than five. Never shown."""
    hidden: Hidden | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A group of a figure: a number, or one for each series."""

    key: str
    title: str
    cells: tuple[Cell, ...]


class Breakdown(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as it was counted."""

    figure: Figure
    lines: tuple[Line, ...]
    total: Cell | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was counted."""
        return not any(map(self.counted, self.lines))

    def counted(self, line: Line) -> bool:
        """Whether anything was counted in that group. A median of no days at all was counted, a sum of nothing not."""
        nothing = {0, None} if self.figure.taken is Taken.SUM else {None}
        return any(cell.hidden or cell.value not in nothing for cell in line.cells)


class Later(msgspec.Struct, frozen=True, kw_only=True):
    """How many records dated in the period were written, corrected or struck after it had ended."""

    written: int = 0
    corrected: int = 0
    struck: int = 0


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of a period."""

    period: Period
    sections: tuple[tuple[Section, tuple[Breakdown, ...]], ...]
    later: Later
    unread: int = 0
    """How many files could not be read, so that what they say is missing."""
    suppressed: bool = False
    """Whether figures about few people are hidden."""


class _Pile:
    """What was counted of one number so far."""

    def __init__(self) -> None:
        self.values: list[Number] = []
        self.sum: Number = 0
        self.people: set[str] = set()


class Count:
    """Counts one file after the other: `add` each, then take the `report`."""

    def __init__(self, frame: Frame, sections: Sequence[Section] = SECTIONS) -> None:
        self._frame = frame
        self._sections = [(section, section.figures(frame)) for section in sections]
        self._piles: dict[str, dict[tuple[str, str], _Pile]] = {}
        self._later: Counter[str] = Counter()

    def add(self, file: File) -> None:
        """Count what a file says of the period, as it stood at its end."""
        self._later.update(_written_later(file, self._frame.period))
        then = as_of(file, self._frame.period.last)
        if then is None:
            return
        people = _people(then, self._frame.period)
        for _section, figures in self._sections:
            for figure in figures:
                if figure.over is None or isinstance(then, figure.over):
                    piles = self._piles.setdefault(figure.key, {})
                    for counted in figure.counts(then, self._frame):
                        _put(piles, counted, people, each=figure.taken is not Taken.SUM)

    def report(self, unread: int = 0) -> Report:
        """The figures of all files that were added. `unread` files could not be."""
        sections = [(each, tuple(map(self._broken_down, figures))) for each, figures in self._sections]
        found = {cell.name: cell for _section, parts in sections for part in parts for cell in every_cell(part)}
        return Report(
            period=self._frame.period,
            sections=tuple((each, tuple(_shared(part, found) for part in parts)) for each, parts in sections),
            later=Later(**self._later),
            unread=unread,
        )

    def _broken_down(self, figure: Figure) -> Breakdown:
        piles = self._piles.get(figure.key, {})
        series = [key for key, _title in figure.series] or [""]
        groups = dict(self._groups(figure, piles))
        lines = tuple(
            Line(key=group, title=title, cells=tuple(self._cell(figure, group, each, groups) for each in series))
            for group, title in groups.items()
        )
        total = None
        if figure.total:
            cells = [line.cells[0] for line in lines]
            people = frozenset(sorted(set().union(*(cell.people for cell in cells)))[:FEW])
            total = Cell(name=figure.total, value=sum(cell.value or 0 for cell in cells), people=people)
        return Breakdown(figure=figure, lines=lines, total=total)

    def _groups(self, figure: Figure, piles: Mapping[tuple[str, str], _Pile]) -> Iterator[tuple[str, str]]:
        """The groups of a figure, with those that are only there if they were counted."""
        counted = {group for group, _series in piles}
        always, more = figure.groups(self._frame), dict(figure.more(self._frame))
        known = {group for group, _title in always} | more.keys()
        yield from always
        if figure.typed:
            yield from ((group, group) for group in sorted(counted - known))
            counted &= known
        for group, title in more.items():
            if group in counted or (group == OTHER[0] and counted - known):
                yield group, title

    def _cell(self, figure: Figure, group: str, series: str, groups: Mapping[str, str]) -> Cell:
        name = figure.name_of(self._frame, group, series)
        mine = [
            pile
            for (counted, each), pile in self._piles.get(figure.key, {}).items()
            if each == series and (counted if counted in groups else OTHER[0]) == group
        ]
        people = frozenset(sorted(set().union(*(pile.people for pile in mine)))[:FEW])
        if figure.taken is Taken.SUM:
            return Cell(name=name, value=sum(pile.sum for pile in mine), people=people)
        values = [value for pile in mine for value in pile.values]
        return Cell(name=name, value=_taken(figure.taken, values), people=people)


def _taken(how: Taken, values: list[Number]) -> Number | None:
    """The median or the mean of the values, to one decimal; None of none."""
    if not values:
        return None
    from statistics import fmean, median  # lazy: few figures need more than a sum

    return round(median(values) if how is Taken.MEDIAN else fmean(values), 1)


def every_cell(part: Breakdown) -> Iterator[Cell]:
    """Each number of a figure, its total last."""
    yield from (cell for line in part.lines for cell in line.cells)
    if part.total:
        yield part.total


def with_cells(part: Breakdown, cells: Mapping[str, Cell]) -> Breakdown:
    """The figure with these numbers in place of its own of the same names."""
    lines = tuple(
        msgspec.structs.replace(line, cells=tuple(cells.get(cell.name, cell) for cell in line.cells))
        for line in part.lines
    )
    total = part.total and cells.get(part.total.name, part.total)
    return msgspec.structs.replace(part, lines=lines, total=total)


def _shared(part: Breakdown, found: Mapping[str, Cell]) -> Breakdown:
    """A figure that is the share of two others, worked out; any other as it is."""
    if part.figure.taken is not Taken.SHARE:
        return part
    one, other = (found[name] for name in part.figure.of)
    whole = (one.value or 0) + (other.value or 0)
    (line,) = part.lines
    people = frozenset(sorted(one.people | other.people)[:FEW])
    cell = Cell(
        name=line.cells[0].name,
        value=round(100 * (one.value or 0) / whole, 1) if whole else None,
        people=people,
    )
    return msgspec.structs.replace(part, lines=(msgspec.structs.replace(line, cells=(cell,)),))


def _put(piles: dict[tuple[str, str], _Pile], counted: Counted, people: tuple[str, ...], *, each: bool) -> None:
    pile = piles.setdefault((counted.group, counted.series), _Pile())
    pile.sum += counted.value
    if each:
        pile.values.append(counted.value)
    for person in counted.who or people:
        if len(pile.people) >= FEW:
            break
        pile.people.add(person)


def _people(file: File, period: Period) -> tuple[str, ...]:
    """Whom a file is about: the client; everybody who was in the group in the period."""
    if isinstance(file, GroupFile):
        there = (each for each in file.memberships if each.left_on is None or each.left_on >= period.first)
        return tuple(who(file, member) for member in there)
    return (file.ref,)


def _written_later(file: File, period: Period) -> Iterator[str]:
    """What was done after the period to each of its records. Tasks are made by other records, and left out."""
    for name in file.tables[1:]:
        if name != "tasks":
            for record in period.of(file.table(name)):
                yield from _of_a_record(record, period)
    first: Any = file.first
    if first.on in period and not first.struck:
        yield from _of_a_record(first, period)
    for record in file.struck:
        counted = record.table != "tasks" and record.on in period and not _after(record.recorded_at, period)
        if counted and record.struck and _after(record.struck.at, period):
            yield "struck"


def _of_a_record(record: Any, period: Period) -> Iterator[str]:
    if _after(record.recorded_at, period):
        yield "written"
    elif any(_after(correction.at, period) for correction in record.corrections):
        yield "corrected"


def _after(at: datetime, period: Period) -> bool:
    return at.date() > period.last
