"""A file that only one process can make, for file systems without locks or links. A dead holder's is taken away.

It names the process and the machine, so that a process that died is known on its own machine. Of another machine
nobody can tell: then the file is named, for a person to remove.
"""

import os
import platform as machine
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from casejournal.storage.own import BINARY, NO_LINK
from casejournal.storage.platform import PRIVATE_FILE, is_running
from casejournal.storage.refusals import Busy
from casejournal.words import _

_PAUSE = 0.02
_UNSIGNED = 10.0
"""Seconds after which a file that names nobody counts as a dead holder's: it was made and not signed."""


@contextmanager
def held(path: Path, what: str, until: float) -> Iterator[None]:
    """Hold the file `path` inside the block. Raises Busy when the monotonic clock passes `until`; OSError."""
    while not _made(path, what):
        _bury(path)
        if time.monotonic() >= until:
            raise Busy(
                holder=_("{holder}; if it is no longer running, remove {path}").format(holder=_read(path), path=path)
            )
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()


def rename_to_new(beside: Path, path: Path) -> None:
    """Rename a file where there are no links: one process at a time, so that none is written over.

    Raises FileExistsError, Busy or OSError.
    """
    with held(path.with_name(f".{path.name}.held"), "cj", time.monotonic() + _UNSIGNED):
        if os.path.lexists(path):
            raise FileExistsError
        beside.rename(path)


def _made(path: Path, what: str) -> bool:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY | NO_LINK, PRIVATE_FILE)
    except FileExistsError:
        return False
    with suppress(OSError):  # a full disk: it is held, and names nobody
        os.write(descriptor, f"{what}, process {os.getpid()}, on {machine.node()}".encode())
    os.close(descriptor)
    return True


def _bury(path: Path) -> None:
    """Take away a dead holder's file. One process at a time looks, or it could take that of the next holder."""
    beside = path.with_name(f"{path.name}.looking")
    if _is_of_a_dead(path) and _made(beside, "cj"):
        with suppress(OSError):
            if _is_of_a_dead(path):
                path.unlink()
        with suppress(OSError):
            beside.unlink()
    elif _is_of_a_dead(beside):
        with suppress(OSError):
            beside.unlink()


def _is_of_a_dead(path: Path) -> bool:
    told, _comma, where = _read(path).rpartition(", on ")
    process = told.rpartition(" ")[2]
    if process.isdecimal():
        return where == machine.node() and not is_running(int(process))
    try:
        return time.time() - path.stat().st_mtime > _UNSIGNED
    except OSError:
        return False  # it is gone


def _read(path: Path) -> str:
    try:
        return path.read_bytes()[:200].decode(errors="replace")
    except OSError:
        return ""
