"""How a line is stored: as plain text in a plain journal, encrypted with AES-256-GCM in a sealed one.

A sealed line is base64 of a random 12-byte nonce, the ciphertext and its 16-byte tag. The key comes from the journal
key and the file's name by HKDF-SHA256, and the line is bound to the journal's id and the file's name: a line moved to
another file or another journal does not open. docs/format.md describes it byte by byte.
"""

import os
from binascii import Error as NotBase64
from binascii import a2b_base64, b2a_base64, crc32
from collections.abc import Callable
from typing import Protocol

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT = b"casejournal/1"
_NONCE, _SUM = 12, 4
_SHA256 = SHA256()
_boxes = msgspec.json.Decoder(list[bytes]).decode


class Unreadable(Exception):
    """The line does not open: it was changed, or sealed for another file or journal."""


class Seal(Protocol):
    """Closes (seals) and opens the contents of one file."""

    def wrap(self, text: bytes) -> bytes:
        """`text` as a sealed box of bytes."""

    def unwrap(self, box: bytes) -> bytes:
        """The text in the box. Raises Unreadable."""

    def close(self, text: bytes) -> bytes:
        """`text` as a sealed line, without a line feed."""

    def open(self, line: bytes) -> bytes:
        """The text in the line. Raises Unreadable."""

    def open_all(self, lines: bytes) -> list[bytes]:
        """The texts in many lines, each with its line feed. Raises Unreadable if one does not open. A spelling of the
        same box that `open` refuses may be accepted: it is for looking, not for judging a file.
        """


class PlainSeal:
    """No seal: the line is the text."""

    def wrap(self, text: bytes) -> bytes:
        """`text` after four bytes of checksum (CRC-32), which show accidental changes."""
        return crc32(text).to_bytes(_SUM) + text

    def unwrap(self, box: bytes) -> bytes:
        """The text, if its checksum fits. Raises Unreadable."""
        text = box[_SUM:]
        if box[:_SUM] != crc32(text).to_bytes(_SUM):
            raise Unreadable
        return text

    def close(self, text: bytes) -> bytes:
        """`text` itself."""
        return text

    open = close

    def open_all(self, lines: bytes) -> list[bytes]:
        """The lines."""
        if b"\0" in lines:  # never reached the disk
            raise Unreadable
        return lines.split(b"\n")[:-1]


class AesSeal:
    """The seal of one file in one journal."""

    def __init__(
        self, journal_key: bytes, journal_id: str, name: str, suspect: Callable[[], None] = lambda: None
    ) -> None:
        """`suspect` is called before Unreadable is raised; it may raise what explains it."""
        self._suspect = suspect
        self._bound_to = b"\n".join([FORMAT, journal_id.encode(), name.encode()])
        self._cipher = AESGCM(derive(journal_key, self._bound_to))

    def wrap(self, text: bytes) -> bytes:
        """`text` sealed under a new random nonce."""
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, text, self._bound_to)

    def unwrap(self, box: bytes) -> bytes:
        """The text, if no bit was changed. Raises Unreadable."""
        try:
            return self._cipher.decrypt(box[:_NONCE], box[_NONCE:], self._bound_to)
        except (InvalidTag, ValueError) as error:
            self._suspect()
            raise Unreadable from error

    def close(self, text: bytes) -> bytes:
        """The box in base64, so that it fits on a line."""
        return b2a_base64(self.wrap(text), newline=False)

    def open(self, line: bytes) -> bytes:
        """The text, if no character was changed. Raises Unreadable."""
        try:
            box = a2b_base64(line, strict_mode=True)
        except NotBase64 as error:
            raise Unreadable from error
        if b2a_base64(box, newline=False) != line:  # the last character may have unused bits
            raise Unreadable
        return self.unwrap(box)

    def open_all(self, lines: bytes) -> list[bytes]:
        """The texts, in half the time that `open` takes: msgspec reads base64 by the file, and faster."""
        decrypt, bound_to = self._cipher.decrypt, self._bound_to
        try:
            boxes = _boxes(b'["' + lines[:-1].replace(b"\n", b'","') + b'"]') if lines else []
            return [decrypt(box[:_NONCE], box[_NONCE:], bound_to) for box in boxes]
        except (msgspec.MsgspecError, InvalidTag, ValueError) as error:
            self._suspect()
            raise Unreadable from error


def sha256(data: bytes) -> str:
    """SHA-256 in hexadecimal. By `cryptography`, because hashlib would load a second OpenSSL."""
    hashed = Hash(_SHA256)
    hashed.update(data)
    return hashed.finalize().hex()


def derive(journal_key: bytes, purpose: bytes) -> bytes:
    """A 32-byte key for one purpose: HKDF-SHA256 (RFC 5869) of the journal key, no salt, `purpose` as info."""
    return HKDF(algorithm=_SHA256, length=32, salt=None, info=purpose).derive(journal_key)
