"""The only module that changes files, but for the lock's own. What it reports as done is on the disk, and private."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casejournal.errors import CannotRead, DiskRefused
from casejournal.storage.platform import PRIVATE_FILE, PRIVATE_FOLDER, sync_folder
from casejournal.storage.refusals import NoJournal, NotAFolder

_BINARY = getattr(os, "O_BINARY", 0)  # Windows would turn \n into \r\n
NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # a link in a journal from elsewhere must not lead out of it


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """What the system refuses inside this block becomes a sentence about `path`."""
    try:
        yield
    except OSError as error:
        raise DiskRefused(path=str(path), reason=error.strerror or type(error).__name__) from error


def private_folder(folder: Path) -> None:
    """Make `folder`, and what is missing above it, readable for this user only. An existing one is left as it is."""
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
    """Put `data` at the end of the file, made private if it is new. On any failure the file is as it was before.

    Returns only when the data is on the disk; with `synced` false, when the system has taken it.
    """
    is_new = not path.exists()
    with refusals(path):
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _BINARY | NO_LINK, PRIVATE_FILE)
        try:
            before = os.fstat(descriptor).st_size
            try:
                _write_all(descriptor, data)
                if synced:
                    os.fsync(descriptor)
                    if is_new:
                        sync_folder(path.parent)
            except BaseException:  # Ctrl-C too: a line that was not acknowledged must not stay half written
                os.ftruncate(descriptor, before)
                if is_new:
                    path.unlink()
                raise
        finally:
            os.close(descriptor)


def cut(path: Path, size: int) -> None:
    """Shorten the file to `size` bytes. Only for bytes that were saved elsewhere before."""
    with refusals(path):
        descriptor = os.open(path, os.O_WRONLY | _BINARY | NO_LINK)
        try:
            os.ftruncate(descriptor, size)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def replace(path: Path, data: bytes, *, synced: bool = True) -> None:
    """Make `data` the whole content of the file: afterwards it holds the old content or the new, never a mixture.

    With `synced` false a power cut may take the new content back.

    The new content is written beside it and takes its name when it is safe: a file rewritten in place could be lost
    between its first byte and its last.
    """
    with replacing(path, data, synced=synced):
        pass


@contextmanager
def replacing(path: Path, data: bytes, *, synced: bool = True) -> Iterator[None]:
    """Replace a file in two steps: the new content takes its name when the block ends well, and is gone otherwise."""
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
    """Make the file with `data` in it, whole, or say that there is one already, which is left as it is."""
    beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}.new")
    with refusals(path):
        try:
            _write_new(beside, data)
            os.link(beside, path)  # unlike a replacement it does not take the place of what is there
        except FileExistsError:
            return False
        finally:
            beside.unlink(missing_ok=True)
        sync_folder(path.parent)
    return True


def remove(path: Path) -> None:
    """Take the file away, if it is there."""
    with refusals(path):
        path.unlink(missing_ok=True)


def rename_folder(folder: Path, to: Path) -> None:
    """Give `folder` the name `to`, where nothing is, or an empty folder: it appears whole."""
    with refusals(to):
        if to.is_dir():
            to.rmdir()
        folder.rename(to)
        sync_folder(to.parent)


def remove_folder(folder: Path) -> None:
    """Take away what an earlier try left behind."""
    import shutil  # lazy: rarely needed

    with refusals(folder):
        if folder.is_dir():
            shutil.rmtree(folder)


def sizes(folder: Path, suffix: str) -> dict[str, int]:
    """The size of each file in `folder` whose name ends in `suffix`, -1 where it cannot be told.

    Nothing when the folder is missing. Raises CannotRead.
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
    """What to tell about a file the system would not let us read."""
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
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
