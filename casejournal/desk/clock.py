"""Which clock a desk reads: that of the world, or of the practice whose journal is on it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from casejournal.errors import Failure
from casejournal.storage.file_log import TALK


def clock_of(folder: Callable[[], Path], really: Callable[[], datetime]) -> Callable[[], datetime]:
    """The clock for the journal in that folder. `really` tells the time of the world, which it is too where nobody can
    look whether there is a practice.
    """
    try:
        practises = (folder() / TALK).exists()
    except (OSError, RuntimeError, Failure):
        practises = False
    if not practises:
        return really
    from casejournal.desk.practice.clock import clock  # lazy: only a practice journal has one

    return clock(folder(), really)
