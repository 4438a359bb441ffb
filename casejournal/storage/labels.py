"""Labels: which cases and groups there are, and which case, group or record a person means."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from casejournal.domain.find import candidates, named, near
from casejournal.domain.group.summary import GroupSummary
from casejournal.domain.kinds import BESIDE, CASE, DIRECTORY, GROUP
from casejournal.domain.label import Label
from casejournal.domain.refs import is_whole, read_ref
from casejournal.domain.refusals import StruckAlready
from casejournal.domain.summary import Summary
from casejournal.errors import Ambiguous, Failure, RecordNotFound
from casejournal.storage.file_log import ACCESS, FOLDERS, log_of
from casejournal.storage.index import Card
from casejournal.storage.last import Last
from casejournal.storage.refusals import CaseNotFound, Damaged, GroupNotFound, NoCaseYet, NoGroupYet
from casejournal.words import _, visible

FoundT = TypeVar("FoundT", bound=Label)
Which = Callable[[Ambiguous, Sequence[tuple[str, str]]], str]
"""Asks which of several is meant, given as refs and names; returns the ref. If nobody can be asked, it raises."""


def nobody_to_ask(failure: Ambiguous, _choices: Sequence[tuple[str, str]]) -> str:
    """For scripts: raises the failure, which names all that fit."""
    raise failure


class Labels:
    """The labels on the cards. If a log is damaged, nothing is guessed: `troubles` are raised where they may matter.

    If several labels fit what a person says, `which` finds the one they mean.
    """

    def __init__(self, cards: Mapping[str, Card], troubles: Sequence[Damaged], last: Last, which: Which) -> None:
        self._cards = cards
        self._troubles = troubles
        self._last = last
        self._which = which

    def as_known(self) -> "Labels":
        """The same, with no trouble raised: the label of a damaged log is used too, and may be old."""
        return Labels(self._cards, (), self._last, self._which)

    @property
    def every(self) -> "list[Label]":
        """All cases and groups that are not struck, the one last worked on first."""
        return [label for card in self._latest_first() if (label := card.label) and not label.struck]

    @property
    def cases(self) -> list[Summary]:
        """All cases that are not struck, the one last worked on first."""
        return [case for case in self.cases_and_struck if not case.struck]

    @property
    def cases_and_struck(self) -> list[Summary]:
        """All cases, the one last worked on first."""
        return [card.summary for card in self._latest_first() if card.summary]

    @property
    def groups(self) -> list[GroupSummary]:
        """All groups that are not struck, the one last worked on first."""
        return [group for group in self.groups_and_struck if not group.struck]

    @property
    def groups_and_struck(self) -> list[GroupSummary]:
        """All groups, the one last worked on first."""
        return [card.group for card in self._latest_first() if card.group]

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """The names of the client of each case, by its ref."""
        return {case.ref: case.names for card in self._cards.values() if (case := card.summary)}

    def _latest_first(self) -> list[Card]:
        return sorted(self._cards.values(), key=lambda card: card.tx, reverse=True)

    def of_case(self, ref: str) -> Summary | None:
        """The label of the case with that ref; None if there is none."""
        card = self._cards.get(log_of(ref))
        return card.summary if card else None

    def beside(self, case: Summary) -> list[Summary]:
        """The cases that this one names as related, and those that name it, in no particular order."""
        every = (card.summary for card in self._cards.values() if card.summary and not card.summary.struck)
        return [other for other in every if case.ref in other.related or other.ref in case.related]

    def case(self, asked: str) -> Summary:
        """The case a worker means. Raises CaseNotFound, Ambiguous, NoCaseYet or, for a ref, StruckAlready."""
        if asked.strip() == "@":
            return self._last_one(CASE, self.cases, NoCaseYet)
        return self._only(asked, self.cases, CaseNotFound)

    def group(self, asked: str) -> GroupSummary:
        """The group a worker means. Raises GroupNotFound, Ambiguous, NoGroupYet or, for a ref, StruckAlready."""
        if asked.strip() == "@":
            return self._last_one(GROUP, self.groups, NoGroupYet)
        return self._only(asked, self.groups, GroupNotFound)

    def _last_one(self, letter: str, labels: list[FoundT], none: type[Failure]) -> FoundT:
        """The case or group last shown or written on this machine; if it is gone, the one last written."""
        ref = self._last.ref(letter)
        self.raise_trouble_with(log_of(ref))
        remembered = [label for label in labels if label.ref == ref]
        if not remembered:
            self.raise_unless_all_are_known()
        if not labels:
            raise none
        return (remembered or labels)[0]

    def _only(self, asked: str, labels: list[FoundT], not_found: type[Failure]) -> FoundT:
        """The label that fits. Raises `not_found` with similar names, Ambiguous, StruckAlready or Damaged."""
        ref = read_ref(asked)
        name = log_of(ref or "")
        self.raise_trouble_with(name)
        if (card := self._cards.get(name)) and card.label and card.label.struck:
            raise StruckAlready(ref=card.label.ref)
        found = candidates(asked, labels)
        if not found:
            raise not_found(asked=asked, near="" if ref else named(near(asked, labels)))
        if len(found) == 1:
            return found[0]
        failure = Ambiguous(asked=asked, candidates=named(found))
        meant = self._which(failure, [(label.ref, _told(label)) for label in found])
        return next(label for label in found if label.ref == meant)

    def whereabouts(self, asked: str) -> tuple[str, str]:
        """The ref of the case or group that holds what `asked` means, and the whole ref of that.

        `asked` is a ref of a record, or names the case or group itself; @ is a case, and the directory of services has
        the ref of its log. A case that came from elsewhere may have brought a ref that is in use: `C-7K4Q/N-55MX` says
        which. Raises RecordNotFound, CaseNotFound, GroupNotFound, NoCaseYet or Ambiguous.
        """
        beside = asked.strip()
        if beside == DIRECTORY or (beside in BESIDE and log_of(beside) in self._cards):
            return beside, beside
        owner, slash, rest = asked.partition("/")
        if slash and (within := read_ref(owner)) and (wanted := read_ref(rest)):
            return self._within(within, wanted, asked)
        wanted = read_ref(asked)
        if wanted is not None and is_whole(wanted) and len(holders := self._holders(wanted)) > 1:
            return self._which_holds(wanted, holders), wanted
        if wanted is None or (wanted[0] in FOLDERS and not is_whole(wanted)):
            ref = self.either(asked).ref
            return ref, ref
        found = self._holding(wanted)
        if not found:
            self.raise_trouble_with(log_of(wanted))
            raise not_found(wanted, asked)
        ref = min(found)
        if len(found) > 1:
            failure = Ambiguous(asked=asked, candidates=", ".join(sorted(found)[:12]))
            ref = self._which(failure, [(each, f"{each}  {self._name(found[each])}") for each in sorted(found)])
        return found[ref], ref

    def _within(self, owner: str, ref: str, asked: str) -> tuple[str, str]:
        self.raise_trouble_with(log_of(owner))
        if owner not in self._holders(ref):
            raise not_found(ref, asked)
        return owner, ref

    def _holders(self, ref: str) -> list[str]:
        """The cases and groups that hold or held that whole ref."""
        return sorted(Path(name).stem for name, card in self._cards.items() if name != ACCESS and card.holds(ref))

    def _which_holds(self, ref: str, holders: Sequence[str]) -> str:
        """The one of several that is meant: two journals have given the same ref."""
        failure = Ambiguous(asked=ref, candidates=", ".join(f"{each}/{ref}" for each in holders))
        return self._which(failure, [(each, f"{each}  {self._name(each)}") for each in holders])

    def _holding(self, wanted: str) -> dict[str, str]:
        """The refs that begin so, each with the case or group that holds it. A whole ref is looked for, not listed."""
        cards = {name: card for name, card in self._cards.items() if name != ACCESS}
        if (own := log_of(wanted)) in cards:
            return {wanted: wanted} if cards[own].holds(wanted) else {}
        if is_whole(wanted):
            return {wanted: holders[0]} if (holders := self._holders(wanted)) else {}
        every = ((ref, name) for name, card in cards.items() for ref in card.each_ref())
        return {ref: Path(name).stem for ref, name in every if ref.startswith(wanted)}

    def _name(self, ref: str) -> str:
        label = self._cards[log_of(ref)].label
        return visible(label.name, lines=False) if label else ref

    def either(self, asked: str) -> Label:
        """The case or group that `asked` means: a name, a ref or the beginning of one. @ is a case.

        Raises CaseNotFound, GroupNotFound, NoCaseYet or Ambiguous.
        """
        wanted = read_ref(asked)
        if wanted is not None and wanted.startswith(GROUP):
            return self.group(asked)
        if wanted is not None or asked.strip() == "@":
            return self.case(asked)
        return self._only(asked, self.every, CaseNotFound)

    def raise_unless_all_are_known(self) -> None:
        """Raises Damaged if a damaged log may be the one that was written last: its last transaction is not known."""
        for trouble in self._troubles:
            card = self._cards.get(str(trouble.facts["file"]))
            if card is None or not card.tx:
                raise trouble

    def raise_trouble_with(self, name: str) -> None:
        """Raises Damaged if the log of that name is damaged."""
        for trouble in self._troubles:
            if trouble.facts["file"] == name:
                raise trouble


def _told(label: Label) -> str:
    """What tells it from others of that name: its ref, name, stage and danger."""
    return f"{label.ref}  {visible(label.name, lines=False)}  ({', '.join(map(_, label.standing))})"


def not_found(ref: str, asked: str = "") -> Failure:
    """The failure for a ref that does not exist, by its letter: of a case, a group or a record."""
    kind = {CASE: CaseNotFound, GROUP: GroupNotFound}.get(ref[:1], RecordNotFound)
    return kind(asked=asked or ref)
