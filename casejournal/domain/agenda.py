"""Today: what waits for the worker, safety first."""

from collections.abc import Iterable
from datetime import date

import msgspec

from casejournal.domain.consent import EXPIRING
from casejournal.domain.danger import Danger
from casejournal.domain.due import Due, DueKind, When
from casejournal.domain.summary import Summary

_PRESSING = frozenset({When.OVERDUE, When.TODAY, When.SOON})


class Waiting(msgspec.Struct, frozen=True):
    """Something due, and whose case it belongs to."""

    case: str
    client: str
    due: Due


class Agenda(msgspec.Struct, frozen=True, kw_only=True):
    """One morning: who is in danger, what is overdue, due today and within seven days, where the referrals stand, which
    consents run out, what is to be looked at again, who was not met lately.
    """

    day: date
    safety: tuple[Summary, ...] = ()
    overdue: tuple[Waiting, ...] = ()
    today: tuple[Waiting, ...] = ()
    soon: tuple[Waiting, ...] = ()
    undated: tuple[Waiting, ...] = ()
    referrals: tuple[Waiting, ...] = ()
    consents: tuple[Waiting, ...] = ()
    reviews: tuple[Waiting, ...] = ()
    silent: tuple[Summary, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing waits."""
        return not any(getattr(self, name) for name in self.__struct_fields__ if name != "day")


def agenda(summaries: Iterable[Summary], today: date) -> Agenda:
    """What waits on `today`, the most pressing first."""
    every = tuple(summaries)
    worked_on = [summary for summary in every if summary.open]
    parts: dict[str, list[Waiting]] = {}
    for summary in every:
        for due in summary.due:
            if part := _part(due, today, is_open=summary.open):
                parts.setdefault(part, []).append(Waiting(summary.ref, summary.client, due))
    for rows in parts.values():
        rows.sort(key=lambda row: (row.due.on or date.max, row.case, row.due.ref))
    return Agenda(
        day=today,
        safety=tuple(sorted((s for s in worked_on if s.safety is not Danger.NONE), key=_most_pressing)),
        silent=tuple(sorted((s for s in worked_on if s.silent(today)), key=lambda s: (s.last_contact_on, s.ref))),
        **{part: tuple(rows) for part, rows in parts.items()},
    )


def _part(due: Due, today: date, *, is_open: bool) -> str:
    """The part of the agenda something belongs to today; empty when it can wait.

    Of a case that is closed only its referrals are followed: none may get lost.
    """
    when = due.when(today)
    if not is_open and due.kind is not DueKind.REFERRAL:
        return ""
    if due.kind is DueKind.TASK:
        return "" if when is When.LATER else when.value
    if due.kind is DueKind.REFERRAL:
        return "referrals"
    if due.kind is DueKind.CONSENT:
        return "consents" if due.on and _runs_out(due.on, today, in_use=due.in_use) else ""
    return "reviews" if when in _PRESSING else ""


def _runs_out(on: date, today: date, *, in_use: bool) -> bool:
    """Whether a consent ends within 30 days, or has ended while something rests on it."""
    return on <= today + EXPIRING and (on >= today or in_use)


_DANGERS = tuple(Danger)


def _most_pressing(summary: Summary) -> tuple[int, date, str]:
    return -_DANGERS.index(summary.safety), summary.opened_on, summary.ref
