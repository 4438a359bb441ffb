"""Session (sesi): one meeting of the group. Who was there, what was done and decided, what it did for whom."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Annotated, ClassVar

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.field import Among, Asked, Identifies, field
from casejournal.domain.group.stage import GroupStage
from casejournal.domain.part import Part
from casejournal.domain.record import Record, is_unanswered
from casejournal.words import N_

Minutes = Annotated[int, msgspec.Meta(ge=1, le=1440)]
Member = Annotated[
    str, field(N_("Member"), N_("Who is it about?"), asked=Asked.FIRST, among=Among.MEMBERS, min_length=1)
]


class GroupTask(Choice):
    """The eight tasks in which the worker helps a group, by letter (a text on bimbingan sosial kelompok, 2014)."""

    A = "a", N_("understand the agency's purpose")
    B = "b", N_("formulate targets, aims and purpose")
    C = "c", N_("build group spirit and awareness")
    D = "d", N_("know strengths and weaknesses")
    E = "e", N_("recognise problems inside the group")
    F = "f", N_("improve the organisation, help its leaders")
    G = "g", N_("get the resources it needs")
    H = "h", N_("accept each other, mix responsibly")


class HowDecided(Choice):
    """How a decision was reached."""

    CONSENSUS = "consensus", N_("all agreed")
    VOTE = "vote", N_("by vote")
    LEADER = "leader", N_("the leader decided")
    NONE = "none", N_("not decided")


class Decision(Part, frozen=True, kw_only=True):
    """Something the group decided."""

    title: ClassVar = N_("Decision")
    short: ClassVar = "{text}: {how}"

    text: Annotated[str, field(N_("Decision"), N_("What was decided?"), asked=Asked.FIRST, min_length=1)]
    how: Annotated[HowDecided, field(N_("How decided"), N_("How was it decided?"), asked=Asked.FIRST)]


class Covered(Part, frozen=True, kw_only=True):
    """One of the eight tasks that was worked on."""

    key: ClassVar = "task"
    short: ClassVar = "{task}[: {note}]"
    between: ClassVar = ": "

    task: Annotated[GroupTask, field(N_("Task"), N_("Which of the eight tasks? Give its letter."), asked=Asked.FIRST)]
    note: Annotated[str, field(N_("What was done"), N_("What did you do for it?"), asked=Asked.FIRST)] = ""


class MemberNote(Part, frozen=True, kw_only=True):
    """What is worth keeping about one member. It is shown in that member's own case, and in no other."""

    key: ClassVar = "member"
    short: ClassVar = "{member}={note}"
    between: ClassVar = ": "

    member: Member
    note: Annotated[
        str,
        field(
            N_("What was noted"),
            N_("What did this member say or do? It shows in their own case."),
            asked=Asked.FIRST,
            min_length=1,
        ),
    ]


class Chosen(Part, frozen=True, kw_only=True):
    """A positive choice: whom a member would like to be with."""

    title: ClassVar = N_("Choice")
    short: ClassVar = "{by}>{whom}"
    between: ClassVar = " > "

    by: Annotated[str, field(N_("Who chooses"), N_("Who chooses?"), asked=Asked.FIRST, among=Among.THERE, min_length=1)]
    whom: Annotated[
        str, field(N_("Whom"), N_("Whom do they choose?"), asked=Asked.FIRST, among=Among.CHOSEN, min_length=1)
    ]


ATTENDANCE = ("present", "absent", "excused")
"""The fields that say who came."""


class Session(Record, frozen=True, kw_only=True):
    """One meeting. Members are named by the refs of their memberships. The number of the session is counted, not
    stored.
    """

    ref_letter: ClassVar = "S"
    table: ClassVar = "sessions"
    title: ClassVar = N_("Session")
    settled: ClassVar = {"new": N_("cj group join, or cj strike and write the session again")}

    cancelled: Annotated[
        str,
        field(
            N_("Cancelled"),
            N_("Why did it not take place? Such a session does not count, and nobody was absent."),
            asked=Asked.NEVER,
        ),
    ] = ""
    absent: Annotated[
        tuple[str, ...],
        field(
            N_("Absent"),
            N_("Who was not there? All the others were."),
            why=N_("When somebody is absent twice in a row, `cj today` reminds you to ask after them."),
            asked=Asked.FIRST,
            one="absent",
            among=Among.EXPECTED,
            refs=True,
        ),
    ] = ()
    excused: Annotated[
        tuple[str, ...],
        field(
            N_("Excused"),
            N_("Who excused themselves? (counted separately)"),
            asked=Asked.FIRST,
            one="excused",
            among=Among.OTHERS,
            refs=True,
        ),
    ] = ()
    present: Annotated[
        tuple[str, ...],
        field(N_("Present"), N_("Who was there?"), asked=Asked.NEVER, one="present", among=Among.EXPECTED),
    ] = ()
    new: Annotated[
        tuple[str, ...],
        field(
            N_("Somebody new"), N_("Who came for the first time? They join with this session."), one="new", refs=True
        ),
    ] = ()
    aim: Annotated[str, field(N_("Aim"), N_("What was this session for?"))] = ""
    programme: Annotated[
        str,
        field(
            N_("Programme"),
            N_("What did the group do?"),
            asked=Asked.FIRST,
            long=True,
        ),
    ] = ""
    guidance: Annotated[
        str,
        field(
            N_("Guidance"),
            N_("What did you do to guide the group?"),
            why=N_("Guided interaction: what you did so that they turned to each other and not to you."),
            long=True,
        ),
    ] = ""
    decisions: Annotated[
        tuple[Decision, ...],
        field(
            N_("Decisions"),
            N_("What did the group decide, and how?"),
            why=N_("Decision making: the group is helped to decide for itself."),
            one="decision",
        ),
    ] = ()
    tasks: Annotated[
        tuple[Covered, ...],
        field(
            N_("Tasks of the group"),
            N_("Which of the eight tasks did you work on?"),
            why=N_("No session covers all eight; over the weeks each should get its turn."),
            one="task",
        ),
    ] = ()
    stage: Annotated[
        GroupStage | None,
        field(N_("Stage"), N_("Which stage has the group reached?"), among=Among.STAGES),
    ] = None
    stage_evidence: Annotated[
        str,
        field(N_("What shows it"), N_("What did you see that shows it?"), asked=Asked.FIRST, when=("stage", ())),
    ] = ""
    member_notes: Annotated[
        tuple[MemberNote, ...],
        field(
            N_("Notes on members"),
            N_("What is worth noting about one member?"),
            why=N_("It shows in that member's own case, with the names of the others hidden."),
            one="member_note",
        ),
    ] = ()
    process: Annotated[
        str,
        field(
            N_("How it went"),
            N_("The process: how did the members work together?"),
            why=N_("Continuous evaluation looks at two things: how the group works, and what comes of it."),
            long=True,
        ),
    ] = ""
    result: Annotated[
        str, field(N_("What came of it"), N_("The result: what is different now?"), asked=Asked.FIRST, long=True)
    ] = ""
    next_on: Annotated[
        date | None,
        field(N_("Next session on"), N_("When do you meet again? For example +7d or friday."), asked=Asked.FIRST),
    ] = None
    minutes: Annotated[Minutes | None, field(N_("Minutes"), N_("How many minutes did it last?"))] = None
    guests: Annotated[
        tuple[str, ...],
        field(
            N_("Guests"), N_("Who came just this once and is not a member?"), one="guest", identifies=Identifies.PERSON
        ),
    ] = ()
    co_workers: Annotated[
        tuple[str, ...],
        field(N_("Led together with"), N_("Who led it with you?"), one="with", identifies=Identifies.PERSON),
    ] = ()
    place: Annotated[str, field(N_("Place"), N_("Where did you meet?"))] = ""
    resources: Annotated[
        tuple[str, ...],
        field(N_("Resources used"), N_("What from the community did you use?"), one="resource"),
    ] = ()
    changes: Annotated[
        str,
        field(
            N_("Changes"), N_("What did you change in how the group works, and why? (flexible organisation)"), long=True
        ),
    ] = ""
    asked: Annotated[
        str,
        field(
            N_("Question for the choices"),
            N_("What were the members asked? For example: with whom would you like to cook?"),
        ),
    ] = ""
    choices: Annotated[
        tuple[Chosen, ...],
        field(
            N_("Choices"),
            N_("Whom did a member choose? For the sociogram; only positive choices are kept."),
            why=N_("We do not ask whom somebody would rather avoid: the answer hurts, and helps nobody."),
            one="choice",
        ),
    ] = ()

    @property
    def took_place(self) -> bool:
        """Whether it took place."""
        return not self.cancelled

    @property
    def tells_of_a_meeting(self) -> bool:
        """Whether it says anything that can only be so if people met."""
        apart = {*Record.__struct_fields__, *_WITHOUT_A_MEETING}
        said = (getattr(self, name) for name in self.__struct_fields__ if name not in apart)
        return not all(map(is_unanswered, said))

    @property
    def accounted_for(self) -> frozenset[str]:
        """The memberships of which it says whether they were there."""
        return frozenset((*self.present, *self.absent, *self.excused))

    def corrected(self, said: Mapping[str, Sequence[str]], whole: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Who was present, absent and excused after a correction. Whoever is named in `said` moves there; all others
        stay where they were.

        A list in `whole` is replaced. Whoever was in it and is named nowhere now counts as present or, if the list of
        those present is given too, as not mentioned.
        """
        named = {ref for refs in said.values() for ref in refs}
        stay = {name: [ref for ref in getattr(self, name) if ref not in named] for name in ATTENDANCE}
        left = [ref for name in said if name in whole for ref in stay.pop(name)]
        there = left if "present" not in said else []
        return {
            name: (*stay.get(name, ()), *(there if name == "present" else ()), *said.get(name, ()))
            for name in ATTENDANCE
        }


_WITHOUT_A_MEETING = frozenset({"cancelled", "aim", "place", "co_workers", "changes", "next_on"})
"""What a session that did not take place may still say: what was planned for it, and what follows."""
