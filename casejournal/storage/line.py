"""One line of a log: one command's changes, chained to the line its device wrote before.

Each device has its own chain in each file. `n` counts from 1, and `prev` is the digest of the device's previous line.
So a line that is dropped, changed, moved or doubled is noticed. Lines of different devices may be in any order, so the
logs of two machines can be merged as sets. Two lines of one device with the same number are a fork of its chain, which
is read and told, not refused.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec

from casejournal.errors import filled
from casejournal.storage.seal import sha256
from casejournal.storage.ulid import ULID
from casejournal.words import N_

DIGEST = 32
"""Characters of a digest: the first half of a SHA-256, in hexadecimal."""


class Op(msgspec.Struct, frozen=True, omit_defaults=True):
    """One change: a record is put or dropped, an empty table is made, or a table is dropped."""

    op: Literal["put", "drop", "table", "drop_table"]
    table: str
    id: str = ""
    doc: msgspec.Raw = msgspec.Raw()


class Line(msgspec.Struct, frozen=True):
    """What one command changed, when, on which device, by whom."""

    tx: Annotated[str, msgspec.Meta(pattern=ULID)]
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    device: str
    n: Annotated[int, msgspec.Meta(ge=1)]
    prev: str
    worker: str
    command: str
    ops: tuple[Op, ...]


class Entry(msgspec.Struct, frozen=True):
    """A line as it was read: its number in the file, its content, the digest of its text."""

    number: int
    line: Line
    digest: str


class Head(msgspec.Struct, frozen=True, array_like=True):
    """The end of one device's chain in one file."""

    n: int
    digest: str


class Finding(msgspec.Struct, frozen=True):
    """One damage that was found: the number of the line (0 for the whole file), and a sentence about it."""

    number: int
    kind: str
    sentence: str
    facts: dict[str, Any] = {}

    def told(self) -> str:
        """The sentence with its facts, in the language of the worker."""
        return filled(self.sentence, self.facts)


_decoder = msgspec.json.Decoder(Line)
_encoder = msgspec.json.Encoder()


def to_text(line: Line) -> bytes:
    """The line as JSON on one line."""
    return _encoder.encode(line)


def from_text(number: int, text: bytes) -> Entry:
    """The line in `text`. Raises ValueError if it is not a valid line."""
    try:
        text.decode()  # raises for bad bytes in a document, which the decoder skips
        line = _decoder.decode(text)
    except RecursionError as error:
        raise ValueError from error
    if not all(is_whole(op) for op in line.ops):
        raise ValueError
    return Entry(number, line, digest(text))


def is_whole(op: Op) -> bool:
    """Whether the change names what its kind needs."""
    if op.op == "put":
        return bool(op.id) and bytes(op.doc).startswith(b"{")
    return bool(op.id) == (op.op == "drop")


def order(entry: Entry) -> tuple[str, str]:
    """The sort key for the order in which lines take effect on every machine: transaction, then device."""
    return entry.line.tx, entry.line.device


def digest(text: bytes) -> str:
    """The digest of a line's text, which the next line of the device has as `prev`."""
    return sha256(text)[:DIGEST]


def heads(entries: Iterable[Entry], known: dict[str, Head] | None = None) -> dict[str, Head]:
    """The end of each device's chain after `entries`. `known` are the ends before them.

    If a chain forks, its end is the line with the highest number; of two such lines, the one that comes later.
    """
    ends = dict(known or {})
    for entry in entries:
        line = entry.line
        if line.device not in ends or line.n >= ends[line.device].n:
            ends[line.device] = Head(line.n, entry.digest)
    return ends


class _Chains:
    """Which lines of each device there are, so that a line can be asked whether it follows one of them."""

    def __init__(self, entries: Iterable[Entry], known: Mapping[str, Head]) -> None:
        self._lines = {(device, head.n, head.digest) for device, head in known.items()}
        self._lines |= {(entry.line.device, entry.line.n, entry.digest) for entry in entries}
        self.numbers = {(device, n) for device, n, _digest in self._lines}

    def follows(self, line: Line) -> bool:
        """Whether `line` continues a line of its device. If that line is missing, nobody can tell, and it does."""
        if line.n == 1:
            return not line.prev
        before = (line.device, line.n - 1)
        return before not in self.numbers or (*before, line.prev) in self._lines


def breaks(
    entries: Sequence[Entry], known: dict[str, Head] | None = None, unreadable: Collection[int] = ()
) -> Iterator[Finding]:
    """Each place where a device's chain is broken. A chain that forks is not broken: see `forks`.

    `known` are the ends of the chains before `entries`. `unreadable` are the numbers of lines that do not open; each of
    them explains one missing line.
    """
    ends = dict(known or {})
    chains = _Chains(entries, ends)
    last_number: dict[str, int] = {}
    seen: set[str] = set()
    read: set[tuple[str, int]] = set()
    for entry in entries:
        line, number, device = entry.line, entry.number, entry.line.device
        end = ends.get(device, Head(0, ""))
        if entry.digest in seen:
            yield Finding(number, "doubled", N_("line {number} appears twice"), {"number": number})
            continue
        seen.add(entry.digest)
        if line.n <= end.n:
            if (device, line.n) not in read or not chains.follows(line):
                yield Finding(number, "moved", N_("line {number} is in the wrong place"), {"number": number})
            continue
        read.add((device, line.n))
        missing = line.n - end.n - 1
        if missing:
            missing -= sum(owner == device and end.n < n < line.n for owner, n in chains.numbers)
            missing -= sum(last_number.get(device, 0) < lost < number for lost in unreadable)
        if missing > 0:
            facts = {"number": number, "missing": missing}
            yield Finding(number, "dropped", N_("lines are missing before line {number}: {missing}"), facts)
        if not chains.follows(line):
            yield Finding(
                number, "changed", N_("the line before line {number} is not the original one"), {"number": number}
            )
        ends[device], last_number[device] = Head(line.n, entry.digest), number


def forks(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """The pairs of lines to which their device gave the same number: both were acknowledged, and both are valid.

    This happens if two commands wrote at once because the lock file was removed under one of them, or if two copies of
    the journal were used with the same device name.
    """
    first: dict[tuple[str, int], Entry] = {}
    for entry in entries:
        earlier = first.setdefault((entry.line.device, entry.line.n), entry)
        if earlier.digest != entry.digest:
            yield earlier, entry


def rollbacks(entries: Iterable[Entry], anchors: Mapping[str, Head]) -> Iterator[Finding]:
    """A finding for each device whose last known line is missing: the file was shortened, or is an older one."""
    lines = {(entry.line.device, entry.line.n, entry.digest) for entry in entries}
    numbers = {(device, n) for device, n, _digest in lines}
    for device, anchor in anchors.items():
        if (device, anchor.n, anchor.digest) in lines:
            continue
        if (device, anchor.n) in numbers:
            yield Finding(0, "changed", N_("its last known line is not the original one"))
        else:
            last = max((n for owner, n in numbers if owner == device), default=0)
            facts = {"missing": anchor.n - last}
            yield Finding(0, "shortened", N_("lines are missing at its end: {missing}"), facts)
