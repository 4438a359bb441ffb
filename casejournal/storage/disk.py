"""The only module that changes files, except the lock file. What is done is on the disk, and private."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casejournal.errors import CannotRead, DiskRefused
from casejournal.storage.platform import PRIVATE_FILE, PRIVATE_FOLDER, sync_file, sync_folder
from casejournal.storage.refusals import NoJournal, NotAFolder

_BINARY = getattr(os, "O_BINARY", 0)  # Windows would turn \n into \r\n
NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # a link in a journal from elsewhere must not lead out of it


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn an OSError inside the block into DiskRefused, which names `path`."""
    try:
        yield
    except OSError as error:
        raise DiskRefused(path=str(path), reason=error.strerror or type(error).__name__) from error


def private_folder(folder: Path) -> None:
    """Make `folder` and its missing parents, for this user only. An existing folder is left as it is.

    Raises DiskRefused or NotAFolder.
    """
    with refusals(folder):
        if folder.is_file():
            raise NotAFolder(folder=str(folder))
        for each in (*reversed(folder.parents), folder):
            if not each.is_dir():
                each.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def read(path: Path) -> bytes:
    """Everything in the file. Raises CannotRead."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise cannot_read(path, error) from error


def append(path: Path, data: bytes, *, synced: bool = True) -> None:
    """Add `data` to the end of the file. A new file is private. After a failure the file is as it was before.

    When this returns, the data is on the disk; with `synced` false it may still be in the system's cache. Raises
    DiskRefused.
    """
    is_new = not path.exists()
    with refusals(path):
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _BINARY | NO_LINK, PRIVATE_FILE)
        try:
            before = os.fstat(descriptor).st_size
            try:
                _write_all(descriptor, data)
                if synced:
                    sync_file(descriptor)
                    if is_new:
                        sync_folder(path.parent)
            except BaseException:  # also for Ctrl-C: no half-written line may stay
                os.ftruncate(descriptor, before)
                if is_new:
                    path.unlink()
                raise
        finally:
            os.close(descriptor)


def cut(path: Path, size: int) -> None:
    """Shorten the file to `size` bytes. First save the rest elsewhere. Raises DiskRefused."""
    with refusals(path):
        descriptor = os.open(path, os.O_WRONLY | _BINARY | NO_LINK)
        try:
            os.ftruncate(descriptor, size)
            sync_file(descriptor)
        finally:
            os.close(descriptor)


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
    beside = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}.new")
    try:
        with refusals(path):
            _write_new(beside, data, synced=synced)
        yield
        with refusals(path):
            beside.replace(path)
            if synced:
                sync_folder(path.parent)
    except BaseException:
        with refusals(path):
            beside.unlink(missing_ok=True)
        raise


def create(path: Path, data: bytes) -> bool:
    """Make the file with `data` in it. Returns False, and changes nothing, if it exists. Raises DiskRefused."""
    beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}.new")
    with refusals(path):
        try:
            _write_new(beside, data)
            os.link(beside, path)  # unlike a rename, this fails if the file exists
        except FileExistsError:
            return False
        finally:
            beside.unlink(missing_ok=True)
        sync_folder(path.parent)
    return True


def overwrite_end(path: Path, data: bytes) -> None:
    """Write `data` over the last bytes of the file, in place. Only for what may be lost: nothing waits for the disk.

    Raises OSError if the file is missing or shorter.
    """
    descriptor = os.open(path, os.O_WRONLY | _BINARY | NO_LINK)
    try:
        os.lseek(descriptor, -len(data), os.SEEK_END)
        _write_all(descriptor, data)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Remove the file if it exists. Raises DiskRefused."""
    with refusals(path):
        path.unlink(missing_ok=True)


def rename_folder(folder: Path, to: Path) -> None:
    """Rename `folder` to `to`, which must be missing or an empty folder. Raises DiskRefused."""
    with refusals(to):
        if to.is_dir():
            to.rmdir()
        folder.rename(to)
        sync_folder(to.parent)


def remove_folder(folder: Path) -> None:
    """Remove `folder` with everything in it, if it exists. Raises DiskRefused."""
    import shutil  # lazy: rarely needed

    with refusals(folder):
        if folder.is_dir():
            shutil.rmtree(folder)


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
        return entry.stat().st_size
    except OSError:
        return -1


def cannot_read(path: Path, error: OSError) -> CannotRead:
    """The failure for a file that the system would not let us read."""
    return CannotRead(path=str(path), reason=error.strerror or type(error).__name__)


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


def _write_new(path: Path, data: bytes, *, synced: bool = True) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | NO_LINK, PRIVATE_FILE)
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
