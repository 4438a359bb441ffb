"""What a process leaves when it dies is known by its name. It goes when the same is done again, or by `cj lock`."""

import os
from pathlib import Path
from typing import Any

import pytest

from casejournal.storage import disk
from casejournal.storage.leftovers import leftovers
from tests.faults.disk import NOBODY, Died, faulty_disk
from tests.world import Cj, Replies


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob(".*.new"))


def test_only_what_a_dead_process_wrote_is_a_leftover(tmp_path: Path) -> None:
    names = [
        f".a.html.{NOBODY}-0011aabb.new",
        f".a.html.{os.getpid()}-0011aabb.new",
        f"a.html.{NOBODY}-0011aabb.new",
        ".a.html.new",
        f".b.{NOBODY}-0011aabb.new",
    ]
    for name in names:
        (tmp_path / name).touch()

    assert leftovers(tmp_path, "a.html") == [tmp_path / names[0]]
    assert leftovers(tmp_path) == [tmp_path / names[0], tmp_path / names[4]]
    assert leftovers(tmp_path / "missing") == []

    disk.sweep(tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names[1:4])


def dies(cj: Cj, monkeypatch: pytest.MonkeyPatch, *words: str, until: str, where: Path, **how: Any) -> None:
    """Let the command die at each operation, until it left something of that name."""
    for fail_at in range(1, 60):
        with faulty_disk(monkeypatch, fail_at):
            try:
                cj(*words, **how)
            except Died:
                pass
        if any(name.startswith(f".{until}.{NOBODY}-") for name in left(where)):
            return
    pytest.fail("nothing was left")


def test_a_key_that_was_half_kept_goes_by_locking(
    cj: Cj, passphrase_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cj.ok("lock")
    kept = cj.json("status")["id"]
    script = {"CJ_PASSPHRASE_FILE": passphrase_file}
    dies(cj, monkeypatch, "unlock", until=f"{kept}.key", where=cj.home / "runtime", env=script)

    cj.ok("lock")

    assert left(cj.home / "runtime") == []


def test_an_answer_that_was_half_kept_goes_with_the_next_that_is_kept(cj: Cj) -> None:
    (cj.journal / "drafts").mkdir(exist_ok=True)
    (cj.journal / "drafts" / f".D-4T7Q.draft.{NOBODY}-0011aabb.new").write_bytes(b"sealed")

    assert cj("intake", asks=Replies("Bu Nur", KeyboardInterrupt)).code == 130

    assert left(cj.journal) == []


def test_a_journal_that_was_half_restored_goes_when_it_is_restored_again(
    cj: Cj, sari: str, passphrase_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cj.env["CJ_PASSPHRASE_FILE"] = passphrase_file
    cj.ok("backup", str(cj.home / "journal.zip"))
    words = ("restore", str(cj.home / "journal.zip"), "--journal", str(cj.home / "again"))
    dies(cj, monkeypatch, *words, until="again", where=cj.home)

    cj.ok(*words)

    assert left(cj.home) == []
    assert cj.json("list", "--journal", str(cj.home / "again"))["items"][0]["ref"] == sari
