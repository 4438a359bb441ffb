"""The label of a group: how many are in it, where it stands, who stays away, what waits."""

from datetime import date

import msgspec

from casejournal.domain.group.stage import GroupStage
from casejournal.domain.label import Label
from casejournal.words import N_


class Away(msgspec.Struct, frozen=True, kw_only=True):
    """A member who stayed away twice in a row."""

    member: str
    case: str = ""
    alias: str = ""


class GroupSummary(Label, frozen=True, kw_only=True, rename={"called": "name"}):
    """One group on one line."""

    called: str
    closed: bool = False
    opened_on: date
    members: int = 0
    cases: tuple[str, ...] = ()
    """Every case that is or was a member."""
    seen: dict[str, date] = msgspec.field(default_factory=dict)
    """The last day on which each of them came to a session, by the ref of the case."""
    sessions: int = 0
    last_session_on: date | None = None
    stage: GroupStage | None = None
    away: tuple[Away, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What the group is called."""
        return (self.called,)

    @property
    def open(self) -> bool:
        """Whether it has not been closed."""
        return not self.closed and not self.struck

    @property
    def standing(self) -> tuple[str, ...]:
        """That it is a group, and whether it is closed."""
        return (N_("group"), *([N_("closed")] if self.closed else []))
