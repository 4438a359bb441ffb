"""What the fault tests tried, added up over all of them and told at the end of the run."""

import os
from pathlib import Path

VARIABLE = "CJ_TEST_FIGURES"
"""Names the file in which every test process adds its own."""


def tried(points: int, *, survived: int, lost: int = 0) -> None:
    """So many points were tried, so many survived: all that was acknowledged was read; so many records were lost."""
    _add(points, survived, lost, 0, 0)


def stopped(stops: int, *, states: int, lost: int = 0) -> None:
    """The machine stopped so often after a command was acknowledged, and woke up in so many states altogether."""
    _add(0, 0, lost, stops, states)


def told(path: Path) -> str:
    """The sum of it, in a line; nothing where no fault test ran."""
    rows = [[int(word) for word in line.split()] for line in path.read_text(encoding="ascii").splitlines()]
    if not rows:
        return ""
    points, survived, lost, stops, states = (sum(column) for column in zip(*rows, strict=True))
    return (
        f"faults: {points} points tried, {survived} survived;"
        f" {stops} stops after acknowledged commands, {states} states; {lost} acknowledged records lost"
    )


def _add(*figures: int) -> None:
    if path := os.environ.get(VARIABLE):
        with Path(path).open("a", encoding="ascii") as file:
            file.write(" ".join(map(str, figures)) + "\n")
