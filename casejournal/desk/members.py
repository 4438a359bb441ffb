"""Group members: how a worker names them (by case, alias or ref), and how a form offers them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

import msgspec

from casejournal.desk import Desk, troubles
from casejournal.domain.field import OF_MEMBERS, Among
from casejournal.domain.file import File
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.meeting import (
    require_meets,
    require_member,
    require_stage,
    require_told_once,
    require_took_place,
)
from casejournal.domain.group.membership import Membership
from casejournal.domain.group.own import OwnGroup, own_groups
from casejournal.domain.group.roster import Roster
from casejournal.domain.group.session import Session
from casejournal.domain.names import answers_to
from casejournal.domain.record import Record
from casejournal.domain.refs import read_ref
from casejournal.errors import NotValid
from casejournal.forms import check
from casejournal.forms.fields import Answers, Choices, Field, Known, fields
from casejournal.storage.refusals import Damaged
from casejournal.words import N_, _, visible

Struct = TypeVar("Struct", bound=msgspec.Struct)


def roster_of(desk: Desk, file: GroupFile) -> Roster:
    """The members of the group, with the names their cases have today."""
    return Roster(file.memberships, desk.journal.labels.names)


def reading(desk: Desk, file: File) -> Callable[[str], str]:
    """A function that replaces members' refs in a text by their names; for a case it changes nothing."""
    return roster_of(desk, file).read_all if isinstance(file, GroupFile) else str


def in_groups(desk: Desk, case: str) -> Iterator[OwnGroup]:
    """This client's part in each of their groups.

    A group is left out, and that is told, if it cannot be read or if a member's name is not known and so cannot be
    hidden.
    """
    for group in desk.journal.labels.groups:
        if case not in group.cases:
            continue
        try:
            file = desk.journal.group(group.ref)
        except Damaged as trouble:
            troubles.met(desk.journal, trouble)
            continue
        roster = roster_of(desk, file)
        if file.strangers or not roster.knows_all:
            told = _("The group {ref} is not shown: the name of one of its members is not known here.")
            desk.tell(told.format(ref=group.ref))
        else:
            yield from own_groups(file, case, roster)


def tell_of_cases(desk: Desk, aliases: Iterable[str]) -> None:
    """Tell the worker if one of these aliases is also the name of a client of this journal."""
    told = _(
        "There is a client called “{alias}”: {ref}. If it is the same person: cj undo, then name the case instead."
    )
    for alias in aliases:
        for case in desk.journal.labels.cases:
            if read_ref(alias) is None and case.answers_to(alias):
                desk.tell(told.format(alias=visible(alias), ref=case.ref))


def listed(roster: Roster, day: date) -> list[tuple[str, str]]:
    """The members on that day, to choose from: refs and names."""
    return [(each.ref, roster.called(each.ref)) for each in roster.on(day)]


def but(choices: Choices, *without: Any) -> list[tuple[str, str]]:
    """The choices without those whose value is in one of the other arguments."""
    gone = {name for names in without for name in names}
    return [choice for choice in choices if choice[0] not in gone]


def known_members(desk: Desk, file: GroupFile, day: date) -> Known:
    """Every list of members offers everybody who was ever in the group; the members on that day come first."""
    everybody = known_aims(desk, file, day).lists({})[Among.EVERYBODY]
    return Known(lists=lambda _answers: dict.fromkeys(OF_MEMBERS, everybody))


def require_fits(desk: Desk, file: GroupFile, record: Record) -> None:
    """Check an amended record of the group against the rules of its kind. Raises what they raise."""
    roster = roster_of(desk, file)
    if isinstance(record, Session):
        require_meets(file, record.on)
        require_took_place(record)
        require_told_once(record, file, roster)
        require_stage(record, file)
    elif isinstance(record, Membership):
        require_member(file, record, roster)
    elif record.ref == file.ref and any(each.on < record.on for each in (*file.sessions, *file.memberships)):
        raise NotValid(field=N_("Happened on"), problem=N_("a member joined or the group met before that day"))
    elif record.table == "endings" and any(each.on > record.on for each in file.sessions_held):
        raise NotValid(field=N_("Happened on"), problem=N_("the group met after that day"))


def known_aims(desk: Desk, file: GroupFile, day: date) -> Known:
    """Offers everybody who was ever in the group. Members with an aim are marked, and their aim is shown."""
    roster = roster_of(desk, file)
    now = listed(roster, day)
    gone = but([(each.ref, roster.called(each.ref)) for each in file.memberships], dict(now))
    aims = {each.ref: each.aim for each in file.members_on(day) if each.aim}
    reminders = {ref: _("Their own aim: {aim}").format(aim=aim) for ref, aim in aims.items()}
    for ref, aim in file.became.items():
        said = _("Said earlier: {result}").format(result=_(aim.result.label))
        reminders[ref] = ". ".join(text for text in (reminders.get(ref), said, aim.words) if text)
    return Known(
        lists=lambda _answers: {Among.EVERYBODY: [*now, *gone]},
        marked={"aims": tuple(aims)},
        reminders={("result", ref): reminder for ref, reminder in reminders.items()},
    )


def named(
    form: type[msgspec.Struct], answers: Answers, roster: Roster, today: date, *, new: Sequence[str] = ()
) -> Answers:
    """The answers, with every member given as the ref of their membership on the day of the answers.

    The names in `new` stay as they are: those people join only now. Raises NotInTheGroup, Ambiguous, or NotValid if a
    member is named twice.
    """
    day = answers.get("on", today)

    def ref(asked: str, among: Among | None) -> str:
        is_new = any(answers_to(asked, who) for who in new)
        if is_new and not roster.is_in(asked, day):
            return asked
        return roster.find(asked, None if among == Among.EVERYBODY else day).ref

    found = {}
    for field in fields(form):
        if field.name in answers and (field.among in OF_MEMBERS or _speaks_of_members(field)):
            several = answers[field.name]
            each = [_with_refs(part, field, ref) if field.part else ref(part, field.among) for part in several]
            try:
                found[field.name] = check.check(field, each, today)
            except NotValid as twice:
                raise NotValid(field=twice.facts["field"], problem=roster.read(str(twice.facts["problem"]))) from None
    return answers | found


def _speaks_of_members(field: Field) -> bool:
    return any(part.among in OF_MEMBERS for part in field.parts)


def _with_refs(part: Struct, field: Field, ref: Callable[[str, Among | None], str]) -> Struct:
    found = {each.name: ref(getattr(part, each.name), each.among) for each in field.parts if each.among in OF_MEMBERS}
    return msgspec.structs.replace(part, **found)
