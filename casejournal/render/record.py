"""The screen of one record: whose it is, all its fields, corrections, and where it stands today."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from casejournal.domain import dates
from casejournal.domain.derived import derived, plan_before, whole
from casejournal.domain.file import File
from casejournal.domain.record import Record
from casejournal.forms import records
from casejournal.render.page import Answer, Block, Facts, Heading, Prose, Tone, Words
from casejournal.render.struck import corrected_mark, moved_mark, struck_words, whose
from casejournal.words import _

if TYPE_CHECKING:
    from casejournal.domain.consent import Consent
    from casejournal.domain.group.file import GroupFile
    from casejournal.domain.group.session import Session
    from casejournal.domain.plan import Plan
    from casejournal.domain.recording.process_recording import ProcessRecording
    from casejournal.domain.referral import Referral
    from casejournal.domain.review import Review


def record_answer(record: Record, file: File, today: date, reads: Callable[[str], str] = str) -> Answer:
    """The answer that shows a record as it stands on that day. `reads` replaces refs in a text by names."""
    return Answer(
        kind="record",
        data=lambda: {
            **file.heads,
            "kind": record.kind_name(),
            "record": _data(record, file, today),
            "comments": file.comments_on(record.ref),
        },
        page=lambda: tuple(_blocks(record, file, today, reads)),
        shows=file.ref,
    )


def _data(record: Record, file: File, today: date) -> dict[str, Any]:
    """The record for JSON, with what is derived from it unless it was struck."""
    return {**msgspec.to_builtins(record), "late": record.late} if record.struck else whole(record, file, today)


def _blocks(record: Record, file: File, today: date, reads: Callable[[str], str]) -> Iterator[Block]:
    title = (Words(record.ref, Tone.REF), Words(_(type(record).title), Tone.STRONG))
    yield Heading((*title, *whose(file)), dates.day(record.on), top=True)
    marks = [_("late entry") if record.late else "", corrected_mark(record), moved_mark(record)]
    yield from (Prose(Words(mark, Tone.QUIET)) for mark in marks if mark)
    if record.struck:
        yield Prose(struck_words(record)[-1])
    yield Facts(tuple((title, Words(reads(text))) for title, text in _told(record)))
    if record.table in _STANDS and not record.struck:
        yield from _STANDS[record.table](record, file, today)
    if file.comments:
        from casejournal.render.comments import comment_blocks  # lazy: few files have some

        yield from comment_blocks(file, record.ref, reads)
    yield Prose(Words(_("Its history: cj history {ref}").format(ref=record.ref), Tone.QUIET))


def _told(record: Record) -> Iterable[tuple[str, str]]:
    """The fields of the record, without what a block below shows in a form of its own."""
    return records.rows(record, without=("on", *_SHOWN_BELOW.get(record.table, ())))


def _plan(plan: "Plan", file: Any, _today: date) -> Iterable[Block]:
    from casejournal.render.plan import difference  # lazy: as its kind of record, see domain/kinds.py

    return difference(plan_before(plan, file), plan)()


def _consent(consent: "Consent", file: File, today: date) -> Iterable[Block]:
    yield Facts(((_("State"), Words(_(derived(consent, file, today)["state"].label))),))


def _referral(referral: "Referral", _file: File, today: date) -> Iterable[Block]:
    from casejournal.render.referrals import where_it_stands  # lazy: as above

    yield Facts(((_("Status"), Words(_(referral.status.label))),))
    yield from where_it_stands(referral, today)()


def _review(_review: "Review", file: Any, _today: date) -> Iterable[Block]:
    from casejournal.render.reviews import progress_blocks  # lazy: as above

    return progress_blocks(file)


def _recording(recording: "ProcessRecording", _file: File, _today: date) -> Iterable[Block]:
    from casejournal.render.recording import recording_blocks  # lazy: as above

    return recording_blocks(recording)


def _session(session: "Session", file: "GroupFile", _today: date) -> Iterable[Block]:
    from casejournal.render.group.session import attendance_line  # lazy: as above

    return attendance_line(session, file)()


_STANDS: dict[str, Callable[[Any, Any, date], Iterable[Block]]] = {
    "plans": _plan,
    "consents": _consent,
    "referrals": _referral,
    "reviews": _review,
    "sessions": _session,
    "recordings": _recording,
}
"""By table: blocks that are derived from a record and the rest of its file."""
_SHOWN_BELOW = {"recordings": ("dialogue", "comments")}
"""By table: the fields that such a block shows."""
