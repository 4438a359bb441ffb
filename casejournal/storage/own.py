"""Only regular files and real folders of ours are opened. A link or pipe in their place is named, not followed."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from casejournal.errors import CannotRead
from casejournal.storage.ownership import anothers
from casejournal.storage.refusals import NotYoursToRead, OutOfReach
from casejournal.words import N_

NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # a link in a journal from elsewhere must not lead out of it
BINARY = getattr(os, "O_BINARY", 0)  # Windows would turn \n into \r\n
AT_ONCE = getattr(os, "O_NONBLOCK", 0)  # a pipe would wait for whoever writes into it
_KINDS = (
    (stat.S_ISLNK, N_("this is a link, and cj does not follow links")),
    (stat.S_ISDIR, N_("this is a folder, and it should be a file")),
    (stat.S_ISFIFO, N_("this is a pipe, and it should be a file")),
    (stat.S_ISSOCK, N_("this is a socket, and it should be a file")),
    (lambda mode: stat.S_ISCHR(mode) or stat.S_ISBLK(mode), N_("this is a device, and it should be a file")),
)


def opened(path: Path) -> BinaryIO:
    """The file, open for reading. Raises OSError, or CannotRead for what is no regular file."""
    require_file(path, path.lstat().st_mode)
    descriptor = os.open(path, os.O_RDONLY | BINARY | NO_LINK | AT_ONCE)
    try:
        require_file(path, os.fstat(descriptor).st_mode)  # it may have been exchanged since
    except CannotRead:
        os.close(descriptor)
        raise
    return os.fdopen(descriptor, "rb")


def require_file(path: Path, mode: int) -> None:
    """Raises CannotRead, which tells what stands there, unless that is the mode of a regular file."""
    for is_one, told in _KINDS:
        if is_one(mode):
            raise CannotRead(path=str(path), reason=told)


def require_folders(folder: Path, names: Iterable[str]) -> None:
    """Raises CannotRead if what has one of these names inside `folder` is no real folder. It may be missing."""
    for name in names:
        try:
            mode = (folder / name).lstat().st_mode
        except OSError:
            continue  # whoever looks into it is told
        if not stat.S_ISDIR(mode):
            told = N_("this is a link, and cj does not follow links")
            other = N_("this is not a folder, and it should be one of the journal's")
            raise CannotRead(path=str(folder / name), reason=told if stat.S_ISLNK(mode) else other)


def cannot_read(path: Path, error: OSError) -> CannotRead:
    """The failure for a file that the system would not let us read."""
    if facts := anothers(path, error):
        return NotYoursToRead(**facts)
    return CannotRead(path=str(path), reason=error.strerror or type(error).__name__)


def out_of_reach(name: str, failure: CannotRead) -> OutOfReach:
    """The trouble with a log of that name: it may be whole, but cannot be read."""
    return OutOfReach(file=name, problem=failure.facts["reason"], mend=failure.hint())
