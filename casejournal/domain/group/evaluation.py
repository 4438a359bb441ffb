"""Review of a group (evaluasi): process and result judged by all, each party's account to the whole."""

from datetime import date
from typing import Annotated, ClassVar

from casejournal.domain.choice import Choice
from casejournal.domain.closing import Result
from casejournal.domain.field import Among, Asked, field
from casejournal.domain.part import Part
from casejournal.domain.record import Record
from casejournal.words import N_


class Party(Choice):
    """Who gives account."""

    MEMBERS = "members", N_("the members")
    WORKER = "worker", N_("the worker")
    AGENCY = "agency", N_("the agency")


class Account(Part, frozen=True, kw_only=True):
    """What one party says of it."""

    key: ClassVar = "party"
    short: ClassVar = "{party}: {says}"

    party: Annotated[Party, field(N_("Whose view"), N_("Whose view is it?"), asked=Asked.FIRST)]
    says: Annotated[str, field(N_("View"), N_("What do they say about it?"), asked=Asked.FIRST, min_length=1)]


class AimReached(Part, frozen=True, kw_only=True):
    """What became of one member's own aim."""

    key: ClassVar = "member"
    short: ClassVar = "{member}={result}[:{words}]"

    member: Annotated[
        str,
        field(N_("Member"), N_("Who is it about?"), asked=Asked.FIRST, among=Among.EVERYBODY, min_length=1),
    ]
    result: Annotated[Result, field(N_("Result"), N_("Did they reach their aim?"), asked=Asked.FIRST)]
    words: Annotated[str, field(N_("In words"), N_("What is different now?"), asked=Asked.FIRST)] = ""


Aims = Annotated[
    tuple[AimReached, ...],
    field(
        N_("Members' aims"),
        N_("Did the members reach their own aims?"),
        why=N_("Shared purpose: the group is there for each of its members."),
        asked=Asked.FIRST,
        one="aim",
    ),
]


class Evaluation(Record, frozen=True, kw_only=True):
    """The group looked at as a whole (a text on bimbingan sosial kelompok, 2014, principle f)."""

    ref_letter: ClassVar = "V"
    table: ClassVar = "evaluations"
    title: ClassVar = N_("Review of the group")

    process: Annotated[
        str,
        field(
            N_("How it works"),
            N_("The process: how do members and worker work together now?"),
            why=N_("Continuous evaluation looks at two things: how the group works, and what comes of it."),
            asked=Asked.FIRST,
            needed=True,
            long=True,
        ),
    ] = ""
    result: Annotated[
        str,
        field(
            N_("What came of it"),
            N_("The result: how close is the group to its purpose?"),
            asked=Asked.FIRST,
            needed=True,
            long=True,
        ),
    ] = ""
    accounts: Annotated[
        tuple[Account, ...],
        field(
            N_("Accounts"),
            N_("What do members, worker and agency say about it?"),
            why=N_("Everybody answers to everybody; nobody is only judged."),
            one="account",
        ),
    ] = ()
    aims: Aims = ()
    next: Annotated[str, field(N_("What next"), N_("What follows from it?"), long=True)] = ""
    next_on: Annotated[
        date | None,
        field(N_("Next review on"), N_("When do you look at it together again? For example +30d."), asked=Asked.FIRST),
    ] = None
