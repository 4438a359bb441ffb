"""Cases that come from another journal: every version is taken in, and a case that was handed over is open again."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from casejournal.desk import Desk
from casejournal.desk.outgoing import noted
from casejournal.domain.arrival import Arrival
from casejournal.domain.case_file import CaseFile
from casejournal.domain.closing import Reopening
from casejournal.exchange.lines import LONGEST, Head, files, head_of
from casejournal.render.taken_in import Brought, Came
from casejournal.storage.handed_on import require_fits, take_over
from casejournal.storage.line import Line
from casejournal.storage.outside import lines
from casejournal.words import _

_KIB = 1024
Content = Callable[[], Iterator[bytes]]
"""Gives what a file says, piece by piece; can be called again."""


def looked_at(desk: Desk, content: Content, path: Path) -> tuple[Head, Brought]:
    """What the file has and this journal does not. Every line is checked; nothing is written.

    Raises what `exchange.lines` and `storage.handed_on` do.
    """
    with desk.progress(_("Reading"), _size(path)) as step:
        return _each(
            desk, _counted(content, step), lambda ref, commands: require_fits(desk.journal, ref, commands, desk.now())
        )


def taken_in(desk: Desk, content: Content, path: Path) -> Brought:
    """Take everything in that is not here. Doing it again takes in nothing, and finishes what was stopped."""
    with desk.progress(_("Taking in"), _size(path)) as step:
        head, brought = _each(
            desk, _counted(content, step), lambda ref, commands: take_over(desk.journal, ref, commands)
        )
    if head.transfer and head.journal != desk.journal.header.id:  # else it is the file this journal handed out
        for each in brought.files:
            _arrived(desk, each.ref, head)
    if any(each.new for each in brought.files):
        noted(desk, "import", what="imported", of=tuple(each.ref for each in brought.files), file=os.path.abspath(path))  # noqa: PTH100 - resolve() would follow a link
    return brought


def _size(path: Path) -> int:
    """The size of the file in KiB, by which progress is told."""
    return path.stat().st_size // _KIB


def _counted(content: Content, step: Callable[[int], None]) -> Content:
    def counted() -> Iterator[bytes]:
        for piece in content():
            yield piece
            step(len(piece) // _KIB)

    return counted


def _each(desk: Desk, content: Content, deal: Callable[[str, list[Line]], int]) -> tuple[Head, Brought]:
    """Deal with each case or group of the file; `deal` says how many of its commands are new."""
    text, came = lines(content(), LONGEST), list[Came]()
    head, had = head_of(text), {Path(name).stem for name in desk.journal.cards()}
    for ref, commands in files(text):
        came.append(Came(ref=ref, commands=len(commands), new=deal(ref, commands), known=ref in had))
    brought = Brought(
        by=head.by, made=head.made, transfer=bool(head.transfer), left_out=head.left_out, files=tuple(came)
    )
    return head, brought


def _arrived(desk: Desk, ref: str, head: Head) -> None:
    """Write down, once, who handed the case over; where it is closed here, it is opened again."""
    with desk.journal.writing(ref, "import") as drawer:
        file = drawer.file
        if any(each.content == head.transfer for each in _arrivals(file)):
            return
        stamp = drawer.stamp(Arrival)
        made = Arrival(**stamp, from_whom=head.by, agency=head.agency, stayed=head.left_out, content=head.transfer)
        drawer.put(made)
        if file.closing:
            back = drawer.stamp(Reopening)
            drawer.put(Reopening(**back, reason=head.by, closing=file.closing.ref, arrival=made.ref))


def _arrivals(file: CaseFile) -> tuple[Arrival, ...]:
    return tuple(each for each in file.table(Arrival.table) if isinstance(each, Arrival))
