"""A disk that fails, or a machine that dies, at the Nth operation."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from casejournal.storage import disk, lock, platform, unlocked

OPERATIONS = ("open", "write", "fsync", "ftruncate", "pwrite", "utime", "link")


class Died(BaseException):
    """The machine stopped here: nothing after this point runs."""


class Disk:
    """Counts what is asked of the disk and fails from the Nth operation on.

    With `error` the system refuses that one operation. Without, the process dies there: every later operation dies
    too, so no clean-up happens. Then a write may have been done by `half`, and what was never synced may be `lost`, as
    after a power cut.
    """

    def __init__(self, fail_at: int, error: OSError | None, *, half: bool = False, lost: bool = False) -> None:
        self.count = 0
        self._lost = lost
        self._synced: dict[int, tuple[str, int]] = {}
        self._fail_at = fail_at
        self._error = error
        self._half = half

    def passes(self, real: Callable[..., Any], *arguments: Any) -> Any:
        """Do the operation, or fail."""
        self.count += 1
        if self._error is None and self.count >= self._fail_at:
            if self._half and real is REAL["write"] and self.count == self._fail_at:
                real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            if self._lost:
                self._lose()
            raise Died
        if self.count == self._fail_at and self._error is not None:
            raise self._error
        done = real(*arguments)
        if real is REAL["open"]:
            self._synced[done] = (os.path.realpath(arguments[0]), os.fstat(done).st_size)
        elif real is REAL["fsync"] and arguments[0] in self._synced:
            self._synced[arguments[0]] = (self._synced[arguments[0]][0], os.fstat(arguments[0]).st_size)
        return done

    def _lose(self) -> None:
        """What was written since the last fsync of each file never reached the disk."""
        for path, size in self._synced.values():
            if Path(path).is_file() and Path(path).stat().st_size > size:
                os.truncate(path, size)
        self._synced = {}


REAL: dict[str, Callable[..., Any]] = {name: getattr(os, name) for name in OPERATIONS}


class FaultyOs:
    """The `os` of the modules that change files."""

    def __init__(self, faulty: Disk) -> None:
        self._faulty = faulty

    def __getattr__(self, name: str) -> Any:
        if name in REAL:
            return lambda *arguments: self._faulty.passes(REAL[name], *arguments)
        return getattr(os, name)


@contextmanager
def faulty_disk(
    monkeypatch: pytest.MonkeyPatch,
    fail_at: int,
    error: OSError | None = None,
    *,
    half: bool = False,
    lost: bool = False,
) -> Iterator[Disk]:
    """Inside the block the disk fails at operation number `fail_at`."""
    faulty = Disk(fail_at, error, half=half, lost=lost)
    replace, unlink, rename = Path.replace, Path.unlink, Path.rename
    with monkeypatch.context() as patched:
        for module in (disk, lock, platform, unlocked):
            patched.setattr(module, "os", FaultyOs(faulty))
        patched.setattr(Path, "replace", lambda self, target: faulty.passes(replace, self, target))
        patched.setattr(Path, "rename", lambda self, target: faulty.passes(rename, self, target))
        patched.setattr(Path, "unlink", lambda self, missing_ok=False: faulty.passes(unlink, self, missing_ok))
        yield faulty
