"""Every command in the README and the documentation works as it stands there, in a shell, page by page."""

import os
import re
import shlex
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from tests.world import PASSPHRASE, Cj, form_group, take_in, work_through

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path
    for path in (ROOT / "README.md", ROOT / "README.id.md", *(ROOT / "docs").rglob("*.md"))
    if "reference" not in path.parts and "```sh" in path.read_text(encoding="utf-8")
)
"""The pages with something to type. The reference is written from the program."""
OF_THE_PROJECT = re.compile(r"^python3 -m venv|^\.venv/bin|^\.ci/", re.MULTILINE)
"""What installs or tests the project itself: `.ci/run` runs those blocks, from nothing."""
FOUND = 17
ASKS = 4
"""At a terminal the command asks; here nobody can be asked, and it says which answer is needed."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_of_a_page_works(page: Path, bare: Cj, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    begins = any(re.search(r"^cj init *(#.*)?$", block, re.MULTILINE) for block in blocks)
    reader = Reader(bare, tmp_path, begins=begins)
    monkeypatch.chdir(reader.folder)

    for block in blocks:
        if not OF_THE_PROJECT.search(block):
            reader.follow(block)


@pytest.mark.parametrize("page", ["docs/practice.md", "docs/id/practice.md"])
def test_the_tutorial_cites_what_it_hears_and_leads_to_feedback(
    page: str, bare: Cj, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test_every_command_of_a_page_works(ROOT / page, bare, tmp_path, monkeypatch)

    told = bare.json("practice", "feedback")
    ends = {each["item"]: each["ending"] for each in told["items"]}
    assert told["unheard"] == []
    assert ends["limits_first"] == ends["strengths"] == ends["whose_tasks"] == "met"
    assert ends["real_problem"] == ends["shared_view"] == "partly"
    assert (ends["right_door"], ends["in_your_words"]) == ("untested", "lecturer")


class Reader:
    """Somebody who types what the page says, in a folder of their own, with the journal that the pages speak of."""

    def __init__(self, cj: Cj, folder: Path, *, begins: bool) -> None:
        self.cj = cj
        cj.clock.now = datetime.now().astimezone()
        self.folder = folder / "work"
        self.folder.mkdir()
        (folder / "passphrase").write_text(PASSPHRASE)
        (self.folder / "note.txt").write_text("She smiled.\n")
        (self.folder / "talk.txt").write_text("W: How are you?\nC: Fine.\n")
        cj.env["CJ_PASSPHRASE_FILE"] = cj.env["CJ_NEW_PASSPHRASE_FILE"] = str(folder / "passphrase")
        cj.env["CJ_SEAL_PASSPHRASE_FILE"] = str(folder / "passphrase")
        self.refs: dict[str, str] = {}
        if not begins:
            self._prepare()
        self._program(folder / "bin")

    def _prepare(self) -> None:
        """A case and a group, and what the pages call their records."""
        self.cj.ok("init")
        made = work_through(self.cj, "Ibu Sari")
        sari = made["CASE"]
        take_in(self.cj, "Pak Budi")
        group = form_group(self.cj, "Bu Wati", "Ani", "Leli")
        met = self.cj.json("group", "session", group, "--absent", "ani", "--choice", "wati>leli")
        tasks = [self.cj.json("task", "add", sari, what, "--who", "worker")["ref"] for what in ("Call", "Ask")]
        self.refs = {
            "C-7K4Q": sari,
            "C-55MX": take_in(self.cj, "Ibu Rina"),
            "G-2M9D": group,
            "N-55MX": self.cj.json("note", sari, "Talked.")["ref"],
            "R-55MX": made["REFERRAL"],
            "S-7K4Q": met["ref"],
            "T-8ZQ1": tasks[0],
            "T-55MX": tasks[1],
            "V-8ZQ1": self.cj.json("show", sari)["reviews"][-1]["ref"],
            "W-55MX": self.cj.json("agency", "add", "--name", "Dinas Sosial")["ref"],
        }

    def _program(self, folder: Path) -> None:
        """`cj` for a shell."""
        folder.mkdir()
        (folder / "cj").write_text(f'#!/bin/sh\nexec {sys.executable} -m casejournal "$@"\n')
        (folder / "cj").chmod(0o755)
        self.path = f"{folder}:{os.environ['PATH']}"

    def follow(self, block: str) -> None:
        """Type each line, as it stands there. A shell is begun only for what needs one."""
        for line in block.replace("\\\n", " ").splitlines():
            if exported := re.fullmatch(r"export (\w+)=(\S+)", line):
                self.cj.env[exported[1]] = exported[2]
                continue
            told = re.sub(r"[A-Z]-[0-9A-Z]{4}", lambda ref: self.refs.get(ref[0], ref[0]), line)
            words = [*shlex.shlex(told, posix=True, punctuation_chars="|&<>();")]
            plainly = words[:1] == ["cj"] and "$" not in told and not {"|", "&&", "<", ">", ">>"} & {*words}
            code, said = self._here(shlex.split(told, comments=True)[1:]) if plainly else self._in_a_shell(told)
            assert code in {0, ASKS} or (code == FOUND and " check" in told), (line, said)
            for verb, kept, table in (
                ("refer", "R-55MX", "referrals"),
                ("review", "V-8ZQ1", "reviews"),
                ("process", "Q-55MX", "recordings"),
            ):
                if code == 0 and words[1:2] == [verb] and self.cj.env["CJ_JOURNAL"] == str(self.cj.journal):
                    self.refs[kept] = self.cj.json("show", self.refs["C-7K4Q"])[table][-1]["ref"]
            if "export" in words and (sent := self.folder / "talk.md").exists():
                sent.write_text(f"{sent.read_text()}\nWell asked.\n")  # the supervisor, below the last heading
            if code == ASKS and words[1:2] == ["intake"]:
                take_in(self.cj, "Ibu Sari")  # what the worker would have answered

    def _here(self, words: list[str]) -> tuple[int, object]:
        result = self.cj(*words)
        return result.code, result

    def _in_a_shell(self, line: str) -> tuple[int, object]:
        ran = subprocess.run(
            ["/bin/bash", "-o", "pipefail", "-c", line],
            env=self.cj.env | {"PATH": self.path, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
            capture_output=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        return ran.returncode, ran
