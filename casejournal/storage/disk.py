"""The only module that changes files, except the lock file. What is done is on the disk, and private."""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from casejournal.errors import DiskRefused
from casejournal.storage import own
from casejournal.storage.marker import held
from casejournal.storage.own import BINARY, NO_LINK, cannot_read
from casejournal.storage.ownership import anothers
from casejournal.storage.platform import (
    NO_LINKS,
    PRIVATE_FILE,
    PRIVATE_FOLDER,
    is_running,
    patiently,
    sync_file,
    sync_folder,
)
from casejournal.storage.refusals import NoJournal, NotAFolder, NotYours, PerhapsRecorded

_BUFFER = 256 * 1024
_NEW = ".new"
_PATIENCE = 10.0

reported: list[dict[str, object]] = []
"""What the disk reported after a change was made: `path` and `reason`. The desk tells it when the command is done."""


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn an OSError inside the block into DiskRefused, which names `path`."""
    try:
        yield
    except OSError as error:
        raise refused(path, error) from error


def refused(path: Path, error: OSError) -> DiskRefused:
    """The failure for what the system would not let us change."""
    if facts := anothers(path, error):
        return NotYours(**facts)
    return DiskRefused(path=str(path), reason=_reason(error))


@contextmanager
def reporting() -> Iterator[None]:
    """What the disk refuses inside the block is reported, not raised: what matters was recorded before."""
    try:
        yield
    except DiskRefused as failure:
        reported.append(failure.facts)


def private_folder(folder: Path) -> None:
    """Make `folder` and its missing parents, for this user only. An existing folder is left as it is.

    When this returns, the names are on the disk. Raises DiskRefused or NotAFolder.
    """
    with refusals(folder):
        if folder.is_file():
            raise NotAFolder(folder=str(folder))
        for each in (*reversed(folder.parents), folder):
            if not each.is_dir():
                each.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
                sync_folder(each.parent)
        if _is_empty(folder):  # whoever made it may have been stopped before its name was on the disk
            with suppress(PermissionError):  # made by another user, for us
                sync_folder(folder.parent)


def read(path: Path) -> bytes:
    """Everything in a file of ours. Raises CannotRead, also for what is no regular file."""
    try:
        with own.opened(path) as file:
            return file.read()
    except OSError as error:
        raise cannot_read(path, error) from error


def read_outside(path: Path) -> bytes:
    """Everything in a file that a person named, which may be a link or a pipe. Raises CannotRead."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise cannot_read(path, error) from error


def pieces(path: Path, size: int) -> Iterator[bytes]:
    """The content of a file of ours in pieces of at most `size` bytes. Raises CannotRead."""
    try:
        with own.opened(path) as file:
            while piece := file.read(size):
                yield piece
    except OSError as error:
        raise cannot_read(path, error) from error


def append(path: Path, data: bytes, *, synced: bool = True) -> None:
    """Add `data` to the end of the file. A new file is private. After a failure the file is as it was before.

    When this returns, the data is on the disk; with `synced` false it may still be in the system's cache. Raises
    DiskRefused, or PerhapsRecorded if the file cannot be made as it was.
    """
    is_new = not path.exists()
    with _opened(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, synced=synced) as descriptor:
        before = os.fstat(descriptor).st_size
        try:
            if synced and not before:
                sync_folder(path.parent)  # its name is on the disk before its first byte, whoever adds the next
            _write_all(descriptor, data)
            if synced:
                sync_file(descriptor)
        except BaseException:  # also for Ctrl-C: no half-written line may stay
            _take_back(descriptor, path, before, len(data))
            if is_new:
                _try_to_remove(path)
            raise


def _take_back(descriptor: int, path: Path, before: int, added: int) -> None:
    """Cut off what was added. Raises PerhapsRecorded if the disk refuses that and all of it is there.

    A part of it is no harm: it is an unfinished end.
    """
    whole = os.fstat(descriptor).st_size == before + added
    try:
        os.ftruncate(descriptor, before)
    except OSError as error:
        if whole:
            raise PerhapsRecorded(path=str(path), reason=_reason(error)) from error


def cut(path: Path, size: int) -> None:
    """Shorten the file to `size` bytes, on the disk too. First save the rest elsewhere. Raises DiskRefused."""
    with _opened(path, os.O_WRONLY) as descriptor:
        os.ftruncate(descriptor, size)
        sync_file(descriptor)


def replace(path: Path, data: bytes, *, synced: bool = True) -> None:
    """Replace the content of the file by `data`. Whatever happens, it holds the old content or the new one.

    The new content is written to a file beside it, which is then renamed: a file rewritten in place could be lost
    halfway. With `synced` false, a power cut may bring the old content back. Raises DiskRefused.
    """
    with replacing(path, data, synced=synced):
        pass


@contextmanager
def replacing(path: Path, data: bytes, *, synced: bool = True) -> Iterator[None]:
    """Replace a file in two steps: write the new content beside it, and rename that if the block ends well."""
    beside = _beside(path)
    try:
        with refusals(path):
            _write_new(beside, data, synced=synced)
        yield
        with refusals(path):
            patiently(lambda: beside.replace(path))
    except BaseException:
        _try_to_remove(beside)
        raise
    if synced:
        with _done(path):
            sync_folder(path.parent)


@contextmanager
def building(path: Path) -> Iterator["Built"]:
    """Replace a file by what the block writes, piece by piece: nothing is replaced unless the block ends well.

    It is on the disk when the block ends. Raises DiskRefused.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}.new")
    try:
        with refusals(path):
            descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL | BINARY | NO_LINK, PRIVATE_FILE)
            try:
                built = Built(descriptor)
                yield built
                built.write_out()
                sync_file(descriptor)
            finally:
                os.close(descriptor)
            patiently(lambda: beside.replace(path))
            sync_folder(path.parent)
    except BaseException:
        with refusals(path):
            beside.unlink(missing_ok=True)
        raise


class Built:
    """The new content of a file, as far as it is written."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._waiting = bytearray()

    def write(self, data: bytes) -> int:
        """Add `data`, and return its length. Raises OSError."""
        self._waiting += data
        if len(self._waiting) >= _BUFFER:
            self.write_out()
        return len(data)

    def write_out(self) -> None:
        """Hand over to the system what is still waiting. Raises OSError."""
        _write_all(self._descriptor, bytes(self._waiting))
        self._waiting.clear()

    def flush(self) -> None:
        """Do nothing; what waits is written out at the end."""

    close = flush


def create(path: Path, data: bytes) -> bool:
    """Make the file with `data` in it. Returns False, and changes nothing, if it exists. Raises DiskRefused."""
    beside = _beside(path)
    with refusals(path):
        try:
            _write_new(beside, data)
            try:
                os.link(beside, path)  # unlike a rename, this fails if the file exists
            except OSError as error:
                if error.errno not in NO_LINKS:
                    raise
                _rename_to_new(beside, path)
        except FileExistsError:
            return False
        finally:
            _try_to_remove(beside)
    with _done(path):
        sync_folder(path.parent)
    return True


def _rename_to_new(beside: Path, path: Path) -> None:
    """Rename a file where there are no links: one process at a time, so that none is written over."""
    with held(path.with_name(f".{path.name}.held"), "cj", time.monotonic() + _PATIENCE):
        if os.path.lexists(path):
            raise FileExistsError
        beside.rename(path)


def overwrite_end(path: Path, data: bytes) -> None:
    """Write `data` over the last bytes of the file, in place. Only for what may be lost: nothing waits for the disk.

    Raises OSError if the file is missing or shorter.
    """
    descriptor = os.open(path, os.O_WRONLY | BINARY | NO_LINK)
    try:
        os.lseek(descriptor, -len(data), os.SEEK_END)
        _write_all(descriptor, data)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Remove the file if it exists. It is gone for good when this returns. Raises DiskRefused."""
    with refusals(path):
        try:
            patiently(path.unlink)
        except FileNotFoundError:
            return
    with _done(path):
        sync_folder(path.parent)


def move(path: Path, to: Path) -> None:
    """Move a file over the one at `to`, on the same disk. It stays there after a power cut. Raises DiskRefused."""
    with refusals(to):
        patiently(lambda: path.replace(to))
    with _done(to):
        sync_folder(to.parent)


def rename_folder(folder: Path, to: Path) -> None:
    """Rename `folder` to `to`, which must be missing or an empty folder beside it. Raises DiskRefused."""
    with refusals(to):
        if to.is_dir():
            to.rmdir()
        folder.rename(to)
    with _done(to):
        sync_folder(to.parent)


def remove_folder(folder: Path) -> None:
    """Remove `folder` with everything in it, if it exists; it does not come back. Raises DiskRefused."""
    import shutil  # lazy: rarely needed

    with refusals(folder):
        if not folder.is_dir():
            return
        shutil.rmtree(folder)
    with _done(folder):
        sync_folder(folder.parent)


def leftovers(folder: Path, name: str = "") -> list[Path]:
    """The files that a process was writing in `folder` when it died, sorted; with `name` only those for that file."""
    try:
        found = sorted(path for path in folder.iterdir() if path.name.endswith(_NEW))
    except OSError:
        return []
    return [path for path in found if _is_left(path.name, name)]


def is_left(path: Path) -> bool:
    """Whether a process was writing that file when it died."""
    return path.name.endswith(_NEW) and _is_left(path.name, "")


def sweep(folder: Path, name: str = "") -> None:
    """Remove the leftovers, where the system allows it: nobody goes on writing them."""
    for path in leftovers(folder, name):
        _try_to_remove(path)


def files(folder: Path) -> list[str]:
    """The paths of all files and links inside `folder`, with forward slashes, however deep. Raises CannotRead."""
    found: list[str] = []

    def fail(error: OSError) -> None:
        raise cannot_read(folder, error)

    for within, _folders, names in os.walk(folder, onerror=fail):
        found += [(Path(within) / name).relative_to(folder).as_posix() for name in names]
    return found


def sizes(folder: Path, suffix: str) -> dict[str, int]:
    """The size in bytes of each file in `folder` whose name ends in `suffix`; -1 if the size cannot be read.

    Empty if there is no folder. Raises CannotRead.
    """
    try:
        with os.scandir(folder) as entries:
            return {entry.name: _size(entry) for entry in entries if entry.name.endswith(suffix)}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise cannot_read(folder, error) from error


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_size if entry.is_file(follow_symlinks=False) else -1
    except OSError:
        return -1


def require_folder(folder: Path) -> None:
    """Raises NotAFolder, NoJournal or CannotRead unless `folder` is a folder."""
    try:
        mode = folder.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NoJournal(folder=str(folder)) from error
    except OSError as error:
        raise cannot_read(folder, error) from error
    if not stat.S_ISDIR(mode):
        raise NotAFolder(folder=str(folder))


@contextmanager
def _opened(path: Path, flags: int, *, synced: bool = True) -> Iterator[int]:
    """The open file. Raises DiskRefused. If only closing it fails, what was done is done."""
    with refusals(path):
        descriptor = os.open(path, flags | BINARY | NO_LINK, PRIVATE_FILE)
        try:
            yield descriptor
        except BaseException:
            with suppress(OSError):  # the first failure is the one to tell
                os.close(descriptor)
            raise
    with _done(path) if synced else suppress(OSError):
        os.close(descriptor)


@contextmanager
def _done(path: Path) -> Iterator[None]:
    """What fails inside the block fails after the change was made: it is reported, not raised."""
    try:
        yield
    except OSError as error:
        reported.append({"path": str(path), "reason": _reason(error)})


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _beside(path: Path) -> Path:
    """A new name in the same folder, for a file that is renamed when it is whole. It names the process that writes."""
    return path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}{_NEW}")


def _is_left(name: str, of: str) -> bool:
    """Whether that is the name of a file that a dead process was writing, for the file `of` if that is given."""
    whole, _dot, writer = name.removesuffix(_NEW).rpartition(".")
    process = writer.partition("-")[0]
    named = whole == f".{of}" if of else whole.startswith(".")
    return named and process.isdecimal() and not is_running(int(process))


def _is_empty(folder: Path) -> bool:
    with os.scandir(folder) as entries:
        return next(entries, None) is None


def _try_to_remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _write_new(path: Path, data: bytes, *, synced: bool = True) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY | NO_LINK, PRIVATE_FILE)
    try:
        _write_all(descriptor, data)
        if synced:
            sync_file(descriptor)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
