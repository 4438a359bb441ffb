"""Wherever `cj` is started and whoever reads it: a sentence and an exit code, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from casejournal import cli
from casejournal.desk import Desk
from tests.world import Cj, take_in

CJ = f"{sys.executable} -m casejournal"


@pytest.fixture
def gone(plain_cj: Cj) -> Cj:
    """A plain journal with one case; `shell` puts it into variables."""
    take_in(plain_cj, "Ibu Sari")
    return plain_cj


def shell(cj: Cj, line: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """A line of the shell, in which `cj` is `$CJ`."""
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(cli.__file__).parents[1])} | dict(cj.env) | env
    return subprocess.run(["/bin/bash", "-c", line], check=False, env=env | {"CJ": CJ}, capture_output=True)


@pytest.mark.parametrize("words", ["--version", "--plain --version", "--help", "list", "list --json", "note --help"])
def test_an_answer_for_which_there_is_no_room_is_told(gone: Cj, words: str) -> None:
    result = shell(gone, f"$CJ {words} > /dev/full")

    assert result.returncode == 18
    assert b"could not be shown: No space left on device" in result.stderr
    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize("words", ["--version", "--plain --version", "--help", "list", "note --help"])
def test_a_reader_who_has_enough_is_no_failure(gone: Cj, words: str) -> None:
    result = shell(gone, f"$CJ {words} | true; exit ${{PIPESTATUS[0]}}")

    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.parametrize("words", ["--version", "--plain --version", "--help", "list"])
def test_an_answer_that_nobody_can_see_is_no_failure(gone: Cj, words: str) -> None:
    result = shell(gone, f"$CJ {words} >&- 2>&-")

    assert result.returncode == 0


def test_the_version_is_told_among_other_options_too(gone: Cj) -> None:
    assert shell(gone, "$CJ --plain --version").stdout == shell(gone, "$CJ --version").stdout


@pytest.mark.parametrize(
    "words", ["backup x.zip", "list", "init --plain-text --journal sub", "restore x.zip --journal y"]
)
def test_a_current_folder_that_was_removed_is_told(gone: Cj, words: str) -> None:
    (gone.home / "shortlived").mkdir()

    result = shell(gone, f"cd {gone.home}/shortlived && rmdir ../shortlived && $CJ {words}")

    assert result.returncode in {0, 14, 18}
    assert b"Traceback" not in result.stderr
    assert b"defect" not in result.stderr


def test_a_backup_into_a_folder_that_was_removed_says_so(gone: Cj) -> None:
    (gone.home / "shortlived").mkdir()

    result = shell(gone, f"cd {gone.home}/shortlived && rmdir ../shortlived && $CJ backup x.zip")

    assert result.returncode == 14
    assert b"The folder you are in is gone." in result.stderr


LONG = "n" * 300


@pytest.mark.parametrize(
    "words",
    [
        ("init", "--plain-text", "--journal", LONG),
        ("list", "--journal", LONG),
        ("status", "--journal", LONG),
        ("restore", LONG, "--journal", "x"),
        ("backup", LONG),
        ("import", LONG),
        ("note", "sari", "--from", LONG),
    ],
)
def test_a_path_that_is_too_long_is_told(gone: Cj, words: tuple[str, ...]) -> None:
    result = gone(*words)

    assert result.code not in {0, 1}
    assert "defect" not in result.err


@pytest.mark.parametrize("variable", ["HOME", "CJ_CONFIG", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"])
@pytest.mark.parametrize("words", [("list",), ("note", "sari", "x"), ("status",)])
def test_a_variable_that_is_too_long_is_told(gone: Cj, variable: str, words: tuple[str, ...]) -> None:
    result = gone(*words, env={variable: f"/tmp/{LONG}"})  # noqa: S108 - nothing is made there

    assert result.code != 1
    assert "defect" not in result.err


def test_a_backup_to_a_name_that_is_not_utf_8_is_noted_in_a_visible_form(gone: Cj) -> None:
    file = gone.home / "b\udcff.zip"

    written = gone.json("backup", str(file))

    assert file.exists()
    assert written["file"] == str(file)
    assert gone.json("status")["last_backup"]["file"].endswith("b\\xff.zip")
    erased = gone.ok("erase", "sari", "--ground", "x", "--yes")
    assert "b\\xff.zip" in erased.out
    gone.ok("restore", str(file), "--journal", str(gone.home / "restored"))


@pytest.mark.parametrize("columns", ["0", "00"])
def test_a_terminal_of_no_width_is_taken_for_a_usual_one(
    gone: Cj, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)

    shown = gone.ok("list", terminal=True).out

    assert "Ibu Sari" in shown
    assert "Usage" in shell(gone, "$CJ --help", COLUMNS=columns).stdout.decode()


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "utf-16", "cp1252"])
def test_json_is_utf_8_whatever_the_terminal_speaks(gone: Cj, encoding: str) -> None:
    take_in(gone, "Nur\u2019aini Jos\u00e9")

    found = shell(gone, "$CJ list --json", PYTHONIOENCODING=encoding)
    failed = shell(gone, "$CJ show Nur\u2019aimee --json", PYTHONIOENCODING=encoding)

    assert "Nur\u2019aini Jos\u00e9" in found.stdout.decode("utf-8")
    assert "Nur\u2019aimee" in failed.stderr.decode("utf-8")


def test_a_defect_while_a_failure_is_told_is_told_too(gone: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_desk: Desk) -> list[str]:
        raise ZeroDivisionError

    monkeypatch.setattr(Desk, "_what_is_left", broken)

    result = gone("show", "nobody")

    assert result.code == 1
    assert "ZeroDivisionError" in result.err
