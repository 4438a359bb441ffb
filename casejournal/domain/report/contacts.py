"""Contacts (kontak): how often worker and client met, by which way, how long it took; attempts and desk work apart.

A contact that is written in several cases is a contact of each of these clients; its minutes count once. The first
meeting is the new case and is not counted here.
"""

from collections import Counter
from collections.abc import Iterator

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.intake import Channel
from casejournal.domain.note import Contact, Made
from casejournal.domain.report.figure import UNKNOWN, Counted, Figure, Frame, Picture, Unit, listed
from casejournal.domain.roles import Role
from casejournal.words import N_

MET = f"notes.{Contact.CONTACT}"
ATTEMPTS = f"notes.{Contact.ATTEMPT}"


def by_kind(file: CaseFile, frame: Frame) -> Iterator[Counted]:
    """Each note dated in the period, by what it counts as: a contact is one that was made, by any way but through
    somebody else; who did not come, was excused or refused is an attempt; a third party and desk work are apart.
    """
    counted = Counter(note.kind_of_contact for note in frame.period.of(file.notes))
    yield from (Counted(kind, times) for kind, times in counted.items())


def by_channel(file: CaseFile, frame: Frame) -> Iterator[Counted]:
    """The contacts of `by_kind`, and only those, by the way in which worker and client met."""
    met = (note.channel or UNKNOWN[0] for note in frame.period.of(file.notes) if note.reached)
    yield from (Counted(channel, times) for channel, times in Counter(met).items())


def by_attempt(file: CaseFile, frame: Frame) -> Iterator[Counted]:
    """The attempts of `by_kind`, by why nobody met."""
    notes = frame.period.of(file.notes)
    missed = Counter(note.made for note in notes if note.kind_of_contact is Contact.ATTEMPT)
    yield from (Counted(made, times) for made, times in missed.items())


def minutes(file: CaseFile, frame: Frame) -> Iterator[Counted]:
    """The minutes that the notes dated in the period say they took, by what they count as. Notes that do not say add
    nothing. One contact written in several cases took its time once: it counts in the case whose ref sorts first.
    """
    for note in frame.period.of(file.notes):
        if note.minutes is not None and file.ref == min((file.ref, *note.also)):
            yield Counted(note.kind_of_contact, note.minutes)


def by_month(file: CaseFile, frame: Frame) -> Iterator[Counted]:
    """The contacts of `by_kind`, month by month."""
    met = Counter(dates.month(note.on) for note in frame.period.trend.of(file.notes) if note.reached)
    yield from (Counted(month, times) for month, times in met.items())


def roles(file: CaseFile, frame: Frame) -> Iterator[Counted]:
    """In how many contacts dated in the period the worker acted in each role; a contact may name several, or none."""
    taken = Counter(role for note in frame.period.of(file.notes) if note.reached for role in {*note.roles})
    yield from (Counted(role, times) for role, times in taken.items())


def figures(_frame: Frame) -> tuple[Figure, ...]:
    """The figures of the contacts."""
    return _CONTACTS


_CONTACTS = (
    Figure(
        key="notes",
        title=N_("Contacts, attempts, desk work"),
        means=N_("Notes dated in the period. It is a contact if worker and client met, not through somebody else."),
        unit=Unit.NOTES,
        over=CaseFile,
        counts=by_kind,
        groups=lambda _frame: listed(Contact),
        total="all_notes",
        whole=True,
    ),
    Figure(
        key="contacts_by_channel",
        title=N_("Contacts by channel"),
        means=N_("Contacts in the period, by how worker and client met."),
        unit=Unit.CONTACTS,
        over=CaseFile,
        counts=by_channel,
        groups=lambda _frame: (*listed(each for each in Channel if each is not Channel.THIRD_PARTY), UNKNOWN),
        total=MET,
        picture=Picture.BARS,
    ),
    Figure(
        key="attempts_by_reason",
        title=N_("Attempts"),
        means=N_("Attempts in the period, by why there was no meeting."),
        unit=Unit.NOTES,
        over=CaseFile,
        counts=by_attempt,
        groups=lambda _frame: listed((Made.NO_SHOW, Made.EXCUSED, Made.REFUSED)),
        total=ATTEMPTS,
    ),
    Figure(
        key="minutes",
        title=N_("Minutes"),
        means=N_("Minutes that the notes of the period tell. A contact with several clients counts once."),
        unit=Unit.MINUTES,
        over=CaseFile,
        counts=minutes,
        groups=lambda _frame: listed(Contact),
        total="all_minutes",
    ),
    Figure(
        key="contacts_by_month",
        title=N_("Contacts by month"),
        means=N_("Contacts in each month."),
        unit=Unit.CONTACTS,
        over=CaseFile,
        counts=by_month,
        groups=lambda frame: tuple((month, month) for month in frame.period.trend.months),
        now={"": MET},
        picture=Picture.LINES,
        whole=True,
    ),
    Figure(
        key="roles",
        title=N_("Roles"),
        means=N_("Contacts of the period in which you acted in each role. A contact may name several."),
        unit=Unit.CONTACTS,
        over=CaseFile,
        counts=roles,
        groups=lambda _frame: listed(Role),
        picture=Picture.BARS,
        whole=True,
    ),
)
