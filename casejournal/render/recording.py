"""A process recording in columns: who said what, what the worker felt and thinks about it, what the supervisor says."""

from collections.abc import Iterable, Iterator

from casejournal.domain import dates
from casejournal.domain.file import File
from casejournal.domain.recording.process_recording import ON_THE_WHOLE, ProcessRecording, Row
from casejournal.domain.recording.taken import TakenIn
from casejournal.forms import records
from casejournal.render.packet import NO_RULE
from casejournal.render.page import Block, Column, Facts, Heading, Page, Prose, Table, Tone, Words, section
from casejournal.words import _, ngettext


def recording_blocks(recording: ProcessRecording) -> Iterator[Block]:
    """The rows, and the comments that stand beside none of them."""
    yield section(_("Dialogue"))
    yield recording_table(recording.rows)
    whole = [each for each in recording.apart if each.row == ON_THE_WHOLE]
    if whole:
        yield Facts(tuple((_("On the whole"), Words(each.signed)) for each in whole))
    for each in recording.apart:
        if each not in whole:
            told = _("On row {n} as it was before it was corrected: {comment}")
            yield Prose(Words(told.format(n=each.row, comment=each.signed), Tone.QUIET))
    if recording.comments:
        yield Prose(Words(_("Comments by: {who}").format(who=_commenters(recording)), Tone.QUIET))


def recordings_on_paper(file: File) -> Iterator[Block]:
    """Each recording of the file, row by row."""
    for each in file.table(ProcessRecording.table):
        if isinstance(each, ProcessRecording):
            yield section(_(ProcessRecording.title), dates.day(each.on))
            yield recording_table(each.rows)
            told = records.rows(each, only=("skills", "impressions", "questions"))
            yield Facts(tuple((title, Words(text)) for title, text in told))


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


def _commenters(recording: ProcessRecording) -> str:
    return ", ".join(dict.fromkeys(each.by or _("the supervisor") for each in recording.comments))


def sent_page(text: str, path: str) -> Page:
    """Where the file for the supervisor is or, if it was printed, what it says."""
    if not path:
        return (Prose(Words(text.rstrip("\n"))),)
    done = _("The file for your supervisor is {path}. Only you can read it; it is not sealed.").format(path=path)
    return (
        Prose(Words(done, Tone.GOOD)),
        Prose(Words(_(NO_RULE), Tone.WARN)),
        Prose(Words(_("When it comes back with comments: cj process import FILE"), Tone.QUIET)),
    )


def taken_page(taken: TakenIn, *, wrote: bool) -> Page:
    """The comments that are taken in, each beside what it is about, and what is not as it was sent."""
    rows = {row.number: row for row in taken.recording.rows}
    columns = (Column(_("Row"), narrow=True), Column(_("Who"), narrow=True), Column(_("Said")), Column(_("Comment")))
    cells = tuple(
        (
            Words(str(each.row), Tone.QUIET),
            Words(rows[each.row].speaker if each.row in rows else ""),
            Words(_flat(rows[each.row].said) if each.row in rows else _("On the whole")),
            Words(_flat(each.comment), Tone.GOOD),
        )
        for each in taken.new
    )
    count = ngettext("{n} new comment", "{n} new comments", len(cells)).format(n=len(cells))
    told = _("written into the recording") if wrote and cells else ""
    return (
        Heading((Words(taken.recording.ref, Tone.REF), Words(count, Tone.STRONG)), told, top=True),
        *((Table(columns, cells),) if cells else (Prose(Words(_("Every comment in the file is here already."))),)),
        *(Prose(Words(each.in_words, Tone.WARN)) for each in taken.remarks),
    )
