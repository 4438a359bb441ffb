"""One line of a log: one command's changes, chained to the line its device wrote before.

Chains are per device and per file. `n` counts from 1 and `prev` is the digest of the device's line before, so a line
that is dropped, changed, moved or doubled shows. Lines of different devices may lie in any order between each other:
that is what lets two machines merge their logs as sets.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec

from casejournal.storage.seal import sha256
from casejournal.storage.ulid import ULID
from casejournal.words import N_

DIGEST = 32
"""Characters of a digest: the first half of a SHA-256, in hexadecimal."""


class Op(msgspec.Struct, frozen=True, omit_defaults=True):
    """One change: a record put or dropped, an empty table made or a table dropped."""

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
    """A line as it was found: its number in the file, what it says, the digest of its text."""

    number: int
    line: Line
    digest: str


class Head(msgspec.Struct, frozen=True, array_like=True):
    """The end of one device's chain in one file."""

    n: int
    digest: str


class Finding(msgspec.Struct, frozen=True):
    """One damage, in words: the line it was found at, 0 for the file as a whole."""

    number: int
    kind: str
    sentence: str
    facts: dict[str, Any] = {}


_decoder = msgspec.json.Decoder(Line)
_encoder = msgspec.json.Encoder()


def to_text(line: Line) -> bytes:
    """The line as JSON on one line."""
    return _encoder.encode(line)


def from_text(number: int, text: bytes) -> Entry:
    """The line that `text` holds. Raises ValueError when it is none."""
    try:
        text.decode()  # the decoder passes over the bytes of a document
        line = _decoder.decode(text)
    except RecursionError as error:
        raise ValueError from error
    if not all(_is_whole(op) for op in line.ops):
        raise ValueError
    return Entry(number, line, digest(text))


def _is_whole(op: Op) -> bool:
    if op.op == "put":
        return bool(op.id) and bytes(op.doc).startswith(b"{")
    return bool(op.id) == (op.op == "drop")


def order(entry: Entry) -> tuple[str, str]:
    """By what lines take effect one after the other, on every machine alike: the transaction, then the device."""
    return entry.line.tx, entry.line.device


def digest(text: bytes) -> str:
    """What the next line of the same device names as `prev`."""
    return sha256(text)[:DIGEST]


def heads(entries: Iterable[Entry], known: dict[str, Head] | None = None) -> dict[str, Head]:
    """The end of each device's chain after `entries`, which follow what is `known`."""
    ends = dict(known or {})
    for entry in entries:
        ends[entry.line.device] = Head(entry.line.n, entry.digest)
    return ends


def breaks(
    entries: Sequence[Entry], known: dict[str, Head] | None = None, unreadable: Collection[int] = ()
) -> Iterator[Finding]:
    """Each place where a device's chain does not go on as it should.

    `known` are the ends of the chains before `entries`; `unreadable` are the numbers of lines that do not open, which
    account for as many missing ones.
    """
    ends = dict(known or {})
    digests = {(device, head.n): head.digest for device, head in ends.items()}
    digests |= {(entry.line.device, entry.line.n): entry.digest for entry in entries}
    last_number: dict[str, int] = {}
    seen: set[str] = set()
    for entry in entries:
        line, number, device = entry.line, entry.number, entry.line.device
        end = ends.get(device, Head(0, ""))
        if entry.digest in seen:
            yield Finding(number, "doubled", N_("line {number} appears twice"), {"number": number})
            continue
        seen.add(entry.digest)
        if line.n <= end.n:
            yield Finding(number, "moved", N_("line {number} is not in its place"), {"number": number})
            continue
        missing = line.n - end.n - 1
        if missing:
            missing -= sum(owner == device and end.n < n < line.n for owner, n in digests)
            missing -= sum(last_number.get(device, 0) < lost < number for lost in unreadable)
        if missing > 0:
            facts = {"number": number, "missing": missing}
            yield Finding(number, "dropped", N_("lines are missing before line {number}: {missing}"), facts)
        if line.prev != digests.get((device, line.n - 1), line.prev if line.n > 1 else ""):
            yield Finding(
                number, "changed", N_("the line before line {number} is not the one it was"), {"number": number}
            )
        ends[device], last_number[device] = Head(line.n, entry.digest), number


def rollbacks(entries: Iterable[Entry], anchors: Mapping[str, Head]) -> Iterator[Finding]:
    """Each device whose last known line is not among `entries`: the file was shortened or put back to an older one."""
    digests = {(entry.line.device, entry.line.n): entry.digest for entry in entries}
    for device, anchor in anchors.items():
        found = digests.get((device, anchor.n))
        if found is None:
            last = max((n for owner, n in digests if owner == device), default=0)
            facts = {"missing": anchor.n - last}
            yield Finding(0, "shortened", N_("lines that were at its end are gone: {missing}"), facts)
        elif found != anchor.digest:
            yield Finding(0, "changed", N_("its last known line is not the one it was"))
