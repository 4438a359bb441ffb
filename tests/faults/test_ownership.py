"""After one `sudo cj`: who owns what is said, and the command that mends it. Nothing is called damaged."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from casejournal import cli
from tests.world import Cj, Result, take_in

SOMEBODY = 12345
pytestmark = pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="only root can give files away")


@pytest.fixture
def theirs() -> Iterator[Cj]:
    """A plain journal with one case, which with its home belongs to an ordinary user. They may look into the folder."""
    with tempfile.TemporaryDirectory() as folder:  # those of pytest are open to root only
        cj = Cj(Path(folder))
        cj.ok("init", "--plain-text")
        take_in(cj, "Ibu Sari")
        cj.ok("show", "sari")
        give(cj.home, SOMEBODY)
        yield cj


def give(path: Path, owner: int) -> None:
    """Let everything at `path` belong to that user."""
    for each in (path, *path.rglob("*")):
        os.chown(each, owner, owner, follow_symlinks=False)


AS_SOMEBODY = f"""
import importlib, os, pkgutil, sys
import casejournal, typer
from casejournal import cli
for module in pkgutil.walk_packages(casejournal.__path__, "casejournal."):
    importlib.import_module(module.name)
from casejournal.storage.index import rules_stamp
rules_stamp()
import rich.table, tomlkit, tomllib, typer._click.decorators
os.setgroups([]), os.setgid({SOMEBODY}), os.setuid({SOMEBODY})
os._exit(cli.run(sys.argv[1:]))
"""


def as_somebody(cj: Cj, *words: str, **more: str) -> Result:
    """Run a command as the ordinary user. The program is loaded before, since it may lie where they cannot look."""
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(cli.__file__).parents[1])} | dict(cj.env) | more
    done = subprocess.run(
        [sys.executable, "-u", "-c", AS_SOMEBODY, *words],
        check=False,
        env=env,
        capture_output=True,
        text=True,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def test_an_ordinary_user_can_work_here(theirs: Cj) -> None:
    result = as_somebody(theirs, "note", "sari", "She smiled.")

    assert result.code == 0, result


@pytest.mark.parametrize(
    ("owned", "words", "mended"),
    [
        ("cases/{ref}.log", ("show", "{ref}"), "journal"),
        ("cases/{ref}.log", ("note", "{ref}", "x"), "journal"),
        ("index.log", ("list",), "journal"),
        ("index.log", ("note", "{ref}", "x"), "journal"),
        ("journal.lock", ("note", "{ref}", "x"), "journal"),
        ("journal.toml", ("list",), "journal"),
        ("journal.toml", ("status",), "journal"),
        ("", ("list",), "journal"),
        ("", ("intake", "--client", "x", "--presenting-problem", "y"), "journal"),
    ],
)
def test_what_belongs_to_root_is_named_with_the_command_that_mends_it(
    theirs: Cj, owned: str, words: tuple[str, ...], mended: str
) -> None:
    ref = theirs.json("list")["items"][0]["ref"]
    give(theirs.home, SOMEBODY)
    if owned != "journal.lock":
        (theirs.journal / "index.log").unlink(missing_ok=not owned.startswith("index"))
        (theirs.journal / "index.log").touch(0o600)
    give(theirs.journal / owned.format(ref=ref), 0)

    result = as_somebody(theirs, *(word.format(ref=ref) for word in words))

    said = " ".join(result.err.split())
    assert result.code == 18, result
    assert "belongs to root, not to you" in said
    assert f"sudo chown -R {SOMEBODY} " in said
    assert said.rstrip().endswith(mended)
    assert "damaged" not in said
    assert "defect" not in said


def test_settings_that_belong_to_root_are_named(theirs: Cj) -> None:
    config = Path(theirs.env["CJ_CONFIG"])
    config.write_text('agency = "x"\n')
    config.chmod(0o600)
    give(theirs.home, SOMEBODY)
    give(config, 0)

    found = [as_somebody(theirs, *words) for words in (("list",), ("config", "agency", "y"))]

    for result in found:
        assert "belongs to root, not to you" in " ".join(result.err.split()), result
        assert "defect" not in result.err


def test_a_state_folder_that_belongs_to_root_stops_nobody(theirs: Cj) -> None:
    for each in theirs.home.rglob("last"):
        give(each.parent, 0)

    result = as_somebody(theirs, "show", "sari")

    assert result.code in {0, 18}, result
    assert "defect" not in result.err


def test_nobody_is_advised_to_take_over_what_is_not_of_cj(theirs: Cj, tmp_path: Path) -> None:
    result = as_somebody(theirs, "backup", str(tmp_path / "x.zip"))

    assert result.code == 18
    assert "sudo" not in result.err
