"""Each exit code means one thing, and each failure is a sentence with a next step. docs/exit-codes.md lists them."""

import importlib
import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import casejournal
from casejournal.errors import ExitCode, Failure
from casejournal.storage.lock import locked
from tests.world import Cj, take_in

for module in pkgutil.walk_packages(casejournal.__path__, "casejournal."):
    if module.name.endswith((".errors", "refusals", ".cli")):
        importlib.import_module(module.name)
FAILURES = Failure.__subclasses__()
DOCUMENT = Path(__file__).parents[2] / "docs" / "exit-codes.md"


def test_0_done(cj: Cj) -> None:
    assert cj("list").code == 0


def test_1_a_defect_tells_where_and_not_what(cj: Cj, sari: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: object) -> None:
        raise RuntimeError("Ibu Sari said this")

    monkeypatch.setattr("casejournal.commands.show.case_page", fails)

    result = cj("show", sari)

    assert result.code == 1
    assert "RuntimeError" in result.err
    assert "show.py" in result.err
    assert "Ibu Sari" not in result.out + result.err


def test_1_only_a_developer_sees_what_a_defect_says(plain_cj: Cj) -> None:
    sari = take_in(plain_cj, "Ibu Sari")
    breaks = (
        "import sys, casejournal.cli as cli, casejournal.commands.show as show\n"
        "def fails(*_): raise RuntimeError('Ibu Sari said this')\n"
        "show.case_page = fails\n"
        "sys.exit(cli.run(sys.argv[1:]))"
    )

    seen = {
        mode: subprocess.run(
            [sys.executable, "-X", mode, "-c", breaks, "show", sari],
            env=plain_cj.env,
            check=False,
            capture_output=True,
            text=True,
        )
        for mode in ("dev", "utf8")
    }

    assert {result.returncode for result in seen.values()} == {1}
    assert "Ibu Sari said this" in seen["dev"].stderr
    assert "Ibu Sari" not in seen["utf8"].stdout + seen["utf8"].stderr


@pytest.mark.parametrize(
    "arguments", [("nonsense",), ("note",), ("show",), ("list", "--bogus"), ("list", "extra"), ("note", "@", "a", "b")]
)
def test_2_usage(cj: Cj, arguments: tuple[str, ...]) -> None:
    result = cj(*arguments)

    assert result.code == 2
    assert "--help" in result.err


def test_2_a_mistyped_command_is_answered_with_those_like_it(cj: Cj) -> None:
    assert "'note'" in cj("nite").err


def test_4_an_answer_is_needed(cj: Cj, sari: str) -> None:
    result = cj("note", sari, "--no-input")

    assert result.code == 4
    assert "--body" in result.err


def test_4_a_yes_is_needed(cj: Cj, sari: str) -> None:
    result = cj("undo", "--no-input")

    assert result.code == 4
    assert "--yes" in result.err
    assert cj("show", sari).code == 0


def test_5_a_task_is_not_done_twice(cj: Cj, sari: str) -> None:
    task = cj.json("task", "add", sari, "Ask", "--who", "client")["ref"]
    cj.ok("task", "done", task)

    assert cj("task", "done", task).code == 5


def test_5_a_step_out_of_order_names_the_missing_one(cj: Cj, sari: str) -> None:
    result = cj("plan", sari, "--goal", "x", "--agreed", "yes")

    assert result.code == 5
    assert f"cj assess {sari}" in result.err


def test_6_no_consent_covers_it(cj: Cj, sari: str) -> None:
    ref = cj.json("refer", sari, "--to", "Puskesmas", "--reason", "specialist")["ref"]

    result = cj("refer", "update", ref, "sent")

    assert result.code == 6
    assert f"cj consent {sari}" in result.err


def test_17_a_check_found_something(cj: Cj, sari: str) -> None:
    cj.ok("plan", sari, "--goal", "x", "--agreed", "no", "--because", "x")

    assert cj("check", sari).code == 17


def test_10_no_journal_here(bare: Cj) -> None:
    for arguments in (("list",), ("status",), ("lock",), ("verify",), ("intake", "--client", "A")):
        result = bare(*arguments)

        assert result.code == 10
        assert "cj init" in result.err


def test_10_a_file_where_the_folder_should_be(bare: Cj) -> None:
    bare.journal.write_text("not a folder")

    for command in ("list", "init"):
        result = bare(command, env={"CJ_PASSPHRASE_COMMAND": "echo nine quiet lamps"})
        assert result.code == 10
        assert "is a file" in result.err


def test_11_busy(cj: Cj, sari: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casejournal.storage.lock.PATIENCE", 0.05)
    before = cj.files()

    with locked(cj.journal / "journal.lock", "session"):
        result = cj("note", sari, "Written meanwhile.")

    assert result.code == 11
    assert "cj session, process" in result.err
    assert cj.files()[f"cases/{sari}.log"] == before[f"cases/{sari}.log"]


def test_12_locked(cj: Cj) -> None:
    cj.ok("lock")

    result = cj("list")

    assert result.code == 12
    assert "cj unlock" in result.err


def test_12_wrong_passphrase(cj: Cj) -> None:
    cj.ok("lock")

    result = cj("list", env={"CJ_PASSPHRASE_COMMAND": "echo wrong words"})

    assert result.code == 12
    assert "does not open" in result.err


@pytest.mark.parametrize(
    "env",
    [
        {"CJ_PASSPHRASE_FILE": "/nowhere/at/all"},
        {"CJ_PASSPHRASE_FILE": "/dev/null"},
        {"CJ_PASSPHRASE_COMMAND": "false"},
        {"CJ_PASSPHRASE_COMMAND": "no-such-command-here"},
        {"CJ_PASSPHRASE_COMMAND": "'"},
    ],
)
def test_12_a_passphrase_source_that_gives_nothing(cj: Cj, env: dict[str, str]) -> None:
    cj.ok("lock")

    result = cj("list", env=env)

    assert result.code == 12
    assert "CJ_PASSPHRASE_" in result.err


def test_13_damaged_header(cj: Cj) -> None:
    header = cj.journal / "journal.toml"
    header.write_text(header.read_text().replace("sealed = true", "sealed = false"))

    result = cj("list")

    assert result.code == 13
    assert "journal.toml" in result.err


@pytest.mark.parametrize("command", [("show", "nobody"), ("note", "C-ZZZZ", "x"), ("show", "@"), ("history", "N-ZZZZ")])
def test_14_not_found(cj: Cj, command: tuple[str, ...]) -> None:
    result = cj(*command)

    assert result.code == 14


def test_14_nothing_to_take_back(cj: Cj) -> None:
    assert cj("undo", "--yes").code == 14


def test_15_ambiguous(cj: Cj) -> None:
    for client in ("Ibu Sari", "Ibu Santi"):
        take_in(cj, client)

    result = cj("show", "ibu")

    assert result.code == 15
    assert "Ibu Sari" in result.err
    assert "Ibu Santi" in result.err


@pytest.mark.parametrize(
    "wrong",
    [
        ("--role", "clown"),
        ("--minutes", "long"),
        ("--minutes", "-1"),
        ("--minutes", "99999"),
        ("--on", "03/04"),
        ("--on", "some day"),
        ("--on", "tomorrow"),
        ("--next-on", "32"),
        ("--next-step", "two\nlines"),
        ("--visibility", "everybody"),
        ("--from", "/dev/null/nowhere"),
    ],
)
def test_16_a_value_is_not_valid_and_nothing_is_written(cj: Cj, sari: str, wrong: tuple[str, str]) -> None:
    before = cj.files()

    result = cj("note", sari, "Body.", *wrong)

    assert result.code == (14 if wrong[0] == "--from" else 16)
    assert result.err
    assert cj.files() == before


def test_18_a_disk_that_refuses(cj: Cj, sari: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def read_only(path: Path, flags: int, *mode: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(30, "Read-only file system")
        return real(path, flags, *mode)

    before = cj.files()
    monkeypatch.setattr("casejournal.storage.lock.os.open", read_only)

    result = cj("note", sari, "Body.")

    assert result.code == 18
    assert "Read-only file system" in result.err
    assert cj.files() == before


def test_20_written_by_a_newer_version(cj: Cj) -> None:
    (cj.journal / "journal.toml").write_text("format = 2\n")

    result = cj("list")

    assert result.code == 20
    assert "newer" in result.err


def test_130_interrupted(cj: Cj, sari: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("casejournal.commands.show.case_page", interrupted)

    result = cj("show", sari)

    assert result.code == 130
    assert "Interrupted" in result.err


def test_with_json_a_failure_is_an_object_on_standard_error(cj: Cj) -> None:
    result = cj("show", "nobody", "--json")

    assert result.out == ""
    assert result.error["schema"] == "casejournal/error/1"
    assert result.error["code"] == "case_not_found"
    assert "nobody" in result.error["message"]
    assert "cj list" in result.error["hint"]


def test_with_json_even_a_usage_error_is_an_object(cj: Cj) -> None:
    result = cj("show", "--json", "--bogus")

    assert result.code == 2
    assert result.error["code"] == "usage"


@pytest.mark.parametrize("kind", FAILURES, ids=lambda kind: kind.__name__)
def test_every_failure_has_a_sentence_and_a_documented_code(kind: type[Failure]) -> None:
    facts = {name: "X" for text in (kind.sentence, kind.next_step) for name in re.findall(r"{(\w+)}", text)}

    failure = kind(**facts)

    assert failure.message()
    assert "{" not in failure.message() + failure.hint()
    assert f"| {int(kind.exit_code)} |" in DOCUMENT.read_text()


def test_every_exit_code_is_documented() -> None:
    text = DOCUMENT.read_text()

    assert [int(number) for number in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)] == sorted(ExitCode)
