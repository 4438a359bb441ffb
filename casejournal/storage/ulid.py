"""ULIDs: ids for transactions that sort by the time they were made.

48 bits of milliseconds and 80 random bits in 26 Crockford base-32 characters. Source: the ULID specification
(github.com/ulid/spec), including its rule that an id made in the same millisecond is the last one plus one.
"""

import os

from casejournal.domain.refs import ALPHABET

ULID = r"^[0-7][0-9A-HJKMNP-TV-Z]{25}\Z"
"""What a ULID looks like, as a regular expression."""

_RANDOM_BITS = 80
_LENGTH = 26
_LARGEST = (1 << 128) - 1


def new_ulid(milliseconds: int, after: str = "") -> str:
    """A ULID for the time given. It sorts after `after`, even if the clock went backwards."""
    value = (milliseconds << _RANDOM_BITS) | int.from_bytes(os.urandom(_RANDOM_BITS // 8))
    last = _number(after) if after else -1
    return _text(min(max(value, last + 1), _LARGEST))


def _number(ulid: str) -> int:
    number = 0
    for character in ulid:
        number = number * 32 + ALPHABET.index(character)
    return number


def _text(number: int) -> str:
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))
