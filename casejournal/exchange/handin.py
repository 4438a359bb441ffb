"""A hand-in as a file: JSON, with a checksum over what the student handed in, and a lecturer's comments beside it.

The checksum tells that somebody changed it by hand. It is no seal: whoever has the file can make a new one.
docs/vignettes.md describes the file.
"""

import re
from hashlib import sha256
from typing import Any

import msgspec

from casejournal.domain.practice.handin import Comment, Handed
from casejournal.exchange.refusals import HandInDamaged, NewerFile, NoHandIn
from casejournal.words import N_

KIND, VERSION = "casejournal/handin", 1
SCHEMA = f"{KIND}/{VERSION}"
_BEGINS = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{\s*"schema"\s*:\s*"casejournal/handin/(\d{1,9})"')


class _File(msgspec.Struct, frozen=True, kw_only=True):
    schema: str
    checksum: str
    handed_in: msgspec.Raw
    comments: tuple[Comment, ...] = ()


class HandIn(msgspec.Struct, frozen=True, kw_only=True):
    """A hand-in that was read."""

    handed: Handed
    comments: tuple[Comment, ...]
    edited: bool
    """Whether what the student handed in was changed since."""
    checksum: str
    raw: msgspec.Raw
    """What was handed in, byte for byte."""


def handed_in(handed: Handed) -> HandIn:
    """A hand-in, as it is made."""
    raw = msgspec.Raw(msgspec.json.encode(handed))
    return HandIn(handed=handed, comments=(), edited=False, checksum=_checksum(raw), raw=raw)


def written(handin: HandIn) -> bytes:
    """The file. What the student handed in stays as it is, and so does its checksum."""
    file = _File(schema=SCHEMA, checksum=handin.checksum, handed_in=handin.raw, comments=handin.comments)
    return msgspec.json.encode(file) + b"\n"


def opened(data: bytes, name: str) -> HandIn:
    """The hand-in in a file of that name. Raises NoHandIn for another kind of file, NewerFile, or HandInDamaged."""
    begins = _BEGINS.match(data)
    if begins is None:
        raise NoHandIn(file=name)
    if int(begins[1]) != VERSION:
        raise NewerFile(found=begins[1].decode(), known=VERSION)
    try:
        data.decode("utf-8-sig")  # raises for bad bytes, which the decoder skips in what it does not look at
        file = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_File)
        handed = msgspec.json.decode(file.handed_in, type=Handed)
        checksum = _checksum(file.handed_in)
    except UnicodeDecodeError as error:
        raise HandInDamaged(file=name, problem=N_("it is not readable text (UTF-8)")) from error
    except (msgspec.MsgspecError, RecursionError) as error:
        raise HandInDamaged(file=name, problem=N_("it is cut off, or not as it was written")) from error
    edited = checksum != file.checksum
    raw = msgspec.Raw(file.handed_in)
    return HandIn(handed=handed, comments=file.comments, edited=edited, checksum=file.checksum, raw=raw)


def _checksum(raw: bytes) -> str:
    """SHA-256 of what is said, in hexadecimal; spaces and the order of keys make no difference."""
    said: Any = msgspec.json.decode(raw)
    return sha256(msgspec.json.encode(said, order="sorted")).hexdigest()
