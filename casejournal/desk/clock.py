"""Which clock a desk reads: that of the world, or of the practice whose journal is on it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from casejournal.storage.file_log import TALK


def clock_of(folder: Path, really: Callable[[], datetime]) -> Callable[[], datetime]:
    """The clock for the journal in `folder`. `really` tells the time of the world."""
    if not (folder / TALK).exists():
        return really
    from casejournal.desk.practice.clock import clock  # lazy: only a practice journal has one

    return clock(folder, really)
