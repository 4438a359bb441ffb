"""Figures about fewer than five people are hidden, and so many others that no subtraction gives one of them back.

What a reader can work out is followed exactly as they would: from a total that is shown and the groups beside it, each
hidden number can only lie between two bounds. As long as one of them can be narrowed down, one number more is hidden.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import inf

import msgspec

from casejournal.domain.report.figure import Taken
from casejournal.domain.report.report import FEW, Breakdown, Cell, Hidden, Report, every_cell, with_cells

_MOST = FEW - 1
Bounds = tuple[float, float]
"""Between what a number lies."""


class _Sum(msgspec.Struct, frozen=True):
    """A number that readers may know, and what it adds up from."""

    total: str
    parts: tuple[str, ...]
    people: bool
    """Whether each one counted is a person."""
    published: bool
    """Whether the total is a number of the report. Else it must be taken as known."""


def without_small(report: Report) -> Report:
    """The report without the figures that could give somebody away."""
    parts = [part for _section, each in report.sections for part in each]
    cells = {cell.name: cell for part in parts for cell in every_cell(part)}
    hidden = _Hiding(cells, [*_sums(parts)], [*_leaning(parts)]).found()
    told = {
        name: msgspec.structs.replace(cell, value=None, hidden=hidden[name])
        for name, cell in cells.items()
        if name in hidden
    }
    sections = tuple((each, tuple(with_cells(part, told) for part in some)) for each, some in report.sections)
    return msgspec.structs.replace(report, sections=sections, suppressed=True)


def _sums(parts: Iterable[Breakdown]) -> Iterator[_Sum]:
    for part in parts:
        people = part.figure.unit.people
        if part.total:
            yield _Sum(part.total.name, tuple(line.cells[0].name for line in part.lines), people, True)
        if part.figure.rows:
            for line in part.lines:
                yield _Sum(f"{part.figure.key}.{line.key}", tuple(cell.name for cell in line.cells), people, False)


def _leaning(parts: Sequence[Breakdown]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The numbers that are made of others, and those others: if one of them is hidden, they are."""
    by_key = {part.figure.key: part for part in parts}
    for part in parts:
        if part.figure.taken is Taken.SHARE:
            yield part.lines[0].cells[0].name, part.figure.of
        if part.figure.leans:
            of = by_key[part.figure.leans]
            for place, cell in enumerate(part.lines[-1].cells):
                yield cell.name, tuple(line.cells[place].name for line in of.lines)


class _Hiding:
    """Which numbers are hidden, until nothing that must be can be worked out."""

    def __init__(
        self, cells: Mapping[str, Cell], sums: Sequence[_Sum], leaning: Sequence[tuple[str, tuple[str, ...]]]
    ) -> None:
        self._cells, self._sums, self._leaning = cells, sums, leaning
        self._few = {name for name, cell in cells.items() if 0 < len(cell.people) < FEW}
        self._hidden = dict.fromkeys(self._few, Hidden.FEW)
        self._whole: set[tuple[str, ...]] = set()
        """The parts that are all hidden alike, so that nobody sees which of them is small."""

    def found(self) -> dict[str, Hidden]:
        """The names of the numbers to hide, and why."""
        for each in self._sums:
            if each.published and each.total in self._few:
                self._hide_all(each)
        while exposed := self._exposed():
            if not self._hide_one_more(exposed):
                break
        for name, of in self._leaning:
            if any(each in self._hidden for each in of):
                self._hidden.setdefault(name, Hidden.BESIDE)
        return self._hidden

    def _exposed(self) -> str:
        """A number about few people that a reader can narrow down; empty if there is none."""
        bounds = self._bounds()
        for each in self._sums:
            for name in (*each.parts, each.total):
                low, high = bounds.get(name, (0, inf))
                if name in self._few and high - low < _MOST - 1:
                    return name
            if self._tells_of_few(each):
                return next(name for name in each.parts if name in self._few)
        return ""

    def _tells_of_few(self, each: _Sum) -> bool:
        """Whether what is hidden of a total that is shown is, all together, about fewer than five people."""
        gone = [name for name in each.parts if name in self._hidden]
        if each.total in self._hidden or not self._few.intersection(gone) or each.parts in self._whole:
            return False
        return len(set().union(*(self._cells[name].people for name in gone))) < FEW

    def _bounds(self) -> dict[str, Bounds]:
        """Between what each hidden number must lie, for whoever knows all that is shown and can add and subtract."""
        people = {name: each.people for each in self._sums for name in (*each.parts, each.total)}
        bounds = {name: self._at_first(name, people=people.get(name, False)) for name in self._hidden}
        changed = True
        while changed:
            changed = False
            for each in self._sums:
                for name, narrower in _narrowed(each, lambda name: bounds.get(name) or self._shown(name)):
                    if name in bounds and narrower != bounds[name]:
                        bounds[name], changed = narrower, True
        return bounds

    def _at_first(self, name: str, *, people: bool) -> Bounds:
        """What the sign in its place tells: between one and four people, or five and more; of other things, how many
        there are at least.
        """
        if any(name in parts for parts in self._whole):
            return 0, inf
        if self._hidden[name] is Hidden.FEW:
            return (1, _MOST) if people else (0, inf)
        return FEW, inf

    def _shown(self, name: str) -> Bounds:
        value = self._cells[name].value or 0 if name in self._cells else self._unpublished(name)
        return value, value

    def _unpublished(self, name: str) -> float:
        (of,) = (each for each in self._sums if each.total == name)
        return sum(self._cells[part].value or 0 for part in of.parts)

    def _hide_one_more(self, exposed: str) -> bool:
        """Hide one number more, as near to the exposed one as possible. False if there is nothing left to hide."""
        for each in self._nearest_first(exposed):
            shown = [name for name in each.parts if name not in self._hidden and self._cells[name].value]
            if shown:
                self._hidden[min(shown, key=self._cost)] = Hidden.BESIDE
                return True
            if each.parts not in self._whole:
                self._hide_all(each)
                return True
        return False

    def _cost(self, name: str) -> tuple[bool, float]:
        """The smallest number first; one that stands in other places too, last."""
        return sum(name in (*each.parts, each.total) for each in self._sums) > 1, self._cells[name].value or 0

    def _nearest_first(self, exposed: str) -> Iterator[_Sum]:
        reached, left = {exposed}, [*self._sums]
        while near := [each for each in left if reached & {*each.parts, each.total}]:
            yield from near
            left = [each for each in left if each not in near]
            reached |= {name for each in near for name in (*each.parts, each.total)}

    def _hide_all(self, each: _Sum) -> None:
        """Hide every group alike, those with nothing in them too."""
        self._whole.add(each.parts)
        for name in each.parts:
            self._hidden[name] = Hidden.BESIDE


def _narrowed(each: _Sum, bounds: Callable[[str], Bounds]) -> Iterator[tuple[str, Bounds]]:
    """The bounds of a total and of its parts, as far as each follows from the others."""
    parts = [bounds(name) for name in each.parts]
    low, high = bounds(each.total)
    yield each.total, (max(low, sum(least for least, _most in parts)), min(high, sum(most for _least, most in parts)))
    for place, (least, most) in enumerate(parts):
        others = parts[:place] + parts[place + 1 :]
        above, below = low - sum(top for _bottom, top in others), high - sum(bottom for bottom, _top in others)
        yield each.parts[place], (max(least, above), min(most, below))
