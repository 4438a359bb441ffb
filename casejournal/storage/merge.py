"""Taking in a copy of a log: its lines are added to the log, as a set. Nothing in the log is changed."""

from pathlib import Path

import msgspec

from casejournal.storage import disk
from casejournal.storage.foreign import log_copied
from casejournal.storage.journal import Journal
from casejournal.storage.refusals import NotACopy


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """The log that was added to, how many lines the copy holds, and how many of them were new."""

    log: str
    lines: int
    new: int


def merge(journal: Journal, copy: Path) -> Merged:
    """Add the lines of `copy` that its log does not hold yet. Doing it again adds nothing.

    The log is known by the ref in the name of the copy. Raises NotACopy, CannotRead, CaseNotFound if the case was
    erased, or Damaged if a line does not open or its chain does not go on; then nothing is added.
    """
    name = log_copied(copy.name)
    if not name:
        raise NotACopy(file=str(copy))
    lines_of_copy = disk.read(copy)
    with journal.taking_in(name, "restore") as storage:
        new, lines = storage.take_in(lines_of_copy)
    journal.noted("restore", what="merged", of=(Path(name).stem,), file=str(copy))
    return Merged(log=name, lines=lines, new=new)
