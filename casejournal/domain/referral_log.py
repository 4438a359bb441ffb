"""The log of a referral: its statuses, what may come next, whose turn it is, and how a status change is taken back."""

from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.consent import Shareable
from casejournal.domain.due import Who
from casejournal.domain.field import Asked, Identifies, field
from casejournal.domain.part import Part
from casejournal.words import N_


class Urgency(Choice):
    """How fast it must go."""

    ROUTINE = "routine", N_("routine")
    SOON = "soon", N_("soon")
    URGENT = "urgent", N_("urgent")


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
WAY = (_S.DRAFT, _S.SENT, _S.ACKNOWLEDGED, _S.WAITLISTED, _S.ACCEPTED, _S.IN_SERVICE, _S.COMPLETED)
"""The statuses from draft to completed. Those in between may be skipped, except sent: that is where consent is asked
for.
"""
ENDS: dict[Status, tuple[Status, ...]] = {
    _S.DECLINED_BY_AGENCY: WAY[WAY.index(_S.SENT) : WAY.index(_S.IN_SERVICE)],
    _S.DECLINED_BY_CLIENT: WAY[: WAY.index(_S.IN_SERVICE)],
    _S.NO_SHOW: WAY[WAY.index(_S.SENT) : WAY.index(_S.COMPLETED)],
    _S.WITHDRAWN: WAY[: WAY.index(_S.COMPLETED)],
}
"""The other ways in which it can end, and the statuses after which each can come."""


def _after(status: Status) -> tuple[Status, ...]:
    if status not in WAY:
        return ()
    onward = WAY[WAY.index(status) + 1 :]
    return (*(onward[:1] if status is _S.DRAFT else onward), *(end for end, comes in ENDS.items() if status in comes))


NEXT: dict[Status, tuple[Status, ...]] = {status: _after(status) for status in Status}
"""The statuses that can follow each status. None leads back: the last change is taken back instead, and to try again a
new referral is written.
"""

_STEPS = (_S.DRAFT, _S.SENT, _S.ACKNOWLEDGED, _S.ACCEPTED, _S.IN_SERVICE, _S.COMPLETED)
_AS_FAR_AS = {_S.WAITLISTED: _S.ACCEPTED, _S.DECLINED_BY_AGENCY: _S.ACCEPTED, _S.NO_SHOW: _S.IN_SERVICE}
"""How far these statuses have come. To be declined by the client or withdrawn is possible at any step, so those are not
here.
"""


def skipped(before: Status, after: Status) -> tuple[Status, ...]:
    """The statuses between two that were skipped: from sent to accepted, acknowledged was skipped."""
    start, end = _AS_FAR_AS.get(before, before), _AS_FAR_AS.get(after, after)
    return _STEPS[_STEPS.index(start) + 1 : _STEPS.index(end)] if end in _STEPS else ()


LOST = frozenset({Status.DECLINED_BY_AGENCY, Status.DECLINED_BY_CLIENT, Status.NO_SHOW})
"""Ends that leave the client without the help they should get: another way has to be found."""
ANOTHER_WAY = timedelta(days=7)
"""The time in which another way should be looked for."""


class Turn(msgspec.Struct, frozen=True):
    """Who acts next at a status, what they do, and within how many days, depending on the urgency."""

    who: Who
    what: str
    days: dict[Urgency, int]


def _within(routine: int, soon: int, urgent: int) -> dict[Urgency, int]:
    return {Urgency.ROUTINE: routine, Urgency.SOON: soon, Urgency.URGENT: urgent}


TURNS: dict[Status, Turn] = {
    Status.DRAFT: Turn(Who.WORKER, N_("send it, once the client consents"), _within(7, 3, 1)),
    Status.SENT: Turn(Who.AGENCY, N_("confirm that it arrived"), _within(7, 3, 1)),
    Status.ACKNOWLEDGED: Turn(Who.AGENCY, N_("say yes or no"), _within(14, 7, 2)),
    Status.WAITLISTED: Turn(Who.WORKER, N_("ask about the waiting list"), _within(30, 14, 7)),
    Status.ACCEPTED: Turn(Who.CLIENT, N_("go there for the first time"), _within(14, 7, 2)),
    Status.IN_SERVICE: Turn(Who.WORKER, N_("ask the client and the agency how it is going"), _within(30, 30, 14)),
}
"""Who acts next at each status. The days are this project's own proposal, not from a source. A follow-up day set by the
worker comes first.
"""


class TakenBack(Part, frozen=True, kw_only=True):
    """That a status change does not count: it was written by mistake, or in the wrong referral. It stays in the log."""

    short: ClassVar = "{on} {worker}: {because}"

    on: Annotated[date, field(N_("Day"), N_("When was it taken back?"))]
    because: Annotated[str, field(N_("Because"), N_("Why is it taken back?"))]
    at: Annotated[datetime, field(N_("Recorded"), given=False, tz=True)]
    worker: Annotated[str, field(N_("Worker"), given=False, shown=True)]


NewStatus = Annotated[Status, field(N_("Status"), N_("What is its status now?"), asked=Asked.NEVER)]
ChangedOn = Annotated[
    date, field(N_("Happened on"), N_("When did it happen, if not today?"), past=True, asked=Asked.FIRST)
]
ToldBy = Annotated[str, field(N_("Told by"), N_("Who told you?"), asked=Asked.FIRST, identifies=Identifies.PERSON)]
Outcome = Annotated[
    str,
    field(
        N_("Outcome"),
        N_("What has changed for the client?"),
        why=N_("A referral is complete when the client has been helped, not when the letter was sent."),
        asked=Asked.FIRST,
        needed=True,
        long=True,
        when=("status", ("completed",)),
    ),
]
ConfirmedBy = Annotated[
    str,
    field(
        N_("Confirmed by"),
        N_("Who confirmed it? The client, or somebody at the agency."),
        asked=Asked.FIRST,
        needed=True,
        when=("status", ("completed",)),
    ),
]
ClientFeedback = Annotated[
    str,
    field(
        N_("Client's feedback"),
        N_("What does the client say about it?"),
        asked=Asked.FIRST,
        when=("status", ("completed", "no_show", "declined_by_client")),
    ),
]
SaidBeside = Annotated[
    str, field(N_("Remark"), N_("What reason did they give, or what else was said?"), asked=Asked.FIRST)
]
FollowUpOn = Annotated[
    date | None, field(N_("Follow up on"), N_("When will you check on it? For example +7d."), asked=Asked.NEVER)
]


class StatusChange(Part, frozen=True, kw_only=True):
    """One entry of the log: the new status, since when, and who said so."""

    title: ClassVar = N_("Referral status")
    short: ClassVar = "{on}: {status}"

    status: NewStatus
    on: ChangedOn
    recorded_at: Annotated[datetime, field(N_("Recorded"), given=False, asked=Asked.NEVER, tz=True)]
    worker: Annotated[str, field(N_("Worker"), given=False, asked=Asked.NEVER)]
    told_by: ToldBy = ""
    outcome: Outcome = ""
    confirmed_by: ConfirmedBy = ""
    client_feedback: ClientFeedback = ""
    remark: SaidBeside = ""
    follow_up_on: FollowUpOn = None
    shared: Annotated[tuple[Shareable, ...], field(N_("Shared"), given=False, asked=Asked.NEVER, shown=True)] = ()
    """What was shared when it was sent."""
    consents: Annotated[
        tuple[str, ...], field(N_("Consents"), refs=True, given=False, asked=Asked.NEVER, shown=True)
    ] = ()
    override: Annotated[
        str,
        field(
            N_("Without consent because"),
            N_("Why is it shared without a valid consent? Danger, or a duty to report. This stays visible."),
            asked=Asked.NEVER,
        ),
    ] = ""
    taken_back: Annotated[TakenBack | None, field(N_("Taken back"), given=False, asked=Asked.NEVER, shown=True)] = None
