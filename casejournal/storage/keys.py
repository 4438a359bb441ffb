"""The journal key and the slots that wrap it.

The key is 32 random bytes. A slot wraps it with AES-256-GCM under a key that Argon2id (RFC 9106) makes from a
passphrase; the slot's own parameters are the associated data, so they cannot be exchanged. Changing a passphrase
rewrites one slot and no line of the journal.
"""

import os
import re
from binascii import Error as NotBase64
from binascii import a2b_base64, b2a_base64
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from casejournal.errors import NotValid
from casejournal.storage import recovery
from casejournal.storage.refusals import HeaderDamaged, WrongPassphrase
from casejournal.storage.seal import FORMAT, derive
from casejournal.words import N_

KEY = 32
SALT = 16
NONCE = 12
_PHC = r"\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22,86})"


_MOST_WORK = 2**20
"""KiB times passes: about a second for one slot. The defaults are a fifth of it."""
_OUT_OF_BOUNDS = N_("the parameters of a key slot are out of range")


class Cost(msgspec.Struct, frozen=True):
    """What one guess at a passphrase costs. Outside the tests, this program uses nothing weaker than the defaults."""

    memory: Annotated[int, msgspec.Meta(ge=8, le=2**18)] = 64 * 1024
    """KiB."""
    passes: Annotated[int, msgspec.Meta(ge=1, le=10)] = 3
    lanes: Annotated[int, msgspec.Meta(ge=1, le=8)] = 4


SlotName = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9_-]{1,40}\Z")]


class Slot(msgspec.Struct, frozen=True):
    """One key slot, as it is in journal.toml: a way to the journal key."""

    name: SlotName
    kind: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9_-]{1,40}\Z")]
    kdf: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9$=,+/]{1,200}\Z")]
    """The Argon2id parameters and the salt as a PHC string."""
    wrapped: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9=+/]{1,200}\Z")]
    """The nonce, the wrapped key and the tag, in base64."""


def new_key() -> bytes:
    """A new journal key."""
    return os.urandom(KEY)


def check_of(key: bytes, journal_id: str) -> str:
    """A check value of the key for the header, so that a wrong key is noticed: 32 hexadecimal digits, by HKDF."""
    return derive(key, b"\n".join([FORMAT, journal_id.encode(), b"key check"])).hex()[:32]


def slot_name(text: str) -> str:
    """`text` as the name of a slot. Raises NotValid."""
    if text == recovery.KIND:
        raise NotValid(field=N_("Name"), problem=N_("this name belongs to the recovery words"))
    try:
        return msgspec.convert(text, SlotName)
    except msgspec.ValidationError as error:
        problem = N_("use small letters, digits and hyphens, forty at most")
        raise NotValid(field=N_("Name"), problem=problem) from error


def wrap(
    key: bytes,
    passphrase: str,
    journal_id: str,
    cost: Cost,
    *,
    name: str = "passphrase",
    kind: str = "passphrase",
) -> Slot:
    """A new slot that wraps `key` with `passphrase`."""
    kdf = new_kdf(cost)
    slot = Slot(name, kind, kdf, "")
    nonce = os.urandom(NONCE)
    box = nonce + _cipher(passphrase, kdf).encrypt(nonce, key, _bound_to(slot, journal_id))
    return msgspec.structs.replace(slot, wrapped=b2a_base64(box, newline=False).decode())


def opened(slots: tuple[Slot, ...], typed: str, journal_id: str, key_check: str) -> tuple[bytes, Slot]:
    """The journal key, and the slot that opened with what was typed: a passphrase or the recovery words.

    A slot that holds another key than the one of `key_check` counts as damaged. Raises WrongPassphrase if no slot
    opens, or HeaderDamaged if no slot opens and one of them is damaged.
    """
    damaged: HeaderDamaged | None = None
    words = recovery.read_words(typed)
    for slot in slots:
        secret = words if slot.kind == recovery.KIND else typed
        if secret is None:
            continue  # not twelve words, so it cannot open this slot, and trying is slow
        try:
            box = a2b_base64(slot.wrapped, strict_mode=True)
            key = _cipher(secret, slot.kdf).decrypt(box[:NONCE], box[NONCE:], _bound_to(slot, journal_id))
            if check_of(key, journal_id) == key_check:
                return key, slot
            damaged = HeaderDamaged(problem=N_("a key slot contains a key that is not this journal's"))
        except InvalidTag:
            continue
        except HeaderDamaged as failure:
            damaged = failure
        except (NotBase64, ValueError):
            damaged = HeaderDamaged(problem=N_("a key slot was changed or damaged"))
    raise damaged or WrongPassphrase


def new_kdf(cost: Cost) -> str:
    """A PHC string with this cost and a new salt."""
    salt = b2a_base64(os.urandom(SALT), newline=False).decode().rstrip("=")
    return f"$argon2id$v=19$m={cost.memory},t={cost.passes},p={cost.lanes}${salt}"


def _cipher(passphrase: str, kdf: str) -> AESGCM:
    return AESGCM(stretched(passphrase, kdf))


def stretched(passphrase: str, kdf: str) -> bytes:
    """The 32 bytes that Argon2id makes of a passphrase. Raises HeaderDamaged if the parameters are out of bounds."""
    import unicodedata  # lazy: an unlocked journal asks for no passphrase

    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # lazy, as above

    cost, salt = read_phc(kdf)
    secret = unicodedata.normalize("NFKC", passphrase).encode(errors="surrogatepass")
    way = Argon2id(salt=salt, length=KEY, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    return way.derive(secret)


def read_phc(text: str) -> tuple[Cost, bytes]:
    """The cost and the salt in a PHC string. Raises HeaderDamaged if they are out of bounds."""
    found = re.fullmatch(_PHC, text)
    numbers = [int(number) for number in found.groups()[:3]] if found else [0, 0, 0]
    try:
        cost = msgspec.convert(dict(zip(Cost.__struct_fields__, numbers, strict=True)), Cost)
        salt = a2b_base64(found[4] + "=" * (-len(found[4]) % 4)) if found else b""
    except ValueError as error:
        raise HeaderDamaged(problem=_OUT_OF_BOUNDS) from error
    if cost.memory < 8 * cost.lanes or cost.memory * cost.passes > _MOST_WORK:
        raise HeaderDamaged(problem=_OUT_OF_BOUNDS)
    return cost, salt


def _bound_to(slot: Slot, journal_id: str) -> bytes:
    return b"\n".join([FORMAT, journal_id.encode(), slot.name.encode(), slot.kind.encode(), slot.kdf.encode()])
