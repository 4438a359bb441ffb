"""What every paper of a file says of itself: who printed it, when, and of which days."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

import msgspec

from casejournal.domain import dates
from casejournal.domain.file import File
from casejournal.domain.record import Record
from casejournal.words import _


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """Who prints, when, and of what happened from which day to which; None is from the beginning, to the end."""

    worker: str
    agency: str
    today: date
    first: date | None = None
    last: date | None = None

    def happened(self, file: File) -> list[Record]:
        """What happened in these days, the oldest first."""
        first, last = self.first or date.min, self.last or date.max
        within = (each for each in file.timeline if first <= each.timeline_day <= last)
        return sorted(within, key=attrgetter("timeline_day", "recorded_at"))

    def facts(self) -> Iterator[tuple[str, str]]:
        """What stands at the head of every paper."""
        yield _("Worker"), self.worker
        if self.agency:
            yield _("Agency"), self.agency
        yield _("Printed on"), dates.in_a_letter(self.today, weekday=True)
        if self.first or self.last:
            first, last = (dates.in_a_letter(day) if day else "…" for day in (self.first, self.last))
            yield _("Timeline"), _("{first} to {last}").format(first=first, last=last)

    def foot(self, ref: str) -> str:
        """What stands at the foot of every page."""
        return _("Confidential: {ref}, printed on {day}").format(ref=ref, day=dates.in_a_letter(self.today))
