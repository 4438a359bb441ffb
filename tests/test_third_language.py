"""A third language is one catalogue, one file of words, and one half more per entry of the shelf: nothing else."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po, write_po

import casejournal
from hatch_build import compile_catalogues

ROOT = Path(casejournal.__file__).parents[1]
NEW = "eo"
"""A language of our own, under a code that the catalogues know: each word begins with a q."""


def test_a_third_language_is_one_catalogue_one_file_of_words_and_a_half_more_per_entry(speaker: "Speaker") -> None:
    speaker("init", "--plain-text")
    ref = speaker.json("intake", "--client", "Sari", "--presenting-problem", "A", "--area", "qfamily")["ref"]
    speaker("assess", ref, "--underlying-problem", "A", "--shared-by", "qboth", "--domain", "qincome=2:low")
    plan = speaker.json("plan", ref, "--goal", "A", "--agreed", "qyes", "--task", "qclient: ask qby qtomorrow")
    note = speaker.json("note", "qmr sari", "Talked.", "--on", "qyesterday", "--role", "qadvocate")

    assert plan["agreed"] == "yes"
    assert note["roles"] == ["advocate"]
    assert "q1 open case" in speaker("today")
    assert "qadvocate" in speaker("learn", "qadvocate")
    assert "qNo case found" in speaker("show", "nobody", code=14)
    assert "qOptions" in speaker("note", "--help")


@pytest.fixture
def speaker(tmp_path: Path) -> "Speaker":
    """Somebody who speaks it, at a copy of the program that has learnt it."""
    package = tmp_path / "copy" / "casejournal"
    shutil.copytree(ROOT / "casejournal", package, ignore=shutil.ignore_patterns("__pycache__"))
    folder = package / "locale" / NEW
    (folder / "LC_MESSAGES").mkdir(parents=True)
    with (package / "locale" / "casejournal.pot").open("rb") as template:
        catalogue = read_po(template, locale=NEW)
    for message in catalogue:
        if message.id:
            message.string = (
                f"q{message.id}" if isinstance(message.id, str) else tuple(f"q{each}" for each in message.id)
            )
    with (folder / "LC_MESSAGES" / "casejournal.po").open("wb") as file:
        write_po(file, catalogue)
    compile_catalogues(package / "locale")
    (package / "locale" / "__pycache__").mkdir()  # a folder that is no language
    words = json.loads((package / "locale" / "en" / "words.json").read_text())
    (folder / "words.json").write_text(json.dumps(spoken(words)))
    for chapter in (package / "knowledge").glob("*.toml"):
        chapter.write_text(
            re.sub(r'^(\w+_)?en = "(.*)$', rf'\g<0>\n\g<1>{NEW} = "q\g<2>', chapter.read_text(), flags=re.MULTILINE)
        )
    return Speaker(tmp_path)


def spoken(said: Any) -> Any:
    """The words of English, each with a q before it; what stands in braces or for a number stays."""
    if isinstance(said, str):
        return re.sub(r"(?<![\w{])([a-z]+)(?![\w}])", r"q\1", said)
    if isinstance(said, list):
        return [spoken(each) for each in said]
    if isinstance(said, dict):
        keeps = {"days", "numbers", "one"}
        return {key: _with_spoken_keys(value) if key in keeps else spoken(value) for key, value in said.items()}
    return said


def _with_spoken_keys(said: dict[str, Any]) -> dict[str, Any]:
    return {spoken(key): value for key, value in said.items()}


class Speaker:
    """Runs the copy in the new language, as a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "PYTHONPATH": str(folder / "copy"),
            "CJ_LANG": NEW,
            "CJ_JOURNAL": str(folder / "journal"),
            "CJ_CONFIG": str(folder / "config.toml"),
            "COLUMNS": "200",
        }
        self.folder = folder

    def __call__(self, *arguments: str, code: int = 0) -> str:
        ran = subprocess.run(
            [sys.executable, "-m", "casejournal", *arguments], env=self.env, cwd=self.folder, capture_output=True,
            encoding="utf-8", check=False,
        )  # fmt: skip
        assert ran.returncode == code, ran
        return ran.stdout + (ran.stderr if code else "")

    def json(self, *arguments: str) -> Any:
        """The object that a command answers with."""
        return json.loads(self(*arguments, "--json"))
