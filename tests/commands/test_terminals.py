"""Colour where it is wanted, lines where a terminal can do no more, and columns that stay even in every script."""

import re

import pytest
from rich.cells import cell_len

from tests.world import Cj, take_in

ESCAPE = "\x1b["
BOXES = set("─│┌━┃╭")
NAMES = {
    "wide": "李小龍 田中太郎",
    "right to left": "فاطمة الزهراء",
    "combining": "สมชาย น้ำทิพย์",
    "joined": "Zoe\u0308 Nguye\u0302\u0303n",
}


@pytest.fixture
def seen(cj: Cj, monkeypatch: pytest.MonkeyPatch) -> Cj:
    """A journal with a case, at a terminal that knows colours."""
    monkeypatch.setenv("TERM", "xterm-256color")
    take_in(cj, "Ibu Sari", "--area", "family", "--safety", "concern")
    return cj


def surround(cj: Cj, monkeypatch: pytest.MonkeyPatch, **env: str) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
        cj.env[name] = value


@pytest.mark.parametrize("command", ["list", "today", "show @"])
def test_no_color_takes_every_colour_away(seen: Cj, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    surround(seen, monkeypatch, NO_COLOR="1", FORCE_COLOR="1")

    out = seen.ok(*command.split(), terminal=True).out

    assert set(re.findall(r"\x1b\[([0-9;]*)m", out)) <= {"0", "1", "2"}  # bold and dim are no colours
    assert ESCAPE not in seen.ok(*command.split()).out


@pytest.mark.parametrize("command", ["list", "today", "show @"])
def test_force_color_draws_in_a_pipe_as_at_a_terminal(seen: Cj, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    at_a_terminal = seen.ok(*command.split(), terminal=True).out

    surround(seen, monkeypatch, FORCE_COLOR="1")

    assert seen.ok(*command.split()).out == at_a_terminal
    assert ESCAPE in at_a_terminal
    for how in ("--plain", "--json"):
        assert ESCAPE not in seen.ok(*command.split(), how).out
    surround(seen, monkeypatch, FORCE_COLOR="")
    assert ESCAPE not in seen.ok(*command.split()).out


def test_force_color_is_stronger_than_a_terminal_without_any(seen: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in many build logs, where TERM is dumb and colour is asked for."""
    surround(seen, monkeypatch, FORCE_COLOR="1", TERM="dumb")

    assert ESCAPE in seen.ok("list").out


@pytest.mark.parametrize("term", ["dumb", "unknown", "DUMB"])
def test_a_dumb_terminal_gets_labelled_lines_and_a_pipe_gets_tabs_as_always(
    seen: Cj, monkeypatch: pytest.MonkeyPatch, term: str
) -> None:
    plain, piped = seen.ok("list", "--plain").out, seen.ok("list").out
    surround(seen, monkeypatch, TERM=term)

    assert seen.ok("list", terminal=True).out == plain
    assert seen.ok("list").out == piped
    assert not BOXES & set(seen.ok("show", "@", terminal=True).out)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("script", NAMES)
def test_columns_stay_even_in_every_script(cj: Cj, monkeypatch: pytest.MonkeyPatch, script: str, width: int) -> None:
    """A letter may be two columns wide or none."""
    surround(cj, monkeypatch, NO_COLOR="1", COLUMNS=str(width))
    for name in ("Ibu Sari", NAMES[script]):
        take_in(cj, name, "--safety", "concern")

    lines = re.sub(r"\x1b\[[0-9;]*m", "", cj.ok("list", terminal=True).out).splitlines()

    assert all(cell_len(line.rstrip()) <= width for line in lines)
    next_column = [cell_len(line[: found.start()]) for line in lines if (found := re.search(r" a( concern)?\b", line))]
    assert len(next_column) == 2
    assert len(set(next_column)) == 1, lines
    together = re.sub(r"\s", "", "".join(lines))
    assert re.sub(r"\s", "", NAMES[script])[:3] in together


@pytest.mark.parametrize("script", NAMES)
def test_a_name_of_every_script_is_shown_as_it_is_written(cj: Cj, script: str) -> None:
    take_in(cj, NAMES[script])

    for command in ("list", "show @", "today"):
        for how in ({}, {"terminal": True}):
            assert NAMES[script].split()[0] in cj.ok(*command.split(), **how).out or command == "today"
    assert cj.json("show", "@")["intake"]["client"] == NAMES[script]


def test_turning_the_writing_direction_is_shown_and_not_obeyed(cj: Cj) -> None:
    take_in(cj, "Sari \u202etxet")

    for how in ({}, {"terminal": True}):
        assert "\u202e" not in cj.ok("list", **how).out
