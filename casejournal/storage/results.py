"""A search through many logs: the best of what is found, and how much there is."""

import heapq
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from casejournal.domain.hits import Rank, Search
from casejournal.storage.file_log import log_sizes
from casejournal.storage.journal import Journal
from casejournal.storage.refusals import Damaged
from casejournal.storage.search import Hit, search_log
from casejournal.storage.together import hands, together

WORTH_SHARING = 8_000_000
"""In bytes of logs: less is looked through sooner than the work is shared."""


class Asked(NamedTuple):
    """What is looked for, and what of it is wanted."""

    search: Search
    names: Mapping[str, Sequence[str]]
    """The logs to look through, each with what its case or group is called."""
    most: int = 0
    """So many of the best hits; 0 for all."""
    by_day: bool = False
    all_versions: bool = False


class Results(msgspec.Struct):
    """What was found. Each of the best hits stands behind what it is sorted by."""

    count: int = 0
    files: set[str] = msgspec.field(default_factory=set)
    """The refs of the cases and groups in which something was found."""
    best: list[tuple[Rank, str, Hit]] = msgspec.field(default_factory=list)
    unread: list[str] = msgspec.field(default_factory=list)
    """The logs that could not be looked through."""

    def add(self, hit: Hit, asked: Asked) -> None:
        """Count the hit, and keep it if it is one of the best."""
        self.count += 1
        self.files.add(hit.file)
        rank = (0, 0, *hit.rank[2:]) if asked.by_day else hit.rank
        self.keep((rank, hit.ref, hit), asked.most)

    def keep(self, entry: tuple[Rank, str, Hit], most: int) -> None:
        """Keep the hit, if it is one of the best."""
        if most and len(self.best) >= most:
            heapq.heappushpop(self.best, entry)
        else:
            heapq.heappush(self.best, entry)

    @property
    def hits(self) -> list[Hit]:
        """The best first."""
        return [hit for _rank, _ref, hit in sorted(self.best, reverse=True)]


_encode, _decode = msgspec.msgpack.encode, msgspec.msgpack.Decoder(Results).decode


def results(journal: Journal, asked: Asked, step: Callable[[int], None]) -> Results:
    """Look through these logs. What cannot be read is added to the troubles of the journal. `step` is told how many
    are done.
    """
    sizes = log_sizes(journal.folder)
    names = sorted(asked.names, key=lambda name: sizes.get(name, 0))
    many = hands() if sum(sizes.get(name, 0) for name in names) > WORTH_SHARING else 1
    parts = [names[place::many] for place in range(many)]

    def look(part: Sequence[str]) -> bytes:
        return _encode(_looked_through(journal, asked, part, lambda: step(many) if part is parts[0] else None))

    whole = Results()
    for found in map(_decode, together(look, parts)):
        whole.count += found.count
        whole.files |= found.files
        for entry in found.best:
            whole.keep(entry, asked.most)
        whole.unread += found.unread
    for name in whole.unread:
        _tell(journal, name, asked)
    return whole


def _looked_through(journal: Journal, asked: Asked, names: Sequence[str], step: Callable[[], None]) -> Results:
    found = Results()
    for name in names:
        step()
        within = asked.search.of(asked.names[name])
        try:
            for hit in search_log(journal, name, within, all_versions=asked.all_versions):
                found.add(hit, asked)
        except Damaged:
            found.unread.append(name)
    return found


def _tell(journal: Journal, name: str, asked: Asked) -> None:
    """Note what is wrong with that log among the journal's troubles."""
    try:
        for _hit in search_log(journal, name, asked.search.of(asked.names[name]), all_versions=asked.all_versions):
            pass
    except Damaged as trouble:
        journal.troubles.append(trouble)
