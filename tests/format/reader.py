"""A reader of journals that shares no code with casejournal, written from docs/format.md alone.

It is a promise that runs: should casejournal be gone one day, this file and that page still open what it wrote.
`python reader.py FOLDER [--passphrase-file FILE]` prints every case and group as JSON; it changes nothing and takes no
lock.
"""

import argparse
import json
import re
import sys
import tomllib
import unicodedata
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Tables = dict[str, dict[str, dict[str, Any]]]

FORMAT = 1
LABEL = "casejournal/1"
CHECK = b"\n[check]\n"
NONCE = 12
DIGEST = 32
ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
PHC = re.compile(r"\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22,86})")
LINE_KEYS: dict[str, type] = {
    "tx": str,
    "at": str,
    "device": str,
    "n": int,
    "prev": str,
    "worker": str,
    "command": str,
    "ops": list,
}
OP_KEYS: dict[str, dict[str, type]] = {
    "put": {"table": str, "id": str, "doc": dict},
    "drop": {"table": str, "id": str},
    "table": {"table": str},
    "drop_table": {"table": str},
}


class JournalError(Exception):
    """The journal cannot be read; the sentence says why."""


class NewerFormat(JournalError):
    """Written in a format that this reader does not know."""


class WrongPassphrase(JournalError):
    """No slot opens, or no passphrase was given."""


class Damaged(JournalError):
    """Something is not as it was written."""


@dataclass(frozen=True)
class Slot:
    """One wrapped copy of the journal key."""

    name: str
    kind: str
    kdf: str
    wrapped: str


@dataclass(frozen=True)
class Header:
    """What journal.toml says."""

    id: str
    created: str
    sealed: bool
    slots: tuple[Slot, ...]
    key_check: str = ""
    generation: int = 0
    mac: str = ""


@dataclass(frozen=True)
class Line:
    """One line of a log, opened: its number in the file, its digest, what it says."""

    number: int
    digest: str
    body: dict[str, Any]


def read_journal(folder: Path, passphrase: str | None = None) -> dict[str, Any]:
    """Every case and every group of the journal as JSON values. Raises JournalError."""
    header = read_header(_present(folder, "journal.toml").read_bytes())
    key = journal_key(header, passphrase) if header.sealed else None
    if key is not None and header.mac not in {"", header_mac(header, key)}:
        raise Damaged("journal.toml was changed by somebody without the journal key")
    return {
        "journal": {"format": FORMAT, "id": header.id, "created": header.created, "sealed": header.sealed},
        "cases": read_logs(folder, "cases", header.id, key),
        "groups": read_logs(folder, "groups", header.id, key),
    }


def read_logs(folder: Path, kind: str, journal: str, key: bytes | None) -> dict[str, Any]:
    """Every log in that folder of the journal. Raises Damaged."""
    names = sorted(log.name for log in (folder / kind).glob("*.log"))
    found = {name: _present(folder, f"{kind}/{name}").read_bytes() for name in names}
    return {name.removesuffix(".log"): read_log(found[name], f"{kind}/{name}", journal, key) for name in names}


def _present(folder: Path, name: str) -> Path:
    """Where the file of that name is: a renewal that was stopped while its files were moved holds for those it has."""
    renewed = folder / ".renewed"
    return renewed / name if (renewed / "journal.toml").exists() and (renewed / name).exists() else folder / name


# journal.toml and the key


def read_header(data: bytes) -> Header:
    """The header in the bytes of a journal.toml. Raises NewerFormat or Damaged."""
    try:
        table = tomllib.loads(data.decode())
    except ValueError as error:
        raise Damaged("journal.toml is not TOML") from error
    _check_format(table.get("format"))
    found = table.get("check")
    if not isinstance(found, dict) or found.get("sum") != header_sum(data):
        raise Damaged("the sum of journal.toml does not fit")
    if not data.endswith(f'\n[check]\nsum = "{header_sum(data)}"\n'.encode()):
        raise Damaged("something stands behind the sum of journal.toml")
    try:
        slots = tuple(Slot(*(_value(slot, key, str) for key in Slot.__annotations__)) for slot in table.get("slot", ()))
        marks = (table.get("key_check", ""), table.get("generation", 0), table.get("mac", ""))
        if bool(marks[1]) != bool(marks[2]):
            raise Damaged("journal.toml has a generation without a mac, or the other way round")
        return Header(
            _value(table, "id", str), _value(table, "created", str), _value(table, "sealed", bool), slots, *marks
        )
    except (KeyError, TypeError) as error:
        raise Damaged("journal.toml lacks something") from error


def _value(table: dict[str, Any], key: str, kind: type) -> Any:
    if not isinstance(table[key], kind):
        raise TypeError(key)
    return table[key]


def _check_format(found: object) -> None:
    if not isinstance(found, int) or isinstance(found, bool):
        raise Damaged("journal.toml names no format")
    if found > FORMAT:
        raise NewerFormat(f"the journal is of format {found}, this reader knows {FORMAT}")


def header_sum(data: bytes) -> str:
    """The sum of everything before the empty line above [check]."""
    return sha256(data.partition(CHECK)[0]).hexdigest()


def header_mac(header: Header, key: bytes) -> str:
    """What proves that whoever wrote the header had the journal key."""
    about = (
        str(FORMAT),
        header.created,
        "true" if header.sealed else "false",
        header.key_check,
        str(header.generation),
    )
    slots = (value for slot in header.slots for value in (slot.name, slot.kind, slot.kdf, slot.wrapped))
    return log_key(key, associated(header.id, "header", *about, *slots)).hex()


def journal_key(header: Header, passphrase: str | None) -> bytes:
    """The key of a sealed journal. Raises WrongPassphrase or Damaged."""
    if passphrase is None:
        raise WrongPassphrase("the journal is sealed, and no passphrase was given")
    for slot in header.slots:
        bound = associated(header.id, slot.name, slot.kind, slot.kdf)
        try:
            return unbox(wrapping_key(slot.kdf, passphrase), a2b_base64(slot.wrapped, strict_mode=True), bound)
        except InvalidTag:
            continue
        except ValueError as error:
            raise Damaged(f"the key slot {slot.name!r} is not one") from error
    raise WrongPassphrase("no key slot opens with this passphrase")


def wrapping_key(kdf: str, passphrase: str) -> bytes:
    """What Argon2id makes of the passphrase. Raises ValueError when the parameters are out of bounds."""
    found = PHC.fullmatch(kdf)
    if not found:
        raise ValueError(kdf)
    memory, passes, lanes = (int(found[number]) for number in (1, 2, 3))
    within = 1 <= passes <= 10 and 1 <= lanes <= 8 and max(8, 8 * lanes) <= memory <= 2**18
    if not within or memory * passes > 2**20:
        raise ValueError(kdf)
    salt = a2b_base64(found[4] + "=" * (-len(found[4]) % 4))
    argon = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory)
    return argon.derive(unicodedata.normalize("NFKC", passphrase).encode())


def associated(*parts: str) -> bytes:
    """What a box is bound to, so that it opens nowhere else."""
    return "\n".join([LABEL, *parts]).encode()


def log_key(key: bytes, bound: bytes) -> bytes:
    """The key of one log."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=bound).derive(key)


def unbox(key: bytes, box: bytes, bound: bytes) -> bytes:
    """What lies in nonce, ciphertext and tag. Raises InvalidTag, or ValueError when the box is too short."""
    return AESGCM(key).decrypt(box[:NONCE], box[NONCE:], bound)


# A log


def read_log(data: bytes, name: str, journal_id: str, key: bytes | None) -> dict[str, Any]:
    """One case: its current records, its history, the ends of its chains. Raises Damaged."""
    whole, feed, torn = data.rpartition(b"\n")
    texts = open_lines(whole.split(b"\n") if feed else [], name, journal_id, key)
    lines = [read_line(number, text, name) for number, text in enumerate(texts, 1)]
    heads = check_chains(lines, name)
    in_order = sorted(lines, key=lambda line: (str(line.body["tx"]), str(line.body["device"])))
    return {
        "lines": len(lines),
        "torn_bytes": len(torn),
        "heads": heads,
        "records": replay(in_order),
        "history": [line.body for line in in_order],
    }


def open_lines(lines: Iterable[bytes], name: str, journal_id: str, key: bytes | None) -> Iterator[bytes]:
    """The texts of the lines: themselves in a plain journal, opened in a sealed one. Raises Damaged."""
    if key is None:
        yield from lines
        return
    bound = associated(journal_id, name)
    own_key = log_key(key, bound)
    for number, line in enumerate(lines, 1):
        try:
            yield unbox(own_key, _from_base64(line), bound)
        except (InvalidTag, ValueError) as error:
            raise Damaged(f"{name}: line {number} does not open") from error


def _from_base64(line: bytes) -> bytes:
    box = a2b_base64(line, strict_mode=True)
    if b2a_base64(box, newline=False) != line:
        raise ValueError("bits that say nothing are set")
    return box


def read_line(number: int, text: bytes, name: str) -> Line:
    """The line that a text holds. Raises Damaged when it is not of this format."""
    try:
        body = json.loads(text.decode())
    except (ValueError, RecursionError) as error:
        raise Damaged(f"{name}: line {number} is not JSON") from error
    if not _is_line(body):
        raise Damaged(f"{name}: line {number} is not a line of format {FORMAT}")
    return Line(number, sha256(text).hexdigest()[:DIGEST], body)


def _is_line(body: object) -> bool:
    if not isinstance(body, dict) or not _has(body, LINE_KEYS):
        return False
    return bool(ULID.fullmatch(body["tx"])) and body["n"] >= 1 and all(_is_op(op) for op in body["ops"])


def _is_op(op: object) -> bool:
    return isinstance(op, dict) and str(op.get("op")) in OP_KEYS and _has(op, OP_KEYS[op["op"]])


def _has(found: dict[str, Any], keys: dict[str, type]) -> bool:
    return all(type(found.get(key)) is kind for key, kind in keys.items())


def check_chains(lines: Sequence[Line], name: str) -> dict[str, dict[str, Any]]:
    """The end of each device's chain, which may fork. Raises Damaged where one does not go on."""
    heads: dict[str, dict[str, Any]] = {}
    read: set[tuple[str, int, str]] = set()
    for line in lines:
        device, n, prev = line.body["device"], line.body["n"], line.body["prev"]
        last = heads.get(device, {"n": 0})["n"]
        if n > last + 1 or (device, n, line.digest) in read:
            raise Damaged(f"{name}: line {line.number} is number {n} of {device}, not {last + 1}")
        if prev if n == 1 else (device, n - 1, prev) not in read:
            raise Damaged(f"{name}: the line of {device} before line {line.number} is not the one it was")
        read.add((device, n, line.digest))
        if n >= last:
            heads[device] = {"n": n, "digest": line.digest}
    return heads


def replay(in_order: Iterable[Line]) -> Tables:
    """The records that are left when all changes are made, one after the other."""
    tables: Tables = {}
    for line in in_order:
        for op in line.body["ops"]:
            _apply(op, tables)
    return tables


def _apply(op: dict[str, Any], tables: Tables) -> None:
    if op["op"] == "drop_table":
        tables.pop(op["table"], None)
        return
    records = tables.setdefault(op["table"], {})
    if op["op"] == "put":
        records[op["id"]] = op["doc"]
    elif op["op"] == "drop":
        records.pop(op["id"], None)


# The command line


def main(arguments: Sequence[str]) -> int:
    """Print the journal as one JSON object. 0 when that went well, 1 with a sentence when it did not."""
    parser = argparse.ArgumentParser(description="Print a casejournal, format 1, as one JSON object.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--passphrase-file", type=Path, help="its one line is the passphrase")
    given = parser.parse_args(arguments)
    try:
        passphrase = _one_line(given.passphrase_file) if given.passphrase_file else None
        found = read_journal(given.folder, passphrase)
    except (JournalError, OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.buffer.write(json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n")
    return 0


def _one_line(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig").strip("\r\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
