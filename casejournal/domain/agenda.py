"""Today: what waits for the worker, safety first."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from casejournal.domain.consent import EXPIRING
from casejournal.domain.due import Due, DueKind, When
from casejournal.domain.group.summary import GroupSummary
from casejournal.domain.label import Label
from casejournal.domain.summary import SILENT_AFTER, Summary

_PRESSING = frozenset({When.OVERDUE, When.TODAY, When.SOON})


class Waiting(msgspec.Struct, frozen=True):
    """Something due, and the case or group it belongs to."""

    case: str
    client: str
    """The client's name, or the group's."""
    due: Due


class Absentee(msgspec.Struct, frozen=True, kw_only=True):
    """A member of a group who stayed away twice in a row."""

    group: str
    name: str
    member: str
    called: str
    """The client's name or the alias."""


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
    away: tuple[Absentee, ...] = ()
    silent: tuple[Summary, ...] = ()
    in_group: dict[str, date] = {}
    """For clients who were not met: the last day they came to a group session, if it was within 30 days; by the ref of
    the case.
    """

    @property
    def empty(self) -> bool:
        """Whether nothing waits."""
        return not any(getattr(self, name) for name in self.__struct_fields__ if name != "day")


def agenda(summaries: Iterable[Summary], groups: Iterable[GroupSummary], today: date) -> Agenda:
    """What waits on `today`, the most pressing first."""
    every, meeting = tuple(summaries), tuple(groups)
    worked_on = [summary for summary in every if summary.open]
    sections: dict[str, list[Waiting]] = {}
    labels: list[Label] = [*every, *meeting]
    for label in labels:
        for due in label.due:
            if section := _section(due, today, is_open=label.open):
                sections.setdefault(section, []).append(Waiting(label.ref, label.name, due))
    for rows in sections.values():
        rows.sort(key=lambda row: (row.due.on or date.max, row.case, row.due.ref))
    silent = sorted((s for s in worked_on if s.silent(today)), key=lambda s: (s.silent_since, s.ref))
    seen = _seen(meeting)
    return Agenda(
        day=today,
        safety=tuple(s.told for s in sorted((s for s in worked_on if s.safety.presses), key=_most_pressing)),
        away=tuple(_absentees(every, meeting)),
        silent=tuple(s.told for s in silent),
        in_group={s.ref: seen[s.ref] for s in silent if s.ref in seen and today - seen[s.ref] < SILENT_AFTER},
        **{section: tuple(rows) for section, rows in sections.items()},
    )


def _seen(groups: Iterable[GroupSummary]) -> dict[str, date]:
    """The last day each case came to a session of any group."""
    seen: dict[str, date] = {}
    for group in groups:
        seen |= {case: max(day, seen.get(case, day)) for case, day in group.seen.items()}
    return seen


def _absentees(cases: Iterable[Summary], groups: Iterable[GroupSummary]) -> Iterator[Absentee]:
    if not any(group.away for group in groups):
        return
    clients = {case.ref: case.client for case in cases}
    for group in groups:
        for each in group.away:
            called = each.alias or clients.get(each.case) or each.case
            yield Absentee(group=group.ref, name=group.name, member=each.member, called=called)


def _section(due: Due, today: date, *, is_open: bool) -> str:
    """The section of the agenda something belongs to today; empty when it can wait.

    In a closed case only two things still count: its open referrals, since none may get lost, and the day until which
    it must be kept.
    """
    when = due.when(today)
    if due.kind is DueKind.RETENTION:
        return "reviews" if when in {When.OVERDUE, When.TODAY} else ""
    if not is_open and due.kind is not DueKind.REFERRAL:
        return ""
    if due.kind in {DueKind.TASK, DueKind.SESSION}:
        return "" if when is When.LATER else when.value
    if due.kind is DueKind.REFERRAL:
        return "referrals"
    if due.kind is DueKind.CONSENT:
        return "consents" if due.on and _runs_out(due.on, today, in_use=due.in_use) else ""
    return "reviews" if when in _PRESSING else ""


def _runs_out(on: date, today: date, *, in_use: bool) -> bool:
    """Whether a consent ends within 30 days, or has ended while something rests on it."""
    return on <= today + EXPIRING and (on >= today or in_use)


def _most_pressing(summary: Summary) -> tuple[int, date, str]:
    return -summary.safety.rank, summary.opened_on, summary.ref
