"""What was salvaged of a damaged case or group, as the page that is written to a file and the one that is shown."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from casejournal.domain import dates
from casejournal.domain.kinds import TABLES, kind_of
from casejournal.forms import records
from casejournal.render.page import Block, Facts, Heading, Page, Prose, Tone, Words, section
from casejournal.render.struck import corrected_mark, moved_mark, struck_words
from casejournal.storage.salvage import Salvage, Salvaged
from casejournal.words import _, ngettext


def salvage_page(found: Salvage) -> Page:
    """Everything that opens: what is damaged, then every record with all its fields."""
    return (
        section(_("What can still be read of {file}").format(file=found.file), top=True),
        Prose(Words(_("Everything is here, including what only you may see. This file is not sealed."))),
        *_damage(found),
        *(block for each in found.records for block in _record(each)),
    )


def salvaged_page(found: Salvage, path: Path) -> Page:
    """The answer: where it is, what is missing, and how much is uncertain."""
    told = _("What can still be read is in {path}. Only you can open the file; it is not sealed.").format(path=path)
    return (section(found.file, top=True), *_damage(found), Prose(Words(told, Tone.GOOD)))


def _damage(found: Salvage) -> Iterator[Block]:
    yield section(_("What is missing"))
    for finding in found.damage:
        yield Prose(Words(finding.told(), Tone.DANGER), indent=2)
    for sentence in _about_its_end(found):
        yield Prose(Words(sentence, Tone.WARN), indent=2)
    if not found.damage and found.end_known:
        yield Prose(Words(_("Nothing: every line can be read."), Tone.GOOD), indent=2)
    count = len(found.records)
    lines = ngettext("{n} line can be read", "{n} lines can be read", found.readable).format(n=found.readable)
    holds = ngettext("{n} record in them", "{n} records in them", count).format(n=count)
    yield Prose(Words(f"{lines}, {holds}."))
    if found.uncertain:
        told = ngettext(
            "{n} record may lack a later version, or an undo; it is marked.",
            "{n} records may lack a later version, or an undo; they are marked.",
            found.uncertain,
        )
        yield Prose(Words(told.format(n=found.uncertain), Tone.WARN))


def _about_its_end(found: Salvage) -> Iterator[str]:
    if not found.end_known:
        yield _("This machine does not know how the file ended, so it cannot say whether the last lines are missing.")
    elif found.index_made_anew:
        told = _("The index was rebuilt on {day}, so nobody can say what was missing at the end before that.")
        yield told.format(day=found.index_made_anew)
    if found.unfinished:
        yield _("The last line is not complete ({n} bytes) and was not read.").format(n=found.unfinished)


def _record(each: Salvaged) -> Iterator[Block]:
    kind = kind_of(each.table) if each.table in TABLES else None
    title = _(kind.title) if kind else each.table
    yield Heading((Words(each.ref, Tone.REF), Words(title, Tone.STRONG), Words(str(each.record.get("on", "")))))
    uncertain = _("not certain: a later version or an undo may be missing")
    yield Prose(Words(_("certain") if each.certain else uncertain, Tone.GOOD if each.certain else Tone.WARN), indent=2)
    written = _("line {number}: cj {command}, {at}, {worker}")
    facts = {"number": each.line, "command": each.command, "at": dates.moment(each.at), "worker": each.worker}
    yield Prose(Words(written.format(**facts), Tone.QUIET), indent=2)
    for mark in _marks(each):
        yield Prose(Words(mark, Tone.WARN), indent=2)
    yield Facts(tuple((title, Words(text)) for title, text in _rows(each)))


def _marks(each: Salvaged) -> Iterator[str]:
    """What was done to the record since it was written, or that it does not fit its form."""
    try:
        record = msgspec.convert(each.record, kind_of(each.table))
    except (msgspec.ValidationError, KeyError):
        yield _("It does not fit its form, so it is shown as it is stored.")
        return
    marks = (corrected_mark(record), moved_mark(record), struck_words(record)[-1].text if record.struck else "")
    yield from filter(None, marks)


def _rows(each: Salvaged) -> Iterator[tuple[str, str]]:
    """The fields by their titles. What the form does not know, as from a newer version, stands there as stored."""
    if each.table not in TABLES:
        yield from ((name, str(value)) for name, value in each.record.items())
        return
    kind = kind_of(each.table)
    rows = dict(records.stored_rows(kind, each.record))
    known = {*kind.__struct_fields__, *rows}
    yield from rows.items()
    yield from ((name, str(value)) for name, value in each.record.items() if name not in known)
