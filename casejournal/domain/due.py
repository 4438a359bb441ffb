"""What waits in a case: tasks, the next step of a referral, a consent that runs out, a review."""

from datetime import date, timedelta
from enum import Enum

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.errand import Errand, text
from casejournal.words import N_

SOON = timedelta(days=7)


class Who(Choice):
    """Whose turn it is. A plan without a task for the client is not a plan made together."""

    CLIENT = "client", N_("client")
    WORKER = "worker", N_("worker")
    FAMILY = "family", N_("family")
    AGENCY = "agency", N_("agency")


class DueKind(Choice):
    """What it is that waits."""

    TASK = "task", N_("task")
    REFERRAL = "referral", N_("referral")
    CONSENT = "consent", N_("consent")
    REVIEW = "review", N_("review of the plan")
    RISK = "risk", N_("look at the risk again")
    SAFETY_PLAN = "safety_plan", N_("look at the safety plan again")
    SESSION = "session", N_("next session")
    EVALUATION = "evaluation", N_("review of the group")
    RETENTION = "retention", N_("need not be kept any more")


class When(Enum):
    """Where something due stands, seen from a day."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """Something still to be done."""

    kind: DueKind = DueKind.TASK
    ref: str
    what: str
    """A task's own words; the recipient of a referral or a consent; empty for what has no words of its own."""
    errand: Errand | None = None
    """What the task is, if a record made it by itself."""
    who: Who
    on: date | None = None
    done: bool = False
    status: str = ""
    """Where a referral stands."""
    dropped_on: date | None = None
    """The day a task was given up."""
    because: str = ""
    """Why it was given up."""
    in_use: bool = False
    """Whether something open still depends on the consent that runs out."""

    @property
    def text(self) -> str:
        """`what` as the reader sees it."""
        return text(self.what, self.errand)

    @property
    def ended(self) -> bool:
        """Whether nobody has to do it any more: it was done, or given up."""
        return self.done or self.dropped_on is not None

    def when(self, today: date) -> When:
        """Overdue after its day, soon within seven days."""
        if self.on is None:
            return When.UNDATED
        if self.on < today:
            return When.OVERDUE
        if self.on == today:
            return When.TODAY
        return When.SOON if self.on <= today + SOON else When.LATER
