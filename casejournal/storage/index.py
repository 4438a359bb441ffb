"""The card index: one card per log. Lists need only the cards, and a log that was rolled back is noticed.

The index is derived from the logs, and rebuilt if it is missing, out of date or unreadable. A card also holds the
anchors: the ends of the log's chains when this machine last read or wrote it.

The labels on the cards follow the rules in `domain/`. Each box of cards carries the stamp of the rules that made it. If
the stamp is not today's, its cards are rebuilt from the logs, and the logs are still checked against the old anchors.
"""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from casejournal import __version__, domain
from casejournal.domain.group.summary import GroupSummary
from casejournal.domain.label import Label
from casejournal.domain.summary import Summary
from casejournal.errors import CannotRead, DiskRefused
from casejournal.storage import disk
from casejournal.storage.known import KnownHeads, Stamp
from casejournal.storage.line import Head
from casejournal.storage.refusals import NotYoursToRead
from casejournal.storage.seal import Seal, Unreadable, sha256
from casejournal.storage.ulid import ULID

NAME = "index.log"
_SLACK = 64
_PACKED = 5
_LENGTH = 4
_OF_ONE_COMMAND = 32
"""No command writes to more logs."""
_RULES = Path(domain.__file__).parent


BEHIND = -1
"""Stands for the size of a log if other rules made the card: only its anchors and refs are valid."""


class Known(msgspec.Struct, frozen=True, array_like=True):
    """What a card says that depends on no rules. These four come first in the cards of every version of `cj`."""

    size: int
    """The bytes of the log that were read."""
    tx: Annotated[str, msgspec.Meta(pattern=f"{ULID}|^$")]
    """The latest transaction in the log."""
    heads: msgspec.Raw
    """The anchors as JSON, not decoded: a list of ten thousand cases needs none of them."""
    refs: str
    """Every ref the log holds or held, five characters each: `C7K4QN55MX`."""


class Card(Known, frozen=True, array_like=True):
    """What the index knows about one log."""

    summary: Summary | None
    """The label of a case; None for a group, or if the intake was taken back."""
    group: GroupSummary | None = None
    """The label of a group; None for a case."""

    @property
    def label(self) -> Label | None:
        """The label of the case or group; None if there is none."""
        return self.summary or self.group

    def anchors(self) -> dict[str, Head]:
        """The end of each device's chain when the log was last read or written here."""
        return _anchors.decode(self.heads)

    def each_ref(self) -> Iterator[str]:
        """Every ref, written as `N-55MX`."""
        return (f"{self.refs[at]}-{self.refs[at + 1 : at + _PACKED]}" for at in range(0, len(self.refs), _PACKED))

    def holds_any(self, letter: str) -> bool:
        """Whether the log holds or held a record with a ref of that letter."""
        return letter in self.refs[::_PACKED]

    def holds(self, ref: str) -> bool:
        """Whether the log holds or held `ref`."""
        packed = ref.replace("-", "")
        at = self.refs.find(packed)
        while at % _PACKED and at >= 0:
            at = self.refs.find(packed, at + 1)
        return at >= 0


def pack(refs: Iterable[str]) -> str:
    """`refs` as a card keeps them."""
    return "".join(ref.replace("-", "") for ref in refs)


class Cards(msgspec.Struct, frozen=True):
    """One box of the index: all cards (`whole`), or those that changed."""

    whole: bool
    cards: dict[str, Card]
    made_anew: str = ""
    """The day the index was rebuilt from the logs without earlier anchors; empty if it never was."""


class _OfOtherRules(msgspec.Struct, frozen=True):
    """A box that other rules made. Only the part of its cards that depends on no rules is read."""

    whole: bool
    cards: dict[str, Known]
    made_anew: str = ""


NOTHING = Card(BEHIND, "", msgspec.Raw(b"{}"), "", None)
"""What is known of a log without a card."""
_anchors = msgspec.json.Decoder(dict[str, Head])
_decoder = msgspec.json.Decoder(Cards)
_old_decoder = msgspec.json.Decoder(_OfOtherRules)


class CardIndex:
    """The cards, by the name of their log: `cases/C-7K4Q.log`."""

    def __init__(self, folder: Path, seal: Seal, known: KnownHeads | None = None) -> None:
        """`known` are the heads that are remembered outside the journal; None remembers nothing."""
        self._known = known
        self.path = folder / NAME
        self.cards: dict[str, Card] = {}
        self._seal = seal
        self.suspected: set[str] = set()
        """The logs of which this machine remembers more than the index did when it was read."""
        self.made_anew = ""
        self._lines = 0
        self._seen: Stamp = (0, 0, 0)
        self._stamp = f"{rules_stamp()}\n".encode()
        self._of_other_rules = False

    @property
    def last_tx(self) -> str:
        """The latest transaction of the whole journal; empty if there is none."""
        return max((card.tx for card in self.cards.values()), default="")

    @property
    def anything_read(self) -> bool:
        """Whether the refs of at least one log are known."""
        return any(card.tx for card in self.cards.values())

    def load(self) -> bool:
        """Read the index if it changed. Returns False if it is missing or unreadable, so that it must be rebuilt."""
        state = self._state()  # before reading, so that what is added meanwhile counts as unseen
        if state == self._seen:
            return self._lines > 0
        self.suspected = set()
        was_read = self._read(state)
        self._suspect()
        return was_read

    def _read(self, state: Stamp) -> bool:
        self.cards, self._lines, self._seen, self._of_other_rules = {}, 0, state, False
        try:
            data = disk.read(self.path)
        except NotYoursToRead:
            raise  # made anew without its anchors, it would notice less
        except CannotRead:
            return False
        at = 0
        try:
            while at < len(data):
                length = int.from_bytes(data[at : at + _LENGTH])
                end = at + _LENGTH + length
                if end > len(data) or not length:  # an unfinished write: the cards before it hold the anchors
                    break
                self._take(self._decoded(self._seal.unwrap(data[at + _LENGTH : end])))
                at = end
        except (Unreadable, msgspec.MsgspecError, RecursionError):
            self.cards, self._lines = {}, 0
        was_read = self._lines > 0
        if at < len(data) or self._of_other_rules:
            self._lines = 0  # so that the next write replaces the file
        return was_read

    def _suspect(self) -> None:
        """Find the cards that know less of their log than this machine remembers: an older index was put back.

        From now on they are BEHIND, with what is remembered as their anchors.
        """
        if self._known is None or self._known.fit(self._seen):
            return
        for name, remembered in self._known.every().items():
            card = self.cards.get(name, NOTHING)
            known = card.anchors()
            more = {device: head for device, head in remembered.items() if _tells_more(head, known.get(device))}
            if more:
                anchors = msgspec.Raw(msgspec.json.encode(known | more))
                self.cards[name] = msgspec.structs.replace(card, size=BEHIND, tx="", heads=anchors)
                self.suspected.add(name)

    def changed(self) -> bool:
        """Whether the index file differs from what we last read or wrote."""
        return self._state() != self._seen

    def forget(self) -> None:
        """Remove the index, and what is remembered outside the journal. Raises DiskRefused."""
        disk.remove(self.path)
        if self._known:
            self._known.forget()

    def put(self, cards: dict[str, Card]) -> None:
        """Save these cards. Call only while holding the lock. A full disk is ignored: the index is derived."""
        self.cards |= cards
        try:
            if self._lines > _SLACK + len(self.cards) // 8 or not self._lines:
                self._write_whole()
            else:
                self._append(Cards(whole=False, cards=cards))
            self._tell_known(cards)
        except DiskRefused:
            self._lines = 0

    def put_read(self, cards: dict[str, Card]) -> None:
        """Save the cards of logs that others wrote: see `put`. Those of logs that changed meanwhile are left out.

        Whoever wrote may have died before the line was on the disk. A power cut would then leave a card that is ahead
        of its log, which looks like damage; so the logs are synced first. More than one command leaves are of a
        journal that came from elsewhere.
        """
        if len(cards) <= _OF_ONE_COMMAND:
            folder = self.path.parent
            cards = {name: card for name, card in cards.items() if card.size in {BEHIND, disk.settled(folder / name)}}
        self.put(cards)

    def drop(self, name: str) -> None:
        """Remove that card and rewrite the index. Call only while holding the journal's lock."""
        self.cards.pop(name, None)
        self._write_whole()
        self._tell_known({})

    def _decoded(self, box: bytes) -> Cards:
        """The cards in a box. If other rules made it, their size is BEHIND and they have no label."""
        if box.startswith(self._stamp):
            return _decoder.decode(box[len(self._stamp) :])
        self._of_other_rules = True
        old = _old_decoder.decode(box if box.startswith(b"{") else box.partition(b"\n")[2])
        cards = {name: Card(BEHIND, each.tx, each.heads, each.refs, None) for name, each in old.cards.items()}
        return Cards(whole=old.whole, cards=cards, made_anew=old.made_anew)

    def _take(self, line: Cards) -> None:
        if line.whole:
            self.cards = line.cards
        else:
            self.cards.update(line.cards)  # in place: a copy for each box is slow
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
        """The length in four bytes, then the sealed cards. No base64: nobody reads or merges the index."""
        box = self._seal.wrap(self._stamp + msgspec.json.encode(line))
        return len(box).to_bytes(_LENGTH) + box

    def _remember(self) -> None:
        self._seen = self._state()

    def _tell_known(self, cards: dict[str, Card]) -> None:
        if self._known:
            self._known.add(self._seen, cards, self.cards)

    def _state(self) -> Stamp:
        try:
            state = self.path.stat()
        except OSError:
            return (0, -1, 0)
        return state.st_ino, state.st_size, state.st_mtime_ns


def _tells_more(remembered: Head, known: Head | None) -> bool:
    """Whether a head that is remembered is later than the one on the card, or another one."""
    return known is None or remembered.n > known.n or (remembered.n == known.n and remembered != known)


@cache
def rules_stamp() -> str:
    """The stamp of today's rules: a digest of the version number and of the size and date of the files in `domain/`.

    The files are not read, so it takes a fifth of a millisecond.
    """
    told = [__version__]
    for folder in (_RULES, _RULES / "group"):
        with os.scandir(folder) as entries:
            files = sorted((each.name, each.stat()) for each in entries if each.name.endswith(".py"))
        told += [f"{name} {state.st_size} {state.st_mtime_ns}" for name, state in files]
    return sha256("\n".join(told).encode())[:16]
