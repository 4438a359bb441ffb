"""Cases that come from another journal: every version is taken in, and a case that was handed over is open again."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from casejournal.desk import Desk
from casejournal.desk.outgoing import noted
from casejournal.domain.arrival import Arrival
from casejournal.domain.case_file import CaseFile
from casejournal.domain.closing import Reopening
from casejournal.domain.names import same_name
from casejournal.exchange.lines import LONGEST, Head, files, head_of
from casejournal.render.taken_in import Brought, Came, replacing
from casejournal.storage.handed_on import replaced_by, require_fits, take_over
from casejournal.storage.line import Line
from casejournal.storage.outside import lines
from casejournal.words import _, visible

_KIB = 1024
Content = Callable[[], Iterator[bytes]]
"""Gives what a file says, piece by piece; can be called again."""
Deal = Callable[[str, list[Line]], tuple[int, tuple[str, ...]]]
"""Says of the commands of a file how many are new, and which records of the worker here they replace."""


def looked_at(desk: Desk, content: Content, path: Path) -> tuple[Head, Brought]:
    """What the file has and this journal does not. Every line is checked; nothing is written.

    Raises what `exchange.lines` and `storage.handed_on` do.
    """
    with desk.progress(_("Reading"), _size(path)) as step:
        return _each(desk, _counted(content, step), lambda ref, commands: _fits(desk, ref, commands))


def _fits(desk: Desk, ref: str, commands: list[Line]) -> tuple[int, tuple[str, ...]]:
    new = require_fits(desk.journal, ref, commands, desk.now())
    return new, replaced_by(desk.journal, ref, commands, desk.worker)


def ask_before(desk: Desk, head: Head, brought: Brought) -> None:
    """Ask before records of the worker here are replaced, and before a case that was handed to somebody else is opened
    again. Raises Cancelled, or ConfirmationNeeded if nobody can be asked.
    """
    if sentence := replacing(brought):
        desk.confirm(f"{sentence} {_('Take it in?')}")
    for each in brought.files:
        if _is_unexpected(desk, each, head):
            told = _("{ref} is closed here, and it was not handed over to {who}. Open it again?")
            desk.confirm(told.format(ref=each.ref, who=visible(head.by, lines=False)))


def _is_unexpected(desk: Desk, came: Came, head: Head) -> bool:
    """Whether a case that is closed here would be opened by somebody to whom it was not handed over."""
    if not came.known or not _is_handed_over(desk, head):
        return False
    file = desk.journal.file(came.ref)
    if not isinstance(file, CaseFile) or not file.closing or _has_arrived(file, head):
        return False
    return not same_name(file.closing.handed_to, head.by)


def taken_in(desk: Desk, content: Content, path: Path, looked: Brought) -> Brought:
    """Take everything in that is not here. Doing it again takes in nothing, and finishes what was stopped."""
    replaced = {each.ref: each.replaced for each in looked.files}
    with desk.progress(_("Taking in"), _size(path)) as step:
        head, brought = _each(
            desk,
            _counted(content, step),
            lambda ref, commands: (take_over(desk.journal, ref, commands), replaced.get(ref, ())),
        )
    if _is_handed_over(desk, head):
        for each in brought.files:
            _arrived(desk, each.ref, head)
    if any(each.new for each in brought.files):
        noted(desk, "import", what="imported", of=tuple(each.ref for each in brought.files), file=os.path.abspath(path))  # noqa: PTH100 - resolve() would follow a link
    return brought


def _is_handed_over(desk: Desk, head: Head) -> bool:
    """Whether it is handed over to this journal; else it may be the file this journal handed out."""
    return bool(head.transfer) and head.journal != desk.journal.header.id


def _size(path: Path) -> int:
    """The size of the file in KiB, by which progress is told."""
    return path.stat().st_size // _KIB


def _counted(content: Content, step: Callable[[int], None]) -> Content:
    def counted() -> Iterator[bytes]:
        for piece in content():
            yield piece
            step(len(piece) // _KIB)

    return counted


def _each(desk: Desk, content: Content, deal: Deal) -> tuple[Head, Brought]:
    """Deal with each case or group of the file."""
    text, came = lines(content(), LONGEST), list[Came]()
    head, had = head_of(text), {Path(name).stem for name in desk.journal.cards()}
    for ref, commands in files(text):
        new, replaced = deal(ref, commands)
        came.append(Came(ref=ref, commands=len(commands), new=new, known=ref in had, replaced=replaced))
    brought = Brought(
        by=head.by, made=head.made, transfer=bool(head.transfer), left_out=head.left_out, files=tuple(came)
    )
    return head, brought


def _arrived(desk: Desk, ref: str, head: Head) -> None:
    """Write down, once, who handed the case over; where it is closed here, it is opened again."""
    with desk.journal.writing(ref, "import") as drawer:
        file = drawer.file
        if _has_arrived(file, head):
            return
        stamp = drawer.stamp(Arrival)
        made = Arrival(**stamp, from_whom=head.by, agency=head.agency, stayed=head.left_out, content=head.transfer)
        drawer.put(made)
        if file.closing:
            back = drawer.stamp(Reopening)
            drawer.put(Reopening(**back, reason=head.by, closing=file.closing.ref, arrival=made.ref))


def _has_arrived(file: CaseFile, head: Head) -> bool:
    arrivals = (each for each in file.table(Arrival.table) if isinstance(each, Arrival))
    return any(each.content == head.transfer for each in arrivals)
