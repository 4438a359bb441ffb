"""What commands about a group share: whether it could meet, and what members' own cases show of a record."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import cast

import msgspec

from casejournal.ask import alone
from casejournal.desk import Desk
from casejournal.desk.casework import require_record
from casejournal.desk.members import require_fits, roster_of
from casejournal.domain import dates
from casejournal.domain.amend import amend
from casejournal.domain.correction import Correction
from casejournal.domain.group.ending import Ending
from casejournal.domain.group.evaluation import Evaluation
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.meeting import joined_after, require_could_meet
from casejournal.domain.group.own import Seen, seen_in_cases
from casejournal.domain.group.refusals import BeforeItWasFormed, NobodyJoined
from casejournal.domain.group.roster import Roster
from casejournal.domain.group.session import Session
from casejournal.domain.record import Record
from casejournal.errors import Cancelled, Failure
from casejournal.render.group.own import seen_blocks
from casejournal.render.page import Answer, Block
from casejournal.render.written import written
from casejournal.words import _


def meeting_on(desk: Desk, file: GroupFile, day: date, *, new: Iterable[str] = (), nobody: bool = False) -> GroupFile:
    """The group's file, if the group could meet on that day: formed, not closed, and with a member.

    With `nobody`, no member is needed. At a terminal the person may say that the group was formed, or a member joined,
    earlier than was written down; then those records are dated back, and the changed file is returned. Raises
    GroupIsClosed, BeforeItWasFormed or NobodyJoined.
    """
    try:
        require_could_meet(file, day, new, nobody=nobody)
    except (BeforeItWasFormed, NobodyJoined) as too_early:
        earlier = _so_earlier(desk, file, day, too_early)
        if not earlier:
            raise
        return meeting_on(desk, _dated(desk, file.ref, earlier, day), day, new=new, nobody=nobody)
    return file


def _so_earlier(desk: Desk, file: GroupFile, day: date, too_early: Failure) -> list[str]:
    """The refs of the records to date back to that day, as the person marks them: the group, later members."""
    roster = roster_of(desk, file)
    formed = [(file.ref, _("the group was formed"))] if day < file.group.on else []
    joined = [
        (each.ref, _("{who} was a member").format(who=roster.called(each.ref))) for each in joined_after(file, day)
    ]
    if not (desk.can_ask and (formed or joined)):
        return []
    title = _("What was already true on {day}?").format(day=dates.day(day))
    hint = _("What you mark is dated back to that day. Mark nothing to give another day.")
    try:
        marked = alone.several(desk.asks, desk.tell, title, f"{too_early.message()} {hint}", [*formed, *joined])
    except Cancelled:  # they go back to the day
        return []
    if not marked:
        return []
    return [*dict.fromkeys([*(ref for ref, _label in formed), *marked])]


def _dated(desk: Desk, group: str, earlier: Sequence[str], day: date) -> GroupFile:
    """Date these records to that day, and return the changed file. Raises what `require_fits` does."""
    why = Correction(reason=f"cj group session {group} --on {dates.short(day)}", at=desk.now(), worker=desk.worker)
    with desk.journal.writing_group(group, "amend") as drawer:
        file = drawer.file
        changed = [amend(require_record(file, ref, ref), {"on": day}, why) for ref in earlier]
        for record in changed:
            file = file.with_record(record)
            require_fits(desk, file, record)
        drawer.put(*changed)
    told = _("Dated {day}: {refs}. To see the date before: cj history REF")
    desk.tell(told.format(day=dates.day(day), refs=", ".join(earlier)))
    return file


def seen_of_members(record: Record, file: GroupFile, roster: Roster) -> tuple[Seen, ...]:
    """What members' own cases show of the record. Empty if some member's name is not known and cannot be hidden."""
    if not isinstance(record, Session | Evaluation | Ending) or file.strangers or not roster.knows_all:
        return ()
    return tuple(seen_in_cases(record, file, roster))


def written_of_members(
    record: Record, file: GroupFile, roster: Roster, more: Callable[[], Iterable[Block]] = tuple
) -> Answer:
    """The answer of a command that wrote about members, together with what their own cases show of it."""
    seen = seen_of_members(record, file, roster)
    answer = written(record, file, reads=roster.read, more=lambda: (*more(), *seen_blocks(seen, roster)))
    told = cast("Callable[[], dict[str, object]]", answer.data)
    return msgspec.structs.replace(answer, data=lambda: {**told(), "seen_in_cases": seen})
