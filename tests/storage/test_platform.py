"""What a system or a file system does in its own way, as far as it can be tried on this one."""

import errno
import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from casejournal.storage import disk, platform
from casejournal.storage.lock import locked

ROOT = Path(__file__).parents[2]


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


def on_windows(home: Path, *lines: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run these commands, words with bars between, where what Windows does not have is missing."""
    folders = {name: str(home) for name in ("HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME")}
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "CJ_JOURNAL": str(home / "j"), **folders, **env}
    command = [sys.executable, "-m", "tests.storage.on_windows", *lines]
    return subprocess.run(command, check=False, env=env, capture_output=True, text=True, cwd=ROOT)


@pytest.mark.parametrize("busy", ["0", "3"])
def test_without_what_windows_lacks_a_sealed_journal_is_made_written_and_read(tmp_path: Path, busy: str) -> None:
    (tmp_path / "passphrase").write_text("nine quiet lamps\n")

    done = on_windows(
        tmp_path,
        "init",
        "intake|--client|Ibu Sari|--presenting-problem|x",
        "note|sari|She smiled.",
        f"backup|{tmp_path}/b.zip",
        f"restore|{tmp_path}/b.zip|--journal|{tmp_path}/restored",
        "verify",
        "status",
        "show|sari",
        CJ_PASSPHRASE_FILE=str(tmp_path / "passphrase"),
        CJ_TEST_BUSY=busy,  # so often another process has the file open that is to be exchanged
    )

    assert done.returncode == 0, done
    assert "She smiled." in done.stdout
    assert done.stderr == ""


def test_the_words_of_an_editor_on_windows_keep_their_backslashes(tmp_path: Path) -> None:
    asked = r"""
import sys, types
sys.modules["msvcrt"] = types.ModuleType("msvcrt")
sys.platform = "win32"
from casejournal.storage.platform import words_of
print(words_of(sys.argv[1]))
"""
    line = r'"C:\Program Files\Vim\vim.exe" -R C:\notes'

    done = subprocess.run([sys.executable, "-c", asked, line], check=False, capture_output=True, text=True, cwd=ROOT)

    assert done.stdout.strip() == repr([r"C:\Program Files\Vim\vim.exe", "-R", r"C:\notes"])


@pytest.mark.parametrize(
    ("said", "link", "name"),
    [
        ({"TZ": "Asia/Makassar"}, "/usr/share/zoneinfo/Asia/Jakarta", "Asia/Makassar"),
        ({"TZ": ":/usr/share/zoneinfo/Asia/Jayapura"}, "/etc/localtime", "Asia/Jayapura"),
        ({}, "/usr/share/zoneinfo/Asia/Jakarta", "Asia/Jakarta"),
        ({}, "/var/db/timezone/zoneinfo/Asia/Jakarta", "Asia/Jakarta"),
        ({}, "/etc/localtime", ""),
    ],
)
def test_the_time_zone_is_known_by_name_or_not_at_all(
    said: dict[str, str], link: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casejournal.storage.platform.os.path.realpath", lambda _path: link)

    assert platform.zone_name(said) == name
