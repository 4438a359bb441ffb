"""What a system or a file system does in its own way, as far as it can be tried on this one."""

import errno
import fcntl
import os
import sys
from pathlib import Path

import pytest

from casejournal.storage import disk, platform
from casejournal.storage.lock import locked


def test_on_macos_what_is_written_leaves_the_cache_of_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    with monkeypatch.context() as mac:
        mac.setattr(sys, "platform", "darwin")
        mac.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
        mac.setattr(fcntl, "fcntl", lambda _descriptor, operation: asked.append(operation))
        disk.replace(tmp_path / "file", b"text")

    assert asked == [51, 51]  # the content, and the name in its folder


def test_on_a_network_disk_of_macos_the_plain_way_must_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    asked: list[int] = []
    with monkeypatch.context() as mac:
        mac.setattr(sys, "platform", "darwin")
        mac.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
        mac.setattr(fcntl, "fcntl", refused)
        mac.setattr(os, "fsync", asked.append)
        platform.sync_file(0)

    assert asked == [0]


def test_the_lock_needs_nothing_that_windows_does_not_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "pwrite")

    with locked(tmp_path / "lock", "note"):
        assert (tmp_path / "lock").read_text() == f"cj note, process {os.getpid()}"
