"""Attendance (kehadiran): who came, how often, and who has stayed away twice in a row."""

from collections.abc import Iterable, Sequence

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.group.membership import Membership
from casejournal.domain.group.session import Session
from casejournal.words import N_

FLAGGED_AFTER = 2
"""After this many absences in a row somebody should ask after the member."""


class Came(Choice):
    """Whether a member came to a session."""

    PRESENT = "present", N_("present")
    NEW = "new", N_("new")
    ABSENT = "absent", N_("absent")
    EXCUSED = "excused", N_("excused")
    UNSAID = "unsaid", N_("not recorded")
    NO_MEMBER = "no_member", N_("not a member then")


class Attendance(msgspec.Struct, frozen=True, kw_only=True):
    """One member's attendance over all sessions."""

    member: str
    came: tuple[Came, ...]
    """One entry for each session that took place, in their order."""

    @property
    def present(self) -> int:
        """How often they were there."""
        return sum(each in {Came.PRESENT, Came.NEW} for each in self.came)

    @property
    def absent(self) -> int:
        """How often they stayed away without sending word."""
        return self.came.count(Came.ABSENT)

    @property
    def excused(self) -> int:
        """How often they sent word."""
        return self.came.count(Came.EXCUSED)

    @property
    def rate(self) -> float | None:
        """Present / (present + absent), from 0 to 1; excused is not counted. None if neither was ever said."""
        counted = self.present + self.absent
        return self.present / counted if counted else None

    @property
    def in_a_row(self) -> int:
        """The absences since they last came; a session they were excused from neither counts nor breaks the row."""
        row = 0
        for each in reversed(self.came):
            if each in {Came.PRESENT, Came.NEW}:
                break
            row += each is Came.ABSENT
        return row

    @property
    def flagged(self) -> bool:
        """Whether somebody should ask after them."""
        return self.in_a_row >= FLAGGED_AFTER


def attendance(memberships: Iterable[Membership], sessions: Sequence[Session]) -> tuple[Attendance, ...]:
    """The attendance of each member over these sessions."""
    return tuple(
        Attendance(member=each.ref, came=tuple(came(each, session) for session in sessions)) for each in memberships
    )


def came(member: Membership, session: Session) -> Came:
    """Whether that member came to that session. Nobody counts as absent from a session before they joined or after they
    left, even if it was written down so.
    """
    if member.ref in session.new:
        return Came.NEW
    if member.ref in session.present:
        return Came.PRESENT
    if not member.was_in(session.on):
        return Came.NO_MEMBER
    if member.ref in session.absent:
        return Came.ABSENT
    return Came.EXCUSED if member.ref in session.excused else Came.UNSAID
