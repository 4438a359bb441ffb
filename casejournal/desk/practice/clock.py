"""The practice clock: the day of a practice journal, which only `cj practice wait` moves on."""

from collections.abc import Callable
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from typing import cast

from casejournal.domain.kinds import PRACTICE
from casejournal.domain.practice.run import Moment, PracticeFile, Turn, morning, practice_time
from casejournal.storage.file_log import TALK, read_file
from casejournal.storage.log import LogStorage
from casejournal.storage.refusals import Damaged


def clock(folder: Path, really: Callable[[], datetime]) -> Callable[[], datetime]:
    """The clock of the practice journal in `folder`. `really` tells the real time, in the student's time zone; it is
    the clock too where the log of the talk is damaged, so that `cj verify` can say so. It never shows a time before
    what was said last, whatever the real clock was set to.
    """
    storage = LogStorage(folder / TALK)

    def now() -> datetime:
        real = really()
        try:
            every = _moments(storage)
        except Damaged:
            return real
        if not every:
            return morning(real.date(), real)
        set_last = max(
            (each for each in every if not isinstance(each, Turn) or each.days), key=_RECORDED, default=every[0]
        )
        said_last = max(each.recorded_at for each in every)
        return max(practice_time(set_last.recorded_at, set_last.really_at, real), said_last)

    return now


_RECORDED = attrgetter("recorded_at")


def _moments(storage: LogStorage) -> list[Moment]:
    """The beginning of the run and what was said since. The beginning, and days that passed, set the clock."""
    storage.refresh()
    file = cast("PracticeFile", read_file(PRACTICE, storage))
    return [*file.runs, *file.turns]
