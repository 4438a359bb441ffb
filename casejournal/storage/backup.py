"""A backup: the whole journal in one file, with a manifest to check each part against.

It is a ZIP file (APPNOTE 6.3) of journal.toml, the logs, what was set aside and the drafts, byte for byte. So it is
sealed as the journal is, and opens with the same passphrases. The part `manifest` is one line, sealed like a line of a
log of that name. Parts are written and read piece by piece, so a large journal needs no more memory than a small one.
"""

import os
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from casejournal.domain.refs import ALPHABET, LENGTH
from casejournal.errors import CannotRead, DiskRefused
from casejournal.storage import disk, header
from casejournal.storage.file_log import ACCESS, BESIDE, SUFFIX
from casejournal.storage.header import Header
from casejournal.storage.journal import Journal
from casejournal.storage.leftovers import new_beside
from casejournal.storage.line import Head, heads
from casejournal.storage.log import scan
from casejournal.storage.platform import PRIVATE_FILE
from casejournal.storage.refusals import BackupDamaged
from casejournal.storage.seal import AesSeal, PlainSeal, Seal, Unreadable
from casejournal.storage.verify import verify
from casejournal.words import N_, _

MANIFEST = "manifest"
SCHEMA = "casejournal/backup/1"
_REF = rf"-[{ALPHABET}]{{{LENGTH}}}"
_PARTS = re.compile(
    rf"journal\.toml|{MANIFEST}|(?:{'|'.join(map(re.escape, BESIDE))})(?:\.torn-\w+)?"
    rf"|(?:cases/C|groups/G){_REF}\.log(?:\.torn-\w+)?|drafts/D{_REF}\.draft"
)
_FOLDERS = ("", "cases", "groups", "drafts")
_PIECE = 64 * 1024
_LARGEST_HEADER = 64 * 1024
_LARGEST_MANIFEST = 16 * 1024**2
_HARMLESS = 64 * 1024**2
_DENSE = 100


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
    damaged: dict[str, tuple[str, ...]] = {}
    """What was wrong with the journal when the backup was made: sentences, by file."""

    def damage(self) -> Iterator[str]:
        """What was wrong, a line for each finding."""
        return (f"{file}: {told}" for file, findings in self.damaged.items() for told in findings)

    @property
    def bytes(self) -> int:
        """How many bytes it unpacks to."""
        return sum(part.bytes for part in self.files.values())


class Backup:
    """An opened backup. Nothing but its header and manifest is read until a part is asked for."""

    def __init__(self, archive: zipfile.ZipFile, described: Header, manifest: bytes, size: int) -> None:
        self.header = described
        self.archive = archive
        self.sealed_manifest = manifest
        self.size = size
        """The bytes of the backup itself."""

    def names(self) -> list[str]:
        """The names of its parts, without the manifest."""
        return sorted(name for name in self.archive.namelist() if name != MANIFEST)

    def pieces(self, name: str, part: Part) -> Iterator[bytes]:
        """The content of a part, piece by piece. Raises BackupDamaged as soon as it is not what the manifest says."""
        digest, left = sha256(), part.bytes
        with _unpacking(), self.archive.open(name) as packed:
            while piece := packed.read(min(_PIECE, left + 1)):
                left -= len(piece)
                digest.update(piece)
                if left < 0:
                    break
                yield piece
        if left or digest.hexdigest() != part.sha256:
            raise BackupDamaged(problem=_("{file} has changed since the backup was made").format(file=name))


def back_up(  # noqa: PLR0917 - what, where to, when, by whom, and who is told
    journal: Journal,
    path: Path,
    at: datetime,
    worker: str,
    note: Callable[[Manifest], None],
    step: Callable[[], object] = lambda: None,
) -> Manifest:
    """Write the backup of the journal to `path`, and return its manifest. Raises CannotRead, DiskRefused or Busy.

    A damaged journal is backed up as it is, and the manifest names the damage. `note` is called when the file is there
    and nobody else has written yet: a case that is erased after it knows of this backup. `step` is called for each log
    that is verified and for each part that is written.
    """
    found = verify(journal, step=step).verdicts
    damaged = {verdict.file: tuple(each.told() for each in verdict.findings) for verdict in found}
    with _quiet(journal):
        with disk.building(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            parts: dict[str, Part] = {}
            ends: dict[str, dict[str, Head]] = {}
            for name in parts_of(journal.folder):
                parts[name] = _packed(archive, name, disk.pieces(journal.folder / name, _PIECE))
                if name.endswith(".log"):
                    ends[name] = _heads(journal, name)
                step()
            manifest = Manifest(
                schema=SCHEMA,
                journal=journal.header.id,
                at=at,
                worker=worker,
                files=parts,
                heads=ends,
                damaged=damaged,
            )
            _packed(archive, MANIFEST, [journal.seal(MANIFEST).close(msgspec.json.encode(manifest)) + b"\n"])
        note(manifest)
    return manifest


@contextmanager
def _quiet(journal: Journal) -> Iterator[None]:
    """Nobody writes to the journal inside the block. If its disk lets nobody write, no lock is needed."""
    with ExitStack() as held:
        try:
            held.enter_context(journal.alone("backup"))
        except DiskRefused:
            pass
        yield


def _packed(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> Part:
    info = zipfile.ZipInfo(name)  # no date: the manifest has it, and ZIP fails on a clock before 1980
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = PRIVATE_FILE << 16
    digest, size = sha256(), 0
    with archive.open(info, "w", force_zip64=True) as packed:
        for piece in pieces:
            packed.write(piece)
            digest.update(piece)
            size += len(piece)
    return Part(size, digest.hexdigest())


def _heads(journal: Journal, name: str) -> dict[str, Head]:
    """The end of each device's chain in a log: as the index has it, else by reading."""
    card = journal.known_cards().get(name)
    if card is not None and card.size == (journal.folder / name).stat().st_size:
        return card.anchors()
    return heads(scan(disk.read(journal.folder / name), journal.seal(name), lambda _lines: False).entries)


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """The backup in that file. Raises CannotRead, BackupDamaged, NewerFormat or HeaderDamaged."""
    try:
        file = path.open("rb")
    except (OSError, ValueError) as error:
        raise CannotRead(
            path=str(path), reason=getattr(error, "strerror", None) or _("there is no such file")
        ) from error
    with file:
        with _unpacking():
            archive = zipfile.ZipFile(file)
            _require_parts(archive.infolist())
            manifest, described = (
                _small(archive, MANIFEST, _LARGEST_MANIFEST),
                _small(archive, header.NAME, _LARGEST_HEADER),
            )
        yield Backup(archive, header.parse(described), manifest, os.fstat(file.fileno()).st_size)


@contextmanager
def _unpacking() -> Iterator[None]:
    """Whatever a crafted or damaged ZIP file makes of its reader is BackupDamaged."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError, MemoryError) as error:
        raise BackupDamaged(problem=N_("its contents cannot be unpacked")) from error


def _small(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    try:
        with archive.open(name) as packed:
            data = packed.read(most + 1)
    except KeyError:
        data = b""
    if not data or len(data) > most:
        raise BackupDamaged(problem=N_("it is not a backup of a journal"))
    return data


def manifest_of(backup: Backup, key: bytes | None) -> Manifest:
    """The manifest, which names each part with its size. The content of the parts is not read yet.

    Raises BackupDamaged if it does not open or the parts are others.
    """
    seal: Seal = PlainSeal() if key is None else AesSeal(key, backup.header.id, MANIFEST)
    try:
        manifest = msgspec.json.decode(seal.open(backup.sealed_manifest.rstrip(b"\n")), type=Manifest)
    except (Unreadable, msgspec.MsgspecError, RecursionError) as error:
        raise BackupDamaged(problem=N_("its list of contents does not open")) from error
    if manifest.journal != backup.header.id:
        raise BackupDamaged(problem=N_("its list of contents belongs to another journal"))
    for name in sorted({*manifest.files, *backup.names()}):
        part = manifest.files.get(name)
        if part is None or name not in backup.names() or backup.archive.getinfo(name).file_size != part.bytes:
            raise BackupDamaged(problem=_("{file} has changed since the backup was made").format(file=name))
    return manifest


def is_dense(backup: Backup, manifest: Manifest) -> bool:
    """Whether it unpacks to so much more than it holds that a journal would hardly do so."""
    return manifest.bytes > max(_HARMLESS, _DENSE * backup.size)


def check(backup: Backup, manifest: Manifest, step: Callable[[], object] = lambda: None) -> None:
    """Read every part, and compare it with the manifest; `step` is called after each. Raises BackupDamaged."""
    for name, part in manifest.files.items():
        for _piece in backup.pieces(name, part):
            pass
        step()


def unpack(backup: Backup, manifest: Manifest, folder: Path, step: Callable[[], object] = lambda: None) -> None:
    """Write all files to `folder`, which must be missing or empty. It appears complete or not at all. `step` is called
    after each.

    Raises BackupDamaged or DiskRefused.
    """
    disk.sweep(folder.parent, folder.name)
    beside = new_beside(folder)
    try:
        for name, part in manifest.files.items():
            path = beside / name
            disk.private_folder(path.parent)
            with disk.building(path) as file:
                for piece in backup.pieces(name, part):
                    file.write(piece)
            step()
        disk.rename_folder(beside, folder)
    except BaseException:
        disk.remove_folder(beside)
        raise


def differences(backup: Backup, manifest: Manifest, journal: Journal) -> Iterator[tuple[str, str]]:
    """Each log that differs, and how, but for the access log. Raises BackupDamaged if it is of another journal."""
    if backup.header.id != journal.header.id:
        raise BackupDamaged(problem=N_("it belongs to another journal"))
    here = {*parts_of(journal.folder)}
    for name in sorted(name for name in {*here, *manifest.files} if name.endswith(SUFFIX) and name != ACCESS):
        ours = disk.read(journal.folder / name) if name in here else b""
        theirs = b"".join(backup.pieces(name, manifest.files[name])) if name in manifest.files else b""
        if ours != theirs:
            yield name, _difference(set(ours.splitlines()), set(theirs.splitlines()))


def _difference(ours: set[bytes], theirs: set[bytes]) -> str:
    if not ours or not theirs:
        return N_("only in the backup") if theirs else N_("only in the journal")
    if ours > theirs:
        return N_("the journal has more")
    return N_("the backup has more") if theirs > ours else N_("each has lines that the other does not have")


def parts_of(folder: Path) -> list[str]:
    """The names of the files that belong in a backup, sorted: all but the index and the lock."""
    found = (f"{within}/{file}".lstrip("/") for within in _FOLDERS for file in disk.sizes(folder / within, ""))
    return sorted(name for name in found if _PARTS.fullmatch(name) and name != MANIFEST)


def refs_in(names: Iterable[str]) -> tuple[str, ...]:
    """The refs of the cases and groups whose logs are among those files."""
    return tuple(Path(name).stem for name in names if "/" in name and name.endswith(".log"))


def _require_parts(infos: list[zipfile.ZipInfo]) -> None:
    """Raises BackupDamaged for a file that no journal has, or a name given twice."""
    times = Counter(info.filename for info in infos)
    packings = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    for info in infos:
        name = info.filename
        if not _PARTS.fullmatch(name) or times[name] > 1 or info.compress_type not in packings:
            raise BackupDamaged(problem=_("“{file}” does not belong in it").format(file=name))
