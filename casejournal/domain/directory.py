"""The directory of services: everything the journal knows about who else can help. One to a journal."""

from collections.abc import Iterable
from typing import ClassVar

from casejournal.domain.agency import Agency
from casejournal.domain.file import AlwaysThere
from casejournal.domain.kinds import DIRECTORY_TABLES
from casejournal.domain.names import folded
from casejournal.domain.refs import read_ref
from casejournal.words import _


class Directory(AlwaysThere, frozen=True, kw_only=True):
    """All entries. It was never opened and is never closed: an empty one is there from the start."""

    tables: ClassVar = DIRECTORY_TABLES

    agencies: tuple[Agency, ...] = ()

    @property
    def name(self) -> str:
        """What it is called."""
        return _("directory of services")

    @property
    def heads(self) -> dict[str, str]:
        """Nothing: there is only one."""
        return {}

    @property
    def by_name(self) -> tuple[Agency, ...]:
        """The entries in the order of their names."""
        return tuple(sorted(self.agencies, key=lambda each: (folded(each.called), each.ref)))

    def reached(self, ref: str) -> tuple[str, ...]:
        """How the entry with that ref is reached, a line each; nothing if there is none."""
        return tuple(line for each in self.agencies if each.ref == ref for line in each.reached)

    def meant(self, text: str) -> Agency | None:
        """The entry that a text names: its ref, or what it is called, whatever accents and letter case.

        None if it names none, or several.
        """
        ref = read_ref(text)
        found: Iterable[Agency] = (each for each in self.agencies if each.ref == ref)
        if ref is None:
            wanted = folded(text)
            found = _whole(wanted, self.agencies)
        one = [*found]
        return one[0] if len(one) == 1 else None

    def beginning(self, text: str) -> tuple[Agency, ...]:
        """The entries with a name, or a word of one, that begins like that, by name; all of them for no text."""
        wanted = folded(text)
        return tuple(each for each in self.by_name if f" {wanted}" in f" {folded(each.called)}")


def _whole(wanted: str, entries: Iterable[Agency]) -> list[Agency]:
    """Those called exactly so; else those of whose names one is just that."""
    called = [each for each in entries if folded(each.called) == wanted]
    return called or [each for each in entries if wanted in map(folded, each.names)]
