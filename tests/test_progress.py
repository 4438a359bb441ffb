"""How far a long work has come."""

import io
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from casejournal.desk import progress
from casejournal.desk.progress import Progress
from tests.world import Terminal


class Time:
    """A clock that goes on half a second with each look at it."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        self.seconds += 0.6
        return self.seconds


def work(monkeypatch: pytest.MonkeyPatch, *, terminal: bool = True, plain: bool = False) -> str:
    """What standard error shows of forty steps, each of which takes a while."""
    out = io.BytesIO()
    stream = (Terminal if terminal else io.TextIOWrapper)(out, encoding="utf-8")
    monkeypatch.setattr(progress, "monotonic", Time())
    monkeypatch.setattr(sys, "stderr", stream)
    screen: Any = SimpleNamespace(is_plain=plain, tell=lambda told: stream.write(told + "\n"))
    with Progress(screen, "Reading [bold]", 40) as step:
        for _each in range(40):
            step()
    stream.flush()
    return out.getvalue().decode()


def test_long_work_shows_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = work(monkeypatch)

    assert "Reading [bold]" in shown
    assert "/40" in shown


def test_a_plain_terminal_is_told_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    told = work(monkeypatch, plain=True).splitlines()

    assert 2 <= len(told) <= 8
    assert told[0].startswith("Reading [bold]: ")
    assert told[0].endswith(" of 40")


def test_nobody_at_a_terminal_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert work(monkeypatch, terminal=False) == ""


def test_what_is_done_at_once_is_not_spoken_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 1000.0)

    assert work(monkeypatch, plain=True) == ""
