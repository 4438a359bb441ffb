"""What the shell offers: commands, options, answers in the reader's language, refs with names. Silent while locked."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from casejournal.commands._offer import SHELLS
from tests.world import Cj, form_group, take_in

FOUND = [shell for shell in ("bash", "zsh", "fish") if shutil.which(shell)]
"""PowerShell is tried by its protocol only: it is on no machine of ours."""


def offered(cj: Cj, *words: str, program: str = "fish", **env: str) -> dict[str, str]:
    """What is offered for the last word: values, and what they mean."""
    result = cj(*words, env={"_CJ_COMPLETE": program} | env)
    assert result.code == 0
    assert not result.err
    parted = (line.partition("\t") for line in result.out.splitlines() if line)
    return {value: meaning for value, _tab, meaning in parted}


def test_commands_and_verbs_are_offered_with_what_they_do(bare: Cj) -> None:
    assert "intake" in offered(bare, "")
    assert [*offered(bare, "in")] == ["intake", "init"]
    assert "session" in offered(bare, "group", "")
    assert offered(bare, "refer", "")["update"]
    assert "make" not in offered(bare, "refer", "")  # it may be left out
    assert not bare.journal.exists()


def test_options_are_offered_behind_a_dash_with_their_help(bare: Cj) -> None:
    assert offered(bare, "note", "sari", "--ro")["--role"].startswith("Which of the eight roles")
    assert "--lang" in offered(bare, "today", "--")
    assert offered(bare, "note", "sari", "--", "--ro") == {}


def test_the_answers_of_a_question_are_offered(bare: Cj) -> None:
    assert offered(bare, "note", "sari", "--role", "adv") == {"advocate": "advocate"}
    assert [*offered(bare, "note", "sari", "--role=adv")] == ["--role=advocate"]
    assert "mental_health" in offered(bare, "intake", "--area", "")
    assert offered(bare, "portfolio", "add", "N-55MX", "--competency", "epas-5") == {
        "epas-5": "Engage in Policy Practice"
    }
    assert "permensos-h" in offered(bare, "portfolio", "perm")


def test_bash_parts_at_the_equals_sign_and_gets_the_answer_alone(bare: Cj) -> None:
    assert [*offered(bare, "note", "sari", "--role", "=", "adv", program="bash")] == ["advocate"]


def test_answers_are_offered_in_the_readers_language(bare: Cj) -> None:
    told = offered(bare, "intake", "--area", "kel", CJ_LANG="id")

    assert told == {"keluarga": "family"}


def test_days_topics_settings_and_files(bare: Cj) -> None:
    assert offered(bare, "note", "sari", "--on", "yes") == {"yesterday": "Sunday 2026-11-22"}
    assert "advocate" in offered(bare, "learn", "adv")
    assert "worker" in offered(bare, "config", "wor")
    assert "exit-codes" in offered(bare, "help", "ex")
    assert [*offered(bare, "letter", "R-55MX", "-o", "")] == [":files"]


def test_a_search_is_offered_what_stands_before_a_colon_and_behind_it(cj: Cj) -> None:
    take_in(cj, "Ibu Sari")

    assert [*offered(cj, "search", "ki")] == ["kind:"]
    assert [*offered(cj, "search", "je", CJ_LANG="id")] == ["jenis:"]
    assert [*offered(cj, "search", "x", "kind:no")] == ["kind:note"]
    assert [*offered(cj, "search", "kind:", "no")] == ["note"]
    assert [*offered(cj, "search", "kind", ":", "no", program="bash")] == ["note"]
    assert [*offered(cj, "search", "peran:adv")] == ["peran:advocate"]
    assert [*offered(cj, "search", "case:sa")] == ["case:sari"]
    assert offered(cj, "search", "school") == {}


def test_cases_are_offered_by_ref_and_by_name_while_the_journal_is_open(cj: Cj) -> None:
    sari, budi = take_in(cj, "Ibu Sari Wulan"), take_in(cj, "Pak Budi")

    assert offered(cj, "note", "") | {"move": ""} == {"move": "", budi: "Pak Budi", sari: "Ibu Sari Wulan"}
    assert offered(cj, "show", "sa") == {"sari wulan": f"{sari} Ibu Sari Wulan"}
    assert [*offered(cj, "show", sari[:3].lower())] == [sari] or budi[:3] == sari[:3]


def test_the_cases_are_those_of_the_journal_that_is_named(plain_cj: Cj) -> None:
    take_in(plain_cj, "Ibu Sari")
    other = str(plain_cj.home / "other")
    plain_cj.ok("init", "--plain-text", "--journal", other)
    plain_cj.ok("intake", "--client", "Pak Budi", "--presenting-problem", "x", "--journal", other)

    for named in (("--journal", other), (f"--journal={other}",)):
        assert [*offered(plain_cj, *named, "show", "").values()] == ["Pak Budi"]
        assert [*offered(plain_cj, "show", *named, "").values()] == ["Pak Budi"]
    assert [*offered(plain_cj, "--journal", "=", other, "show", "", program="bash").values()] == ["Pak Budi"]


def test_groups_and_records_are_offered(cj: Cj) -> None:
    sari = take_in(cj, "Ibu Sari")
    group = form_group(cj)
    note = cj.json("note", sari, "Talked.")["ref"]

    assert group in offered(cj, "group", "show", "")
    assert [*offered(cj, "amend", note[:3])] == [note]


def test_while_it_is_locked_no_name_is_offered_and_nothing_is_asked_or_run(cj: Cj, tmp_path: Path) -> None:
    take_in(cj, "Ibu Sari")
    cj.ok("lock")
    ran = tmp_path / "ran"
    before = cj.files()

    told = offered(cj, "show", "", CJ_PASSPHRASE_COMMAND=f"touch {ran}", CJ_PASSPHRASE_FILE=str(cj.home / "passphrase"))

    assert told == {}
    assert not ran.exists()
    assert cj.files() == before


def test_what_a_client_is_called_acts_on_no_shell(cj: Cj) -> None:
    take_in(cj, "Sari\x1b[31m $(touch x) `y`")

    result = cj("show", "", env={"_CJ_COMPLETE": "zsh"})

    assert "\x1b" not in result.out
    assert len(result.out.splitlines()) == 1


@pytest.mark.parametrize("shell", SHELLS)
def test_a_name_that_would_act_on_a_terminal_is_offered_by_its_ref(cj: Cj, shell: str) -> None:
    ref = take_in(cj, "Sari\x1b[31m Wulan")

    assert offered(cj, "show", "sari", program=shell) == {ref: f"{ref} Sari␛[31m Wulan"}


def test_powershell_quotes_what_it_would_run(bare: Cj) -> None:
    script = bare.ok("completion", "powershell").out

    assert r"if ($value -match '^[\w.=-]+$') { $value }" in script
    assert r"""(['\u2018-\u201B])", '$1$1'""" in script  # each of these ends a text there


@pytest.mark.parametrize("shell", SHELLS)
def test_a_quote_that_was_begun_is_no_part_of_the_word(cj: Cj, shell: str) -> None:
    take_in(cj, "Ibu Sari Wulan")

    assert [*offered(cj, "show", '"sari w', program=shell)] == ["sari wulan"]
    assert [*offered(cj, "note", "sari", "--role", "'adv", program=shell)] == ["advocate"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
def test_where_the_shell_takes_nothing_it_ends_quietly(bare: Cj) -> None:
    place = str(Path(__file__).parents[2])
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "casejournal", ""],
            env=bare.env | {"_CJ_COMPLETE": "bash", "PYTHONPATH": place},
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip

    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_a_script_that_holds_nothing_of_the_journal(cj: Cj, shell: str) -> None:
    take_in(cj, "Ibu Sari")

    script = cj.ok("completion", shell).out

    assert "_CJ_COMPLETE" in script
    assert "Sari" not in script


def test_another_shell_is_refused_with_those_there_are(bare: Cj) -> None:
    result = bare("completion", "tcsh")

    assert result.code == 14
    assert "fish" in result.err


@pytest.fixture
def typing(plain_cj: Cj, tmp_path: Path) -> "Typing":
    """Somebody at a shell, with an open journal."""
    return Typing(plain_cj, tmp_path)


class Typing:
    """A real shell in which the completion was set up as `cj completion --help` says."""

    def __init__(self, cj: Cj, folder: Path) -> None:
        self.cj = cj
        programs = folder / "bin"
        programs.mkdir()
        (programs / "cj").write_text(f'#!/bin/sh\nexec {sys.executable} -m casejournal "$@"\n')
        (programs / "cj").chmod(0o755)
        self.scripts = folder / "scripts"
        self.scripts.mkdir()
        for shell in SHELLS:
            (self.scripts / f"cj.{shell}").write_text(cj.ok("completion", shell).out)
        place = Path(__file__).parents[2]
        self.env = cj.env | {
            "PATH": f"{programs}:{os.environ['PATH']}", "TERM": "xterm", "LANG": "C.UTF-8", "PYTHONPATH": str(place),
        }  # fmt: skip

    def at(self, shell: str) -> "pexpect.spawn[str]":
        """The shell, once it listens."""
        script = self.scripts / f"cj.{shell}"
        begun = {
            "bash": ["--norc", "-i"],
            "zsh": ["-f", "-i"],
            "fish": ["--no-config", "-i"],
        }[shell]
        child = pexpect.spawn(shell, begun, env=self.env, encoding="utf-8", timeout=30, dimensions=(40, 200))
        if shell == "zsh":
            child.sendline("autoload -Uz compinit; compinit -u -D; PS1='$ '")
        child.sendline(f"source '{script}'; echo rea''dy")
        child.expect("ready")
        return child


@pytest.mark.parametrize("shell", FOUND)
def test_tab_completes_a_command_and_an_answer_in_a_real_shell(typing: "Typing", shell: str) -> None:
    child = typing.at(shell)

    child.send("cj inta\t")
    child.expect("intake")
    child.send("--voluntary --area fam\t")
    child.expect("family")

    child.sendcontrol("c")
    child.close(force=True)


@pytest.mark.parametrize("shell", FOUND)
def test_tab_lists_the_cases_with_their_names_in_a_real_shell(
    typing: "Typing", shell: str, passphrase_file: str
) -> None:
    sari = take_in(typing.cj, "Ibu Sari")
    take_in(typing.cj, "Pak Budi")
    child = typing.at(shell)

    child.send("cj show \t\t\t")
    child.expect(f"{sari}.*Ibu Sari|Ibu Sari.*{sari}")

    child.sendcontrol("c")
    child.close(force=True)


@pytest.mark.parametrize("shell", FOUND)
def test_tab_ends_a_name_in_the_quotes_that_were_begun(typing: "Typing", shell: str) -> None:
    take_in(typing.cj, "Ibu Sari Wulan $(touch ran)")
    child = typing.at(shell)

    child.send('cj show "sari w\t')
    child.expect_exact('"sari wulan ')
    child.close(force=True)

    child = typing.at(shell)  # after Ctrl-C a shell may drop the first letter that is typed
    child.send("cj show 'sari w\t")
    child.expect_exact("'sari wulan $(touch ran)'")

    child.sendcontrol("c")
    child.close(force=True)
