"""A session in a line: its number, and how many came."""

from collections.abc import Callable, Iterable

from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.session import Session
from casejournal.render.page import Block, Prose, Tone, Words
from casejournal.words import _


def attendance_line(session: Session, file: GroupFile) -> Callable[[], Iterable[Block]]:
    """A function that gives a block with the number of the session and how many came."""
    return lambda: (Prose(Words(_told(session, file), Tone.STRONG)),)


def _told(session: Session, file: GroupFile) -> str:
    if session.cancelled:
        return _("It did not take place, so it does not count.")
    number = _("Session {n}").format(n=file.number_of(session))
    return f"{number}: {counted(session)}"


def counted(session: Session) -> str:
    """How many were present, absent and excused."""
    return _("{present} present, {absent} absent, {excused} excused").format(
        present=len(session.present), absent=len(session.absent), excused=len(session.excused)
    )
