"""What is told after something was written: a promise that is weaker here, a line that nobody heard in practice."""

from collections.abc import Callable
from pathlib import Path

from casejournal.storage import weaker
from casejournal.storage.journal import Journal
from casejournal.words import _


def told(journal: Journal, state: Path, tell: Callable[[str], None]) -> None:
    """Tell it."""
    for sentence in weaker.untold(journal.folder, journal.header.id, state):
        tell(_(sentence))
    if journal.header.practice:
        from casejournal.desk.practice.citing import tell_of_unheard  # lazy: only a practice journal cites

        tell_of_unheard(journal, tell)
