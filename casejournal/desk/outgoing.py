"""The output file of something that leaves the journal: outside of it, and never overwritten without asking."""

import os
from pathlib import Path

from casejournal.desk import Desk
from casejournal.desk.named import STANDARD, named
from casejournal.errors import AnswerNeeded, DiskRefused, NotValid
from casejournal.storage import disk
from casejournal.words import N_, _


def text_file(desk: Desk, output: str, option: str) -> Path | None:
    """Where a text goes: see `outgoing`. None for `-`, which is standard output."""
    return None if output == STANDARD else outgoing(desk, output, option)


def place(desk: Desk, output: str, *, is_text: bool) -> Path | None:
    """Where the file of --output goes: see `outgoing`. A text may also be printed: then it is None.

    Raises AnswerNeeded if a file must be named.
    """
    if is_text:
        return text_file(desk, output, "--output") if output else None
    if not output:
        raise AnswerNeeded(options="--output FILE")
    return outgoing(desk, output, "--output")


def outgoing(desk: Desk, output: str, option: str) -> Path:
    """The real path of the output file that the person named with `option`.

    If the file exists, they are asked before it is overwritten. Raises NotValid for a path inside the journal, a
    folder, a device or `-`; ConfirmationNeeded or Cancelled.
    """
    if output == STANDARD:
        raise NotValid(
            field=option,
            problem=N_("this cannot be printed on the screen; name a file (for a file called -, type ./-)"),
        )
    output = named(output)
    try:
        path = Path(os.path.realpath(output))
    except ValueError as error:
        raise NotValid(field=option, problem=N_("a file cannot have this name")) from error
    if path.is_relative_to(os.path.realpath(desk.folder)):
        raise NotValid(field=option, problem=N_("this is inside the journal folder; choose a place outside it"))
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir stumbles over a name that is too long
        raise NotValid(field=option, problem=N_("this is a folder; name a file"))
    if os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113 - the same
        raise NotValid(field=option, problem=N_("this is a device or a pipe; name a file"))
    if os.path.lexists(output):
        desk.confirm(_("{path} already exists. Overwrite it?").format(path=output))
    return path


def hand_out(desk: Desk, path: Path | None, content: bytes, command: str, **facts: object) -> None:
    """Write what leaves the journal into its file, which only the worker can read, and enter it in the access log: see
    `noted`. Without a `path` it goes to standard output, and the command prints it.

    Raises DiskRefused before anything is entered, or Busy.
    """
    if path:
        disk.replace(path, content)
    noted(desk, command, file=str(path or STANDARD), **facts)


def noted(desk: Desk, command: str, **facts: object) -> None:
    """Enter in the access log what leaves the journal. A journal that nobody may write to does not stop it: it is told.

    Raises Busy.
    """
    try:
        desk.journal.noted(command, at=desk.now(), **facts)
    except DiskRefused as failure:
        desk.tell(_("The file was written, but cj report --access will not show it."))
        desk.tell(failure.message())
