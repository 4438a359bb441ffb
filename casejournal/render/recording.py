"""A process recording in columns: who said what, what the worker felt and thinks about it, what the supervisor says."""

from collections.abc import Iterable, Iterator

from casejournal.domain.recording.process_recording import ON_THE_WHOLE, ProcessRecording, Row, RowComment
from casejournal.render.page import Block, Column, Facts, Prose, Table, Tone, Words, section
from casejournal.words import _


def recording_blocks(recording: ProcessRecording) -> Iterator[Block]:
    """The rows, and the comments that stand beside none of them."""
    yield section(_("Dialogue"))
    yield recording_table(recording.rows)
    whole = [each for each in recording.apart if each.row == ON_THE_WHOLE]
    if whole:
        yield Facts(tuple((_("On the whole"), Words(told_comment(each))) for each in whole))
    for each in recording.apart:
        if each not in whole:
            told = _("On row {n} as it was before it was corrected: {comment}")
            yield Prose(Words(told.format(n=each.row, comment=told_comment(each)), Tone.QUIET))
    if recording.comments:
        yield Prose(Words(_("Comments by: {who}").format(who=_commenters(recording)), Tone.QUIET))


def recording_table(rows: Iterable[Row]) -> Table:
    """The rows in columns. A column that would be empty in all of them is left out."""
    rows = tuple(rows)
    felt = any(row.feelings or row.analysis for row in rows)
    comments = any(row.comment for row in rows)
    columns = (
        Column(_("Row"), narrow=True),
        Column(_("Who"), narrow=True),
        Column(_("Said")),
        *((Column(_("Felt and thought")),) if felt else ()),
        *((Column(_("Comment")),) if comments else ()),
    )
    return Table(columns, tuple(_cells(row, felt=felt, comments=comments) for row in rows))


def _cells(row: Row, *, felt: bool, comments: bool) -> tuple[Words, ...]:
    return (
        Words(str(row.number), Tone.QUIET),
        Words(row.speaker, Tone.STRONG if row.by_worker else Tone.PLAIN),
        Words(_flat(row.said)),
        *((Words(" ".join(_felt(row)), Tone.QUIET),) if felt else ()),
        *((Words(_flat(row.comment), Tone.GOOD),) if comments else ()),
    )


def _felt(row: Row) -> Iterator[str]:
    """Own feelings in brackets, as they are typed, then the analysis."""
    if row.feelings:
        yield f"({_flat(row.feelings)})"
    if row.analysis:
        yield _flat(row.analysis)


def _flat(text: str) -> str:
    """A text of several lines on one, for a cell."""
    return " ".join(text.split())


def told_comment(comment: RowComment) -> str:
    """A comment and who wrote it."""
    return f"{comment.comment} ({comment.by})" if comment.by else comment.comment


def _commenters(recording: ProcessRecording) -> str:
    return ", ".join(dict.fromkeys(each.by or _("the supervisor") for each in recording.comments))
