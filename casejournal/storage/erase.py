"""Erasing a case: its log is removed, and a tombstone says that it existed, and why it was erased."""

from collections.abc import Callable, Iterable, Iterator

from casejournal.domain.disclosure import Disclosure
from casejournal.storage import disk
from casejournal.storage.access import Access
from casejournal.storage.file_log import log_of
from casejournal.storage.journal import Journal
from casejournal.storage.log import TORN


def erase(
    journal: Journal,
    case: str,
    *,
    ground: str,
    asked_by: str,
    letters: Iterable[Disclosure] = (),
    require: Callable[[], None],
) -> Access:
    """Remove the case's log, what was set aside of it, the drafts about it and its card. Returns the tombstone.

    The tombstone and the letters that went out are written first, and the log is removed last. So if the command is
    stopped, giving it again finishes it. `require` is called under the lock, and raises if the case may not be erased.
    """
    name = log_of(case)
    with journal.alone("erase"):
        require()
        about = journal.refs_in(name) | {case}
        tombstone = journal.access.add("erase", what="erased", of=(case,), ground=ground, asked_by=asked_by)
        for letter in letters:
            journal.access.add("erase", at=letter.recorded_at, worker=letter.worker, what="letter", of=(case,))
        for draft in journal.drafts.every():
            if about & {*draft.command}:
                journal.drafts.remove(draft.ref)
        within = (journal.folder / name).parent
        for file in disk.sizes(within, ""):
            if file.startswith(f"{case}.log{TORN}"):
                disk.remove(within / file)
        journal.forget(name)
        disk.remove(journal.folder / name)
    return tombstone


def still_in(journal: Journal, case: str) -> Iterator[str]:
    """The paths of backups that hold the case, according to the access log. Each path once, by its latest entry."""
    seen: set[str] = set()
    for each in journal.access.every():  # the newest first
        if each.what in {"backup", "removed", "restored"} and each.file not in seen:
            seen.add(each.file)
            if each.what != "removed" and case in each.of:
                yield each.file
