"""Salvages a damaged case or group: every record that still opens, and whether a later version of it may be missing."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from casejournal.domain.kinds import DIRECTORY
from casejournal.domain.refs import is_whole, read_ref
from casejournal.storage.file_log import AGENCIES, log_of
from casejournal.storage.history import Document, changes
from casejournal.storage.journal import Journal
from casejournal.storage.labels import not_found
from casejournal.storage.line import Entry, Finding, order, rollbacks
from casejournal.storage.verify import read_all_that_opens

_LOSES_NOTHING = frozenset({"moved", "doubled"})


class Salvaged(msgspec.Struct, frozen=True, kw_only=True):
    """The latest version of a record that opens, and the line and command that wrote it."""

    ref: str
    table: str
    certain: bool
    """Whether nothing that is missing can hold a later version of it, or have taken it back."""
    line: int
    at: datetime
    worker: str
    command: str
    record: Document
    """As it is stored. It may not fit the form of its kind."""


class Salvage(msgspec.Struct, frozen=True, kw_only=True):
    """What opens of one log."""

    ref: str
    file: str
    readable: int
    """How many lines open."""
    damage: tuple[Finding, ...]
    unfinished: int
    """Bytes of an end without a line feed. It is not read."""
    end_known: bool
    """Whether it is known here how the log ended. If not, its last lines may be missing, and no record is certain."""
    index_made_anew: str
    """The day from which on the end is known; empty if it always was."""
    records: tuple[Salvaged, ...]
    """By their day."""

    @property
    def uncertain(self) -> int:
        """Of how many records it is not certain that they are the latest version."""
        return sum(not each.certain for each in self.records)


def meant(journal: Journal, asked: str) -> str:
    """The ref of the case or group: a whole ref of which there is a file, else whatever the index knows. The directory
    of services is meant by the name of its log.

    Raises CaseNotFound, GroupNotFound, NoCaseYet or Ambiguous.
    """
    if asked.strip() in {DIRECTORY, AGENCIES}:
        return DIRECTORY
    ref = read_ref(asked)
    if ref is None or not is_whole(ref) or not log_of(ref):
        return journal.labels.as_known().either(asked).ref
    if log_of(ref) not in journal.log_names():
        raise not_found(ref)
    return ref


def salvage(journal: Journal, ref: str) -> Salvage:
    """Read everything that opens of that case or group, and change nothing. Raises CannotRead."""
    name = log_of(ref)
    card = journal.cards().get(name)
    found, damage = read_all_that_opens(journal, name, card)
    end_is_there = card is not None and not any(rollbacks(found.entries, card.anchors()))
    certain_from = _certain_from(found.entries, damage) if end_is_there else None
    records = sorted(_latest(found.entries, certain_from), key=lambda each: (str(each.record.get("on")), each.at))
    return Salvage(
        ref=ref,
        file=name,
        readable=len(found.entries),
        damage=tuple(sorted(damage, key=lambda finding: finding.number)),
        unfinished=found.torn,
        end_known=card is not None,
        index_made_anew=journal.index_made_anew,
        records=tuple(records),
    )


def _latest(entries: Iterable[Entry], certain_from: int | None) -> Iterator[Salvaged]:
    in_order = sorted(entries, key=order)
    now: dict[tuple[str, str], Salvaged] = {}
    for entry, change in zip(in_order, changes(in_order), strict=True):
        for version in change.versions:
            now.pop((version.table, version.ref), None)
            if version.after is not None:
                now[version.table, version.ref] = Salvaged(
                    ref=version.ref,
                    table=version.table,
                    certain=certain_from is not None and entry.number >= certain_from,
                    line=entry.number,
                    at=change.at,
                    worker=change.worker,
                    command=change.command,
                    record=version.after,
                )
    yield from now.values()


def _certain_from(entries: Iterable[Entry], damage: Iterable[Finding]) -> int | None:
    """The number of the first line after everything that is missing; None if that cannot be known.

    The place of a line tells when it took effect only if one device wrote all of them, one after the other: a line that
    was merged from another device may be older than those before it.
    """
    lost = [finding.number for finding in damage if finding.kind not in _LOSES_NOTHING]
    if not lost:
        return 1
    numbers = [entry.line.n for entry in entries]
    in_one_row = len({entry.line.device for entry in entries}) == 1 and numbers == sorted({*numbers})
    return max(lost) if in_one_row and all(lost) else None
