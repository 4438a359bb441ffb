"""The practice clock: the day of a practice journal, which only `cj practice wait` moves on."""

from collections.abc import Callable
from datetime import datetime
from operator import attrgetter
from pathlib import Path

import msgspec

from casejournal.domain.practice.run import Moment, Run, Turn, morning, practice_time
from casejournal.storage.file_log import TALK
from casejournal.storage.log import LogStorage
from casejournal.storage.refusals import Damaged


def clock(folder: Path, really: Callable[[], datetime]) -> Callable[[], datetime]:
    """The clock of the practice journal in `folder`. `really` tells the real time, in the student's time zone; it is
    the clock too where the log of the talk is damaged, so that `cj verify` can say so. It never shows a time before
    what was said last, whatever the real clock was set to.
    """

    def now() -> datetime:
        real = really()
        try:
            every = _moments(folder)
        except (Damaged, msgspec.MsgspecError):
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


def _moments(folder: Path) -> list[Moment]:
    """The beginning of the run and what was said since. The beginning, and days that passed, set the clock."""
    storage = LogStorage(folder / TALK)
    storage.refresh()
    runs = (msgspec.json.decode(doc, type=Run) for doc in storage.documents(Run.table).values())
    turns = (msgspec.json.decode(doc, type=Turn) for doc in storage.documents(Turn.table).values())
    return [*runs, *turns]
