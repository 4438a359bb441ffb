"""A file sealed with a passphrase for somebody else. It is written and read piece by piece.

Three lines say how the key is made; then come boxes of 64 KiB, each sealed with AES-256-GCM. Its nonce has the place of
the box and whether it is the last one, so that a file cut short, or with boxes moved, does not open. docs/format.md
describes it byte by byte.
"""

from collections.abc import Iterable, Iterator
from hmac import compare_digest

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from casejournal.storage.keys import Cost, new_kdf, stretched
from casejournal.storage.refusals import HeaderDamaged, NewerSeal, SealedDamaged, WrongSealPassphrase
from casejournal.storage.seal import derive
from casejournal.words import N_

BEGINS = b"casejournal-sealed/"
_FORMAT = BEGINS + b"1"
_BOX = 64 * 1024
_TAG = 16
_CHECK = 32
_LONGEST = 400
"""Bytes of the three lines at most."""


def sealed(pieces: Iterable[bytes], passphrase: str, cost: Cost) -> Iterator[bytes]:
    """The sealed file with this content, piece by piece."""
    kdf = new_kdf(cost).encode()
    check, cipher = _keys(passphrase, kdf)
    yield b"\n".join([_FORMAT, kdf, check, b""])
    for place, (box, is_last) in enumerate(_boxes(pieces, _BOX)):
        yield cipher.encrypt(_nonce(place, is_last=is_last), box, None)


def opened(pieces: Iterator[bytes], passphrase: str) -> Iterator[bytes]:
    """The content of a sealed file that comes in pieces, box by box; nothing is given of a box that was changed.

    Raises NewerSeal, WrongSealPassphrase or SealedDamaged.
    """
    kdf, check, rest = _three_lines(next(pieces, b""))
    try:
        ours, cipher = _keys(passphrase, kdf)
    except HeaderDamaged as error:
        raise SealedDamaged(problem=N_("it does not say how its key is made")) from error
    if not compare_digest(check, ours):
        raise WrongSealPassphrase
    for place, (box, is_last) in enumerate(_boxes(_with(rest, pieces), _BOX + _TAG)):
        try:
            yield cipher.decrypt(_nonce(place, is_last=is_last), box, None)
        except (InvalidTag, ValueError) as error:
            problem = N_("its end is missing or was changed") if is_last else N_("a part of it was changed")
            raise SealedDamaged(problem=problem) from error


def _three_lines(first: bytes) -> tuple[bytes, bytes, bytes]:
    """What says how the key is made, the check of the key, and the bytes behind them. Raises what `opened` does."""
    kind, _lf, behind = first[:_LONGEST].partition(b"\n")
    if kind != _FORMAT:
        raise NewerSeal(found=kind.removeprefix(BEGINS).decode(errors="replace"))
    kdf, _lf, behind = behind.partition(b"\n")
    check, lf, _behind = behind.partition(b"\n")
    if not lf or len(check) != _CHECK:
        raise SealedDamaged(problem=N_("it does not say how its key is made"))
    return kdf, check, first[len(kind) + len(kdf) + len(check) + 3 :]


def _keys(passphrase: str, kdf: bytes) -> tuple[bytes, AESGCM]:
    """The check of the key, and the cipher of the boxes. Raises HeaderDamaged."""
    master = stretched(passphrase, kdf.decode(errors="replace"))
    bound_to = b"\n".join([_FORMAT, kdf])
    check = derive(master, bound_to + b"\ncheck").hex()[:_CHECK].encode()
    return check, AESGCM(derive(master, bound_to + b"\nboxes"))


def _nonce(place: int, *, is_last: bool) -> bytes:
    return place.to_bytes(11) + bytes([is_last])


def _with(first: bytes, pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from pieces


def _boxes(pieces: Iterable[bytes], size: int) -> Iterator[tuple[bytes, bool]]:
    """The content cut into boxes of that size, each with whether it is the last; of no content, one empty box."""
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        while len(waiting) > size:  # one box is held back: it may be the last
            yield bytes(waiting[:size]), False
            del waiting[:size]
    yield bytes(waiting), True
