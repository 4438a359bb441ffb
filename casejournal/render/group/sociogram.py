"""The screen of a sociogram: who chose whom, as a table and in words."""

from collections.abc import Iterator

from casejournal.domain import dates
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.roster import Roster
from casejournal.domain.group.session import Session
from casejournal.domain.group.sociogram import Sociogram
from casejournal.render.page import Block, Column, Facts, Heading, Page, Prose, Table, Tone, Words
from casejournal.words import _


def sociogram_page(file: GroupFile, session: Session, found: Sociogram, roster: Roster) -> Page:
    """The members with their choices, those chosen most first; then stars, pairs, isolates and cohesion."""
    return tuple(_blocks(file, session, found, roster))


def _blocks(file: GroupFile, session: Session, found: Sociogram, roster: Roster) -> Iterator[Block]:
    title = (Words(file.ref, Tone.REF), Words(file.name, Tone.STRONG), Words(_("Sociogram")))
    yield Heading(title, f"{session.ref}, {dates.day(session.on)}", top=True)
    yield from chosen_blocks(session, found, roster)


def chosen_blocks(session: Session, found: Sociogram, roster: Roster) -> Iterator[Block]:
    """What was asked, who chose whom, and what it comes to."""
    if session.asked:
        yield Prose(Words(session.asked))
    columns = (
        Column(_("Member")),
        Column(_("Chosen by"), narrow=True),
        Column("", picture=True),
        Column(_("Chooses")),
        Column(_("Each other")),
    )
    members = sorted(found.members, key=lambda member: (-found.received[member], roster.called(member)))
    yield Table(columns, tuple(_row(member, found, roster) for member in members))
    cohesion = _("cannot be computed") if found.cohesion is None else f"{found.cohesion:.2f}"
    facts = (
        (_("Stars"), roster.all_called(found.stars)),
        (_("Pairs"), ", ".join(f"{roster.called(one)} + {roster.called(other)}" for one, other in found.pairs)),
        (_("Unchosen"), roster.all_called(found.unchosen)),
        (_("Isolates"), roster.all_called(found.isolates)),
        (_("Not there"), roster.all_called(ref for ref in _not_there(session) if ref not in found.members)),
        (_("Cohesion"), cohesion),
    )
    yield Facts(tuple((title, Words(text or _("none"))) for title, text in facts))
    told = _("This is one day and one question. Cohesion is the share of all possible pairs that chose each other.")
    yield Prose(Words(told, Tone.QUIET))


def _not_there(session: Session) -> tuple[str, ...]:
    return (*session.absent, *session.excused)


def _row(member: str, found: Sociogram, roster: Roster) -> tuple[Words, ...]:
    times = found.received[member]
    chooses = [whom for by, whom in found.choices if by == member]
    mutual = [other for pair in found.pairs if member in pair for other in pair if other != member]
    return (
        Words(roster.called(member), Tone.STRONG if member in found.stars else Tone.PLAIN),
        Words(str(times or "")),
        Words("●" * times, Tone.GOOD),
        Words(roster.all_called(chooses)),
        Words(roster.all_called(mutual)),
    )
