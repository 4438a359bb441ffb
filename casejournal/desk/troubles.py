"""Damage that was found in the journal. It is told beside every answer, and stops nobody who works elsewhere."""

from collections.abc import Callable, Iterable, Iterator

from casejournal.desk.refusals import RecordedBut
from casejournal.domain.file import File
from casejournal.errors import Failure
from casejournal.storage import disk
from casejournal.storage.journal import Journal
from casejournal.storage.refusals import CaseNotFound, Damaged, GroupNotFound, OutOfReach
from casejournal.words import _, ngettext


def told(journal: Journal | None, tell: Callable[[str], None], but: Failure | None = None) -> None:
    """Tell what was found while the journal was read, except the failure `but`, which is told elsewhere."""
    if journal is None:
        return
    if isinstance(but, CaseNotFound | GroupNotFound) and journal.header.practice:  # perhaps another one was meant
        tell(_("Practice journal: {folder}").format(folder=journal.folder))
    if journal.index_was_lost:
        tell(_("The index was missing or unreadable. It was rebuilt from the case files."))
    for path in journal.set_aside:
        sentence = _(
            "The last line of a log was not finished, so it was moved to {path}. Everything before it is there."
        )
        tell(sentence.format(path=path))
    found = [trouble for trouble in journal.troubles if trouble is not but]
    for trouble in found:
        tell(trouble.message())
    found = [trouble for trouble in found if not isinstance(trouble, OutOfReach)]
    if found:
        sentence = ngettext(
            "{n} file is damaged. `cj verify` shows what can still be read.",
            "{n} files are damaged. `cj verify` shows what can still be read.",
            len(found),
        )
        tell(sentence.format(n=len(found)))


def met(journal: Journal, trouble: Damaged) -> None:
    """Remember the damage, to be told beside the answer: once, however often it is met."""
    if trouble.facts not in [each.facts for each in journal.troubles]:
        journal.troubles.append(trouble)


def that_open(journal: Journal, refs: Iterable[str], step: Callable[[], object] = lambda: None) -> Iterator[File]:
    """The files with these refs that can be read, one at a time; of the others the damage is remembered: see `met`.
    `step` is called after each.
    """
    for ref in refs:
        try:
            yield journal.file(ref)
        except Damaged as trouble:
            met(journal, trouble)
        step()


def code(journal: Journal | None) -> int:
    """The exit code of the first damage found; 0 if there is none."""
    return int(journal.troubles[0].exit_code) if journal and journal.troubles else 0


def reported() -> RecordedBut | None:
    """What the disk reported since the last time, after something was recorded; None if it is well."""
    found = [*disk.reported]
    disk.reported.clear()
    return RecordedBut(**found[0]) if found else None
