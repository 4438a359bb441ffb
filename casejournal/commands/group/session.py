"""`cj group session`: write down a session of a group. Attendance is asked first."""

from collections.abc import Sequence
from typing import Annotated

import typer

from casejournal.commands._verb import GroupArgument, verb
from casejournal.desk import Desk
from casejournal.desk.groupwork import meeting_on, written_of_members
from casejournal.desk.members import but, listed, named, roster_of, tell_of_cases
from casejournal.domain.field import Among
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.meeting import (
    require_could_meet,
    require_new,
    require_stage,
    require_told_once,
    require_took_place,
)
from casejournal.domain.group.membership import Membership
from casejournal.domain.group.roster import Roster
from casejournal.domain.group.session import ATTENDANCE, Session
from casejournal.domain.group.stage import STAGES
from casejournal.domain.kinds import CASE
from casejournal.domain.refs import is_whole, read_ref
from casejournal.errors import AnswerNeeded
from casejournal.forms import records
from casejournal.forms.fields import Answers, Known, fields
from casejournal.render.group.session import attendance_line
from casejournal.render.page import Answer
from casejournal.storage.drawer import Drawer
from casejournal.words import N_, _, visible

app = typer.Typer(add_completion=False)


@app.command()
@verb(form=Session)
def session(
    desk: Desk,
    group: GroupArgument,
    everyone: Annotated[bool, typer.Option("--everyone", help=N_("Every member was there."))] = False,
    *,
    answers: Answers,
) -> Answer:
    """Write down a session: who was there, what was done and decided, what you did to guide, what came of it.

    If you give only --absent or --excused, all others were there. Name a member by case, alias or ref.
    For a session that did not take place, give the reason with --cancelled.

    Examples: cj group session tangguh · cj group session tangguh --everyone --programme "…" ·
    cj group session G-2M9D --absent wati --decision "we open a stall: vote" --task "b: aims said aloud"
    """
    asked = _Asked(desk, desk.journal.group(desk.journal.find_group(group).ref))
    if not asked.about_the_day(answers, everyone=everyone):
        asked.fits(answers)
    answers = _ready(desk, asked.file, answers, everyone=everyone)
    tell_of_cases(desk, answers.get("new", ()))
    answers = desk.complete(Session, answers, "group", "session", asked.file.ref, known=_known(asked, answers))
    day = answers.get("on", desk.today)
    with desk.journal.writing_group(asked.file.ref, "group session") as drawer:
        require_could_meet(drawer.file, day, answers.get("new", ()), nobody=bool(answers.get("cancelled")))
        answers = _ready(desk, drawer.file, answers, everyone=everyone)
        newcomers = _newcomers(desk, drawer, answers)
        after = drawer.file
        for newcomer in newcomers:
            require_new(after, newcomer, roster_of(desk, after))
            after = after.with_record(newcomer)
        met = records.build(Session, _attended(desk, after, answers), drawer.stamp(Session))
        roster = roster_of(desk, after)
        require_took_place(met)
        require_told_once(met, after, roster)
        require_stage(met, after)
        drawer.put(*newcomers, met)
    _tell_of_guests(desk, met, roster)
    after = after.with_record(met)
    return written_of_members(met, after, roster, attendance_line(met, after))


class _Asked:
    """What the questions about a session depend on: the group's file, which an answer about the day may change."""

    def __init__(self, desk: Desk, file: GroupFile) -> None:
        self.desk = desk
        self.file = file

    def about_the_day(self, said: Answers, *, everyone: bool) -> bool:
        """Whether the day is asked first: only if there are members, and no answer so far depends on the day."""
        told = everyone or any(said.get(name) for name in ("on", "new", "cancelled", *ATTENDANCE))
        return self.desk.can_ask and bool(self.file.memberships) and not told

    def fits(self, said: Answers) -> None:
        """Check that the group could meet on that day. Raises what `meeting_on` does."""
        day, new = said.get("on", self.desk.today), said.get("new", ())
        self.file = meeting_on(self.desk, self.file, day, new=new, nobody=bool(said.get("cancelled")))

    def lists(self, said: Answers) -> dict[Among, Sequence[tuple[str, str]]]:
        """The lists to choose from, given the answers so far: members, and the stages of the group."""
        members = listed(roster_of(self.desk, self.file), said.get("on", self.desk.today))
        everybody = [*members, *((who, who) for who in said.get("new", ()))]
        return {
            Among.MEMBERS: everybody,
            Among.EXPECTED: members,
            Among.OTHERS: but(members, said.get("absent", ()), said.get("present", ())),
            Among.THERE: but(everybody, said.get("absent", ()), said.get("excused", ())),
            Among.CHOSEN: but(everybody, [said.get("by")]),
            Among.STAGES: [(stage.value, _(stage.label)) for stage in STAGES[self.file.group.stages]],
        }


def _ready(desk: Desk, file: GroupFile, answers: Answers, *, everyone: bool) -> Answers:
    """The answers with members given by their refs; with `everyone`, everybody not absent was present."""
    answers = named(Session, answers, roster_of(desk, file), desk.today, new=answers.get("new", ()))
    if everyone:
        members = [each.ref for each in file.members_on(answers.get("on", desk.today))]
        answers |= {"present": tuple(ref for ref in members if ref not in _not_there(answers))}
    return answers


def _not_there(answers: Answers) -> tuple[str, ...]:
    return (*answers.get("absent", ()), *answers.get("excused", ()))


def _known(asked: _Asked, answers: Answers) -> Known:
    """What the form must know. A cancelled session is only asked for the day of the next one.

    Raises AnswerNeeded if nothing was said about attendance and nobody can be asked.
    """
    if answers.get("cancelled"):
        every = frozenset(field.name for field in fields(Session))
        return Known(asks="next_on" not in answers, needless=every - {"next_on"})
    nobody_yet = answers.get("new") and not asked.file.members_on(answers.get("on", asked.desk.today))
    told = nobody_yet or any(answers.get(name) for name in ATTENDANCE)
    if not (told or asked.desk.can_ask):
        raise AnswerNeeded(options="--everyone, --present, --absent, --excused")
    return Known(lists=asked.lists, asks=not told, first=frozenset({"on"}), fits={"on": asked.fits})


def _tell_of_guests(desk: Desk, met: Session, roster: Roster) -> None:
    """Tell the worker if a guest is a member."""
    for guest in met.guests:
        if roster.is_in(guest, met.on):
            desk.tell(_("“{guest}” is listed as a guest, but is a member.").format(guest=visible(guest)))


def _newcomers(desk: Desk, drawer: Drawer[GroupFile], answers: Answers) -> list[Membership]:
    """The memberships that begin with this session, without those who are members already.

    A whole ref is a case; any other name is an alias.
    """
    roster = roster_of(desk, drawer.file)
    made = []
    for who in answers.get("new", ()):
        ref = read_ref(who) or ""
        case = desk.journal.find(ref).ref if is_whole(ref) and ref.startswith(CASE) else ""
        if not roster.is_in(case or who, answers.get("on", desk.today)):
            stamp = drawer.stamp(Membership) | ({"on": answers["on"]} if "on" in answers else {})
            made.append(Membership(**stamp, case=case, alias="" if case else who))
    return made


def _attended(desk: Desk, file: GroupFile, answers: Answers) -> Answers:
    """The answers with the attendance filled in: if nobody is named as present, all who are not absent or excused."""
    if answers.get("cancelled"):
        return answers
    day, roster = answers.get("on", desk.today), roster_of(desk, file)
    answers = named(Session, answers, roster, desk.today)
    came = tuple(dict.fromkeys(roster.find(who, day).ref for who in answers.get("new", ())))
    new = tuple(ref for ref in came if not any(ref in met.present for met in file.sessions if met.on < day))
    others = tuple(each.ref for each in file.members_on(day) if each.ref not in _not_there(answers))
    present = tuple(dict.fromkeys((*answers.get("present", others), *came)))
    return answers | {"new": new, "present": present}
