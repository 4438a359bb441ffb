"""Whole processes, side by side: how long they take as a ratio, and how much memory they hold at most.

Nothing of casejournal is imported here: a child's peak memory is never told as less than its parent's, so the parent
stays small.
"""

import os
import pty
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle
from typing import NamedTuple

WARM_UPS = 2
_SCREEN = (40, 100)
_CHUNK = 1 << 16


class Command(NamedTuple):
    """A command line and the world it runs in."""

    name: str
    words: Callable[[], Sequence[str]]
    """Asked before each run, so that a writing command need not write to the same case each time."""
    env: Mapping[str, str]
    terminal: bool = False
    """Whether it runs at a terminal of 100 columns; else it reads nothing and its output goes to a pipe."""
    ends: tuple[int, ...] = (0,)
    """The exit codes with which it ends well: `cj check` says so if it finds something."""


class Run(NamedTuple):
    """One run of a command that ended well."""

    seconds: float
    peak: int
    """Bytes of memory it held at most."""


class Ratio(NamedTuple):
    """How many times as long the one command takes as the other."""

    middle: float
    low: float
    high: float
    """The quartiles of the pairs: half of them lie between `low` and `high`."""
    pairs: int
    seconds: tuple[float, float]
    """The medians of both, to give the ratio a scale. They depend on the machine and decide nothing."""


class CommandFailed(Exception):
    """A command did not end well, so that its time means nothing."""


def always(*words: object) -> Callable[[], Sequence[str]]:
    """The same words at each run."""
    fixed = [str(word) for word in words]
    return lambda: fixed


def in_turn(refs: Sequence[str], words: Callable[[str], Sequence[str]]) -> Callable[[], Sequence[str]]:
    """The words for one ref after the other, and again from the first."""
    turn: Iterator[str] = cycle(refs)
    return lambda: words(next(turn))


def compare(one: Command, other: Command, rounds: int, *, warm_ups: int = WARM_UPS, patience: float = 600.0) -> Ratio:
    """Run both in turn, `rounds` times each, and no longer than `patience` seconds once there is a pair.

    The ratio is the median of the ratios of the pairs: both of a pair had the same weather. Raises CommandFailed.
    """
    for _ in range(warm_ups):
        run(one)
        run(other)
    times: list[tuple[float, float]] = []
    until = time.monotonic() + patience
    while len(times) < rounds and (not times or time.monotonic() < until):
        times.append((run(one).seconds, run(other).seconds))
    ratios = [first / second for first, second in times]
    return Ratio(
        middle=quantile(ratios, 0.5),
        low=quantile(ratios, 0.25),
        high=quantile(ratios, 0.75),
        pairs=len(times),
        seconds=(quantile([first for first, _ in times], 0.5), quantile([second for _, second in times], 0.5)),
    )


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of them lie, between two of them where need be."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def run(command: Command) -> Run:
    """Run the command once, from its start until it has ended and all it said was read. Raises CommandFailed."""
    words = list(command.words())
    ours, theirs = _screen() if command.terminal else os.pipe()
    actions: list[tuple[int, ...] | tuple[int, int, str, int, int]] = [
        (os.POSIX_SPAWN_DUP2, theirs, 0) if command.terminal else (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_DUP2, theirs, 1),
        (os.POSIX_SPAWN_DUP2, theirs, 2),
    ]
    begun = time.perf_counter()
    process = os.posix_spawn(words[0], words, dict(command.env), file_actions=actions)
    os.close(theirs)
    said = _all_of(ours)
    _process, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - begun
    os.close(ours)
    if (code := os.waitstatus_to_exitcode(status)) not in command.ends:
        raise CommandFailed(f"{command.name} ended with {code}: {said[-2000:].decode(errors='replace')}")
    return Run(seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def _screen() -> tuple[int, int]:
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, _SCREEN)
    return ours, theirs


def _all_of(descriptor: int) -> bytes:
    said = b""
    while True:
        try:
            part = os.read(descriptor, _CHUNK)
        except OSError:  # how a terminal says on Linux that nobody writes to it any more
            return said
        if not part:
            return said
        said += part
