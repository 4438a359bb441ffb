"""Membership (keanggotaan): one person in the group, from the day they join to the day they leave, with an aim of their
own.
"""

from datetime import date
from typing import Annotated, ClassVar, Self

import msgspec

from casejournal.domain import dates
from casejournal.domain.field import Asked, Identifies, field
from casejournal.domain.group.refusals import LeftAlready, LeftBeforeJoining
from casejournal.domain.names import same_name
from casejournal.domain.record import Record
from casejournal.words import N_


class Membership(Record, frozen=True, kw_only=True):
    """A member is a case of this journal, or somebody known by an alias only. A client's name is not kept here."""

    ref_letter: ClassVar = "M"
    table: ClassVar = "memberships"
    title: ClassVar = N_("Member")

    case: Annotated[str, field(N_("Case"), refs=True, asked=Asked.NEVER, given=False, shown=True)] = ""
    alias: Annotated[
        str,
        field(
            N_("Alias"),
            N_("What does the group call them, if not by the name in their case?"),
            asked=Asked.NEVER,
            called=True,
            identifies=Identifies.PERSON,
        ),
    ] = ""
    aim: Annotated[
        str,
        field(
            N_("Own aim"),
            N_("What does this member want from the group, in their own words?"),
            why=N_("Shared purpose: each member has their own aim, besides the aim of the group."),
            asked=Asked.FIRST,
        ),
    ] = ""
    left_on: Annotated[date | None, field(N_("Left on"), asked=Asked.NEVER, given=False, shown=True)] = None
    why_left: Annotated[str, field(N_("Why they left"), asked=Asked.NEVER, given=False, shown=True)] = ""

    def was_in(self, day: date) -> bool:
        """Whether they were a member on that day; the day of leaving counts."""
        return self.on <= day and (self.left_on is None or day <= self.left_on)

    def is_who(self, other: "Membership") -> bool:
        """Whether both are one person: the same case or, if neither has one, the same alias."""
        return self.case == other.case if self.case or other.case else same_name(self.alias, other.alias)

    def leave(self, on: date, why: str) -> Self:
        """This membership, ended on that day. Raises LeftAlready or LeftBeforeJoining."""
        if self.left_on is not None:
            raise LeftAlready(ref=self.ref, day=dates.day(self.left_on))
        if on < self.on:
            raise LeftBeforeJoining(day=dates.day(on), joined=dates.day(self.on))
        return msgspec.structs.replace(self, left_on=on, why_left=why)
