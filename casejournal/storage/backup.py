"""A backup: the whole journal in one file, with a manifest to check each part against.

It is a ZIP file (APPNOTE 6.3) of journal.toml, the logs, what was set aside and the drafts, byte for byte. So it is
sealed as the journal is, and opens with the same passphrases. The part `manifest` is one line, sealed like a line of a
log of that name.
"""

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from casejournal.domain import dates
from casejournal.domain.refs import ALPHABET, LENGTH
from casejournal.errors import CannotRead, DiskRefused
from casejournal.storage import disk, header
from casejournal.storage.header import Header
from casejournal.storage.journal import Journal
from casejournal.storage.line import Head
from casejournal.storage.log import scan
from casejournal.storage.platform import PRIVATE_FILE
from casejournal.storage.refusals import BackupDamaged
from casejournal.storage.seal import AesSeal, PlainSeal, Seal, Unreadable
from casejournal.words import N_, _, storable

MANIFEST = "manifest"
SCHEMA = "casejournal/backup/1"
_REF = rf"-[{ALPHABET}]{{{LENGTH}}}"
_PARTS = re.compile(
    rf"journal\.toml|{MANIFEST}|(?:access|agencies)\.log(?:\.torn-\w+)?"
    rf"|(?:cases/C|groups/G){_REF}\.log(?:\.torn-\w+)?|drafts/D{_REF}\.draft"
)
_FOLDERS = ("", "cases", "groups", "drafts")
_REMEMBERED = "backups"
_MOST = 1024**3
"""The most bytes a backup may unpack to. More is not a journal but an attack."""


class Part(msgspec.Struct, frozen=True):
    """The size and digest of one file in a backup."""

    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What is in a backup, and the end of each device's chain in each log."""

    schema: str
    journal: str
    at: datetime
    worker: str
    files: dict[str, Part]
    heads: dict[str, dict[str, Head]]


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """An opened backup. Its files are not checked until `manifest_of` is called."""

    header: Header
    files: dict[str, bytes]
    manifest: bytes


def back_up(journal: Journal, at: datetime, worker: str) -> tuple[bytes, Manifest]:
    """The backup of the journal as bytes, and its manifest. Raises CannotRead or Busy."""
    with journal.alone("backup"):
        files = {name: disk.read(journal.folder / name) for name in parts_of(journal.folder)}
    manifest = Manifest(
        schema=SCHEMA,
        journal=journal.header.id,
        at=at,
        worker=worker,
        files={name: Part(len(data), sha256(data).hexdigest()) for name, data in files.items()},
        heads={name: _heads(data, journal.seal(name)) for name, data in files.items() if name.endswith(".log")},
    )
    line = journal.seal(MANIFEST).close(msgspec.json.encode(manifest)) + b"\n"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**files, MANIFEST: line}.items():
            # no date: the manifest has it, and ZIP fails on a clock before 1980
            info = zipfile.ZipInfo(name)
            info.external_attr = PRIVATE_FILE << 16
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    return packed.getvalue(), manifest


def opened(data: bytes) -> Backup:
    """The backup in these bytes. Raises BackupDamaged, NewerFormat or HeaderDamaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _require_parts(infos)
            files = {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError, MemoryError) as error:
        raise BackupDamaged(problem=N_("it cannot be unpacked")) from error
    manifest = files.pop(MANIFEST, b"")
    if header.NAME not in files or not manifest:
        raise BackupDamaged(problem=N_("it is no backup of a journal"))
    return Backup(header=header.parse(files[header.NAME]), files=files, manifest=manifest)


def manifest_of(backup: Backup, key: bytes | None) -> Manifest:
    """The manifest, after every part was checked against it. Raises BackupDamaged."""
    seal: Seal = PlainSeal() if key is None else AesSeal(key, backup.header.id, MANIFEST)
    try:
        manifest = msgspec.json.decode(seal.open(backup.manifest.rstrip(b"\n")), type=Manifest)
    except (Unreadable, msgspec.MsgspecError) as error:
        raise BackupDamaged(problem=N_("its manifest does not open")) from error
    if manifest.journal != backup.header.id:
        raise BackupDamaged(problem=N_("its manifest is of another journal"))
    for name in sorted(manifest.files.keys() | backup.files.keys()):
        part, data = manifest.files.get(name), backup.files.get(name)
        if part is None or data is None or (len(data), sha256(data).hexdigest()) != (part.bytes, part.sha256):
            raise BackupDamaged(problem=_("{file} is not what it was").format(file=name))
    return manifest


def unpack(backup: Backup, folder: Path) -> None:
    """Write all files to `folder`, which must be missing or empty. It appears complete or not at all.

    Raises DiskRefused.
    """
    disk.sweep(folder.parent, folder.name)
    beside = disk.new_beside(folder)
    try:
        for name, data in backup.files.items():
            path = beside / name
            disk.private_folder(path.parent)
            disk.replace(path, data)
        disk.rename_folder(beside, folder)
    except BaseException:
        disk.remove_folder(beside)
        raise


def differences(backup: Backup, journal: Journal) -> Iterator[tuple[str, str]]:
    """Each log of a case or group that differs, and how. Raises BackupDamaged if it is of another journal."""
    if backup.header.id != journal.header.id:
        raise BackupDamaged(problem=N_("it is of another journal"))
    here = {name: disk.read(journal.folder / name) for name in parts_of(journal.folder)}
    logs = sorted(name for name in {*here, *backup.files} if name.endswith(".log") and "/" in name)
    for name in logs:
        ours, theirs = here.get(name, b""), backup.files.get(name, b"")
        if ours != theirs:
            yield name, _difference(set(ours.splitlines()), set(theirs.splitlines()))


def remember(state: Path, journal: str, at: datetime, path: Path) -> None:
    """Note on this machine when and where the journal was backed up; `cj status` shows it, even when locked."""
    told = {"at": dates.stamp(at), "file": storable(str(path))}
    try:
        disk.private_folder(state / _REMEMBERED)
        disk.replace(state / _REMEMBERED / journal, msgspec.json.encode(told))
    except DiskRefused:
        pass  # the backup itself was made


def last_backup(state: Path, journal: str) -> tuple[datetime, str] | None:
    """When and where that journal was last backed up on this machine; None if that is not known."""
    try:
        told = msgspec.json.decode(disk.read(state / _REMEMBERED / journal), type=dict[str, str])
        return dates.from_stamp(told["at"]), told["file"]
    except (CannotRead, msgspec.MsgspecError, KeyError, ValueError):
        return None


def _difference(ours: set[bytes], theirs: set[bytes]) -> str:
    if not ours or not theirs:
        return N_("only in the backup") if theirs else N_("only in the journal")
    if ours > theirs:
        return N_("the journal has more")
    return N_("the backup has more") if theirs > ours else N_("each has lines of its own")


def parts_of(folder: Path) -> list[str]:
    """The names of the files that belong in a backup, sorted: all but the index and the lock."""
    found = (f"{within}/{file}".lstrip("/") for within in _FOLDERS for file in disk.sizes(folder / within, ""))
    return sorted(name for name in found if _PARTS.fullmatch(name) and name != MANIFEST)


def refs_in(names: Iterable[str]) -> tuple[str, ...]:
    """The refs of the cases and groups whose logs are among those files."""
    return tuple(Path(name).stem for name in names if "/" in name and name.endswith(".log"))


def _heads(data: bytes, seal: Seal) -> dict[str, Head]:
    heads: dict[str, Any] = {}
    for entry in scan(data, seal, lambda _lines: False).entries:
        heads[entry.line.device] = Head(entry.line.n, entry.digest)
    return heads


def _require_parts(infos: list[zipfile.ZipInfo]) -> None:
    """Raises BackupDamaged for a file that no journal has, a name given twice, or too many bytes."""
    times = Counter(info.filename for info in infos)
    packings = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    for info in infos:
        name = info.filename
        if not _PARTS.fullmatch(name) or times[name] > 1 or info.compress_type not in packings:
            raise BackupDamaged(problem=_("“{file}” does not belong into it").format(file=name))
    if sum(info.file_size for info in infos) > _MOST:
        raise BackupDamaged(problem=N_("it is too large for a journal"))
