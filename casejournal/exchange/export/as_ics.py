"""A calendar (iCalendar, RFC 5545): what is due, when groups meet, which consents run out, for a phone or a desk.

A calendar is soon on somebody else's computer. So an entry says the kind of thing and the ref and nothing else, unless
the words are asked for; a client's name is in none of them.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from casejournal.domain.case_file import CaseFile
from casejournal.domain.due import Due, DueKind
from casejournal.domain.file import File
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.meets import Rhythm, rhythm
from casejournal.exchange.export.leaving import About, Cases
from casejournal.render.tasks import told_due
from casejournal.words import N_, _, language, visible

if TYPE_CHECKING:
    from icalendar import Event

TITLES = {
    DueKind.TASK: N_("Task due, {ref}"),
    DueKind.REFERRAL: N_("Referral, next step, {ref}"),
    DueKind.CONSENT: N_("Consent runs out, {ref}"),
    DueKind.REVIEW: N_("Review of the plan, {ref}"),
    DueKind.RISK: N_("Look at the risk again, {ref}"),
    DueKind.SAFETY_PLAN: N_("Look at the safety plan again, {ref}"),
    DueKind.SESSION: N_("Group session, {ref}"),
    DueKind.EVALUATION: N_("Review of the group, {ref}"),
    DueKind.RETENTION: N_("Need not be kept any more, {ref}"),
}
STILL_COUNT = frozenset({DueKind.REFERRAL, DueKind.RETENTION})
"""What still counts in a closed case."""
_MORNING_BEFORE = timedelta(hours=-15)
"""Before the midnight at which a day begins: at nine on the day before."""
_DAY_BEFORE = timedelta(days=-1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
_END = b"END:VCALENDAR\r\n"


def write(cases: Cases, about: About) -> Iterator[bytes]:
    """The calendar, an entry at a time."""
    zone = _zone(about.zone)
    yield _head(about.zone if zone else "").removesuffix(_END)
    for leaving in cases():
        if not leaving.file.opened_by_accident:
            for event in _events(leaving.file, about, zone):
                yield event.to_ical()
    yield _END


def _head(zone: str) -> bytes:
    from icalendar import Calendar, Timezone  # lazy: only who exports a calendar needs it

    head = Calendar()
    head.add("prodid", "-//casejournal//cj//EN")
    head.add("version", "2.0")
    head.add("calscale", "GREGORIAN")
    head.add("method", "PUBLISH")
    head.add("x-wr-calname", "casejournal")
    if zone:
        head.add_component(Timezone.from_tzid(zone))
    return bytes(head.to_ical())


def _zone(name: str) -> tzinfo | None:
    """The time zone of that name; None if it is unknown here. Then a time is meant wherever the reader is."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # lazy, as above

    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _events(file: File, about: About, zone: tzinfo | None) -> "Iterator[Event]":
    weekly = rhythm(file.group.meets) if isinstance(file, GroupFile) and not file.is_closed else None
    for due in file.waiting:
        met_weekly = weekly and due.kind is DueKind.SESSION and due.on and due.on.weekday() == weekly.weekday
        if due.on and not met_weekly and (due.kind in STILL_COUNT or not file.is_closed):
            yield _due(file, due, due.on, about)
    if weekly:
        yield _meetings(file, weekly, about, zone)


def _due(file: File, due: Due, on: date, about: About) -> "Event":
    event = _event(file, due.kind, due.ref, about)
    event.add("summary", _summary(file, due, about), parameters={"LANGUAGE": language()})
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    return _with_alarm(event, _MORNING_BEFORE)


def _meetings(file: File, weekly: Rhythm, about: About, zone: tzinfo | None) -> "Event":
    """Every meeting from now on, or from the next that was agreed on."""
    event = _event(file, DueKind.SESSION, file.ref, about)
    event.add("summary", _summary(file, None, about), parameters={"LANGUAGE": language()})
    agreed = (due.on for due in file.waiting if due.kind is DueKind.SESSION and due.on)
    first = weekly.first_from(max((about.made.date(), *agreed)))
    if weekly.begins is None:
        event.add("dtstart", first)
        event.add("dtend", first + timedelta(days=1))
    else:
        event.add("dtstart", datetime.combine(first, weekly.begins, zone))
        if weekly.ends:
            event.add("dtend", datetime.combine(first, weekly.ends, zone))
    event.add("rrule", {"freq": "weekly", "byday": _WEEKDAYS[weekly.weekday]})
    return _with_alarm(event, _DAY_BEFORE if weekly.begins else _MORNING_BEFORE)


def _event(file: File, kind: DueKind, ref: str, about: About) -> "Event":
    """An entry that replaces the one of the same thing in an earlier calendar."""
    from icalendar import Event  # lazy, as above

    event = Event()
    event.add("uid", f"{kind.value}-{ref}@{about.journal.lower()}.casejournal")
    event.add("dtstamp", about.made.astimezone(UTC))
    event.add("sequence", int((about.made - _BEGINNING).total_seconds() // 60))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add("categories", [kind.value])
    event.add("description", f"cj show {file.ref if kind is DueKind.SESSION else ref}")
    return event


def _with_alarm(event: "Event", before: timedelta) -> "Event":
    from icalendar import Alarm  # lazy, as above

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", str(event["summary"]))
    alarm.add("trigger", before)
    event.add_component(alarm)
    return event


def _summary(file: File, due: Due | None, about: About) -> str:
    """The kind of thing and whose it is, by ref; with its words if those were asked for."""
    title = _(TITLES[due.kind if due else DueKind.SESSION]).format(ref=file.ref)
    if not about.in_words:
        return title
    said = told_due(due) if due and (due.text or due.what) else "" if isinstance(file, CaseFile) else file.name
    return visible(f"{title}: {said}" if said else title, lines=False)
