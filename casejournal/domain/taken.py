"""What became of the services of a file that was taken into the directory."""

from collections import Counter
from enum import StrEnum

import msgspec

from casejournal.domain.agency import Agency
from casejournal.words import N_


class Fate(StrEnum):
    """What was done with one record of the file."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    KEPT = "kept"
    """Both sides changed it: where they differ, what was written here stays."""
    STRUCK = "struck"
    """It was struck here, and stays so."""

    @property
    def label(self) -> str:
        """What a person calls it."""
        return _LABELS[self]


_LABELS = {
    Fate.NEW: N_("New"),
    Fate.CHANGED: N_("Changed"),
    Fate.SAME: N_("As they were"),
    Fate.KEPT: N_("Kept as you wrote them"),
    Fate.STRUCK: N_("Struck here, left out"),
}


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """One record that could be taken in, and what was done with it."""

    fate: Fate
    entry: Agency
    fields: tuple[str, ...] = ()
    """The fields in which the entry here differs from the file and was kept."""


class Rejected(msgspec.Struct, frozen=True, kw_only=True):
    """One record that was left out, and why."""

    number: int
    """Which record of the file it is, from 1."""
    name: str
    problems: tuple[str, ...]


class TakenIn(msgspec.Struct, frozen=True, kw_only=True):
    """What became of each record of a file."""

    taken: tuple[Taken, ...]
    rejected: tuple[Rejected, ...]

    @property
    def counts(self) -> dict[Fate, int]:
        """How many had each fate."""
        counted = Counter(each.fate for each in self.taken)
        return {fate: counted[fate] for fate in Fate}

    @property
    def kept(self) -> tuple[Taken, ...]:
        """Those in which something of one's own was kept against the file."""
        return tuple(each for each in self.taken if each.fields)
