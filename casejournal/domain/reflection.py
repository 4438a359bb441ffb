"""Reflection over time: how it went with the principles month by month, and in which roles the worker acted."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

import msgspec

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.checklist import HURT, Verdict
from casejournal.domain.file import File
from casejournal.domain.note import Contact, Note
from casejournal.domain.roles import Role


class Hurt(msgspec.Struct, frozen=True, kw_only=True):
    """A principle that was strained or breached, and what showed it."""

    case: str
    """The ref of the case or the group."""
    client: str
    """The client, or the name of the group."""
    ref: str
    on: date
    principle: str
    """Its name: one of the six, or of another set."""
    verdict: Verdict
    evidence: str


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """The checklists of one month: for each principle, how often which answer was given."""

    month: str
    """`2026-11`."""
    checklists: int
    fared: dict[str, dict[Verdict, int]]


class Trend(msgspec.Struct, frozen=True, kw_only=True):
    """The months in order, and what was strained or breached, the newest first."""

    months: tuple[Month, ...]
    hurt: tuple[Hurt, ...]


def since(today: date, months: int) -> date:
    """The first day of the last `months` calendar months, this month included."""
    before = today.year * 12 + today.month - months
    return date(max(before // 12, 1), before % 12 + 1, 1)


def trend(files: Iterable[File], begin: date) -> Trend:
    """How it went with the principles in these cases and groups from that day on."""
    counts: dict[str, dict[str, Counter[Verdict]]] = {}
    seen: Counter[str] = Counter()
    hurt = []
    for file in files:
        for checklist in (each for each in file.checklists if each.on >= begin):
            month = dates.month(checklist.on)
            seen[month] += 1
            by_principle = counts.setdefault(month, {})
            for principle in file.principles:
                by_principle.setdefault(principle, Counter())
            for principle, standing in checklist.standings.items():
                by_principle.setdefault(principle, Counter())[standing.verdict] += 1
                if standing.verdict in HURT:
                    hurt.append(
                        Hurt(
                            case=file.ref,
                            client=file.name,
                            ref=checklist.ref,
                            on=checklist.on,
                            principle=principle,
                            verdict=standing.verdict,
                            evidence=standing.evidence,
                        )
                    )
    months = (
        Month(
            month=month,
            checklists=seen[month],
            fared={principle: dict(fared) for principle, fared in counts[month].items()},
        )
        for month in sorted(counts)
    )
    newest_first = sorted(hurt, key=lambda each: (each.on, each.ref), reverse=True)
    return Trend(months=tuple(months), hurt=tuple(newest_first))


class RoleMix(msgspec.Struct, frozen=True, kw_only=True):
    """In how many contacts of one month the worker acted in each of the eight roles. Other notes are counted apart."""

    month: str
    contacts: int
    roles: dict[Role, int]
    """In how many contacts each role was named."""
    beside: dict[Contact, int]
    """How many notes of the month tell of an attempt, of a talk with somebody else, and of desk work."""
    roles_beside: dict[Role, int]
    """In how many of those notes each role was named."""


def role_mix(files: Iterable[CaseFile], begin: date) -> tuple[RoleMix, ...]:
    """The roles month by month from that day on. A contact that names no role is still counted as a contact."""
    notes: dict[str, list[Note]] = {}
    for file in files:
        for note in (each for each in file.notes if each.on >= begin):
            notes.setdefault(dates.month(note.on), []).append(note)
    return tuple(_mix(month, notes[month]) for month in sorted(notes))


def _mix(month: str, notes: Iterable[Note]) -> RoleMix:
    roles: Counter[Role] = Counter()
    roles_beside: Counter[Role] = Counter()
    kinds = dict.fromkeys(Contact, 0)
    for note in notes:
        kinds[note.kind_of_contact] += 1
        (roles if note.reached else roles_beside).update(note.roles)
    contacts = kinds.pop(Contact.CONTACT)
    return RoleMix(month=month, contacts=contacts, roles=dict(roles), beside=kinds, roles_beside=dict(roles_beside))
