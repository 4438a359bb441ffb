"""journal.toml: what this folder is. No secrets; the key slots are wrapped."""

from pathlib import Path
from typing import Annotated, Any

import msgspec

from casejournal.storage import disk
from casejournal.storage.keys import Slot
from casejournal.storage.refusals import HeaderDamaged, JournalExists, NewerFormat, NoJournal
from casejournal.storage.seal import sha256
from casejournal.storage.ulid import ULID
from casejournal.words import N_

FORMAT_VERSION = 1
NAME = "journal.toml"
_CHECK = "\n[check]\n"


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The journal's id, when it was made, whether it is sealed, and the ways to its key."""

    format: Annotated[int, msgspec.Meta(ge=1)]
    id: Annotated[str, msgspec.Meta(pattern=ULID)]
    """Becomes part of a path in the runtime folder, so nothing but a ULID will do."""
    created: Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\d\Z")]
    sealed: bool
    key_check: str = ""
    """Tells the journal key from any other: see `keys.check_of`. Empty in a plain journal."""
    slot: tuple[Slot, ...] = ()


def create(folder: Path, header: Header) -> None:
    """Give the folder its header. Raises JournalExists when somebody else was first."""
    if not disk.create(folder / NAME, _to_bytes(header)):
        raise JournalExists(folder=str(folder))


def replace(folder: Path, header: Header) -> None:
    """Put `header` in the place of the folder's. Only under the journal's lock."""
    disk.replace(folder / NAME, _to_bytes(header))


def _to_bytes(header: Header) -> bytes:
    lines = [
        "# The description of a casejournal. Changed by cj only; the sum below notices any other change.",
        f"format = {header.format}",
        f'id = "{header.id}"',
        f'created = "{header.created}"',
        f"sealed = {str(header.sealed).lower()}",
        f'key_check = "{header.key_check}"',
    ]
    for slot in header.slot:
        lines += ["", "[[slot]]", *(f'{name} = "{getattr(slot, name)}"' for name in slot.__struct_fields__)]
    body = "\n".join(lines) + "\n"
    return _whole(body)


def read(folder: Path) -> Header:
    """The journal's header. Raises NoJournal, HeaderDamaged or NewerFormat."""
    try:
        disk.require_folder(folder)
    except NoJournal:
        _finish_exchange(folder)
    if not (folder / NAME).exists():
        raise NoJournal(folder=str(folder))
    return parse(disk.read(folder / NAME))


def renewed(folder: Path) -> Path:
    """Where a journal is sealed anew, until it takes the place of the one in `folder`."""
    return folder.with_name(f".{folder.name}.renewed")


def replaced(folder: Path) -> Path:
    """Where the journal of `folder` lies for the moment in which another takes its place."""
    return folder.with_name(f".{folder.name}.replaced")


def exchange(folder: Path) -> None:
    """Put the renewed journal, which is whole, into the place of the one in `folder`."""
    disk.rename_folder(folder, replaced(folder))
    disk.rename_folder(renewed(folder), folder)


def _finish_exchange(folder: Path) -> None:
    """What was stopped between its two steps. Raises NoJournal where there is nothing of the kind."""
    if not ((renewed(folder) / NAME).exists() and replaced(folder).is_dir()):
        raise NoJournal(folder=str(folder))
    disk.rename_folder(renewed(folder), folder)
    disk.remove_folder(replaced(folder))


def parse(data: bytes) -> Header:
    """The header that the bytes of a journal.toml hold. Raises HeaderDamaged or NewerFormat."""
    body = data.partition(_CHECK.encode())[0].decode(errors="replace")
    if data != _whole(body):
        raise _not_ours(data)
    try:
        described = msgspec.convert(_table(body), Header)
    except (ValueError, RecursionError) as error:
        raise HeaderDamaged(problem=str(error)) from error
    if described.format > FORMAT_VERSION:
        raise NewerFormat(found=described.format, known=FORMAT_VERSION)
    if described.sealed != bool(described.slot):
        raise HeaderDamaged(problem=N_("a sealed journal has key slots, and a plain one has none"))
    return described


def _table(body: str) -> dict[str, Any]:
    """What `create` wrote, whose values are JSON as well as TOML: tomllib would cost each command 2 ms to load."""
    table: dict[str, Any] = {"slot": []}
    part = table
    for line in body.splitlines():
        if line == "[[slot]]":
            part = {}
            table["slot"].append(part)
        elif line and not line.startswith("#"):
            name, _equals, value = line.partition(" = ")
            part[name] = msgspec.json.decode(value)
    return table


def _not_ours(data: bytes) -> HeaderDamaged | NewerFormat:
    """What is wrong with a file that is not as this version writes it: newer, changed, or no TOML at all."""
    import tomllib  # lazy: only for a header that was not written by this version

    try:
        found = tomllib.loads(data.decode()).get("format")
    except (ValueError, RecursionError):
        return HeaderDamaged(problem=N_("it is not TOML"))
    if isinstance(found, int) and found > FORMAT_VERSION:
        return NewerFormat(found=found, known=FORMAT_VERSION)
    return HeaderDamaged(problem=N_("its sum does not fit, something in it was changed"))


def _whole(body: str) -> bytes:
    """The file that holds `body`: itself, and the sum that notices any change to it."""
    return f'{body}{_CHECK}sum = "{sha256(body.encode())}"\n'.encode()
