"""What a supervisor wrote beside the rows of a recording, taken into it. The recording's own words stay."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from casejournal.domain.correction import Correction, CorrectionKind
from casejournal.domain.recording.dialogue import turns_of
from casejournal.domain.recording.process_recording import ON_THE_WHOLE, ProcessRecording, RowComment, Sent, place_of
from casejournal.domain.remark import Remark
from casejournal.words import N_, _


class Came(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a file that came back: its number, a digest of our words in it, and what was written beside them."""

    number: int
    mark: str
    comment: str = ""


class TakenIn(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of a file that came back."""

    recording: ProcessRecording
    """The recording with the comments; the one before if there is nothing new."""
    new: tuple[RowComment, ...]
    remarks: tuple[Remark, ...]
    """What is not as it was sent, and what was therefore not taken."""


def take_in(  # noqa: PLR0917 - who says what, when
    recording: ProcessRecording, sent: Sent, rows: Sequence[Came], by: str, now: datetime, worker: str
) -> TakenIn:
    """The recording with the comments in these rows. A comment goes to the turn that says what it said when it
    was sent.
    """
    marks = [turn.mark for turn in turns_of(recording.dialogue)]
    remarks, new = list[Remark](), list[RowComment]()
    for number, comment in _by_number(rows).items():
        if not comment:
            continue
        if number == ON_THE_WHOLE:
            place, mark = ON_THE_WHOLE, ""
        elif number > len(sent.rows):
            remarks.append(
                Remark(N_("Row {n} is none of ours; not taken: {comment}"), {"n": str(number), "comment": comment})
            )
            continue
        else:
            mark = sent.rows[number - 1].here
            place = place_of(mark, number, marks) or 0
            if not place:
                sentence = N_("Row {n} was corrected here after it was sent; not taken: {comment}")
                remarks.append(Remark(sentence, {"n": str(number), "comment": comment}))
                continue
        new.append(RowComment(row=place, comment=comment, by=by, on=now.date(), mark=mark))
    fresh = tuple(each for each in new if not _has(recording, each))
    told = (*_not_as_sent(sent, rows), *remarks)
    if not fresh:
        return TakenIn(recording=recording, new=(), remarks=told)
    return TakenIn(recording=_with(recording, fresh, by, now, worker), new=fresh, remarks=told)


def _by_number(rows: Iterable[Came]) -> dict[int, str]:
    """The comment on each row; a row that stands there twice has both."""
    found: dict[int, list[str]] = {}
    for each in rows:
        found.setdefault(each.number, []).append(each.comment)
    return {number: "\n".join(filter(None, comments)) for number, comments in found.items()}


def _not_as_sent(sent: Sent, rows: Sequence[Came]) -> Iterable[Remark]:
    """The rows in which our words were changed, and those that are missing."""
    marks = {each.number: each.mark for each in rows}
    changed = [n for n, each in enumerate(sent.rows, 1) if marks.get(n, each.there) != each.there]
    if changed:
        sentence = N_("In the file your own words were changed in row {rows}. Here they stay as they are.")
        yield Remark(sentence, {"rows": _listed(changed)})
    if missing := [n for n in range(1, len(sent.rows) + 1) if n not in marks]:
        yield Remark(N_("In the file row {rows} is missing."), {"rows": _listed(missing)})


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _has(recording: ProcessRecording, new: RowComment) -> bool:
    """Whether the recording has that comment of theirs already."""
    return any(
        (each.comment, each.by, each.mark) == (new.comment, new.by, new.mark) and (each.mark or each.row == new.row)
        for each in recording.comments
    )


def _with(
    recording: ProcessRecording, new: Sequence[RowComment], by: str, now: datetime, worker: str
) -> ProcessRecording:
    """The next version: each new comment in place of an earlier one of theirs on the same turn. The version before is
    kept.
    """
    places = {(each.row, each.mark, each.by) for each in new}
    kept = (each for each in recording.comments if (each.row, each.mark, each.by) not in places)
    comments = tuple(sorted((*kept, *new), key=lambda each: each.row))
    reason = _("comments by {who}").format(who=by) if by else _("comments of the supervisor")
    why = Correction(kind=CorrectionKind.ADDENDUM, reason=reason, at=now, worker=worker)
    return msgspec.structs.replace(recording, comments=comments, corrections=(*recording.corrections, why))
