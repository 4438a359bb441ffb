"""A client's part in their groups, as the screen of their own case shows it."""

from collections.abc import Iterator, Sequence

from casejournal.domain import dates
from casejournal.domain.group.attendance import Came
from casejournal.domain.group.own import Attended, OwnGroup, Seen
from casejournal.domain.group.roster import Roster
from casejournal.render.page import Block, Column, Facts, Heading, Prose, Table, Tone, Words
from casejournal.words import _

_TONES = {Came.PRESENT: Tone.GOOD, Came.NEW: Tone.GOOD, Came.ABSENT: Tone.WARN}


def seen_blocks(seen: Sequence[Seen], roster: Roster) -> Iterator[Block]:
    """What was just written about each member, as their own case shows it, so that a name left in is noticed now."""
    for each in seen:
        told = _("The case of {member} will show: “{text}”")
        yield Prose(Words(told.format(member=roster.called(each.member), text=each.text), Tone.QUIET))


def own_blocks(parts: Sequence[OwnGroup]) -> Iterator[Block]:
    """Each group with the sessions of this client, the newest first."""
    for part in parts:
        title = (Words(_("In a group"), Tone.STRONG), Words(part.group, Tone.REF), Words(part.name))
        rate = "" if part.rate is None else _("came {rate}").format(rate=f"{part.rate:.0%}")
        yield Heading(title, rate)
        left = f" – {dates.short(part.left_on)}" if part.left_on else ""
        facts = [(_("Member"), Words(f"{dates.short(part.joined_on)}{left}"))]
        if part.aim:
            facts.append((_("Own aim"), Words(part.aim)))
        for each in part.became:
            told = " · ".join(text for text in (_(each.result.label), each.words) if text)
            facts.append((dates.short(each.on), Words(f"{told} ({each.ref})")))
        for comment in part.comments:
            told = ": ".join(filter(None, (comment.by, comment.text or _("countersigned"))))
            facts.append((_("Comment"), Words(f"{dates.short(comment.on)} {told} ({comment.ref})")))
        if part.closed_on:
            facts.append((_("The group"), Words(_("closed {day}").format(day=dates.short(part.closed_on)))))
        yield Facts(tuple(facts))
        if part.sessions:
            columns = (
                Column(_("Day"), narrow=True),
                Column(_("Session"), narrow=True, spare=True),
                Column(_("Came"), narrow=True),
                Column(_("What was noted")),
                Column(_("Ref"), narrow=True),
            )
            yield Table(columns, tuple(_row(session) for session in reversed(part.sessions)))


def _row(session: Attended) -> tuple[Words, ...]:
    return (
        Words(dates.short(session.on)),
        Words(str(session.number)),
        Words(_(session.came.label), _TONES.get(session.came, Tone.QUIET)),
        Words(session.note),
        Words(session.ref, Tone.REF),
    )
