"""On a disk without links, synced folders, locks or permissions, every command works; what is weaker is said."""

import os
import platform
import subprocess
import sys
import time
from pathlib import Path

import pytest

from casejournal.storage import disk, marker
from casejournal.storage.lock import locked
from casejournal.storage.refusals import Busy
from tests.faults.disk import Died, faulty_disk
from tests.faults.figures import tried
from tests.faults.poor_disk import LACKS, poor_disk
from tests.world import Cj, take_in


@pytest.fixture
def poor(bare: Cj, passphrase_file: str) -> Cj:
    """A desk whose passphrase comes from a file."""
    bare.env["CJ_PASSPHRASE_FILE"] = passphrase_file
    return bare


@pytest.mark.parametrize("lacks", [*((each,) for each in LACKS), LACKS])
def test_a_journal_is_made_filled_backed_up_and_restored(
    poor: Cj, monkeypatch: pytest.MonkeyPatch, lacks: tuple[str, ...]
) -> None:
    with poor_disk(monkeypatch, *lacks):
        poor.ok("init")
        case = take_in(poor, "Ibu Sari")
        poor.ok("note", case, "She smiled.")
        poor.ok("backup", str(poor.home / "b.zip"))
        poor.ok("restore", str(poor.home / "b.zip"), "--journal", str(poor.home / "restored"))
        poor.ok("undo", "--yes")
        poor.ok("erase", case, "--ground", "x", "--yes")

        assert poor("init").code == 16
        assert poor("verify").code == 0
    assert not [*poor.journal.glob("*.held"), *poor.journal.glob(".*.held")]


def test_what_is_weaker_is_said_once_and_by_status_always(poor: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    with poor_disk(monkeypatch):
        poor.ok("init")
        first = poor.ok("intake", "--client", "Ibu Sari", "--presenting-problem", "x").err
        second = poor.ok("note", "sari", "x").err
        status = poor.json("status")["weaker_here"]

    assert [word in first for word in ("no file locks", "not keep permissions", "a new file is saved")] == [True] * 3
    assert second == ""
    assert len(status) == 3


def test_on_a_good_disk_nothing_is_weaker(poor: Cj) -> None:
    poor.ok("init")

    assert poor.ok("intake", "--client", "Ibu Sari", "--presenting-problem", "x").err == ""
    assert poor.json("status")["weaker_here"] == []


@pytest.mark.parametrize("half", [False, True])
def test_wherever_the_machine_dies_what_was_acknowledged_is_read(
    poor: Cj, monkeypatch: pytest.MonkeyPatch, half: bool
) -> None:
    monkeypatch.setattr(marker, "_UNSIGNED", -1.0)  # nobody waits for one who did not sign
    points = 0
    with poor_disk(monkeypatch):
        poor.ok("init")
        case = take_in(poor, "Ibu Sari")
        kept: set[str] = set()
        for at in range(1, 60):
            try:
                with monkeypatch.context() as patch, faulty_disk(patch, at, half=half):
                    code = poor("note", case, f"note {at}").code
            except Died:
                code = -1
            found = {note["body"] for note in poor.json("show", case)["notes"]}
            assert kept <= found
            assert code != 0 or f"note {at}" in found
            kept, points = found, points + 1
            if code == 0:
                break
    tried(points, survived=points)

    assert code == 0


def test_wherever_init_dies_there_is_a_whole_journal_or_none(poor: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marker, "_UNSIGNED", -1.0)
    with poor_disk(monkeypatch, "links", "synced folders", "locks"):
        for at in range(1, 60):
            folder = poor.home / f"j{at}"
            try:
                with monkeypatch.context() as patch, faulty_disk(patch, at):
                    code = poor("init", "--journal", str(folder)).code
            except Died:
                assert poor("list", "--journal", str(folder)).code in {0, 10}
                continue
            assert code == 0
            break


def test_a_file_is_never_made_over_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with poor_disk(monkeypatch, "links"):
        made = [disk.create(tmp_path / "file", b"first"), disk.create(tmp_path / "file", b"second")]

    assert made == [True, False]
    assert (tmp_path / "file").read_bytes() == b"first"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_two_writers_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        poor_disk(monkeypatch, "locks"),
        locked(tmp_path / "lock", "session"),
        pytest.raises(Busy) as refused,
        locked(tmp_path / "lock", "note", patience=0),
    ):
        pass

    assert f"cj session, process {os.getpid()}, on " in refused.value.message()
    assert "remove" in refused.value.message()


def test_the_file_of_a_dead_holder_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / "lock.held").write_text(f"cj note, process {dead.pid}, on {platform.node()}")

    with poor_disk(monkeypatch, "locks"), locked(tmp_path / "lock", "note", patience=1):
        pass

    assert not (tmp_path / "lock.held").exists()


def test_the_file_of_another_machine_is_named_and_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lock.held").write_text("cj note, process 1, on elsewhere")

    with (
        poor_disk(monkeypatch, "locks"),
        pytest.raises(Busy) as refused,
        locked(tmp_path / "lock", "note", patience=0),
    ):
        pass

    assert "on elsewhere" in refused.value.message()
    assert (tmp_path / "lock.held").exists()


def test_a_file_that_was_made_and_not_signed_is_not_waited_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lock.held").touch()
    os.utime(tmp_path / "lock.held", (time.time() - 60, time.time() - 60))

    with poor_disk(monkeypatch, "locks"), locked(tmp_path / "lock", "note", patience=1):
        pass

    assert not (tmp_path / "lock.held").exists()
