"""The label on a group's drawer: what the list, the name search and `today` need to know without opening it."""

from datetime import date

import msgspec

from casejournal.domain.due import Due
from casejournal.domain.group.stage import GroupStage
from casejournal.domain.names import answers_to, same_name


class Away(msgspec.Struct, frozen=True, kw_only=True):
    """A member who stayed away twice in a row."""

    member: str
    case: str = ""
    alias: str = ""


class GroupSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One group on one line."""

    ref: str
    name: str
    open: bool
    opened_on: date
    members: int = 0
    cases: tuple[str, ...] = ()
    """Every case that is or was a member."""
    sessions: int = 0
    last_session_on: date | None = None
    stage: GroupStage | None = None
    away: tuple[Away, ...] = ()
    due: tuple[Due, ...] = ()

    def answers_to(self, asked: str) -> bool:
        """Whether the name, or a word of it, begins with `asked`."""
        return answers_to(asked, self.name)

    def is_called(self, asked: str) -> bool:
        """Whether `asked` is the whole name."""
        return same_name(asked, self.name)
