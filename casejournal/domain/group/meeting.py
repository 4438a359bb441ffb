"""What must hold before a session, a member or a leaving is written down."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from casejournal.domain import dates
from casejournal.domain.choice import offered
from casejournal.domain.finished import finished, tasks_left
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.membership import Membership
from casejournal.domain.group.refusals import (
    BeforeItWasFormed,
    ChoseThemself,
    GroupIsClosed,
    JoinedAlready,
    LeftBeforeMeeting,
    NobodyJoined,
    NoMembers,
    NotInTheGroup,
    StillIn,
    ThereAndNot,
)
from casejournal.domain.group.roster import Roster
from casejournal.domain.group.session import Session
from casejournal.domain.group.stage import STAGES
from casejournal.domain.names import same_name
from casejournal.domain.refs import read_ref
from casejournal.domain.refusals import BeforeItBegan
from casejournal.errors import NotValid, UnknownChoice
from casejournal.words import N_, _


def require_meets(file: GroupFile, day: date) -> None:
    """Raises BeforeItWasFormed or GroupIsClosed if the group did not exist on that day."""
    if day < file.group.on:
        raise BeforeItWasFormed(ref=file.ref, day=dates.day(day), formed=dates.day(file.group.on), on=dates.short(day))
    require_open(file, day)


def require_open(file: GroupFile, day: date) -> None:
    """Raises GroupIsClosed for a day after the closing."""
    if file.ending and day > file.ending.on:
        raise GroupIsClosed(ref=file.ref, day=dates.day(file.ending.on))


def require_somebody(file: GroupFile, day: date, new: Iterable[str] = ()) -> None:
    """Raises NobodyJoined or NoMembers if nobody was a member on that day and nobody comes new."""
    if not file.members_on(day) and not tuple(new):
        late = ", ".join(each.ref for each in joined_after(file, day))
        if not late:
            raise NoMembers(ref=file.ref, day=dates.day(day), on=dates.short(day))
        raise NobodyJoined(ref=file.ref, day=dates.day(day), on=dates.short(day), late=late)


def require_could_meet(file: GroupFile, day: date, new: Iterable[str] = (), *, nobody: bool = False) -> None:
    """The group must exist on that day and, unless `nobody` need be there, have a member.

    Raises what `require_meets` and `require_somebody` do.
    """
    require_meets(file, day)
    if not nobody:
        require_somebody(file, day, new)


def joined_after(file: GroupFile, day: date) -> tuple[Membership, ...]:
    """The members who joined after that day."""
    return tuple(each for each in file.memberships if each.on > day)


def require_told_once(session: Session, file: GroupFile, roster: Roster) -> None:
    """Everybody whom a session names must be a member on its day, and be named once.

    Raises NotInTheGroup, ThereAndNot or ChoseThemself.
    """
    members = {each.ref for each in file.members_on(session.on)}
    named = [*session.present, *session.absent, *session.excused]
    spoken_of = [each.member for each in session.member_notes]
    chosen = [member for choice in session.choices for member in (choice.by, choice.whom)]
    for ref in (*named, *spoken_of, *chosen):
        if ref not in members:
            known = roster.all_called(each.ref for each in roster.on(session.on))
            raise NotInTheGroup(asked=roster.called(ref), known=known or "-")
        if named.count(ref) > 1:
            raise ThereAndNot(who=roster.called(ref))
    for choice in session.choices:
        if choice.by == choice.whom:
            raise ChoseThemself(who=roster.called(choice.by))


def require_took_place(session: Session) -> None:
    """Raises NotValid if a cancelled session says something that can only be so if people met."""
    if session.cancelled and session.tells_of_a_meeting:
        problem = N_(
            "a cancelled session has no attendance and nothing was done; strike a session that never took "
            "place, and write it again"
        )
        raise NotValid(field=N_("Cancelled"), problem=problem)


def require_stage(session: Session, file: GroupFile) -> None:
    """Raises UnknownChoice for a stage that is not one of the model in the charter."""
    stages = STAGES[file.group.stages]
    if session.stage and session.stage not in stages:
        choices = offered((stage.value, stage.label) for stage in stages)
        raise UnknownChoice(field=N_("Stage"), given=session.stage.value, choices=choices)


def require_new(file: GroupFile, newcomer: Membership, roster: Roster) -> None:
    """Raises JoinedAlready or StillIn for somebody who is a member on that day, GroupIsClosed, or NotValid for an alias
    that is no name.

    A newcomer with only an alias is taken for the member who has that name. Two clients may have the same name.
    """
    require_open(file, newcomer.on)
    if newcomer.alias and (read_ref(newcomer.alias) or not any(map(str.isalnum, newcomer.alias))):
        raise NotValid(field=N_("Alias"), problem=N_("this must be a name, not a ref or a symbol"))
    for each in file.memberships:
        if not _is_the_same(each, newcomer, roster):
            continue
        if each.left_on is None:
            raise JoinedAlready(who=roster.called(each.ref), ref=each.ref, day=dates.day(each.on))
        if newcomer.on <= each.left_on:
            raise StillIn(who=roster.called(each.ref), left=dates.day(each.left_on))


def require_member(file: GroupFile, member: Membership, roster: Roster) -> None:
    """An amended membership must have a case or an alias, be nobody else in the group, and begin before the first
    session they came to.

    Raises what `require_new` raises, or NotValid.
    """
    if not (member.case or member.alias):
        raise NotValid(field=N_("Alias"), problem=N_("this must not be empty"))
    others = tuple(each for each in file.memberships if each.ref != member.ref)
    require_new(msgspec.structs.replace(file, memberships=others), member, roster)
    if any(session.on < member.on and member.ref in session.present for session in file.sessions):
        raise NotValid(field=N_("Happened on"), problem=N_("they came to a session before that day"))


def _is_the_same(member: Membership, newcomer: Membership, roster: Roster) -> bool:
    if member.case and newcomer.case:
        return member.is_who(newcomer)
    if newcomer.case:
        return any(same_name(member.alias, name) for name in roster.every_name(newcomer))
    return roster.answers_to(member, newcomer.alias)


def require_ends(file: GroupFile, day: date, because: str) -> str:
    """`because` if something is still open, else an empty text.

    Raises what `require_over` does, or NotFinished if something is open and no reason is given.
    """
    require_over(file, day)
    return finished(unfinished(file), because)


def require_over(file: GroupFile, day: date) -> None:
    """The group must not be closed yet, and must not have met after that day.

    Raises GroupIsClosed, BeforeItWasFormed, or BeforeItBegan for a day before the last session.
    """
    if file.ending:
        raise GroupIsClosed(ref=file.ref, day=dates.day(file.ending.on))
    require_meets(file, day)
    if file.sessions_held and day < file.sessions_held[-1].on:
        raise BeforeItBegan(ref=file.ref, day=dates.short(day), last=dates.short(file.sessions_held[-1].on))


def unfinished(file: GroupFile) -> Iterator[str]:
    """What a closing would leave open, each in a few words."""
    yield from tasks_left(file)
    if not file.judged_since(date.min):
        yield _("process and result were never both reviewed")


def require_not_there_after(file: GroupFile, member: Membership, left_on: date) -> None:
    """Nobody can leave before a session they came to, or after the group was closed.

    Raises LeftBeforeMeeting or GroupIsClosed.
    """
    require_open(file, left_on)
    for session in file.sessions:
        if session.on > left_on and member.ref in session.present:
            raise LeftBeforeMeeting(day=dates.day(left_on), session=session.ref, met=dates.day(session.on))
