"""The card index: one card per log, so that a list needs no drawer opened, and a rolled-back log is noticed.

It is derived and local: rebuilt whenever it is missing, behind or unreadable. A card also holds the anchors: the ends
of the log's chains when this machine last read or wrote it.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import msgspec

from casejournal.domain.group.summary import GroupSummary
from casejournal.domain.label import Label
from casejournal.domain.summary import Summary
from casejournal.errors import CannotRead, DiskRefused
from casejournal.storage import disk
from casejournal.storage.line import Head
from casejournal.storage.seal import Seal, Unreadable
from casejournal.storage.ulid import ULID

NAME = "index.log"
_SLACK = 64
_PACKED = 5
_LENGTH = 4


class Card(msgspec.Struct, frozen=True, array_like=True):
    """What the index knows of one log."""

    size: int
    """Bytes of it that were read."""
    tx: Annotated[str, msgspec.Meta(pattern=f"{ULID}|^$")]
    """Its latest transaction."""
    heads: msgspec.Raw
    """The anchors, left as JSON: a list of ten thousand cases needs none of them."""
    refs: str
    """Every ref it holds or held, five characters each: `C7K4QN55MX`."""
    summary: Summary | None
    """Of a case; None when no record of it says who the client is (an intake taken back)."""
    group: GroupSummary | None = None
    """Of a group."""

    @property
    def label(self) -> Label | None:
        """Whichever there is."""
        return self.summary or self.group

    def anchors(self) -> dict[str, Head]:
        """The end of each device's chain when the log was last read or written here."""
        return _anchors.decode(self.heads)

    def each_ref(self) -> Iterator[str]:
        """Every ref, as it is written."""
        return (f"{self.refs[at]}-{self.refs[at + 1 : at + _PACKED]}" for at in range(0, len(self.refs), _PACKED))

    def holds(self, ref: str) -> bool:
        """Whether `ref` is or was one of them."""
        packed = ref.replace("-", "")
        at = self.refs.find(packed)
        while at % _PACKED and at >= 0:
            at = self.refs.find(packed, at + 1)
        return at >= 0


def pack(refs: Iterable[str]) -> str:
    """`refs` as a card keeps them."""
    return "".join(ref.replace("-", "") for ref in refs)


class Cards(msgspec.Struct, frozen=True):
    """One box of the index: some cards, or all of them."""

    whole: bool
    cards: dict[str, Card]
    made_anew: str = ""
    """The day the index was made anew from the logs, with no anchors of before; empty when it never was."""


_anchors = msgspec.json.Decoder(dict[str, Head])
_decoder = msgspec.json.Decoder(Cards)


class CardIndex:
    """The cards by the name of their log: `cases/C-7K4Q.log`."""

    def __init__(self, folder: Path, seal: Seal) -> None:
        self.path = folder / NAME
        self.cards: dict[str, Card] = {}
        self._seal = seal
        self.made_anew = ""
        self._lines = 0
        self._seen = (0, 0)

    @property
    def last_tx(self) -> str:
        """The latest transaction of the whole journal; empty when there is none."""
        return max((card.tx for card in self.cards.values()), default="")

    def load(self) -> bool:
        """Read the index. False when it is missing or unreadable, so that all of it must be rebuilt."""
        state = self._state()  # looked at before reading: what is added meanwhile must count as not seen
        if state == self._seen:
            return self._lines > 0
        self.cards, self._lines, self._seen = {}, 0, state
        try:
            data = disk.read(self.path)
        except CannotRead:
            return False
        at = 0
        try:
            while at < len(data):
                end = at + _LENGTH + int.from_bytes(data[at : at + _LENGTH])
                if end > len(data):  # a write that did not come to its end: the cards before it hold the anchors
                    break
                self._take(_decoder.decode(self._seal.unwrap(data[at + _LENGTH : end])))
                at = end
        except (Unreadable, msgspec.MsgspecError, RecursionError):
            self.cards, self._lines = {}, 0
        was_read = self._lines > 0
        if at < len(data):
            self._lines = 0  # so that the next write begins anew
        return was_read

    def changed(self) -> bool:
        """Whether the index is another than we last read or wrote."""
        return self._state() != self._seen

    def put(self, cards: dict[str, Card]) -> None:
        """Write `cards` down. Only under the journal's lock; a full disk is no reason to fail, the index is derived."""
        self.cards |= cards
        try:
            if self._lines > _SLACK + len(self.cards) // 8 or not self._lines:
                self._write_whole()
            else:
                self._append(Cards(whole=False, cards=cards))
        except DiskRefused:
            self._lines = 0

    def drop(self, name: str) -> None:
        """Write the index anew without that card. Only under the journal's lock."""
        self.cards.pop(name, None)
        self._write_whole()

    def _take(self, line: Cards) -> None:
        self.cards = line.cards if line.whole else self.cards | line.cards
        self.made_anew = line.made_anew or self.made_anew
        self._lines = 1 if line.whole else self._lines + 1

    def _append(self, line: Cards) -> None:
        disk.append(self.path, self._box(line), synced=False)
        self._lines += 1
        self._remember()

    def _write_whole(self) -> None:
        disk.replace(self.path, self._box(Cards(whole=True, cards=self.cards, made_anew=self.made_anew)))
        self._lines = 1
        self._remember()

    def _box(self, line: Cards) -> bytes:
        """Its length in four bytes, then the sealed line: without base64, since nobody reads or merges the index."""
        box = self._seal.wrap(msgspec.json.encode(line))
        return len(box).to_bytes(_LENGTH) + box

    def _remember(self) -> None:
        self._seen = self._state()

    def _state(self) -> tuple[int, int]:
        try:
            state = self.path.stat()
        except OSError:
            return (0, -1)
        return state.st_ino, state.st_size
