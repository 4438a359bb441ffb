"""Referral (rujukan): to another worker or an agency judged able to help. Sent is not received; none may get lost."""

from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar, Self

import msgspec

from casejournal.domain import dates
from casejournal.domain.choice import Choice
from casejournal.domain.consent import Shareable
from casejournal.domain.due import Due, DueKind, Who
from casejournal.domain.field import Asked, field
from casejournal.domain.record import Record
from casejournal.domain.refusals import BeforeItBegan, NotNext
from casejournal.domain.undertaking import Undertaking
from casejournal.errors import AnswerNeeded
from casejournal.words import N_, _


class To(Choice):
    """Whom a case is referred to."""

    SERVICE = "service", N_("a service of an agency")
    WORKER = "worker", N_("another worker")


class Reason(Choice):
    """Why the worker cannot help."""

    BEYOND_COMPETENCE = "beyond_competence", N_("beyond my competence")
    CAPACITY = "capacity", N_("no room for it here")
    SPECIALIST = "specialist", N_("a specialist is needed")
    CLIENT_CHOICE = "client_choice", N_("the client's choice")
    STATUTORY = "statutory", N_("the law demands it")
    DISTANCE = "distance", N_("too far away")
    CONFLICT_OF_INTEREST = "conflict_of_interest", N_("a conflict of interest")


class Urgency(Choice):
    """How fast it must go."""

    ROUTINE = "routine", N_("routine")
    SOON = "soon", N_("soon")
    URGENT = "urgent", N_("urgent")


class Handoff(Choice):
    """How the client gets there."""

    COLD = "cold", N_("cold: the client goes alone")
    WARM = "warm", N_("warm: the worker introduces them")
    HOT = "hot", N_("hot: the worker goes along and stays")


class Status(Choice):
    """Where a referral stands."""

    DRAFT = "draft", N_("draft")
    SENT = "sent", N_("sent")
    ACKNOWLEDGED = "acknowledged", N_("acknowledged")
    ACCEPTED = "accepted", N_("accepted")
    DECLINED_BY_AGENCY = "declined_by_agency", N_("declined by the agency")
    DECLINED_BY_CLIENT = "declined_by_client", N_("declined by the client")
    WAITLISTED = "waitlisted", N_("on the waiting list")
    IN_SERVICE = "in_service", N_("in service")
    COMPLETED = "completed", N_("completed")
    NO_SHOW = "no_show", N_("did not come")
    WITHDRAWN = "withdrawn", N_("withdrawn")


_S = Status
NEXT: dict[Status, tuple[Status, ...]] = {
    _S.DRAFT: (_S.SENT, _S.DECLINED_BY_CLIENT, _S.WITHDRAWN),
    _S.SENT: (_S.ACKNOWLEDGED, _S.DECLINED_BY_CLIENT, _S.WITHDRAWN),
    _S.ACKNOWLEDGED: (
        _S.ACCEPTED, _S.WAITLISTED, _S.DECLINED_BY_AGENCY, _S.DECLINED_BY_CLIENT, _S.WITHDRAWN,
    ),
    _S.WAITLISTED: (
        _S.ACCEPTED, _S.IN_SERVICE, _S.DECLINED_BY_AGENCY, _S.DECLINED_BY_CLIENT, _S.NO_SHOW, _S.WITHDRAWN,
    ),
    _S.ACCEPTED: (_S.IN_SERVICE, _S.DECLINED_BY_CLIENT, _S.NO_SHOW, _S.WITHDRAWN),
    _S.IN_SERVICE: (_S.COMPLETED, _S.NO_SHOW, _S.WITHDRAWN),
    _S.DECLINED_BY_AGENCY: (),
    _S.DECLINED_BY_CLIENT: (),
    _S.COMPLETED: (),
    _S.NO_SHOW: (),
    _S.WITHDRAWN: (),
}  # fmt: skip
"""What may come after what. Nothing goes back: who tries again refers anew."""

LOST = frozenset({Status.DECLINED_BY_AGENCY, Status.DECLINED_BY_CLIENT, Status.NO_SHOW})
"""Ends that leave the client without the help they were to get: another way has to be found."""


ANOTHER_WAY = timedelta(days=7)


class Turn(msgspec.Struct, frozen=True):
    """Who acts next at a status, what they do, and within how many days by urgency."""

    who: Who
    what: str
    days: dict[Urgency, int]


def _within(routine: int, soon: int, urgent: int) -> dict[Urgency, int]:
    return {Urgency.ROUTINE: routine, Urgency.SOON: soon, Urgency.URGENT: urgent}


TURNS: dict[Status, Turn] = {
    Status.DRAFT: Turn(Who.WORKER, N_("send it, once the client consents"), _within(7, 3, 1)),
    Status.SENT: Turn(Who.AGENCY, N_("say that it arrived"), _within(7, 3, 1)),
    Status.ACKNOWLEDGED: Turn(Who.AGENCY, N_("say yes or no"), _within(14, 7, 2)),
    Status.WAITLISTED: Turn(Who.WORKER, N_("ask how the waiting list stands"), _within(30, 14, 7)),
    Status.ACCEPTED: Turn(Who.CLIENT, N_("go there for the first time"), _within(14, 7, 2)),
    Status.IN_SERVICE: Turn(Who.WORKER, N_("ask the client and the agency how it goes"), _within(30, 30, 14)),
}
"""The clocks are this project's own proposal, not a source's; a follow-up day of the worker's takes their place."""
_INTRODUCE = N_("introduce the client there")


class Pending(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts next, doing what, by when."""

    who: Who
    what: str
    by: date


class StatusChange(msgspec.Struct, frozen=True, kw_only=True):
    """A step of a referral: where it stands since when, and who said so."""

    title: ClassVar = N_("Referral: where it stands")
    short: ClassVar = "{on}: {status}"

    status: Annotated[Status, field(N_("Status"), N_("Where it stands now."), asked=Asked.NEVER)]
    on: Annotated[date, field(N_("Day"), N_("The day it happened, if not today."), past=True, asked=Asked.NEVER)]
    recorded_at: Annotated[datetime, field(N_("Recorded"), given=False, asked=Asked.NEVER, tz=True)]
    worker: Annotated[str, field(N_("Worker"), given=False, asked=Asked.NEVER)]
    told_by: Annotated[str, field(N_("Told by"), N_("Who told you."))] = ""
    remark: Annotated[str, field(N_("Remark"), N_("What else was said."), asked=Asked.NEVER)] = ""
    outcome: Annotated[
        str,
        field(
            N_("Outcome"),
            N_("What the client has of it now."),
            why=N_("A referral is done when the client got something, not when the letter left."),
            asked=Asked.FIRST,
            needed=True,
            long=True,
            when=("status", ("completed",)),
        ),
    ] = ""
    confirmed_by: Annotated[
        str,
        field(
            N_("Confirmed by"),
            N_("Who confirmed that: the client, somebody at the agency."),
            asked=Asked.FIRST,
            needed=True,
            when=("status", ("completed",)),
        ),
    ] = ""
    client_feedback: Annotated[
        str,
        field(
            N_("Client's feedback"),
            N_("What the client says of it."),
            asked=Asked.FIRST,
            when=("status", ("completed", "no_show", "declined_by_client")),
        ),
    ] = ""
    follow_up_on: Annotated[
        date | None, field(N_("Follow up on"), N_("The day you look after it again: +7d."), asked=Asked.NEVER)
    ] = None
    shared: Annotated[tuple[Shareable, ...], field(N_("Shared"), given=False, asked=Asked.NEVER, shown=True)] = ()
    """What was shared when it was sent."""
    consents: Annotated[
        tuple[str, ...], field(N_("Consents"), refs=True, given=False, asked=Asked.NEVER, shown=True)
    ] = ()
    override: Annotated[
        str,
        field(
            N_("Without consent because"),
            N_("Why it is shared without a valid consent: danger, a duty to report. It stays visible."),
            asked=Asked.NEVER,
        ),
    ] = ""


class Referral(Record, frozen=True, kw_only=True):
    """The case, or a part of it, handed to somebody able to help."""

    sets_aside: ClassVar = N_("sent without consent")
    settled: ClassVar = dict.fromkeys(
        ("on", "to", "shared"), N_("another referral, cj refer CASE; this one: cj refer update")
    )
    ref_letter: ClassVar = "R"
    table: ClassVar = "referrals"
    title: ClassVar = N_("Referral")

    to: Annotated[
        str,
        field(
            N_("To"),
            N_("The agency's service or the worker."),
            why=N_("A consent must name the same recipient before the referral is sent."),
            asked=Asked.FIRST,
            min_length=1,
        ),
    ]
    reason: Annotated[
        Reason,
        field(
            N_("Reason"),
            N_("Why you cannot give this help yourself."),
            why=N_("To refer is part of the method: when you cannot help, somebody able to should."),
            asked=Asked.FIRST,
        ),
    ]
    kind: Annotated[To, field(N_("Kind"), N_("Whether it goes to a service or to a worker."))] = To.SERVICE
    request: Annotated[str, field(N_("Request"), N_("What you ask of them."), asked=Asked.FIRST, long=True)] = ""
    urgency: Annotated[Urgency, field(N_("Urgency"), N_("How fast it must go."))] = Urgency.ROUTINE
    handoff: Annotated[
        Handoff | None,
        field(
            N_("Hand-off"),
            N_("How the client gets there."),
            why=N_("Many clients never arrive alone. A worker who introduces them makes the difference."),
            asked=Asked.FIRST,
        ),
    ] = None
    shared: Annotated[
        tuple[Shareable, ...],
        field(
            N_("Shared"),
            N_("What they are told; the consent must cover it. Without any, all that the consent covers."),
            asked=Asked.FIRST,
            one="share",
        ),
    ] = ()
    follow_up_on: Annotated[date | None, field(N_("Follow up on"), N_("The day you look after it again: +7d."))] = None
    log: Annotated[tuple[StatusChange, ...], field(N_("Status"), given=False, asked=Asked.NEVER, shown=True)] = ()

    @property
    def status(self) -> Status:
        """Where it stands."""
        return self.log[-1].status if self.log else Status.DRAFT

    @property
    def open(self) -> bool:
        """Whether somebody still has to act."""
        return self.status in TURNS

    @property
    def was_sent(self) -> bool:
        """Whether it left the worker's desk."""
        return self.sent is not None

    @property
    def sent(self) -> StatusChange | None:
        """The move by which it left."""
        return next((move for move in self.log if move.status is Status.SENT), None)

    @property
    def last_on(self) -> date:
        """The day of its last move."""
        return self.log[-1].on if self.log else self.on

    @property
    def outcome(self) -> str:
        """What came of it."""
        return self.log[-1].outcome if self.log else ""

    @property
    def next(self) -> Pending | None:
        """Who acts next, and by when; None when it has come to an end."""
        turn = TURNS.get(self.status)
        if turn is None:
            return None
        introduces = self.status is Status.ACCEPTED and self.handoff in {Handoff.WARM, Handoff.HOT}
        follow_up = self.log[-1].follow_up_on if self.log else self.follow_up_on
        return Pending(
            who=Who.WORKER if introduces else turn.who,
            what=_INTRODUCE if introduces else turn.what,
            by=follow_up or self.last_on + timedelta(days=turn.days[self.urgency]),
        )

    @property
    def last_written(self) -> tuple[datetime, str]:
        """When it was last moved, and by whom."""
        return (self.log[-1].recorded_at, self.log[-1].worker) if self.log else (self.recorded_at, self.worker)

    def undertaken(self) -> tuple[Undertaking, ...]:
        """Another way, for a client who was left without the help they were to get."""
        if self.status not in LOST:
            return ()
        what = _(N_("Look for another way with the client: {to}")).format(to=self.to)
        return (Undertaking(what=what, who=Who.WORKER, due=self.last_written[0].date() + ANOTHER_WAY),)

    def reasons(self) -> tuple[tuple[date, str], ...]:
        """Why it was sent without consent."""
        return tuple((move.on, move.override) for move in self.log if move.override)

    def due_item(self) -> Due | None:
        """Who acts next and by when, for the screen of the day."""
        step = self.next
        if step is None:
            return None
        return Due(kind=DueKind.REFERRAL, ref=self.ref, what=self.to, who=step.who, on=step.by, status=self.status)

    def updated(self, move: StatusChange) -> Self:
        """This referral after the move.

        Raises NotNext for a step it cannot take, BeforeItBegan for its day, AnswerNeeded for a completion without
        an outcome and who confirmed it.
        """
        if move.status not in NEXT[self.status]:
            raise NotNext(
                ref=self.ref,
                status=_(self.status.label),
                asked=_(move.status.label),
                possible=", ".join(NEXT[self.status]) or N_("nothing: it has come to its end; refer anew"),
            )
        if move.on < self.last_on:
            raise BeforeItBegan(ref=self.ref, day=dates.short(move.on), last=dates.short(self.last_on))
        if move.status is Status.COMPLETED and not (move.outcome and move.confirmed_by):
            raise AnswerNeeded(options="--outcome, --confirmed-by")
        return msgspec.structs.replace(self, log=(*self.log, move))
