"""A disk that fails, or a machine that dies, at the Nth operation. It stands between `os` and whoever calls it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.faults.machine import Machine

CHANGES = {"open", "write", "pwrite", "ftruncate", "link", "replace", "rename", "unlink", "rmdir", "mkdir", "utime"}
"""What changes a file or a name as the kernel holds it."""
SYNCS = {"fsync"}
LOOKS = {"look", "close"}
"""What changes nothing, but may fail: `look` opens a folder, or a file for writing that is there already."""
WRITES = {"write", "pwrite"}
OPERATIONS = sorted({*CHANGES, *SYNCS, "close"})
NOBODY = 2**22 + 1
"""The number of a process that is dead: the kernel gives no higher one than 2**22."""


class Died(BaseException):
    """The machine stopped here: nothing after this point runs."""


class Disk:
    """Counts what is asked of the disk and fails from the Nth operation on.

    With `error` the system refuses that one operation. Without, the process dies there: every later operation dies
    too, so no clean-up happens. With `half` it dies in the middle of the Nth write. A `machine` follows what is done,
    and then a sync counts too: it changes what the machine may wake up with.
    """

    def __init__(
        self, fail_at: int, error: OSError | None, *, half: bool = False, machine: Machine | None = None
    ) -> None:
        self.count = 0
        self.dead = False
        self.before: Callable[[], None] | None = None
        """Is called before each operation, but for those it asks for itself."""
        self._fail_at = fail_at
        self._error = error
        self._half = half
        self._machine = machine
        self._opened: set[int] = set()
        self._counted = (
            CHANGES | SYNCS | LOOKS if error else WRITES if half else CHANGES | (SYNCS if machine else set())
        )

    def passes(self, name: str, *arguments: Any, **how: Any) -> Any:
        """Do the operation, or fail."""
        if self.dead:
            if name == "close":  # the kernel closes what a dead process held
                return REAL[name](*arguments)
            raise Died
        if self.before:
            self._call(self.before)
        if self._kind(name, arguments) in self._counted:
            self.count += 1
            if self.count == self._fail_at:
                self._fail(name, arguments, how)
        return self._does(name, arguments, how)

    def _kind(self, name: str, arguments: tuple[Any, ...]) -> str:
        if name == "open" and not arguments[1] & os.O_CREAT:
            return "look" if arguments[1] & (os.O_WRONLY | os.O_RDWR) or os.path.isdir(arguments[0]) else ""  # noqa: PTH112
        return "" if name == "close" and arguments[0] not in self._opened else name

    def _fail(self, name: str, arguments: tuple[Any, ...], how: dict[str, Any]) -> None:
        if self._error is not None:
            if name == "close":  # which is closed, whatever it says
                self._does(name, arguments, how)
            raise self._error
        if self._half:
            self._does(name, (arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2], *arguments[2:]), how)
        self.dead = True
        raise Died

    def _does(self, name: str, arguments: tuple[Any, ...], how: dict[str, Any]) -> Any:
        done = REAL[name](*arguments, **how)
        if name == "open":
            self._opened.add(done)
        if self._machine:
            self._machine.did(name, arguments, how, done)
        return done

    def _call(self, before: Callable[[], None]) -> None:
        self.before = None
        try:
            before()
        finally:
            self.before = before


REAL: dict[str, Callable[..., Any]] = {name: getattr(os, name) for name in OPERATIONS}


@contextmanager
def faulty_disk(
    monkeypatch: pytest.MonkeyPatch,
    fail_at: int,
    error: OSError | None = None,
    *,
    half: bool = False,
    machine: Machine | None = None,
) -> Iterator[Disk]:
    """Inside the block the disk fails at operation number `fail_at`; never at 0."""
    faulty = Disk(fail_at, error, half=half, machine=machine)

    def passing(name: str) -> Callable[..., Any]:
        return lambda *arguments, **how: faulty.passes(name, *arguments, **how)

    with monkeypatch.context() as patched:
        for name in OPERATIONS:
            patched.setattr(os, name, passing(name))
        if error is None:
            patched.setattr(os, "getpid", lambda: NOBODY)
        yield faulty


@contextmanager
def followed(monkeypatch: pytest.MonkeyPatch, machine: Machine) -> Iterator[Disk]:
    """Inside the block the machine follows what is asked of a disk that is well."""
    with faulty_disk(monkeypatch, 0, machine=machine) as disk:
        yield disk
