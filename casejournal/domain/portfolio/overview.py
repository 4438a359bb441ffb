"""What the evidence comes to: how many pieces there are for each competency, principle and role, and what has none."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from casejournal.domain.portfolio.evidence import Evidence


class Competency(msgspec.Struct, frozen=True, kw_only=True):
    """Something a student shall be able to do."""

    code: str
    """Its name for scripts, by which entries keep it: epas-6."""
    title: str
    names: tuple[str, ...]
    """Everything it is called, in any language, English first."""
    of: str
    """The name of its list."""
    list_title: str

    @property
    def number(self) -> str:
        """Its number or letter in the list."""
        return self.code.rpartition("-")[2]


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """How much evidence there is for one competency, principle or role."""

    name: str
    pieces: int
    in_records: int = 0
    """How often the records themselves name it: the roles of notes, the principles of checklists."""
    last: date | None = None
    """The day of the latest piece."""


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """How much evidence there is, and for what there is none."""

    lists: tuple[Competency, ...]
    """The competencies of the lists in use."""
    others: tuple[str, ...]
    """The titles of the lists that no evidence names."""
    competencies: tuple[Tally, ...]
    principles: tuple[Tally, ...]
    roles: tuple[Tally, ...]
    evidence: tuple[Evidence, ...]
    """Every piece from the records, the newest first."""
    practice: tuple[Evidence, ...] = ()
    """The items of a practice run."""
    set_aside: tuple[str, ...] = ()
    """The refs of entries that count no longer."""

    @property
    def known(self) -> Mapping[str, Competency]:
        """The competencies of the lists in use, by their codes."""
        return {each.code: each for each in self.lists}


def tallied(
    names: Iterable[str], pieces: Sequence[Evidence], what: str, in_records: Mapping[str, int] | None = None
) -> tuple[Tally, ...]:
    """How much evidence there is for each of these names; `what` is the field of a piece that holds them. What only
    pieces or records name follows behind.
    """
    of = {name: [each for each in pieces if name in getattr(each, what)] for name in names}
    for each in pieces:
        for name in getattr(each, what):
            if name not in of:
                of[name] = [other for other in pieces if name in getattr(other, what)]
    counted = in_records or {}
    of |= {name: [] for name in counted if name not in of}
    return tuple(
        Tally(
            name=name,
            pieces=len(found),
            in_records=counted.get(name, 0),
            last=max((each.on for each in found), default=None),
        )
        for name, found in of.items()
    )


def in_use(competencies: Sequence[Competency], pieces: Sequence[Evidence]) -> tuple[Competency, ...]:
    """The competencies of the lists that at least one piece names; all, as long as there is no evidence."""
    named = {code for each in pieces for code in each.competencies}
    lists = {each.of for each in competencies if each.code in named}
    return tuple(each for each in competencies if not lists or each.of in lists)
