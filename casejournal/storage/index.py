"""The card index: one card per log, so that a list needs no drawer opened, and a rolled-back log is noticed.

It is derived and local: rebuilt whenever it is missing, behind or unreadable. A card also holds the anchors: the ends
of the log's chains when this machine last read or wrote it.
"""

from pathlib import Path

import msgspec

from casejournal.domain.summary import Summary
from casejournal.errors import CannotRead, DiskRefused
from casejournal.storage import disk
from casejournal.storage.line import Head
from casejournal.storage.seal import Seal, Unreadable

NAME = "index.log"
_SLACK = 64


class Card(msgspec.Struct, frozen=True, array_like=True):
    """What the index knows of one log."""

    size: int
    """Bytes of it that were read."""
    tx: str
    """Its latest transaction."""
    heads: dict[str, Head]
    refs: str
    """Every ref it holds or held, each followed by a space."""
    summary: Summary | None
    """None when no record of it says who the client is (an intake taken back)."""


class Cards(msgspec.Struct, frozen=True):
    """One line of the index: some cards, or all of them."""

    whole: bool
    cards: dict[str, Card]


_decoder = msgspec.json.Decoder(Cards)


class CardIndex:
    """The cards by the name of their log: `cases/C-7K4Q.log`."""

    def __init__(self, folder: Path, seal: Seal) -> None:
        self.path = folder / NAME
        self.cards: dict[str, Card] = {}
        self._seal = seal
        self._lines = 0
        self._seen = (0, 0)

    @property
    def last_tx(self) -> str:
        """The latest transaction of the whole journal; empty when there is none."""
        return max((card.tx for card in self.cards.values()), default="")

    def load(self) -> bool:
        """Read the index. False when it is missing or unreadable, so that all of it must be rebuilt."""
        try:
            state = self.path.stat()
            if (state.st_ino, state.st_size) == self._seen:
                return True
            data = disk.read(self.path)
        except (FileNotFoundError, CannotRead):
            return self._start_anew()
        self._start_anew()
        *lines, torn = data.split(b"\n")
        try:
            for line in lines:
                self._take(_decoder.decode(self._seal.open(line)))
        except (Unreadable, msgspec.MsgspecError):
            return self._start_anew()
        self._seen = (state.st_ino, len(data))
        was_read = self._lines > 0
        if torn:  # a write that did not come to its end: the cards before it still hold the anchors
            self._lines = 0
        return was_read

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

    def _take(self, line: Cards) -> None:
        self.cards = line.cards if line.whole else self.cards | line.cards
        self._lines = 1 if line.whole else self._lines + 1

    def _append(self, line: Cards) -> None:
        disk.append(self.path, self._seal.close(msgspec.json.encode(line)) + b"\n", synced=False)
        self._lines += 1
        self._remember()

    def _write_whole(self) -> None:
        line = Cards(whole=True, cards=self.cards)
        disk.replace(self.path, self._seal.close(msgspec.json.encode(line)) + b"\n")
        self._lines = 1
        self._remember()

    def _remember(self) -> None:
        state = self.path.stat()
        self._seen = (state.st_ino, state.st_size)

    def _start_anew(self) -> bool:
        self.cards, self._lines, self._seen = {}, 0, (0, 0)
        return False
