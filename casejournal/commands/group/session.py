"""`cj group session`: one meeting of a group, who was there first."""

from collections.abc import Sequence
from typing import Annotated

import typer

from casejournal.commands._verb import GroupArgument, verb
from casejournal.desk import Desk
from casejournal.desk.members import but, listed, named, roster_of, tell_of_cases
from casejournal.domain.field import Among
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.meeting import (
    require_meets,
    require_new,
    require_somebody,
    require_stage,
    require_told_once,
)
from casejournal.domain.group.membership import Membership
from casejournal.domain.group.session import ATTENDANCE, Session
from casejournal.domain.group.stage import STAGES
from casejournal.domain.kinds import CASE
from casejournal.domain.refs import is_whole, read_ref
from casejournal.errors import AnswerNeeded
from casejournal.forms import records
from casejournal.forms.fields import Answers, Known
from casejournal.render.group.session import attendance_line
from casejournal.render.page import Answer
from casejournal.render.written import written
from casejournal.storage.drawer import Drawer
from casejournal.words import N_, _

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

    Where only --absent or --excused is given, all others were there. A member is named by case, alias or ref.

    Examples: cj group session tangguh · cj group session tangguh --everyone --programme "…" ·
    cj group session G-2M9D --absent wati --decision "we open a stall: vote" --task "b: aims said aloud"
    """
    found = desk.journal.find_group(group)
    file = desk.journal.group(found.ref)
    answers = _ready(desk, file, answers, everyone=everyone)
    tell_of_cases(desk, answers.get("new", ()))
    answers = desk.complete(Session, answers, "group", "session", file.ref, known=_known(desk, file, answers))
    with desk.journal.writing_group(file.ref, "group session") as drawer:
        answers = _ready(desk, drawer.file, answers, everyone=everyone)
        newcomers = _newcomers(desk, drawer, answers)
        after = drawer.file
        for newcomer in newcomers:
            require_new(after, newcomer, roster_of(desk, after))
            after = after.with_record(newcomer)
        met = records.build(Session, _attended(desk, after, answers), drawer.stamp(Session))
        roster = roster_of(desk, after)
        require_told_once(met, after, roster)
        require_stage(met, after)
        drawer.put(*newcomers, met)
    after = after.with_record(met)
    return written(met, after, reads=roster.read, more=attendance_line(met, after))


def _ready(desk: Desk, file: GroupFile, answers: Answers, *, everyone: bool) -> Answers:
    """The answers with members by their refs, once it is sure that the group met on that day."""
    day = answers.get("on", desk.today)
    require_meets(file, day)
    require_somebody(file, day, answers.get("new", ()))
    answers = named(Session, answers, roster_of(desk, file), desk.today, new=answers.get("new", ()))
    if everyone:
        members = [each.ref for each in file.members_on(day)]
        answers |= {"present": tuple(ref for ref in members if ref not in _not_there(answers))}
    return answers


def _not_there(answers: Answers) -> tuple[str, ...]:
    return (*answers.get("absent", ()), *answers.get("excused", ()))


def _known(desk: Desk, file: GroupFile, answers: Answers) -> Known:
    """The members, and the stages of the group. Without a word about who was there, somebody must be asked."""
    nobody_yet = not file.members_on(answers.get("on", desk.today))
    told = nobody_yet or any(answers.get(name) for name in ATTENDANCE)
    if not (told or desk.can_ask):
        raise AnswerNeeded(options="--everyone, --present, --absent, --excused")
    roster = roster_of(desk, file)

    def lists(said: Answers) -> dict[Among, Sequence[tuple[str, str]]]:
        members = listed(roster, said.get("on", desk.today))
        everybody = [*members, *((who, who) for who in said.get("new", ()))]
        there = but(everybody, said.get("absent", ()), said.get("excused", ()))
        return {
            Among.MEMBERS: everybody,
            Among.EXPECTED: members,
            Among.OTHERS: but(members, said.get("absent", ()), said.get("present", ())),
            Among.THERE: there,
            Among.CHOSEN: but(everybody, [said.get("by")]),
            Among.STAGES: [(stage.value, _(stage.label)) for stage in STAGES[file.group.stages]],
        }

    return Known(lists=lists, asks=not told, first=frozenset({"on"}))


def _newcomers(desk: Desk, drawer: Drawer[GroupFile], answers: Answers) -> list[Membership]:
    """Who joins with this session: a case by its whole ref, anybody else by an alias. Members already are none."""
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
    """Who was there: those named or, where nobody is, all but those named as absent or excused."""
    day, roster = answers.get("on", desk.today), roster_of(desk, file)
    answers = named(Session, answers, roster, desk.today)
    came = tuple(dict.fromkeys(roster.find(who, day).ref for who in answers.get("new", ())))
    new = tuple(ref for ref in came if not any(ref in met.present for met in file.sessions if met.on < day))
    others = tuple(each.ref for each in file.members_on(day) if each.ref not in _not_there(answers))
    present = tuple(dict.fromkeys((*answers.get("present", others), *came)))
    return answers | {"new": new, "present": present}
