"""Pieces of evidence, wherever they come from.

What a record says of itself counts as it is: the roles of a note, the principles of a checklist. An entry only adds.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import msgspec

from casejournal.domain.checklist import Checklist, Verdict
from casejournal.domain.choice import Choice
from casejournal.domain.file import File
from casejournal.domain.portfolio.entry import PortfolioEntry
from casejournal.domain.record import Record, Visibility
from casejournal.words import N_


class Origin(Choice):
    """Where a piece of evidence comes from."""

    RECORD = "record", N_("record")
    PRACTICE = "practice", N_("practice run")


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of evidence."""

    ref: str
    """The entry; for a practice run the item of its feedback."""
    on: date
    """The day of what it is about."""
    about: str
    """The record it is about."""
    kind: str
    title: str
    """What kind of record that is, for scripts and for people; of a practice run the item."""
    of: str
    """The case or group it lies in."""
    competencies: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    reflection: str = ""
    excerpt: tuple[tuple[str, str], ...] = ()
    """What the record says: titles and texts, in the reader's language."""
    origin: Origin = Origin.RECORD
    ended: str = ""
    """How the item of a practice run ended, a sentence still to be translated."""
    private: bool = False
    """Whether the entry or the record is for nobody else's eyes. It counts, and leaves in no paper."""


def entries(file: File) -> Iterator[tuple[PortfolioEntry, Record]]:
    """The entries of a case or a group that count, each with the record it is about. An entry about a record that was
    struck counts no longer.
    """
    for entry in file.table(PortfolioEntry.table):
        about = file.record(entry.about) if isinstance(entry, PortfolioEntry) else None
        if isinstance(entry, PortfolioEntry) and about is not None and not about.struck:
            yield entry, about


def set_aside(file: File) -> tuple[str, ...]:
    """The refs of the entries that count no longer, because the record they are about was struck."""
    counts = {entry.ref for entry, _about in entries(file)}
    return tuple(each.ref for each in file.table(PortfolioEntry.table) if each.ref not in counts)


def evidence_of(file: File) -> Iterator[Evidence]:
    """The pieces of evidence in a case or a group, without what the records say."""
    for entry, about in entries(file):
        principles, roles = named_by(about)
        yield Evidence(
            ref=entry.ref,
            on=about.on,
            about=about.ref,
            kind=about.kind_name(),
            title=type(about).title,
            of=file.ref,
            competencies=entry.competencies,
            principles=tuple(dict.fromkeys((*principles, *entry.principles))),
            roles=tuple(dict.fromkeys((*roles, *entry.roles))),
            reflection=entry.reflection,
            private=Visibility.PRIVATE in {entry.visibility, about.visibility},
        )


def named_by(record: Record) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The principles and the roles that a record names itself."""
    looked_at = record.standings if isinstance(record, Checklist) else {}
    principles = tuple(name for name, each in looked_at.items() if each.verdict is not Verdict.NOT_APPLICABLE)
    role = getattr(record, "role", None)
    roles = (*getattr(record, "roles", ()), *([role] if role else ()))
    return principles, roles if not isinstance(record, PortfolioEntry) else ()


class Named:
    """How often the records of the files that were added name each principle and role."""

    def __init__(self) -> None:
        self.principles: Counter[str] = Counter()
        self.roles: Counter[str] = Counter()

    def add(self, file: File) -> None:
        """Count the records of a file."""
        for record in file.every_record:
            principles, roles = named_by(record)
            self.principles.update(principles)
            self.roles.update(roles)
