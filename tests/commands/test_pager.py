"""What is longer than the screen goes to the worker's pager, by a pipe only; and `--last` shows less of it."""

from pathlib import Path

import pytest

from tests.world import Cj, form_group, take_in

READS = r"FRX -PsSpace\: on   b\: back   q\: close$"
"""What less is told: to show colours, to leave the text on the screen, and which keys to name at the bottom."""


@pytest.fixture(autouse=True)
def _screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "24")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def long(cj: Cj) -> Cj:
    """A case with more contacts than a screen has lines."""
    take_in(cj, "Ibu Sari")
    for number in range(1, 13):
        cj.clock.forward(minutes=1)
        cj.ok("note", "sari", f"Visit {number}.")
    return cj


def pager(cj: Cj, script: str = "cat", name: str = "pager") -> dict[str, str]:
    """A pager that runs this shell script; what it writes and its variables are in files. Returns what chooses it."""
    path = cj.home / f"{name}.sh"
    path.write_text(f'#!/bin/sh\nenv > "{cj.home}/{name}.env"\n( {script} ) > "{cj.home}/{name}.out"\n')
    path.chmod(0o700)
    return {"CJ_PAGER": str(path)}


def paged(cj: Cj, name: str = "pager") -> str:
    """What the pager was handed; empty if it was not called."""
    path = cj.home / f"{name}.out"
    return path.read_text() if path.exists() else ""


def test_what_is_longer_than_the_screen_goes_to_the_pager_and_nowhere_else(long: Cj) -> None:
    before = {*long.home.rglob("*")}

    shown = long.ok("show", "sari", terminal=True, env=pager(long))

    assert shown.out == ""
    assert "Visit 1." in paged(long)
    assert "Visit 12." in paged(long)
    added = {path for path in {*long.home.rglob("*")} - before if path.is_file()}
    assert not [path for path in added if path.suffix != ".out" and "Visit" in path.read_text()]


@pytest.mark.parametrize(
    "how",
    [("--no-pager", "show", "sari"), ("show", "sari", "--no-pager"), ("show", "sari", "--no-input"),
     ("show", "sari", "--json"), ("show", "sari", "--plain"), ("list",)],
)  # fmt: skip
def test_no_pager_where_it_is_not_wanted_or_the_answer_is_short(long: Cj, how: tuple[str, ...]) -> None:
    assert "Sari" in long.ok(*how, terminal=True, env=pager(long)).out
    assert paged(long) == ""


def test_off_a_terminal_there_is_no_pager(long: Cj) -> None:
    assert "Visit 1." in long.ok("show", "sari", env=pager(long)).out
    assert paged(long) == ""


@pytest.mark.parametrize(
    "env", [{"CJ_PAGER": ""}, {"CJ_PAGER": "cat"}, {"CJ_PAGER": '"'}, {"CJ_PAGER": "no-such-program -R"}]
)
def test_an_empty_a_missing_or_an_impossible_pager_loses_nothing(long: Cj, env: dict[str, str]) -> None:
    assert "Visit 1." in long.ok("show", "sari", terminal=True, env=env).out


@pytest.mark.parametrize("script", ["exit 3", "head -c 10 >/dev/null; exit 1", "cat >/dev/null; kill -9 $$"])
def test_a_pager_that_dies_loses_nothing(long: Cj, script: str) -> None:
    assert "Visit 1." in long.ok("show", "sari", terminal=True, env=pager(long, script)).out


def test_a_pager_that_is_closed_early_is_no_failure(long: Cj) -> None:
    assert long.ok("show", "sari", terminal=True, env=pager(long, "head -c 10")).out == ""
    assert len(paged(long)) == 10


def test_the_setting_goes_before_the_variable_of_the_system(long: Cj) -> None:
    others = pager(long, name="others")["CJ_PAGER"]
    long.env.pop("CJ_PAGER")

    long.ok("show", "sari", terminal=True, env={"PAGER": others})
    assert "Visit 1." in paged(long, "others")

    long.ok("config", "pager", pager(long)["CJ_PAGER"])
    long.ok("show", "sari", terminal=True, env={"PAGER": others})
    assert "Visit 1." in paged(long)


def test_less_keeps_no_history_and_starts_nothing(long: Cj) -> None:
    long.ok("show", "sari", terminal=True, env=pager(long))
    env = dict(line.split("=", 1) for line in (long.home / "pager.env").read_text().splitlines() if "=" in line)
    assert (env["LESS"], env["LESSHISTFILE"], env["LESSSECURE"], env["LESSCHARSET"]) == (READS, "-", "1", "utf-8")

    long.ok("show", "sari", terminal=True, env=pager(long) | {"LESS": "-i", "LESSHISTFILE": "history"})
    env = dict(line.split("=", 1) for line in (long.home / "pager.env").read_text().splitlines() if "=" in line)
    assert (env["LESS"], env["LESSHISTFILE"]) == ("-i -R", "-")


def test_a_pager_gets_no_word_of_the_case_as_an_argument(long: Cj, tmp_path: Path) -> None:
    long.ok("show", "sari", terminal=True, env=pager(long, f'echo "$@" > "{tmp_path}/args"; cat'))

    assert (tmp_path / "args").read_text() == "\n"


# --last


def test_the_last_entries_of_a_case_and_how_many_are_before_them(long: Cj) -> None:
    out = long.ok("show", "sari", "--last", "2").out

    assert "Visit 12." in out
    assert "Visit 11." in out
    assert "Visit 10." not in out
    assert f"11 earlier entries are not shown. Show all: cj show {long.json('list')['items'][0]['ref']}" in out
    assert "not shown" not in long.ok("show", "sari", "--last", "13").out


def test_json_has_the_last_entries_too_and_all_that_is_open(long: Cj) -> None:
    long.ok("task", "add", "sari", "Ask the school", "--who", "worker")

    told = long.json("show", "sari", "--last", "2")

    assert [note["body"] for note in told["notes"]] == ["Visit 11.", "Visit 12."]
    assert (told["earlier"], len(told["tasks"])) == (11, 1)
    assert told["intake"]["client"] == "Ibu Sari"
    assert "earlier" not in long.json("show", "sari")


def test_the_last_sessions_of_a_group(cj: Cj) -> None:
    form_group(cj, "Bu Wati")
    for day in ("-30d", "-20d", "-10d"):
        cj.ok("group", "session", "tangguh", "--everyone", "--on", day, "--process", f"Day {day}.")

    for command in (("group", "show", "tangguh"), ("show", "tangguh")):
        out = cj.ok(*command, "--last", "1").out
        assert "Day -10d." in out
        assert "Day -20d." not in out
        assert "4 earlier entries are not shown." in out
        assert len(cj.json(*command, "--last", "1")["sessions"]) == 1


@pytest.mark.parametrize("number", ["0", "-1", "many"])
def test_there_is_no_last_none(long: Cj, number: str) -> None:
    assert long("show", "sari", "--last", number).code == 2
