"""The screen of a group: members and attendance, decisions, the eight tasks, charter, timeline."""

from collections.abc import Iterator, Sequence
from datetime import date

from casejournal.domain import dates
from casejournal.domain.derived import only_last, whole_file
from casejournal.domain.group.attendance import Attendance, Came
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.membership import Membership
from casejournal.domain.group.remarks import charter
from casejournal.domain.group.roster import Roster
from casejournal.domain.group.session import GroupTask, Session
from casejournal.domain.group.stage import STAGES
from casejournal.domain.record import Record
from casejournal.forms import records
from casejournal.render.contacts import earlier_blocks
from casejournal.render.danger import override_blocks
from casejournal.render.gist import gist
from casejournal.render.group.session import counted
from casejournal.render.page import (
    Answer,
    Block,
    Column,
    Facts,
    Heading,
    Moment,
    Page,
    Prose,
    Steps,
    Table,
    Tone,
    Words,
    section,
)
from casejournal.render.struck import corrected_mark, struck_moment
from casejournal.render.tasks import task_table
from casejournal.words import _, ngettext

_MARKS = {
    Came.PRESENT: "●",
    Came.NEW: "★",
    Came.ABSENT: "○",
    Came.EXCUSED: "◌",
    Came.UNSAID: "?",
    Came.NO_MEMBER: "·",
}
_FIVE = 5
_TOLD_ABOVE = ("name", "on", "visibility")
_ELSEWHERE = ("present", "on", "visibility", "decisions")
"""The fields of a session that other sections of the page show."""


def group_answer(file: GroupFile, roster: Roster, today: date, last: int | None = None) -> Answer:
    """The answer of `cj group show`; of the timeline, the `last` records."""
    return Answer(
        kind="group-file",
        data=lambda: only_last(_data(file, roster, today), file, last),
        page=lambda: group_page(file, roster, today, last),
        shows=file.ref,
    )


def _data(file: GroupFile, roster: Roster, today: date) -> dict[str, object]:
    """The whole file for JSON, each record with what is derived from it, and the members' names."""
    called = {each.ref: roster.called(each.ref) for each in file.memberships}
    attendance = [
        {"member": each.member, "came": each.came, "rate": each.rate, "in_a_row": each.in_a_row, "away": each.flagged}
        for each in file.attendance
    ]
    stands = {"open": file.ending is None, "stage": file.stage, "waiting": file.waiting, "overrides": file.overrides}
    return {**whole_file(file, today), **stands, "called": called, "attendance": attendance, "became": file.became}


def group_page(file: GroupFile, roster: Roster, today: date, last: int | None = None) -> Page:
    """Everything in a group's file, the members first; of the timeline, the `last` records."""
    return tuple(_blocks(file, roster, today, last))


def _blocks(file: GroupFile, roster: Roster, today: date, last: int | None) -> Iterator[Block]:
    formed = _("formed {day}").format(day=dates.day(file.group.on))
    yield Heading((Words(file.ref, Tone.REF), Words(file.name, Tone.STRONG)), formed, top=True)
    yield from stage_blocks(file)
    yield from override_blocks(file)
    yield from members_blocks(file, roster)
    if not file.memberships:
        yield Prose(Words(_("Nobody has joined yet: cj group join {ref} CASE").format(ref=file.ref), Tone.QUIET))
    waiting = [due for due in file.waiting if not file.ending]
    if waiting:
        yield section(_("Coming up"))
        yield task_table(waiting, today)
    yield from decision_blocks(file)
    yield from eight_tasks(file)
    yield from charter_blocks(file)
    for remark in charter(file.group, file):
        yield Prose(Words(remark.in_words, Tone.WARN))
    yield section(_("Timeline"), counted_sessions(file))
    shown = file.timeline[:last]
    happened = (record for record in shown if record.struck or not isinstance(record, Membership))  # told above
    yield from (moment(record, file, roster) for record in happened)
    yield from earlier_blocks(len(file.timeline) - len(shown), f"cj group show {file.ref}")
    yield Prose(Words(_("The whole record and its history: cj history REF"), Tone.QUIET))


def counted_sessions(file: GroupFile) -> str:
    """How many sessions took place, and how many were cancelled."""
    held, cancelled = len(file.sessions_held), len(file.sessions) - len(file.sessions_held)
    told = ngettext("{n} session", "{n} sessions", held).format(n=held)
    apart = _("{n} cancelled").format(n=cancelled)
    return f"{told}, {apart}" if cancelled else told


def stage_blocks(file: GroupFile) -> Iterator[Block]:
    """The stage of the group and the evidence for it; nothing if no session names one."""
    stages, beside = STAGES[file.group.stages], _("closed") if file.ending else ""
    if file.stage is None:
        if beside:
            yield Prose(Words(beside, Tone.STRONG))
        return
    if file.stage in stages:
        yield Steps(tuple(_(stage.label) for stage in stages), stages.index(file.stage), beside)
    else:  # told by the other model
        yield Prose(Words(" ".join([_(file.stage.label), beside]).strip(), Tone.STRONG))
    told = next(session for session in reversed(file.sessions) if session.stage)
    if told.stage_evidence:
        yield Prose(Words(f"{told.ref}: {told.stage_evidence}", Tone.QUIET), indent=2)


def members_blocks(file: GroupFile, roster: Roster) -> Iterator[Block]:
    """The members, with how often each came, and their own aim."""
    count = len(file.members)
    yield section(_("Members"), ngettext("{n} member", "{n} members", count).format(n=count))
    if not file.memberships:
        return
    columns = (
        Column(_("Member")),
        Column(_("Sessions"), narrow=True, picture=True),
        Column(_("Came to"), words=True),
        Column(_("Came"), narrow=True),
        Column(_("Rate"), narrow=True),
        Column(_("Remark")),
        Column(_("Own aim"), spare=True),
        Column(_("Since"), narrow=True, rare=True),
        Column(_("Case"), narrow=True, rare=True),
        Column(_("Ref"), narrow=True),
    )
    yield Table(columns, tuple(_row(file, each, roster) for each in file.attendance))
    if file.sessions_held:
        marks = "   ".join(f"{mark} {_(came.label)}" for came, mark in _MARKS.items())
        yield Prose(Words(marks, Tone.QUIET), drawn=True)


def _row(file: GroupFile, attended: Attendance, roster: Roster) -> tuple[Words, ...]:
    member = next(each for each in file.memberships if each.ref == attended.member)
    has_left = member.left_on is not None
    rate = "" if attended.rate is None else f"{attended.rate:.0%}"
    return (
        Words(roster.called(member.ref), Tone.QUIET if has_left else Tone.STRONG),
        Words(_marks(attended.came), Tone.QUIET if has_left else Tone.GOOD),
        Words(_told(attended.came)),
        Words(f"{attended.present}/{attended.present + attended.absent}"),
        Words(rate),
        Words(", ".join(_remarks(member, attended)), Tone.DANGER if attended.flagged and not has_left else Tone.PLAIN),
        Words(_aim(member, file)),
        Words(dates.short(member.on)),
        Words(member.case, Tone.REF),
        Words(member.ref, Tone.REF),
    )


def _aim(member: Membership, file: GroupFile) -> str:
    """A member's own aim, and the last result of it in brackets."""
    became = file.became.get(member.ref)
    return " ".join(text for text in (member.aim, f"({_(became.result.label)})" if became else "") if text)


def _remarks(member: Membership, attended: Attendance) -> Iterator[str]:
    """Short remarks on a member's attendance: excused, left, away several times in a row."""
    if attended.excused:
        yield ngettext("excused once", "excused {n} times", attended.excused).format(n=attended.excused)
    if member.left_on:
        left = _("left {day}").format(day=dates.short(member.left_on))
        yield f"{left}: {member.why_left}" if member.why_left else left
    elif attended.flagged:
        yield _("absent {n} times in a row").format(n=attended.in_a_row)


def _marks(came: Sequence[Came]) -> str:
    """One mark for each session, in groups of five."""
    marks = "".join(_MARKS[each] for each in came)
    return " ".join(marks[at : at + _FIVE] for at in range(0, len(marks), _FIVE))


def _told(came: Sequence[Came]) -> str:
    """The attendance session by session, in words: 1 present, 2 absent."""
    return ", ".join(f"{number} {_(each.label)}" for number, each in enumerate(came, start=1))


def _on_one_line(text: str) -> str:
    return "; ".join(line.strip() for line in text.splitlines())


def charter_blocks(file: GroupFile) -> Iterator[Block]:
    """Why the group is, for whom, and how it works."""
    yield section(_("Charter"))
    yield Facts(tuple((title, Words(text)) for title, text in records.rows(file.group, without=_TOLD_ABOVE)))


def decision_blocks(file: GroupFile) -> Iterator[Block]:
    """What the group decided, the latest first; nothing if it decided nothing yet."""
    decided = [(session, decision) for session in reversed(file.sessions) for decision in session.decisions]
    if not decided:
        return
    yield section(_("Decisions"))
    columns = (
        Column(_("Day"), narrow=True),
        Column(_("Decision")),
        Column(_("How decided")),
        Column(_("Ref"), narrow=True),
    )
    yield Table(
        columns,
        tuple(
            (
                Words(dates.short(session.on)),
                Words(decision.text),
                Words(_(decision.how.label), Tone.QUIET),
                Words(session.ref, Tone.REF),
            )
            for session, decision in decided
        ),
    )


def eight_tasks(file: GroupFile) -> Iterator[Block]:
    """The eight tasks, each with the sessions that worked on it, including those without any."""
    if not file.sessions_held:
        return
    yield section(_("The eight tasks"))
    columns = (Column("", narrow=True), Column(_("Task")), Column(_("Sessions"), narrow=True), Column(_("Last note")))
    yield Table(columns, tuple(_task_row(file, task) for task in GroupTask))


def _task_row(file: GroupFile, task: GroupTask) -> tuple[Words, ...]:
    covered = [(session, each) for session in file.sessions for each in session.tasks if each.task is task]
    numbers = ", ".join(str(file.number_of(session)) for session, _each in covered)
    notes = [each.note for _session, each in covered if each.note]
    tone = Tone.STRONG if covered else Tone.QUIET
    return Words(task.value, tone), Words(_(task.label), tone), Words(numbers), Words(notes[-1] if notes else "")


def moment(record: Record, file: GroupFile, roster: Roster) -> Moment:
    """A record as an entry of the timeline, with the names of the members."""
    if record.struck:
        return struck_moment(record)
    marks = [_(type(record).title)]
    if isinstance(record, Session):
        marks = _session_marks(record, file)
    if record.late:
        marks.append(_("late entry"))
    marks.append(corrected_mark(record))
    if file.comments:
        from casejournal.render.comments import commented_mark  # lazy: few groups have some

        marks.append(commented_mark(record, file))
    heading = (
        Words(dates.day(record.timeline_day), Tone.STRONG),
        Words(record.ref, Tone.REF),
        Words(" · ".join(filter(None, marks)), Tone.QUIET),
    )
    if isinstance(record, Session):
        rows = records.rows(record, without=_ELSEWHERE)
        return Moment(heading, tuple((title, Words(roster.read(_on_one_line(text)))) for title, text in rows))
    return Moment(heading, body=roster.read(gist(record, file)))


def _session_marks(session: Session, file: GroupFile) -> list[str]:
    """The number of the session and how many came, or that it did not take place."""
    if session.cancelled:
        return [_(Session.title), _("did not take place")]
    return [_("Session {n}").format(n=file.number_of(session)), counted(session)]
