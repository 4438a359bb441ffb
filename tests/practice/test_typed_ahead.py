"""What is typed or pasted beyond a question answers no other one that matters, and is never run by the shell."""

import sys
from pathlib import Path

import pexpect
import pytest

from tests.practice.test_by_hand import Hand
from tests.world import Cj

ROOT = Path(__file__).parents[2]


@pytest.fixture
def shell(bare: Cj, tmp_path: Path) -> "pexpect.spawn[str]":
    """A shell in an empty folder, in which `cj` is the program."""
    env = Hand(bare).env | {"PS1": "ready$ ", "HISTFILE": str(tmp_path / "history")}
    child = pexpect.spawn(
        "bash", ["--norc", "--noprofile", "-i"], env=env, encoding="utf-8", timeout=30, dimensions=(50, 80),
        cwd=str(tmp_path),
    )  # fmt: skip
    child.expect("ready")
    child.sendline(f'cj() {{ {sys.executable} -m casejournal "$@"; }}; cd {tmp_path}; export PYTHONPATH={ROOT}')
    child.expect("ready")
    return child


def over(shell: "pexpect.spawn[str]") -> None:
    """Wait until the shell has run whatever it was given."""
    shell.sendline("echo over-$((20 + 3)); history")
    shell.expect("over-23")
    shell.sendline("exit")
    shell.expect(pexpect.EOF)


PASTED = "password123\rpassword123\ry\rtouch passed; secret\rtouch passed; secret\r"
"""Without brackets, as old terminals paste."""


def test_what_is_pasted_at_a_new_passphrase_answers_no_question_and_never_reaches_the_shell(
    shell: "pexpect.spawn[str]", bare: Cj, tmp_path: Path
) -> None:
    shell.sendline("cj init")
    shell.expect("Passphrase")
    shell.send(PASTED)
    shell.expect("Use it anyway")
    shell.expect("y/N")
    shell.send("n\r")
    shell.expect("choose another")
    shell.expect("Passphrase")
    shell.send("touch passed; sec")
    shell.sendintr()
    shell.expect("Interrupted")
    shell.expect("ready")
    over(shell)

    assert not bare.journal.exists()
    assert not (tmp_path / "passed").exists()
    assert "secret" not in str(shell.before)


def test_what_is_pasted_after_a_passphrase_never_reaches_the_shell(
    shell: "pexpect.spawn[str]", bare: Cj, tmp_path: Path, passphrase_file: str
) -> None:
    bare.ok("init", env={"CJ_PASSPHRASE_FILE": passphrase_file})
    shell.sendline("cj list")
    shell.expect("Passphrase")
    shell.send("nine quiet lamps\r" + "touch passed\r" * 300)
    shell.expect("No cases")
    shell.expect("ready")
    over(shell)

    assert not (tmp_path / "passed").exists()
