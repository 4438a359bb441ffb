"""The label on a drawer: what the list, the name search and `today` need to know of a case without opening it."""

from datetime import date, timedelta

import msgspec

from casejournal.domain.danger import Danger
from casejournal.domain.due import Due, DueKind
from casejournal.domain.names import answers_to, same_name
from casejournal.domain.stage import ENDED, Stage

SILENT_AFTER = timedelta(days=30)


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """One case on one line."""

    ref: str
    client: str
    alias: str = ""
    stage: Stage
    opened_on: date
    last_contact_on: date
    safety: Danger = Danger.NONE
    areas: tuple[str, ...] = ()
    contacts: int = 0
    due: tuple[Due, ...] = ()

    @property
    def name(self) -> str:
        """Whose case it is."""
        return self.client

    @property
    def open(self) -> bool:
        """Whether the case is being worked on."""
        return self.stage not in ENDED

    @property
    def next_due(self) -> Due | None:
        """What is due first, if anything has a day. That a consent ends asks for nothing by itself."""
        for due in self.due:  # they are in the order of their days
            if due.kind is not DueKind.CONSENT:
                return due if due.on else None
        return None

    def silent(self, today: date) -> bool:
        """Whether worker and client have not met for 30 days."""
        return self.open and today - self.last_contact_on >= SILENT_AFTER

    def answers_to(self, asked: str) -> bool:
        """Whether the client's name or alias, or a word of it, begins with `asked`, whatever the letter case."""
        return any(answers_to(asked, name) for name in (self.client, self.alias))

    def is_called(self, asked: str) -> bool:
        """Whether `asked` is the client's whole name or alias."""
        return any(same_name(asked, name) for name in (self.client, self.alias) if name)
