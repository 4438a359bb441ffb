"""The label of a case: where it stands, who is in danger, what waits, when worker and client last met."""

from datetime import date, timedelta
from typing import Self

import msgspec

from casejournal.domain.danger import Danger
from casejournal.domain.due import Due, DueKind
from casejournal.domain.label import Label
from casejournal.domain.related import How
from casejournal.domain.stage import ENDED, Stage

SILENT_AFTER = timedelta(days=30)


class Summary(Label, frozen=True, kw_only=True):
    """One case on one line."""

    client: str
    alias: str = ""
    formerly: tuple[str, ...] = ()
    """Names they had before."""
    stage: Stage
    opened_on: date
    last_contact_on: date | None
    """None while worker and client have not met."""
    safety: Danger = Danger.NONE
    areas: tuple[str, ...] = ()
    contacts: int = 0
    related: dict[str, How] = msgspec.field(default_factory=dict)
    """The cases it names, and what their clients are to this one."""
    marks: tuple[str, ...] | msgspec.UnsetType = ()
    """What tells whether a new client is likely the same person: see `likely.marks`."""

    @property
    def told(self) -> Self:
        """What a list says of it. The marks stay in the index: a number could be found from one by trying them all."""
        return msgspec.structs.replace(self, marks=msgspec.UNSET)

    @property
    def names(self) -> tuple[str, ...]:
        """The client's name and alias, and what they were called before."""
        return (self.client, self.alias, *self.formerly)

    @property
    def open(self) -> bool:
        """Whether the case is being worked on."""
        return self.stage not in ENDED and not self.struck

    @property
    def standing(self) -> tuple[str, ...]:
        """The stage, and the danger where there is one."""
        return (self.stage.label, *([self.safety.label] if self.safety is not Danger.NONE else []))

    @property
    def next_due(self) -> Due | None:
        """What is due first, if anything has a day. The end of a consent is left out: it asks nothing of anybody."""
        for due in self.due:  # sorted by day
            if due.kind is not DueKind.CONSENT:
                return due if due.on else None
        return None

    @property
    def silent_since(self) -> date:
        """The last day they met or, if they never did, the day the case was opened."""
        return self.last_contact_on or self.opened_on

    def silent(self, today: date) -> bool:
        """Whether worker and client have not met for 30 days."""
        return self.open and today - self.silent_since >= SILENT_AFTER
