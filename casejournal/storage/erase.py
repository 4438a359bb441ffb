"""Erasing: the one exception to a journal that only grows. A file goes, and a tombstone says that it was, and why."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import datetime

from casejournal.storage import disk
from casejournal.storage.access import Access
from casejournal.storage.file_log import log_of
from casejournal.storage.journal import Journal
from casejournal.storage.log import TORN


def erase(journal: Journal, case: str, at: datetime, *, worker: str, ground: str, asked_by: str) -> Access:
    """Take the case's log away, with what was set aside of it, the drafts about it and its card in the index.

    The tombstone is written first: whatever stops it then, the same command brings it to its end.
    """
    name = log_of(case)
    with journal.held("erase"):
        known = next((each for each in journal.access.erased() if case in each.of), None)
        tombstone = known or journal.access_within(nullcontext()).add(
            "erase", at=at, worker=worker, what="erased", of=(case,), ground=ground, asked_by=asked_by
        )
        for draft in journal.drafts.every():
            if case in draft.command:
                journal.drafts.remove(draft.ref)
        within = (journal.folder / name).parent
        for file in disk.sizes(within, ""):
            if file.startswith(f"{case}.log{TORN}"):
                disk.remove(within / file)
        disk.remove(journal.folder / name)
        journal.forget(name)
    return tombstone


def still_in(journal: Journal, case: str) -> Iterator[str]:
    """The backups that were made of the journal while the case was in it, as far as the access log tells."""
    return (each.file for each in journal.access.every() if each.what == "backup" and case in each.of)
