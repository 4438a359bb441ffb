"""Referral (rujukan): to another worker or an agency judged able to help. Sent is not received; none may get lost."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Annotated, Any, ClassVar, Self

import msgspec

from casejournal.domain import dates
from casejournal.domain.choice import Choice
from casejournal.domain.consent import Shareable
from casejournal.domain.due import Due, DueKind, Who
from casejournal.domain.errand import ErrandKind
from casejournal.domain.field import Asked, Identifies, field
from casejournal.domain.record import Record
from casejournal.domain.referral_log import (
    ANOTHER_WAY,
    LOST,
    NEXT,
    TURNS,
    Status,
    StatusChange,
    TakenBack,
    Urgency,
    skipped,
)
from casejournal.domain.refusals import BeforeItBegan, NothingToTakeBack, NotNext
from casejournal.domain.undertaking import Undertaking, errand
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
    STATUTORY = "statutory", N_("the law requires it")
    DISTANCE = "distance", N_("too far away")
    CONFLICT_OF_INTEREST = "conflict_of_interest", N_("a conflict of interest")


class Handoff(Choice):
    """How the client gets there."""

    COLD = "cold", N_("cold: the client goes alone")
    WARM = "warm", N_("warm: the worker introduces them")
    HOT = "hot", N_("hot: the worker goes along and stays")


_AT_ITS_END = N_('nothing: it has ended. Write a new referral or, if it ended by mistake, take that back: --back "why"')
"""What can come next when nothing can."""
_INTRODUCE = N_("introduce the client there")


class Pending(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts next, doing what, by when."""

    who: Who
    what: str
    by: date


class Referral(Record, frozen=True, kw_only=True):
    """The case, or a part of it, handed to somebody able to help."""

    sets_aside: ClassVar = N_("sent without consent")
    settled: ClassVar = dict.fromkeys(
        ("on", "to", "shared"), N_("write another referral, cj refer CASE; for this one: cj refer update")
    )
    ref_letter: ClassVar = "R"
    table: ClassVar = "referrals"
    title: ClassVar = N_("Referral")

    to: Annotated[
        str,
        field(
            N_("To"),
            N_("Which service or worker do you refer to?"),
            why=N_("Before you send it, there must be a consent that names the same recipient."),
            asked=Asked.FIRST,
            min_length=1,
            identifies=Identifies.EITHER,
        ),
    ]
    reason: Annotated[
        Reason,
        field(
            N_("Reason"),
            N_("Why can you not give this help yourself?"),
            why=N_("Referring is part of the method: if you cannot help, somebody who can should."),
            asked=Asked.FIRST,
        ),
    ]
    judged_able: Annotated[
        str,
        field(
            N_("Judged able to help"),
            N_("Why do you think they can help? This stays with you: the letter does not mention it."),
            why=N_("Refer to somebody who can help, not just to somebody else."),
            asked=Asked.FIRST,
        ),
    ] = ""
    kind: Annotated[To, field(N_("Kind"), N_("Does it go to a service or to a worker?"))] = To.SERVICE
    request: Annotated[str, field(N_("Request"), N_("What do you ask of them?"), asked=Asked.FIRST, long=True)] = ""
    urgency: Annotated[Urgency, field(N_("Urgency"), N_("How urgent is it?"))] = Urgency.ROUTINE
    handoff: Annotated[
        Handoff | None,
        field(
            N_("Hand-off"),
            N_("How will the client get there?"),
            why=N_("Many clients never get there alone. A worker who introduces them makes the difference."),
            asked=Asked.FIRST,
        ),
    ] = None
    shared: Annotated[
        tuple[Shareable, ...],
        field(
            N_("Shared"),
            N_("What will they be told? The consent must cover it. Leave empty to share all the consent allows."),
            asked=Asked.FIRST,
            one="share",
        ),
    ] = ()
    service: Annotated[str, field(N_("In the directory"), refs=True, asked=Asked.NEVER, given=False, shown=True)] = ""
    follow_up_on: Annotated[
        date | None, field(N_("Follow up on"), N_("When will you check on it? For example +7d."))
    ] = None
    log: Annotated[tuple[StatusChange, ...], field(N_("Status"), given=False, asked=Asked.NEVER, shown=True)] = ()

    @property
    def last(self) -> StatusChange | None:
        """Its last status change that was not taken back; None for a draft."""
        return next((change for change in reversed(self.log) if change.taken_back is None), None)

    @property
    def status(self) -> Status:
        """Where it stands."""
        return self.last.status if self.last else Status.DRAFT

    @property
    def open(self) -> bool:
        """Whether somebody still has to act."""
        return self.status in TURNS

    @property
    def waitlisted(self) -> bool:
        """Whether it has come to a place on a waiting list, and no further."""
        return self.status is Status.WAITLISTED

    @property
    def was_sent(self) -> bool:
        """Whether it left the worker's desk."""
        return self.sent is not None

    @property
    def said_sent(self) -> bool:
        """Whether it was ever written down as sent, even if that was taken back."""
        return any(change.status is Status.SENT for change in self.log)

    @property
    def sent(self) -> StatusChange | None:
        """The status change by which it was sent."""
        return next((change for change in self.log if change.status is Status.SENT and change.taken_back is None), None)

    @property
    def last_on(self) -> date:
        """The day of its last status change."""
        return self.last.on if self.last else self.on

    @property
    def outcome(self) -> str:
        """What came of it."""
        return self.last.outcome if self.last else ""

    @property
    def changes(self) -> Iterator[tuple[StatusChange, tuple[Status, ...]]]:
        """Every status change, those taken back too, each with the statuses that were skipped before it."""
        before = Status.DRAFT
        for change in self.log:
            yield change, () if change.taken_back else skipped(before, change.status)
            before = before if change.taken_back else change.status

    @property
    def next(self) -> Pending | None:
        """Who acts next, and by when; None when nobody has to."""
        turn = TURNS.get(self.status)
        if turn is None:
            return None
        introduces = self.status is Status.ACCEPTED and self.handoff in {Handoff.WARM, Handoff.HOT}
        return Pending(
            who=Who.WORKER if introduces else turn.who,
            what=_INTRODUCE if introduces else turn.what,
            by=self.looked_after_on or self.last_on + timedelta(days=turn.days[self.urgency]),
        )

    @property
    def looked_after_on(self) -> date | None:
        """The day that the worker set for following it up."""
        return self.last.follow_up_on if self.last else self.follow_up_on

    @property
    def last_written(self) -> tuple[datetime, str]:
        """When something was last written in it, and by whom."""
        changed = ((change.recorded_at, change.worker) for change in self.log)
        taken_back = ((change.taken_back.at, change.taken_back.worker) for change in self.log if change.taken_back)
        return max([super().last_written, *changed, *taken_back])

    def undertaken(self) -> tuple[Undertaking, ...]:
        """A task to look for another way, if the client was left without help."""
        if self.last is None or self.status not in LOST:
            return ()
        return (errand(ErrandKind.ANOTHER_WAY, self.to, by=self.last.recorded_at.date() + ANOTHER_WAY),)

    def reasons(self) -> tuple[tuple[date, str], ...]:
        """Why it was sent without consent, even if the sending was taken back."""
        return tuple((change.on, change.override) for change in self.log if change.override)

    def due_item(self) -> Due | None:
        """Who acts next and by when, for `cj today`."""
        step = self.next
        if step is None:
            return None
        return Due(kind=DueKind.REFERRAL, ref=self.ref, what=self.to, who=step.who, on=step.by, status=self.status)

    def updated(self, change: StatusChange) -> Self:
        """This referral with one more status change.

        Raises NotNext for a status that cannot come next, BeforeItBegan for a day before the last change, AnswerNeeded
        for a completion without its outcome or without saying who confirmed it.
        """
        if change.status not in NEXT[self.status]:
            raise NotNext(
                ref=self.ref,
                status=_(self.status.label),
                asked=_(change.status.label),
                possible=", ".join(_(each.label) for each in NEXT[self.status]) or _AT_ITS_END,
            )
        if change.on < self.last_on:
            raise BeforeItBegan(ref=self.ref, day=dates.short(change.on), last=dates.short(self.last_on))
        if change.status is Status.COMPLETED and not (change.outcome and change.confirmed_by):
            raise AnswerNeeded(options="--outcome, --confirmed-by")
        return msgspec.structs.replace(self, log=(*self.log, change))

    def taken_back(self, taken_back: TakenBack) -> Self:
        """This referral with its last status change taken back; the change stays in the log. Raises NothingToTakeBack
        for a draft.
        """
        if self.last is None:
            raise NothingToTakeBack(ref=self.ref)
        return self.with_last(taken_back=taken_back)

    def with_last(self, **changes: Any) -> Self:
        """This referral with other answers in its last status change."""
        log = [msgspec.structs.replace(change, **changes) if change is self.last else change for change in self.log]
        return msgspec.structs.replace(self, log=tuple(log))
