"""Only regular files and real folders of ours are opened: nothing hangs, and nothing of others is read or written."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casejournal import cli
from tests.world import Cj, take_in

SECRET = "PRIVATE KEY of somebody"


@pytest.fixture
def full(plain_cj: Cj) -> Cj:
    """A plain journal with a case, a group and a draft."""
    take_in(plain_cj, "Ibu Sari")
    plain_cj.ok("group", "form", "--name", "G", "--purpose", "x")
    (plain_cj.journal / "drafts").mkdir(mode=0o700)
    (plain_cj.journal / "drafts" / "D-1234.draft").write_text("{}\n")
    plain_cj.ok("backup", str(plain_cj.home / "first.zip"))
    return plain_cj


def put(path: Path, what: str, tmp_path: Path) -> None:
    """Put something else in the place of a file or folder."""
    if path.is_dir():
        shutil.move(path, tmp_path / "moved")
    else:
        path.unlink(missing_ok=True)
    if what == "pipe":
        os.mkfifo(path, 0o600)
    elif what == "device":
        path.symlink_to("/dev/zero")
    elif what == "folder":
        path.mkdir()
    else:
        (tmp_path / "secret").write_text(SECRET)
        path.symlink_to(tmp_path / "secret" if what == "link" else tmp_path / "moved")


def ran(cj: Cj, *words: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, which must not hang."""
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(cli.__file__).parents[1])} | dict(cj.env)
    command = [sys.executable, "-m", "casejournal", "--no-input", *words]
    return subprocess.run(command, check=False, env=env, capture_output=True, text=True, timeout=20)


WHAT = ("pipe", "device", "folder", "link")


@pytest.mark.parametrize("what", WHAT)
@pytest.mark.parametrize(
    "name", ["journal.toml", "index.log", "access.log", "agencies.log", "cases/{case}.log", "drafts/D-1234.draft"]
)
def test_what_stands_in_the_place_of_a_file_is_neither_read_nor_waited_for(
    full: Cj, tmp_path: Path, name: str, what: str
) -> None:
    case = full.json("list")["items"][0]["ref"]
    put(full.journal / name.format(case=case), what, tmp_path)

    found = [
        ran(full, *words)
        for words in (("show", case), ("note", case, "x"), ("verify",), ("backup", str(full.home / "b.zip")))
    ]

    for result in found:
        assert result.returncode != 1, result.stderr
        assert SECRET not in result.stdout + result.stderr
        assert "damaged or tampered" not in result.stderr.replace("access.log", "")
    backup = full.home / "b.zip"
    assert not backup.exists() or SECRET.encode() not in backup.read_bytes()


def test_it_says_what_stands_there(full: Cj, tmp_path: Path) -> None:
    case = full.json("list")["items"][0]["ref"]
    put(full.log(case), "pipe", tmp_path)

    result = ran(full, "show", case)

    assert result.returncode == 18
    assert f"cases/{case}.log cannot be read: this is a pipe" in " ".join(result.stderr.split())


@pytest.mark.parametrize("name", ["cases", "groups", "drafts"])
@pytest.mark.parametrize("words", [("list",), ("note", "sari", "x"), ("backup", "b.zip"), ("intake", "--client", "x")])
def test_a_folder_of_the_journal_that_leads_elsewhere_is_not_followed(
    full: Cj, tmp_path: Path, name: str, words: tuple[str, ...]
) -> None:
    put(full.journal / name, "link to the folder", tmp_path)
    before = sorted((tmp_path / "moved").iterdir())

    result = full(*words)

    assert result.code == 14
    assert f"{name} cannot be read: this is a link" in " ".join(result.err.split())
    assert sorted((tmp_path / "moved").iterdir()) == before


def test_the_folder_of_the_journal_itself_may_be_a_link(full: Cj, tmp_path: Path) -> None:
    put(full.journal, "link to the folder", tmp_path)

    assert full("note", "sari", "x").code == 0


def test_a_lock_that_is_a_pipe_is_told(full: Cj, tmp_path: Path) -> None:
    put(full.journal / "journal.lock", "pipe", tmp_path)

    result = ran(full, "note", "sari", "x")

    assert result.returncode == 14
    assert "this is a pipe" in " ".join(result.stderr.split())


@pytest.mark.parametrize("what", ["pipe", "device"])
def test_what_this_machine_remembers_is_not_waited_for(full: Cj, tmp_path: Path, what: str) -> None:
    for path in [each for each in (full.home / "state").rglob("*") if each.is_file()]:
        put(path, what, tmp_path)

    found = [ran(full, *words) for words in (("show", "@"), ("note", "sari", "x"), ("status",))]

    assert [result.returncode for result in found] == [0, 0, 0]
