"""One writer at a time. The operating system holds the lock, so it ends when the process ends, even in a crash."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path

from casejournal.storage.disk import refusals
from casejournal.storage.marker import held
from casejournal.storage.own import AT_ONCE, NO_LINK, require_file
from casejournal.storage.platform import PRIVATE_FILE, try_lock
from casejournal.storage.refusals import Busy
from casejournal.words import N_

LOCK = "journal.lock"
"""The name of the lock file in a journal."""
PATIENCE = 10.0
"""Seconds to wait for another writer."""
_PAUSE = 0.02


@contextmanager
def locked(path: Path, command: str, patience: float | None = None) -> Iterator[None]:
    """Hold the lock file `path` inside the block. Raises Busy, naming the holder, after `patience` seconds."""
    with refusals(path):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | NO_LINK | AT_ONCE, PRIVATE_FILE)
    try:
        require_file(path, os.fstat(descriptor).st_mode)
        with _waited(descriptor, path, f"cj {command}", PATIENCE if patience is None else patience):
            _require_in_place(descriptor, path)
            _sign(descriptor, f"cj {command}, process {os.getpid()}")
            yield
    finally:
        with suppress(OSError):  # the lock ends with it, whatever the disk says
            os.close(descriptor)


@contextmanager
def _waited(descriptor: int, path: Path, what: str, patience: float) -> Iterator[None]:
    """Hold the lock inside the block. Where the disk has none, hold a file beside it instead."""
    until = time.monotonic() + patience
    instead: AbstractContextManager[None] = nullcontext()
    with refusals(path):
        try:
            _wait(descriptor, until)
        except OSError as error:
            if error.errno != errno.ENOLCK:
                raise
            instead = held(path.with_name(f"{path.name}.held"), what, until)
    with instead:
        yield


def _wait(descriptor: int, until: float) -> None:
    while not try_lock(descriptor):
        if time.monotonic() >= until:
            raise Busy(holder=_holder(descriptor))
        time.sleep(_PAUSE)


def _require_in_place(descriptor: int, path: Path) -> None:
    """Raises Busy if the folder was exchanged while we waited: we would write into the old one."""
    with refusals(path):
        if os.fstat(descriptor).st_ino != path.stat().st_ino:
            raise Busy(holder="cj key renew")


def _sign(descriptor: int, name: str) -> None:
    """Write into the lock file who holds it. If the disk is full, that is ignored."""
    try:
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)  # Windows has no pwrite
        os.write(descriptor, name.encode())
    except OSError:
        pass


def _holder(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return os.read(descriptor, 200).decode(errors="replace") or N_("unknown")
