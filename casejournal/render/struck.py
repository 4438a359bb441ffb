"""What a timeline says of records that were corrected, moved or struck, and the file that a record is in."""

from casejournal.domain import dates
from casejournal.domain.file import File
from casejournal.domain.record import Record
from casejournal.render.page import Moment, Tone, Words
from casejournal.words import _


def whose(file: File) -> tuple[Words, ...]:
    """The file that a record is in: its ref and its name. The directory of services has no ref."""
    return (Words(file.ref, Tone.REF), Words(file.name)) if file.opens else (Words(file.name),)


def struck_moment(record: Record) -> Moment:
    """A struck record in a timeline: why it was struck, but not what it said."""
    return Moment(struck_words(record))


def struck_words(record: Record) -> tuple[Words, ...]:
    """Day, ref and kind of a struck record, then when, by whom and why it was struck."""
    told = ""
    if record.struck:
        struck = record.struck
        sentence = _("struck on {day} by {worker}: {reason}")
        if struck.moved_to:
            sentence = _("moved on {day} by {worker} to {case}, {ref} there")
            sentence += ": {reason}" if struck.reason else ""
        facts = {"reason": struck.reason, "case": struck.case, "ref": struck.moved_to}
        told = sentence.format(day=dates.day(struck.at.date()), worker=struck.worker, **facts)
    return (
        Words(dates.day(record.on), Tone.QUIET),
        Words(record.ref, Tone.REF),
        Words(_(type(record).title), Tone.QUIET),
        Words(told, Tone.WARN),
    )


def corrected_mark(record: Record) -> str:
    """The kind and day of the last correction; empty if there is none."""
    if not record.corrections:
        return ""
    latest = record.corrections[-1]
    return f"{_(latest.kind.label)} {dates.short(latest.at)}"


def moved_mark(record: Record) -> str:
    """The case it was moved from; empty if it was not moved."""
    if not record.moved:
        return ""
    return _("moved from {case}, {ref} there").format(case=record.moved.case, ref=record.moved.ref)
