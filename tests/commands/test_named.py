"""What `~`, `-` and a text that begins with `-` mean is the same for every command."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.commands.test_letter import refer
from tests.world import Cj, form_group


@pytest.fixture(autouse=True)
def elsewhere(cj: Cj, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, which is none of the journal's and empty."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(cj.home))
    return folder


@pytest.fixture
def chosen(cj: Cj) -> str:
    group = form_group(cj, "wati", "sum")
    cj.ok("group", "session", group, "--everyone", "--choice", "wati>sum", "--on", "-7d")
    return group


def test_a_letter_to_the_standard_output_is_printed_and_no_file_is_made(cj: Cj, sari: str, elsewhere: Path) -> None:
    ref = refer(cj, sari, "name")

    printed = cj.ok("letter", ref, "-o", "-", "--format", "html").out

    assert "</html>" in printed
    assert not list(elsewhere.iterdir())


def test_a_drawing_to_the_standard_output_is_printed_and_no_file_is_made(cj: Cj, chosen: str, elsewhere: Path) -> None:
    printed = cj.ok("group", "sociogram", chosen, "--svg", "-").out

    assert printed.startswith("<svg")
    assert not list(elsewhere.iterdir())


def test_what_is_salvaged_to_the_standard_output_is_printed_and_no_file_is_made(
    cj: Cj, sari: str, elsewhere: Path
) -> None:
    cj.ok("note", sari, "She smiled.")

    text, data = cj.ok("salvage", sari, "-o", "-").out, cj.json("salvage", sari, "-o", "-")

    assert "She smiled." in text
    assert data["schema"] == "casejournal/salvage/1"
    assert data["records"]
    assert not list(elsewhere.iterdir())


def test_a_backup_is_no_text_to_print(cj: Cj, sari: str, elsewhere: Path) -> None:
    result = cj("backup", "-")

    assert result.code == 16
    assert "./-" in result.err
    assert not list(elsewhere.iterdir())


def test_a_tilde_is_the_home_wherever_a_file_is_written(cj: Cj, sari: str, chosen: str, elsewhere: Path) -> None:
    cj.ok("letter", refer(cj, sari, "name"), "--output=~/letter.md")
    cj.ok("group", "sociogram", chosen, "--svg=~/choices.svg")
    cj.ok("salvage", sari, "--output=~/salvaged.txt")
    cj.ok("backup", "~/journal.zip")

    for name in ("letter.md", "choices.svg", "salvaged.txt", "journal.zip"):
        assert (cj.home / name).is_file()
    assert not list(elsewhere.iterdir())


def test_a_tilde_is_the_home_wherever_a_file_is_read(cj: Cj, sari: str) -> None:
    (cj.home / "note.toml").write_text('body = "She smiled."\n')
    cj.ok("note", sari, "--from=~/note.toml")
    cj.ok("backup", str(cj.home / "journal.zip"))
    (cj.home / "words").write_bytes((cj.home / "passphrase").read_bytes())

    restored = cj("restore", "~/journal.zip", "--journal", "~/restored", env={"CJ_PASSPHRASE_FILE": "~/words"})

    assert restored.code == 0
    assert "She smiled." in cj.ok("show", sari).out
    assert cj("restore", "--merge", f"~/journal/cases/{sari}.log").code != 14


@pytest.mark.parametrize(
    "arguments",
    [
        ("note", "CASE", "- bullet"),
        ("task", "add", "CASE", "-bullet"),
        ("amend", "N-55MX", "-- bullet"),
        ("close", "CASE", "--bullet"),
        ("group", "session", "tangguh", "-q"),
        ("letter", "R-55MX", "-o"),
    ],
)
def test_a_text_that_begins_with_a_hyphen_is_told_to_stand_after_two(
    cj: Cj, sari: str, arguments: Sequence[str]
) -> None:
    result = cj(*(sari if word == "CASE" else word for word in arguments))

    assert result.code == 2
    assert "goes last, after --" in result.err


def test_a_text_after_two_hyphens_is_taken_as_it_is(cj: Cj, sari: str) -> None:
    cj.ok("note", sari, "--channel", "visit", "--", "- bullet")

    assert "- bullet" in cj.ok("show", sari).out
