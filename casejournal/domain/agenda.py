"""Today: what waits for the worker, safety first."""

from collections.abc import Iterable
from datetime import date

import msgspec

from casejournal.domain.intake import Safety
from casejournal.domain.summary import Summary
from casejournal.domain.task import Due, When


class Waiting(msgspec.Struct, frozen=True):
    """Something due, and whose case it belongs to."""

    case: str
    client: str
    due: Due


class Agenda(msgspec.Struct, frozen=True, kw_only=True):
    """One morning: who is in danger, what is overdue, due today and within seven days, who was not met lately."""

    day: date
    safety: tuple[Summary, ...] = ()
    overdue: tuple[Waiting, ...] = ()
    today: tuple[Waiting, ...] = ()
    soon: tuple[Waiting, ...] = ()
    undated: tuple[Waiting, ...] = ()
    silent: tuple[Summary, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.safety or self.overdue or self.today or self.soon or self.undated or self.silent)


def agenda(summaries: Iterable[Summary], today: date) -> Agenda:
    """What waits on `today` in the cases being worked on, the most pressing first."""
    worked_on = [summary for summary in summaries if summary.open]
    waiting: dict[When, list[Waiting]] = {when: [] for when in When}
    for summary in worked_on:
        for due in summary.due:
            waiting[due.when(today)].append(Waiting(summary.ref, summary.client, due))
    for rows in waiting.values():
        rows.sort(key=lambda row: (row.due.on or date.max, row.case, row.due.ref))
    return Agenda(
        day=today,
        safety=tuple(sorted((s for s in worked_on if s.safety is not Safety.NONE), key=_most_pressing)),
        overdue=tuple(waiting[When.OVERDUE]),
        today=tuple(waiting[When.TODAY]),
        soon=tuple(waiting[When.SOON]),
        undated=tuple(waiting[When.UNDATED]),
        silent=tuple(sorted((s for s in worked_on if s.silent(today)), key=lambda s: (s.last_contact_on, s.ref))),
    )


def _most_pressing(summary: Summary) -> tuple[bool, date, str]:
    return summary.safety is not Safety.IMMEDIATE, summary.opened_on, summary.ref
