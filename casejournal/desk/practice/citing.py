"""A record that cites a line which nobody has heard: it is told as soon as it is written."""

from collections.abc import Callable

from casejournal.desk.practice.talk import talk_of
from casejournal.domain.kinds import PRACTICE
from casejournal.domain.practice.evidence import cited_in, not_heard
from casejournal.domain.practice.run import PracticeFile
from casejournal.storage.journal import Journal
from casejournal.storage.refusals import Damaged


def tell_of_unheard(journal: Journal, tell: Callable[[str], None]) -> None:
    """Tell which numbers the last command wrote that no line has, in a practice that has begun and can be read."""
    try:
        ref, last = journal.last_change()
        file = journal.file(PRACTICE)
    except Damaged:  # which is told beside every answer
        return
    if ref == PRACTICE or not isinstance(file, PracticeFile) or file.run is None:
        return
    numbers = {number for version in last.versions for number in cited_in(version.after or {})}
    if not numbers:
        return
    talk = talk_of(file.run, file.marks).conversation
    if unheard := sorted(number for number in numbers if talk.line(number) is None):
        tell(not_heard(unheard))
