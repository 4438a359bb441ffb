"""Verifies the journal: every line of every log is read, and every damage is named."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from casejournal.domain import dates
from casejournal.domain.kinds import TABLES, kind_of
from casejournal.errors import CannotRead
from casejournal.storage import disk
from casejournal.storage.access import DAMAGED, Access
from casejournal.storage.file_log import log_of, set_aside
from casejournal.storage.foreign import foreign
from casejournal.storage.index import BEHIND, Card
from casejournal.storage.journal import Journal
from casejournal.storage.line import Entry, Finding, Head, breaks, forks, rollbacks
from casejournal.storage.log import Scan, scan, vouched_by
from casejournal.storage.refusals import Damaged
from casejournal.words import N_


class Verdict(msgspec.Struct, frozen=True):
    """The result for one log: how many of its lines can be read, and what is wrong."""

    file: str
    readable: int
    findings: tuple[Finding, ...]
    torn: int = 0
    """Bytes of an unfinished line at the end. It was never acknowledged, so it is not damage."""
    forks: tuple[dict[str, Any], ...] = ()
    """Facts about each pair of lines that a device gave the same number. Both are read, so it is not damage."""


class Report(msgspec.Struct, frozen=True):
    """The result for the whole journal: counts of logs and readable lines, and what was found."""

    files: int
    lines: int
    verdicts: tuple[Verdict, ...]
    """Only the logs with damage."""
    remarks: tuple[tuple[str, dict[str, Any]], ...] = ()
    """Things worth knowing that are not damage: sentences and their facts."""

    @property
    def sound(self) -> bool:
        """Whether no damage was found."""
        return not self.verdicts


def verify(journal: Journal, *, deep: bool = False, step: Callable[[], object] = lambda: None) -> Report:
    """Read everything and change nothing. `deep` also checks every earlier version, and the cards of the index. `step`
    is called after each log.
    """
    cards = journal.known_cards()
    here = journal.log_names()
    gone = journal.erased() - {*here} if cards.keys() - {*here} else set()
    names = sorted({*here, *cards} - gone)
    every = []
    for name in names:
        every.append(_look_at(journal, name, cards.get(name), deep=deep))
        step()
    return Report(
        files=len(every),
        lines=sum(verdict.readable for verdict in every),
        verdicts=tuple(verdict for verdict in every if verdict.findings),
        remarks=tuple(_remarks(journal, cards, every)),
    )


def read_all_that_opens(journal: Journal, name: str, card: Card | None) -> tuple[Scan, list[Finding]]:
    """The lines of that log that open, and what is wrong with the others, compared with its card. Raises CannotRead."""
    found = scan(disk.read(journal.folder / name), journal.seal(name), vouched_by(card.anchors() if card else {}))
    findings = [
        Finding(
            number,
            "unreadable",
            N_("line {number} does not open: it was changed, or comes from somewhere else"),
            {"number": number},
        )
        for number in found.unreadable
    ]
    findings += breaks(found.entries, unreadable=found.unreadable)
    if card is not None and not _explained(found, card.anchors()):
        findings += rollbacks(found.entries, card.anchors())
    return found, findings


def _look_at(journal: Journal, name: str, card: Card | None, *, deep: bool) -> Verdict:
    try:
        found, findings = read_all_that_opens(journal, name, card)
    except CannotRead as failure:
        return Verdict(name, 0, (Finding(0, "missing", N_("the file cannot be read: {reason}"), failure.facts),))
    try:
        if not findings:
            journal.card_of(name)
    except Damaged as misfit:
        findings.append(Finding(0, "misfit", N_("{problem}"), {"problem": misfit.facts["problem"]}))
    if deep and not findings:
        findings += [*_misfits(found.entries), *_other_than_told(journal, name, card)]
    findings.sort(key=lambda finding: finding.number)
    forked = tuple(
        {"file": name, "first": first.number, "second": second.number, "day": dates.day(second.line.at.date())}
        for first, second in forks(found.entries)
    )
    return Verdict(name, len(found.entries), tuple(findings), 0 if findings else found.torn, forked)


def _misfits(entries: Iterable[Entry]) -> Iterator[Finding]:
    """A finding for each version of a record that does not fit the form of its kind."""
    for entry in entries:
        for op in entry.line.ops:
            if op.op == "put" and op.table in TABLES:
                try:
                    msgspec.json.decode(op.doc, type=kind_of(op.table))
                except msgspec.ValidationError:
                    told = N_("line {number}: {ref} is not written as it should be")
                    yield Finding(entry.number, "misfit", told, {"number": entry.number, "ref": op.id})


def _other_than_told(journal: Journal, name: str, card: Card | None) -> Iterator[Finding]:
    """A finding if the card of a log differs from the log. A card made by other rules is not compared."""
    if card is not None and card.size != BEHIND and card != journal.card_of(name):
        told = N_("the index does not agree with it; delete index.log, and it will be rebuilt")
        yield Finding(0, "index", told)


def _explained(found: Scan, anchors: Mapping[str, Head]) -> bool:
    """Whether the lines that do not open explain all that is missing: they are as many, and where the ends were."""
    if not found.unreadable or len(found.entries) + len(found.unreadable) < sum(head.n for head in anchors.values()):
        return False
    last = {entry.line.device: entry.number for entry in found.entries}
    short = (device for device, head in anchors.items() if any(rollbacks(found.entries, {device: head})))
    return all(found.unreadable[-1] > last.get(device, 0) for device in short)


def _remarks(journal: Journal, cards: dict[str, Card], every: list[Verdict]) -> list[tuple[str, dict[str, Any]]]:
    remarks: list[tuple[str, dict[str, Any]]] = []
    if every and not cards:
        remarks.append(
            (N_("There was no index to compare with, so nobody can say whether the end of a case file is missing."), {})
        )
    if journal.index_made_anew:
        anew = N_(
            "The index was rebuilt on {day}. What was missing at the end of a case file before that day can "
            "no longer be found."
        )
        remarks.append((anew, {"day": journal.index_made_anew}))
    remarks += [(each.what.value, each.facts) for each in foreign(journal.folder)]
    lost = N_("{file} does not open: it is an unfinished form that was changed after it was saved.")
    remarks += [(lost, {"file": name}) for name in journal.drafts.unreadable()]
    unfinished = N_(
        "The last line of {file} is not finished ({bytes} bytes). Nothing that was confirmed is lost; the"
        " next write moves that line to a file of its own."
    )
    remarks += [(unfinished, {"file": each.file, "bytes": each.torn}) for each in every if each.torn]
    forked = N_(
        "{file}: lines {first} and {second} ({day}) were written at the same time, without the lock. Both"
        " count; check whether one of them changed what the other wrote."
    )
    remarks += [(forked, facts) for each in every for facts in each.forks]
    if any(each.what == DAMAGED for each in _entries_of_the_access_log(journal)):
        remarks.append((N_("The access log was damaged before. To see it: cj report --access"), {}))
    back = N_("{ref} was erased on {day}, but a file of it is here again. To erase it again: cj erase {ref}")
    remarks += [(back, {"ref": ref, "day": day}) for ref, day in _back_again(journal)]
    remarks += [(N_("Moved aside earlier: {file}"), {"file": name}) for name in set_aside(journal.folder)]
    return remarks


def _entries_of_the_access_log(journal: Journal) -> list[Access]:
    try:
        return journal.access.every()
    except Damaged:
        return []  # it is among the verdicts


def _back_again(journal: Journal) -> list[tuple[str, str]]:
    """Erased cases whose log is here again (as from a copy of another machine), with the day they were erased."""
    if not journal.erased() & {*journal.log_names()}:
        return []
    erased = [(ref, dates.short(each.at)) for each in journal.access.erased() for ref in each.of]
    return [(ref, day) for ref, day in erased if (journal.folder / log_of(ref)).exists()]
