"""The labels on the drawers: which cases and groups there are, and which of them, or what in them, a person means."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from casejournal.domain.find import find_case, find_either, find_group
from casejournal.domain.group.summary import GroupSummary
from casejournal.domain.kinds import CASE, GROUP
from casejournal.domain.label import Label
from casejournal.domain.refs import is_whole, read_ref
from casejournal.domain.refusals import StruckAlready
from casejournal.domain.summary import Summary
from casejournal.errors import Ambiguous, CaseNotFound, Failure, GroupNotFound, RecordNotFound
from casejournal.storage.file_log import ACCESS, FOLDERS, log_of
from casejournal.storage.index import Card
from casejournal.storage.refusals import Damaged, NoCaseYet, NoGroupYet


class Labels:
    """What the cards say. With a damaged log nothing is guessed: `troubles` are raised where they may matter."""

    def __init__(self, cards: Mapping[str, Card], troubles: Sequence[Damaged]) -> None:
        self._cards = cards
        self._troubles = troubles

    @property
    def every(self) -> "list[Label]":
        """Cases and groups together, the one last worked on first, but for those that were struck."""
        return [label for card in self._latest_first() if (label := card.label) and not label.struck]

    @property
    def cases(self) -> list[Summary]:
        """The label of every case, the one last worked on first, but for those that were struck."""
        return [case for case in self.cases_and_struck if not case.struck]

    @property
    def cases_and_struck(self) -> list[Summary]:
        """The label of every case."""
        return [card.summary for card in self._latest_first() if card.summary]

    @property
    def groups(self) -> list[GroupSummary]:
        """The label of every group, the one last worked on first, but for those that were struck."""
        return [group for group in self.groups_and_struck if not group.struck]

    @property
    def groups_and_struck(self) -> list[GroupSummary]:
        """The label of every group."""
        return [card.group for card in self._latest_first() if card.group]

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """What the client of each case goes by, by its ref."""
        return {case.ref: case.names for card in self._cards.values() if (case := card.summary)}

    def _latest_first(self) -> list[Card]:
        return sorted(self._cards.values(), key=lambda card: card.tx, reverse=True)

    def beside(self, case: Summary) -> list[Summary]:
        """The labels of the cases that this one names as related, and of those that name it, in no order."""
        every = (card.summary for card in self._cards.values() if card.summary and not card.summary.struck)
        return [other for other in every if case.ref in other.related or other.ref in case.related]

    def case(self, asked: str) -> Summary:
        """The case a worker means. Raises CaseNotFound, Ambiguous, NoCaseYet or, for a ref, StruckAlready."""
        found: Summary = self._found(asked, self.cases, find_case, NoCaseYet)
        return found

    def group(self, asked: str) -> GroupSummary:
        """The group a worker means. Raises GroupNotFound, Ambiguous, NoGroupYet or, for a ref, StruckAlready."""
        found: GroupSummary = self._found(asked, self.groups, find_group, NoGroupYet)
        return found

    def _found(self, asked: str, labels: list[Any], find: Callable[[str, list[Any]], Any], none: type[Failure]) -> Any:
        name = log_of(read_ref(asked) or "")
        self.raise_trouble_with(name)
        if (card := self._cards.get(name)) and card.label and card.label.struck:
            raise StruckAlready(ref=card.label.ref)
        if asked.strip() != "@":
            return find(asked, labels)
        self.raise_unless_all_are_known()
        if not labels:
            raise none
        return labels[0]

    def whereabouts(self, asked: str) -> tuple[str, str]:
        """The case or group that holds what `asked` means, and the whole ref of that: a record's, or the file's own.

        A name is a client's or a group's. Raises RecordNotFound, CaseNotFound, GroupNotFound, NoCaseYet or Ambiguous;
        @ is a case.
        """
        wanted = read_ref(asked)
        if wanted is None or (wanted[0] in FOLDERS and not is_whole(wanted)):
            ref = self.either(asked).ref
            return ref, ref
        found = {
            ref: Path(name).stem
            for name, card in self._cards.items()
            if name != ACCESS
            for ref in card.each_ref()
            if ref.startswith(wanted)
        }
        if not found:
            self.raise_trouble_with(log_of(wanted))
            raise not_found(wanted, asked)
        if len(found) > 1:
            raise Ambiguous(asked=asked, candidates=", ".join(sorted(found)[:12]))
        ref, file = found.popitem()
        return file, ref

    def either(self, asked: str) -> Label:
        """The case or the group of that name; of a ref, or the beginning of one, by its letter; @ is a case.

        Raises CaseNotFound, GroupNotFound, NoCaseYet or Ambiguous.
        """
        wanted = read_ref(asked)
        if wanted is not None and wanted.startswith(GROUP):
            return self.group(asked)
        if wanted is not None or asked.strip() == "@":
            return self.case(asked)
        return find_either(asked, self.every)

    def raise_unless_all_are_known(self) -> None:
        """Which one came last cannot be said while one is damaged of which nothing is known. Raises Damaged."""
        for trouble in self._troubles:
            if trouble.facts["file"] not in self._cards:
                raise trouble

    def raise_trouble_with(self, name: str) -> None:
        """Raises Damaged where the log of that name is not as it was written."""
        for trouble in self._troubles:
            if trouble.facts["file"] == name:
                raise trouble


def not_found(ref: str, asked: str = "") -> Failure:
    """That there is no such thing, in the words for its letter."""
    kind = {CASE: CaseNotFound, GROUP: GroupNotFound}.get(ref[:1], RecordNotFound)
    return kind(asked=asked or ref)
