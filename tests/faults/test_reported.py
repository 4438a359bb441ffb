"""What is said after the disk failed is what is known: recorded, not recorded, or perhaps."""

import errno
import os
from pathlib import Path

import pytest

from casejournal.storage import disk
from tests.faults.disk import faulty_disk
from tests.faults.figures import tried
from tests.world import Cj, Replies, take_in

EIO = OSError(errno.EIO, "Input/output error")


def bodies(cj: Cj) -> list[str]:
    return [note["body"] for note in cj.json("show", "sari")["notes"]]


def fails_at(monkeypatch: pytest.MonkeyPatch, *names: str, after: str) -> None:
    """From the first fsync of a file called `after` on, these operations of `os` fail for it."""
    real = {name: getattr(os, name) for name in names}
    armed: list[int] = []

    def failing(name: str) -> object:
        def fail(descriptor: int, *more: object) -> object:
            if Path(f"/proc/self/fd/{descriptor}").readlink().name == after and (armed or name == "fsync"):
                armed.append(descriptor)
                if name == "close":
                    real[name](descriptor)
                raise EIO
            return real[name](descriptor, *more)

        return fail

    for name in names:
        monkeypatch.setattr(os, name, failing(name))


def test_a_note_that_is_on_the_disk_is_recorded_although_closing_its_file_fails(
    cj: Cj, sari: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        real, log = os.close, cj.log(sari).name

        def close(descriptor: int) -> None:
            failed = Path(f"/proc/self/fd/{descriptor}").readlink().name == log
            real(descriptor)
            if failed:
                raise EIO

        patch.setattr(os, "close", close)
        result = cj("note", sari, "She came.", "--json")

    assert result.code == 18
    assert result.error["code"] == "recorded_but"
    assert "Input/output error" in result.error["message"]
    assert "Do not run the command again" in result.error["hint"]
    assert result.json["ref"]
    assert bodies(cj) == ["She came."]
    assert cj("show", sari).code == 0


def test_a_line_that_the_disk_did_not_take_and_gave_back_is_not_recorded(
    cj: Cj, sari: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        fails_at(patch, "fsync", after=cj.log(sari).name)
        result = cj("note", sari, "She came.")

    assert result.code == 18
    assert "Nothing was recorded" in result.err
    assert bodies(cj) == []


def test_a_line_that_the_disk_neither_took_nor_gave_back_may_be_recorded(
    cj: Cj, sari: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        fails_at(patch, "fsync", "ftruncate", after=cj.log(sari).name)
        result = cj("note", sari, "She came.")

    assert result.code == 18
    assert "The record may still have been written" in result.err
    assert "Nothing was recorded" not in result.err
    assert "cj show" in result.err
    assert bodies(cj) == ["She came."]


def test_a_passphrase_is_changed_although_its_name_is_not_synced(
    cj: Cj, passphrase_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (cj.home / "other").write_text("seven green umbrellas")
    cj.env |= {"CJ_PASSPHRASE_FILE": passphrase_file, "CJ_NEW_PASSPHRASE_FILE": str(cj.home / "other")}

    def refused(_folder: object) -> None:
        raise EIO

    with monkeypatch.context() as patch:
        patch.setattr(disk, "sync_folder", refused)
        result = cj("key", "change")

    assert result.code == 18
    assert "It is recorded" in result.err
    assert cj("key", "test").code == 12


def test_what_was_recorded_at_a_failing_disk_leaves_no_draft_that_would_double_it(
    cj: Cj, sari: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: tuple[object, ...] = ("She came.", "visit", [], "", [])
    for fail_at in range(1, 120):
        before = len(bodies(cj))
        with faulty_disk(monkeypatch, fail_at, EIO) as faulty:
            result = cj("note", sari, asks=Replies(*answers))
        recorded = len(bodies(cj)) - before
        assert result.code in {0, 18}, result
        assert recorded == (result.code == 0 or "It is recorded" in result.err), (fail_at, result)
        for draft in cj.json("draft", "list")["items"]:
            assert not recorded or "Do not run the command again" in result.err
            cj.ok("draft", "discard", draft["ref"], "--yes")
        if faulty.count < fail_at:
            break

    assert fail_at > 20
    tried(fail_at - 1, survived=fail_at - 1)


def test_a_disk_that_reports_an_error_while_one_reads_is_no_failure_to_record(
    cj: Cj, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(cj, "Ibu Sari")
    (cj.journal / "index.log").unlink()

    def refused(_folder: object) -> None:
        raise EIO

    with monkeypatch.context() as patch:
        patch.setattr(disk, "sync_folder", refused)
        result = cj("list")

    assert result.code == 0
    assert "recorded" not in result.err
    assert cj("note", "sari", "x").code == 0
