"""The header of a journal, in journal.toml. It holds no secrets: the key in its slots is encrypted."""

from pathlib import Path
from typing import Annotated, Any

import msgspec

from casejournal.storage import disk, keys, own, renewed
from casejournal.storage.keys import Slot
from casejournal.storage.refusals import HeaderDamaged, JournalExists, NewerFormat, NoJournal
from casejournal.storage.seal import FORMAT, derive, sha256
from casejournal.storage.ulid import ULID
from casejournal.words import N_

FORMAT_VERSION = 1
NAME = renewed.HEADER
MOST_SLOTS = 16
_MOST = 1 << 16
"""No header has more bytes."""
_FOLDERS = ("cases", "groups", "drafts", renewed.FOLDER)
_CHECK = "\n[check]\n"


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The journal's id, the day it was made, whether it is sealed, and its key slots."""

    format: Annotated[int, msgspec.Meta(ge=1)]
    id: Annotated[str, msgspec.Meta(pattern=ULID)]
    """It becomes part of a path, so only a ULID is accepted."""
    created: Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\d\Z")]
    sealed: bool
    practice: bool = False
    """Whether everybody in it is made up. It is said when the journal is made, and never changed."""
    key_check: Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{32})?\Z")] = ""
    """Recognises the journal key: see `keys.check_of`. Empty in a plain journal."""
    generation: Annotated[int, msgspec.Meta(ge=0, lt=2**53)] = 0
    """Counts the headers of a sealed journal. 0 in a plain one, and in one that cj wrote before it counted."""
    mac: Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{64})?\Z")] = ""
    """Proves that whoever wrote this header had the journal key: see `marked`."""
    slot: Annotated[tuple[Slot, ...], msgspec.Meta(max_length=MOST_SLOTS)] = ()


def opened(described: Header, typed: str) -> tuple[bytes, Slot]:
    """The journal key, and the slot that opened with the passphrase or the recovery words.

    Raises what `keys.opened` and `require_marked` do.
    """
    key, slot = keys.opened(described.slot, typed, described.id, described.key_check)
    require_marked(described, key)
    return key, slot


def marked(described: Header, key: bytes, **changes: Any) -> Header:
    """The next header of the journal: with these changes, counted, and marked with the journal key."""
    changed = msgspec.structs.replace(described, generation=described.generation + 1, **changes)
    return msgspec.structs.replace(changed, mac=_mac(changed, key))


def require_marked(described: Header, key: bytes) -> None:
    """Raises HeaderDamaged if the header was changed by somebody without the key. An uncounted one has no mark."""
    if described.mac and described.mac != _mac(described, key):
        raise HeaderDamaged(problem=N_("it was changed by somebody who does not have the journal key"))


def digest_of(described: Header) -> str:
    """A digest of all that the header says, but for its mark."""
    return sha256(_told(described))


def _mac(described: Header, key: bytes) -> str:
    return derive(key, _told(described)).hex()


def _told(described: Header) -> bytes:
    """All that the header says, each value on a line of its own. No value contains a line feed."""
    slots = (str(getattr(slot, name)) for slot in described.slot for name in slot.__struct_fields__)
    about = (described.format, described.created, str(described.sealed).lower(), described.key_check)
    told = ("header", *map(str, about), str(described.generation), *slots)
    return b"\n".join([FORMAT, described.id.encode(), *(each.encode() for each in told)])


def create(folder: Path, header: Header) -> None:
    """Write the header of a new journal. Raises JournalExists if there is one already."""
    if not disk.create(folder / NAME, _to_bytes(header)):
        raise JournalExists(folder=str(folder))


def replace(folder: Path, header: Header) -> None:
    """Replace the header of the journal. Call only while holding its lock."""
    disk.replace(folder / NAME, _to_bytes(header))


def _to_bytes(header: Header) -> bytes:
    lines = [
        "# The description of a casejournal. Changed by cj only; the sum below notices any other change.",
        f"format = {header.format}",
        f'id = "{header.id}"',
        f'created = "{header.created}"',
        f"sealed = {str(header.sealed).lower()}",
        *(["practice = true"] if header.practice else []),
        f'key_check = "{header.key_check}"',
    ]
    if header.generation:
        lines += [f"generation = {header.generation}", f'mac = "{header.mac}"']
    for slot in header.slot:
        lines += ["", "[[slot]]", *(f'{name} = "{getattr(slot, name)}"' for name in slot.__struct_fields__)]
    body = "\n".join(lines) + "\n"
    return _whole(body)


def read(folder: Path, *, locked: bool = False) -> Header:
    """The journal's header. A renewal that was stopped is finished first; `locked`: the caller holds the lock.

    Raises NoJournal, HeaderDamaged or NewerFormat.
    """
    disk.require_folder(folder)
    own.require_folders(folder, _FOLDERS)
    if renewed.hold(folder):
        (renewed.take_their_places if locked else renewed.finish)(folder)
    if not (folder / NAME).exists():
        raise NoJournal(folder=str(folder))
    if (folder / NAME).stat().st_size > _MOST:
        raise HeaderDamaged(problem=N_("it is far too long"))
    return parse(disk.read(folder / NAME))


def state_of(folder: Path) -> tuple[int, int, int] | None:
    """What changes when the header is rewritten; None if there is none, or a renewal was stopped."""
    try:
        state = (folder / NAME).stat()
    except OSError:
        return None
    return None if renewed.hold(folder) else (state.st_ino, state.st_size, state.st_mtime_ns)


def parse(data: bytes) -> Header:
    """The header in the bytes of a journal.toml. Raises HeaderDamaged or NewerFormat."""
    body = data.partition(_CHECK.encode())[0].decode(errors="replace")
    if data != _whole(body):
        raise _not_ours(data)
    try:
        described = msgspec.convert(_table(body), Header)
    except (ValueError, RecursionError) as error:
        raise HeaderDamaged(problem=str(error)) from error
    if described.format > FORMAT_VERSION:
        raise NewerFormat(found=described.format, known=FORMAT_VERSION)
    if not described.sealed == bool(described.slot) == bool(described.key_check):
        raise HeaderDamaged(problem=N_("a sealed journal has key slots, and a plain one has none"))
    if described.practice and described.sealed:
        raise HeaderDamaged(problem=N_("a practice journal is never sealed"))
    if bool(described.generation) != bool(described.mac) or (described.mac and not described.sealed):
        raise HeaderDamaged(problem=N_("its number and the mark made with the journal key do not belong together"))
    return described


def _table(body: str) -> dict[str, Any]:
    """Read what `create` wrote. Its values are JSON as well as TOML; loading tomllib would cost each command 2 ms."""
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
    """The failure for a header that this version did not write: newer, changed, or not TOML."""
    import tomllib  # lazy: only for a header that was not written by this version

    try:
        found = tomllib.loads(data.decode()).get("format")
    except (ValueError, RecursionError):
        return HeaderDamaged(problem=N_("it is not valid TOML"))
    if isinstance(found, int) and found > FORMAT_VERSION:
        return NewerFormat(found=found, known=FORMAT_VERSION)
    return HeaderDamaged(problem=N_("its checksum is wrong, so something in it was changed"))


def _whole(body: str) -> bytes:
    """The bytes of the file: `body`, and a checksum that shows any change to it."""
    return f'{body}{_CHECK}sum = "{sha256(body.encode())}"\n'.encode()
