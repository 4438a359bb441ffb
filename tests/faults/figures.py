"""What the fault tests tried, added up over all of them and told at the end of the run."""

import os
from pathlib import Path

VARIABLE = "CJ_TEST_FIGURES"
"""Names the file in which every test process adds its own."""


def tried(points: int, *, survived: int, lost: int = 0) -> None:
    """So many points were tried, so many survived: all that was acknowledged was read; so many records were lost."""
    if path := os.environ.get(VARIABLE):
        with Path(path).open("a", encoding="ascii") as file:
            file.write(f"{points} {survived} {lost}\n")


def told(path: Path) -> str:
    """The sum of it, in a line; nothing where no fault test ran."""
    rows = [[int(word) for word in line.split()] for line in path.read_text(encoding="ascii").splitlines()]
    points, survived, lost = (sum(column) for column in zip(*rows, strict=True)) if rows else (0, 0, 0)
    return f"faults: {points} points tried, {survived} survived, {lost} acknowledged records lost" if rows else ""
