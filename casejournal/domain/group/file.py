"""The group's file: its charter, its members, its sessions, and what follows from them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from casejournal.domain.due import Due, DueKind, Who
from casejournal.domain.file import File, by_day, last
from casejournal.domain.group.attendance import Attendance, Came, attendance, came
from casejournal.domain.group.charter import Group
from casejournal.domain.group.membership import Membership
from casejournal.domain.group.session import Session
from casejournal.domain.group.summary import Away, GroupSummary
from casejournal.domain.kinds import GROUP_TABLES
from casejournal.domain.principles import GroupPrinciple
from casejournal.domain.record import refs_in
from casejournal.words import N_

if TYPE_CHECKING:
    from casejournal.domain.group.ending import Ending
    from casejournal.domain.group.evaluation import AimReached, Evaluation
    from casejournal.domain.group.stage import GroupStage


class GroupFile(File, frozen=True, kw_only=True):
    """One group, as its records tell it. It keeps no client's name, except where a person wrote one."""

    tables: ClassVar = GROUP_TABLES
    principles: ClassVar = tuple(principle.value for principle in GroupPrinciple)
    before_it: ClassVar = N_("{day} is before the group was formed on {opened}; saved as you gave it.")
    after_closing: ClassVar = N_("The group is closed; this is marked as written after the closing.")

    group: Group
    memberships: tuple[Membership, ...] = ()
    sessions: tuple[Session, ...] = ()
    evaluations: "tuple[Evaluation, ...]" = ()
    endings: "tuple[Ending, ...]" = ()

    @property
    def name(self) -> str:
        """What the group is called."""
        return self.group.name

    @property
    def heads(self) -> dict[str, str]:
        """The ref of the group and its name."""
        return {"group": self.ref, "name": self.group.name}

    # Who is in it

    def members_on(self, day: date) -> tuple[Membership, ...]:
        """Who was a member on that day."""
        return tuple(each for each in self.memberships if each.was_in(day))

    @property
    def members(self) -> tuple[Membership, ...]:
        """Who has not left."""
        return tuple(each for each in self.memberships if each.left_on is None)

    @property
    def attendance(self) -> tuple[Attendance, ...]:
        """The attendance of everybody who ever joined, over all sessions that took place."""
        return attendance(self.memberships, self.sessions_held)

    @property
    def away(self) -> tuple[Membership, ...]:
        """The members who stayed away twice in a row."""
        flagged = {each.member for each in self.attendance if each.flagged}
        return tuple(each for each in self.members if each.ref in flagged)

    @property
    def sessions_held(self) -> tuple[Session, ...]:
        """The sessions that took place."""
        return tuple(session for session in self.sessions if session.took_place)

    @property
    def strangers(self) -> frozenset[str]:
        """The refs that sessions name and no membership has: somebody's joining was undone on another device."""
        named = {ref for session in self.sessions for ref in refs_in(session)}
        return frozenset(named - {each.ref for each in self.memberships})

    def sessions_of(self, member: Membership) -> tuple[Session, ...]:
        """The sessions that say whether that member came."""
        silent = {Came.UNSAID, Came.NO_MEMBER}
        return tuple(session for session in self.sessions_held if came(member, session) not in silent)

    def judged_since(self, day: date) -> bool:
        """Whether process and result were both judged since that day, in sessions or in reviews."""
        judged: tuple[Session | Evaluation, ...] = (*self.sessions, *self.evaluations)
        since = [each for each in judged if each.on >= day]
        return any(each.process for each in since) and any(each.result for each in since)

    @property
    def became(self) -> "dict[str, AimReached]":
        """What became of each member's own aim, by the ref of the membership. The latest record counts."""
        told: list[Evaluation | Ending] = sorted((*self.evaluations, *self.endings), key=by_day)
        return {aim.member: aim for record in told for aim in record.aims}

    # Where it stands

    @property
    def stage(self) -> "GroupStage | None":
        """The stage that a session named last."""
        return next((session.stage for session in reversed(self.sessions) if session.stage), None)

    @property
    def ending(self) -> "Ending | None":
        """The closing; None while the group is open."""
        ending: Ending | None = last(self.endings)
        return ending

    @property
    def is_closed(self) -> bool:
        """Whether it was closed."""
        return self.ending is not None

    def was_closed_at(self, moment: datetime) -> bool:
        """Whether the group was closed when something was recorded at that moment."""
        return any(ending.recorded_at < moment for ending in self.endings)

    def number_of(self, session: Session) -> int:
        """Which session of the group it is, counted by day; 0 for one that did not take place."""
        return next((number for number, each in enumerate(self.sessions_held, start=1) if each.ref == session.ref), 0)

    # What waits

    @property
    def waiting(self) -> tuple[Due, ...]:
        """Everything that waits, the soonest first, undated last."""
        dues = [*(task.due_item() for task in self.open_tasks), *self._meetings()]
        return tuple(sorted(dues, key=lambda due: (due.on or date.max, due.ref)))

    def _meetings(self) -> Iterator[Due]:
        """The next session and the next review, until they take place."""
        if self.ending:
            return
        for kind, held in ((DueKind.SESSION, self.sessions), (DueKind.EVALUATION, self.evaluations)):
            latest = last(held)
            if latest and latest.next_on:
                yield Due(kind=kind, ref=latest.ref, what="", who=Who.WORKER, on=latest.next_on)

    def _seen(self) -> Iterator[tuple[str, date]]:
        cases = {each.ref: each.case for each in self.memberships if each.case}
        return ((cases[ref], session.on) for session in self.sessions for ref in session.present if ref in cases)

    def summary(self) -> GroupSummary:
        """The label of the group."""
        return GroupSummary(
            ref=self.ref,
            called=self.group.name,
            closed=self.is_closed,
            opened_on=self.group.on,
            members=len(self.members),
            cases=tuple(dict.fromkeys(each.case for each in self.memberships if each.case)),
            seen=dict(self._seen()),
            sessions=len(self.sessions_held),
            last_session_on=self.sessions_held[-1].on if self.sessions_held else None,
            stage=self.stage,
            away=() if self.ending else tuple(Away(member=e.ref, case=e.case, alias=e.alias) for e in self.away),
            due=() if self.opened_by_accident else self.waiting,
            struck=self.opened_by_accident,
        )
