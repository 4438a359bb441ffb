"""journal.toml: what this folder is. No secrets; the key slots are wrapped."""

import tomllib
from hashlib import sha256
from pathlib import Path

import msgspec

from casejournal.errors import HeaderDamaged, NewerFormat, NoJournal
from casejournal.storage import disk
from casejournal.storage.keys import Slot
from casejournal.words import N_

FORMAT_VERSION = 1
NAME = "journal.toml"
_CHECK = "\n[check]\n"


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The journal's id, when it was made, whether it is sealed, and the ways to its key."""

    format: int = FORMAT_VERSION
    id: str
    created: str
    sealed: bool
    slot: tuple[Slot, ...] = ()


def write(folder: Path, header: Header) -> None:
    """Make `header` the journal's own, all of it or nothing."""
    lines = [
        "# The description of a casejournal. Changed by cj only; the sum below notices any other change.",
        f"format = {header.format}",
        f'id = "{header.id}"',
        f'created = "{header.created}"',
        f"sealed = {str(header.sealed).lower()}",
    ]
    for slot in header.slot:
        lines += ["", "[[slot]]", *(f'{name} = "{getattr(slot, name)}"' for name in slot.__struct_fields__)]
    body = "\n".join(lines) + "\n"
    disk.replace(folder / NAME, f'{body}{_CHECK}sum = "{_sum(body)}"\n'.encode())


def read(folder: Path) -> Header:
    """The journal's header. Raises NoJournal, HeaderDamaged or NewerFormat."""
    disk.require_folder(folder)
    path = folder / NAME
    if not path.exists():
        raise NoJournal(folder=str(folder))
    return parse(disk.read(path))


def parse(data: bytes) -> Header:
    """The header that the bytes of a journal.toml hold. Raises HeaderDamaged or NewerFormat."""
    try:
        text = data.decode()
        table = tomllib.loads(text)
    except ValueError as error:
        raise HeaderDamaged(problem=N_("it is not TOML")) from error
    found = table.get("format")
    if isinstance(found, int) and found > FORMAT_VERSION:
        raise NewerFormat(found=found, known=FORMAT_VERSION)
    body, _check, _rest = text.partition(_CHECK)
    check = table.pop("check", None)
    if not isinstance(check, dict) or check.get("sum") != _sum(body):
        raise HeaderDamaged(problem=N_("its sum does not fit, something in it was changed"))
    try:
        return msgspec.convert(table, Header)
    except msgspec.ValidationError as error:
        raise HeaderDamaged(problem=str(error)) from error


def _sum(body: str) -> str:
    return sha256(body.encode()).hexdigest()
