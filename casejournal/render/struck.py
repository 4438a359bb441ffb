"""What was corrected or struck, as a timeline tells it."""

from casejournal.domain import dates
from casejournal.domain.record import Record
from casejournal.render.page import Moment, Tone, Words
from casejournal.words import _


def struck_moment(record: Record) -> Moment:
    """A record that does not hold, in its place: why, and not what it said."""
    return Moment(struck_words(record))


def struck_words(record: Record) -> tuple[Words, ...]:
    """Its day, its ref, what it was, why it was struck, and by whom."""
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
    """That it was corrected, when last, and how often; nothing where it was not."""
    if not record.corrections:
        return ""
    latest = record.corrections[-1]
    return f"{_(latest.kind.label)} {dates.short(latest.at)}"


def moved_mark(record: Record) -> str:
    """That it stood in another case first; nothing where it did not."""
    if not record.moved:
        return ""
    return _("moved from {case}, {ref} there").format(case=record.moved.case, ref=record.moved.ref)
