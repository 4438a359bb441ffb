"""A disk like those of sticks and networks: no second names, no fsync of folders, no locks, no permissions."""

import errno
import fcntl
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

LACKS = ("links", "synced folders", "flock", "locks", "permissions")
"""What such a disk may lack. Without `locks` it has neither of the two kinds."""


@contextmanager
def poor_disk(monkeypatch: pytest.MonkeyPatch, *lacks: str) -> Iterator[None]:
    """Inside the block every disk lacks this; all of it where nothing is named."""
    lacks = lacks or LACKS
    with monkeypatch.context() as patched:
        if "links" in lacks:
            patched.setattr(os, "link", _refuses(errno.EPERM))
        if "synced folders" in lacks:
            patched.setattr(os, "fsync", _only_of_files(os.fsync))
        if {"flock", "locks"} & {*lacks}:
            patched.setattr(fcntl, "flock", _refuses(errno.ENOLCK))
        if "locks" in lacks:
            patched.setattr(fcntl, "lockf", _refuses(errno.ENOTSUP))
        if "permissions" in lacks:
            for name in ("open", "mkdir"):
                patched.setattr(os, name, _open_to_all(getattr(os, name)))
        yield


def _refuses(number: int) -> Callable[..., None]:
    def refused(*_arguments: object, **_how: object) -> None:
        raise OSError(number, os.strerror(number))

    return refused


def _only_of_files(sync: Callable[[int], None]) -> Callable[[int], None]:
    def synced(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        sync(descriptor)

    return synced


def _open_to_all(make: Callable[..., Any]) -> Callable[..., Any]:
    """Whatever is made can be read by everybody, as on FAT."""

    def made(path: Any, *arguments: Any, **how: Any) -> Any:
        done = make(path, *arguments, **how)
        if "dir_fd" not in how and (make.__name__ == "mkdir" or arguments[0] & os.O_CREAT):
            Path(path).chmod(0o755)
        return done

    return made
