"""Erasing a case: its log is removed, and a tombstone says that it existed, and why it was erased."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from casejournal.domain.disclosure import Disclosure
from casejournal.storage import disk
from casejournal.storage.access import Access
from casejournal.storage.drafts import Draft
from casejournal.storage.file_log import log_of
from casejournal.storage.foreign import What, foreign
from casejournal.storage.journal import Journal
from casejournal.storage.log import TORN


def erase(
    journal: Journal,
    case: str,
    *,
    ground: str,
    asked_by: str,
    letters: Iterable[Disclosure] = (),
    drafts: Iterable[str] = (),
    require: Callable[[], None],
) -> Access:
    """Remove the case's log, everything else of it in the folder, and its card. Returns the tombstone.

    What else there is of it: unfinished ends that were set aside, copies by synchronisers, files of commands that were
    stopped, drafts about it, and those named in `drafts`. The tombstone and the letters that went out are written
    first, and the log is removed last. So if the command is stopped, giving it again finishes it. `require` is called
    under the lock, and raises if the case may not be erased.
    """
    name = log_of(case)
    with journal.alone("erase"):
        require()
        about = refs_of(journal, case)
        tombstone = journal.access.add("erase", what="erased", of=(case,), ground=ground, asked_by=asked_by)
        for letter in letters:
            journal.access.add("erase", at=letter.recorded_at, worker=letter.worker, what="letter", of=(case,))
        of_it = [draft.ref for draft in journal.drafts.every() if about & {*draft.command}]
        for ref in {*of_it, *drafts}:
            journal.drafts.remove(ref)
        for path in _beside_its_log(journal, name):
            disk.remove(path)
        journal.forget(name)
        disk.remove(journal.folder / name)
    return tombstone


def refs_of(journal: Journal, case: str) -> set[str]:
    """Every ref that the case holds or held, according to the index, its own among them."""
    card = journal.cards().get(log_of(case))
    return {case, *card.each_ref()} if card else {case}


def _beside_its_log(journal: Journal, name: str) -> Iterator[Path]:
    """What was set aside of the log, copies of it, and what stopped commands left in the journal's folder."""
    log = journal.folder / name
    yield from (log.parent / file for file in disk.sizes(log.parent, "") if file.startswith(f"{log.name}{TORN}"))
    for each in foreign(journal.folder):
        path = Path(each.path)
        if path.is_relative_to(journal.folder) and (each.of == name or each.what is What.LEFT):
            yield path


def drafts_that_name(journal: Journal, hides: Callable[[str], str]) -> list[Draft]:
    """The drafts with words that `hides` changes: they name whom it hides, as a stopped intake does."""
    return [draft for draft in journal.drafts.every() if any(hides(text) != text for text in _texts(draft))]


def _texts(draft: Draft) -> Iterator[str]:
    """Every text in a draft, however deep."""
    left: list[Any] = [draft.answers, draft.begun]
    while left:
        each = left.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            left += each.values()
        elif isinstance(each, list | tuple):
            left += each


def may_be_in(journal: Journal) -> list[str]:
    """The paths of what lies in and beside the journal's folder, is not the journal's, and was not looked into."""
    return [each.path for each in foreign(journal.folder)]


def still_in(journal: Journal, case: str) -> Iterator[str]:
    """The paths of backups and salvaged files that hold the case, by the access log. Each once, by its latest entry."""
    seen: set[str] = set()
    for each in journal.access.every():  # the newest first
        if each.what in {"backup", "removed", "restored", "salvaged"} and each.file not in seen:
            seen.add(each.file)
            if each.what != "removed" and case in each.of:
                yield each.file


def handed_out(journal: Journal, case: str) -> list[str]:
    """The paths of files in which something of the case was written for people or programs, by the access log."""
    out = {"export", "transfer", "print", "packet", "ecomap"}
    found = (each.file for each in journal.access.every() if each.what in out and case in each.of)
    return sorted({file for file in found if file not in {"", "-"}})
