"""Roster: who is in the group, and what each is called. The group's own file keeps no name of a case."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from casejournal.domain.group.membership import Membership
from casejournal.domain.group.refusals import NotInItThen, NotInTheGroup
from casejournal.domain.names import answers_to, same_name
from casejournal.domain.refs import ALPHABET, LENGTH, read_ref
from casejournal.errors import Ambiguous

_REF = re.compile(rf"\bM-[{ALPHABET}]{{{LENGTH}}}\b")


class Roster:
    """The members of a group. `names` gives all names of a case's client, the usual one first."""

    def __init__(self, memberships: Iterable[Membership], names: Mapping[str, Sequence[str]]) -> None:
        self._memberships = {each.ref: each for each in memberships}
        self._names = names

    @property
    def knows_all(self) -> bool:
        """Whether the name of every member who has a case is known."""
        return all(each.case in self._names for each in self._memberships.values() if each.case)

    def called(self, ref: str) -> str:
        """What a member is called: the alias, else the name of the client, else the ref."""
        member = self._memberships.get(ref)
        if member is None:
            return ref
        return next(iter(self.every_name(member)), ref)

    def all_called(self, refs: Iterable[str]) -> str:
        """What these members are called, in one text."""
        return ", ".join(self.called(ref) for ref in refs)

    def every_name(self, member: Membership) -> tuple[str, ...]:
        """Everything a member may be called: the alias, the names of the client, the ref of the case."""
        return tuple(filter(None, (*self.names_of(member), member.case)))

    def names_of(self, member: Membership) -> tuple[str, ...]:
        """The alias and the names of the client. A ref is no name: what somebody is called never begins one."""
        return tuple(filter(None, (member.alias, *self._names.get(member.case, ()))))

    def answers_to(self, member: Membership, asked: str) -> bool:
        """Whether a name of the member, or a word of one, begins with `asked`, or it is the ref of their case."""
        return any(answers_to(asked, name) for name in self.names_of(member)) or (
            bool(member.case) and same_name(asked, member.case)
        )

    def read(self, text: str) -> str:
        """`text` with the names of the members in place of the refs of their memberships."""
        return _REF.sub(lambda ref: self.called(ref[0]), text)

    def read_all(self, text: str) -> str:
        """`text` as `read` gives it. If it is only the ref of a member's case, the name is added."""
        names = self._names.get(text, ())
        return f"{text} ({names[0]})" if names else self.read(text)

    def on(self, day: date) -> list[Membership]:
        """The members on that day, sorted by name."""
        found = (each for each in self._memberships.values() if each.was_in(day))
        return sorted(found, key=lambda each: (self.called(each.ref).casefold(), each.ref))

    def is_in(self, asked: str, day: date) -> bool:
        """Whether a member on that day has exactly that ref or that name."""
        return any(asked in {each.ref, each.case} or same_name(asked, self.called(each.ref)) for each in self.on(day))

    def find(self, asked: str, day: date | None) -> Membership:
        """The member of that day who is `asked` for; without a day, one who has not left or, if none fits, anybody who
        ever joined.

        `asked` is a ref, a name, or the beginning of one. Raises NotInTheGroup, NotInItThen or Ambiguous.
        """
        if day is None:
            members = [each for each in self._memberships.values() if each.left_on is None]
            found = self._meant(asked, members) or self._meant(asked, [*self._memberships.values()])
        else:
            members = self.on(day)
            found = self._meant(asked, members)
        if day is None and all(each.is_who(found[0]) for each in found):
            found = sorted(found, key=lambda each: each.on)[-1:]  # one person, who was a member twice
        if not found:
            known = self.all_called(each.ref for each in members) or "-"
            for other in self._meant(asked, [*self._memberships.values()]):
                raise NotInItThen(asked=asked, who=self.called(other.ref), ref=other.ref, known=known)
            raise NotInTheGroup(asked=asked, known=known)
        if len(found) > 1:
            candidates = ", ".join(f"{each.ref} ({self.called(each.ref)})" for each in found)
            raise Ambiguous(asked=asked, candidates=candidates)
        return found[0]

    def _meant(self, asked: str, members: list[Membership]) -> list[Membership]:
        return self._by_ref(asked, members) or self._by_name(asked, members)

    @staticmethod
    def _by_ref(asked: str, members: list[Membership]) -> list[Membership]:
        ref = read_ref(asked)
        return [each for each in members if ref and (each.ref.startswith(ref) or each.case.startswith(ref))]

    def _by_name(self, asked: str, members: list[Membership]) -> list[Membership]:
        whole = [each for each in members if any(same_name(asked, name) for name in self.every_name(each))]
        return whole or [each for each in members if self.answers_to(each, asked)]
