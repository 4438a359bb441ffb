"""The practice clock: the day of a practice journal, which only `cj practice wait` moves on."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from casejournal.domain.practice.run import Moment, Run, Turn, morning, practice_time
from casejournal.storage.file_log import TALK
from casejournal.storage.log import LogStorage
from casejournal.storage.refusals import Damaged


def clock(folder: Path, really: Callable[[], datetime]) -> Callable[[], datetime]:
    """The clock of the practice journal in `folder`. `really` tells the real time, in the student's time zone; it is
    the clock too where the log of the talk is damaged, so that `cj verify` can say so.
    """

    def now() -> datetime:
        real = really()
        try:
            set_last = _set_last(folder)
        except (Damaged, msgspec.MsgspecError):
            return real
        if set_last is None:
            return morning(real.date(), real)
        return practice_time(set_last.recorded_at, set_last.really_at, real)

    return now


def _set_last(folder: Path) -> Moment | None:
    """What set the clock last: the beginning of the run, or days that passed."""
    storage = LogStorage(folder / TALK)
    storage.refresh()
    set_by = [msgspec.json.decode(doc, type=Run) for doc in storage.documents(Run.table).values()]
    turns = (msgspec.json.decode(doc, type=Turn) for doc in storage.documents(Turn.table).values())
    every: list[Moment] = [*set_by, *(turn for turn in turns if turn.days)]
    return max(every, key=lambda each: each.recorded_at, default=None)
