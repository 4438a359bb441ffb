"""What a member's own case shows of a group: the sessions, and the notes about this member. Nobody else is named."""

from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from casejournal.domain.closing import Result
from casejournal.domain.group.attendance import Came, attendance, came
from casejournal.domain.group.ending import Ending
from casejournal.domain.group.evaluation import Evaluation
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.membership import Membership
from casejournal.domain.group.roster import Roster
from casejournal.domain.group.session import Session
from casejournal.domain.record import Visibility
from casejournal.domain.veil import veil
from casejournal.words import N_, _

SOMEBODY = N_("[a member]")


class Attended(msgspec.Struct, frozen=True, kw_only=True):
    """One session, as far as it concerns the member."""

    ref: str
    number: int
    on: date
    came: Came
    note: str = ""
    visibility: Visibility = Visibility.RECORD


class OwnAim(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the member's own aim, by the time of a review or of the closing."""

    ref: str
    on: date
    result: Result
    words: str = ""


class OwnComment(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody said of the membership itself. What is said of a session is about everybody who came."""

    ref: str
    on: date
    by: str
    text: str
    visibility: Visibility = Visibility.RECORD


class OwnGroup(msgspec.Struct, frozen=True, kw_only=True):
    """One group, as a member's own case shows it."""

    group: str
    name: str
    member: str
    joined_on: date
    left_on: date | None
    aim: str
    rate: float | None
    """Present / (present + absent); None if nothing was said of them."""
    sessions: tuple[Attended, ...]
    became: tuple[OwnAim, ...] = ()
    closed_on: date | None = None
    comments: tuple[OwnComment, ...] = ()


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What was written about a member, as their own case shows it."""

    member: str
    text: str


def own_groups(file: GroupFile, case: str, roster: Roster) -> tuple[OwnGroup, ...]:
    """What that case shows of the group, once for each time the client was a member."""
    hide = _hiding_others(file, case, roster)
    return tuple(_own_group(file, each, hide) for each in file.memberships if each.case == case)


def seen_in_cases(record: Session | Evaluation | Ending, file: GroupFile, roster: Roster) -> Iterator[Seen]:
    """What that record says of each member, as their own case will show it. Members without a case are left out."""
    if isinstance(record, Session):
        said = {each.member: each.note for each in record.member_notes}
    else:
        said = {each.member: each.words for each in record.aims if each.words}
    for member in file.memberships:
        if member.case and member.ref in said:
            yield Seen(member=member.ref, text=_hiding_others(file, member.case, roster)(said[member.ref]))


def _hiding_others(file: GroupFile, case: str, roster: Roster) -> Callable[[str], str]:
    """A function that hides the names and refs of all others in a text."""
    others = [name for each in file.memberships if each.case != case for name in (*roster.every_name(each), each.ref)]
    own_names = [name for each in file.memberships if each.case == case for name in roster.every_name(each)]
    return veil(others, own_names, _(SOMEBODY))


def _own_group(file: GroupFile, member: Membership, hide: Callable[[str], str]) -> OwnGroup:
    rate = attendance([member], file.sessions_held)[0].rate
    return OwnGroup(
        group=file.ref,
        name=hide(file.group.name),
        member=member.ref,
        joined_on=member.on,
        left_on=member.left_on,
        aim=hide(member.aim),
        rate=rate,
        sessions=tuple(_attended(file, member, session, hide) for session in file.sessions_of(member)),
        became=tuple(_became(file, member, hide)),
        closed_on=file.ending.on if file.ending else None,
        comments=tuple(
            OwnComment(ref=each.ref, on=each.on, by=hide(each.by), text=hide(each.body), visibility=each.visibility)
            for each in file.comments_on(member.ref)
        ),
    )


def _became(file: GroupFile, member: Membership, hide: Callable[[str], str]) -> Iterator[OwnAim]:
    told: tuple[Evaluation | Ending, ...] = (*file.evaluations, *file.endings)
    for record in told:
        for aim in record.aims:
            if aim.member == member.ref:
                yield OwnAim(ref=record.ref, on=record.on, result=aim.result, words=hide(aim.words))


def _attended(file: GroupFile, member: Membership, session: Session, hide: Callable[[str], str]) -> Attended:
    notes = [each.note for each in session.member_notes if each.member == member.ref]
    return Attended(
        ref=session.ref,
        number=file.number_of(session),
        on=session.on,
        came=came(member, session),
        note=hide("\n".join(notes)),
        visibility=session.visibility,
    )
