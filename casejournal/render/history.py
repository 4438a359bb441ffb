"""The history of a record or file: what was changed, when, by whom."""

from collections.abc import Callable, Iterator, Sequence

from casejournal.domain import dates
from casejournal.domain.correction import CorrectionKind
from casejournal.domain.kinds import TABLES, kind_of
from casejournal.domain.record import Record
from casejournal.forms import records
from casejournal.render.page import Block, Facts, Heading, Page, Prose, Tone, Words
from casejournal.storage.history import Change, Document, Version
from casejournal.words import _

_KINDS = {kind.value: kind.label for kind in CorrectionKind}


def history_page(ref: str, changes: Sequence[Change], reads: Callable[[str], str] = str) -> Page:
    """Every change, the newest first, with old and new values. `reads` replaces refs in a text by names."""
    return tuple(_blocks(ref, changes, reads))


def _blocks(ref: str, changes: Sequence[Change], reads: Callable[[str], str]) -> Iterator[Block]:
    yield Heading((Words(ref, Tone.REF), Words(_("History"), Tone.STRONG)), top=True)
    for change in reversed(changes):
        who = f"{change.worker}, {change.device}" if change.worker else change.device
        yield Heading((Words(moment(change), Tone.STRONG), Words(f"cj {change.command}")), who)
        for version in change.versions:
            yield Prose(Words(f"{version.ref}  {_kind(version)}", Tone.REF), indent=2)
            yield Facts(tuple((title, Words(reads(text), tone)) for title, text, tone in _differences(version)))
            yield from _why(version)


def moment(change: Change) -> str:
    """The time of the command, to the minute."""
    return dates.moment(change.at)


def change_line(case: str, change: Change, client: str) -> str:
    """A change in one line: case, client, command, time, worker, records."""
    refs = ", ".join(f"{version.ref} {_kind(version)}" for version in change.versions)
    return f"{f'{case} {client}'.strip()}: cj {change.command}, {moment(change)}, {change.worker} ({refs})"


def undone_page(case: str, change: Change, client: str) -> Page:
    """The screen after `cj undo`: what was taken back."""
    return (
        Heading((Words(_("Undone"), Tone.STRONG), Words(change_line(case, change, client))), top=True),
        Prose(
            Words(
                _("You can still read it: cj history {ref}. A second cj undo brings it back.").format(ref=case),
                Tone.QUIET,
            )
        ),
    )


def _kind(version: Version) -> str:
    if version.after is None:
        return _("undone")
    return _("written") if version.before is None else _("changed")


def _differences(version: Version) -> Iterator[tuple[str, str, Tone]]:
    kind = kind_of(version.table) if version.table in TABLES else None
    return differences(kind, version.before or {}, version.after or {}) if kind else iter(())


def differences(kind: type[Record], before: Document, after: Document) -> Iterator[tuple[str, str, Tone]]:
    """Each field that differs, as title, text and tone; the old value is marked - and the new one +."""
    was, became = dict(records.stored_rows(kind, before)), dict(records.stored_rows(kind, after))
    for title in dict.fromkeys([*was, *became]):
        old, new = was.get(title), became.get(title)
        if old == new:
            continue
        if old is not None:
            yield f"  - {title}", old, Tone.DANGER
        if new is not None:
            yield f"  + {title}", new, Tone.GOOD


def _why(version: Version) -> Iterator[Block]:
    """The reasons for corrections and strikings in this version."""
    before, after = version.before or {}, version.after or {}
    corrections = after.get("corrections", [])[len(before.get("corrections", [])) :]
    struck = [after["struck"]] if after.get("struck") and not before.get("struck") else []
    for each in (*corrections, *struck):
        kind = _("struck") if each in struck else _(_KINDS.get(each.get("kind"), ""))
        if each.get("moved_to"):
            kind = _("moved to {case}, {ref} there").format(case=each.get("case"), ref=each["moved_to"])
        yield Prose(Words(": ".join(filter(None, (kind, str(each.get("reason", ""))))), Tone.WARN), indent=2)
