"""Opens a sealed file from docs/format.md alone; it shares no code with casejournal.

`python unsealer.py FILE PASSPHRASE-FILE` prints what was sealed.
"""

import re
import sys
import unicodedata
from binascii import a2b_base64
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KIND = b"casejournal-sealed/1"
PHC = re.compile(rb"\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22,86})")
BOX = 65536 + 16


def unsealed(content: bytes, passphrase: str) -> bytes:
    """What was sealed. Raises ValueError or InvalidTag if it is not as it was written."""
    kind, kdf, check, boxes = content.split(b"\n", 3)
    found = PHC.fullmatch(kdf)
    if kind != KIND or not found:
        raise ValueError(kind)
    memory, passes, lanes = (int(number) for number in found.groups()[:3])
    salt = a2b_base64(found[4] + b"=" * (-len(found[4]) % 4))
    secret = unicodedata.normalize("NFKC", passphrase).encode()
    master = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory).derive(secret)
    if _derived(master, kind, kdf, b"check").hex()[:32].encode() != check:
        raise ValueError(check)
    cipher = AESGCM(_derived(master, kind, kdf, b"boxes"))
    cut = [boxes[at : at + BOX] for at in range(0, len(boxes), BOX)]
    nonces = (place.to_bytes(11) + bytes([place == len(cut) - 1]) for place in range(len(cut)))
    return b"".join(cipher.decrypt(nonce, box, None) for nonce, box in zip(nonces, cut, strict=True))


def _derived(master: bytes, *parts: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"\n".join(parts)).derive(master)


if __name__ == "__main__":
    opened = unsealed(Path(sys.argv[1]).read_bytes(), Path(sys.argv[2]).read_text(encoding="utf-8").strip("\r\n"))
    sys.stdout.buffer.write(opened)
