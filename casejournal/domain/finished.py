"""What is still open when a case or a group is closed. It is named, and closing it all the same takes a reason."""

from collections.abc import Iterable, Iterator

from casejournal.domain.file import File
from casejournal.domain.refusals import NotFinished
from casejournal.words import _


def finished(problems: Iterable[str], because: str) -> str:
    """`because` if something is still open, else an empty text. Raises NotFinished if something is open and no reason
    given.
    """
    told = "; ".join(problems)
    if told and not because:
        raise NotFinished(problems=told)
    return because if told else ""


def tasks_left(file: File) -> Iterator[str]:
    """The open tasks, in a few words."""
    if tasks := [f"{task.ref} ({task.text})" for task in file.open_tasks]:
        yield _("open tasks: {refs}").format(refs=", ".join(tasks))
