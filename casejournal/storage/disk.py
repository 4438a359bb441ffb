"""The only module that changes files, except the lock file. What is done is on the disk, and private."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from casejournal.errors import DiskRefused
from casejournal.storage import own
from casejournal.storage.leftovers import leftovers, new_beside
from casejournal.storage.marker import rename_to_new
from casejournal.storage.own import AT_ONCE, BINARY, NO_LINK, cannot_read
from casejournal.storage.ownership import anothers
from casejournal.storage.platform import NO_LINKS, PRIVATE_FILE, PRIVATE_FOLDER, patiently, sync_file, sync_folder
from casejournal.storage.refusals import NoJournal, NotAFolder, NotYours, PerhapsRecorded

_BUFFER = 256 * 1024

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


def settled(path: Path) -> int:
    """The size of a file that others wrote, once that is on the disk, as far as the system syncs it; -1 without one."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | NO_LINK)  # a pipe would make it wait
    except OSError:
        return -1
    try:
        size = os.fstat(descriptor).st_size
        with suppress(OSError):  # Windows does not sync what is open for reading
            sync_file(descriptor)
        return size
    finally:
        with suppress(OSError):
            os.close(descriptor)


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
    with _in_its_place(path, synced=synced) as beside:
        with refusals(path):
            _write_new(beside, data, synced=synced)
        yield


@contextmanager
def building(path: Path) -> Iterator["Built"]:
    """Replace a file by what the block writes, piece by piece: nothing is replaced unless the block ends well.

    It is on the disk when the block ends. Raises DiskRefused.
    """
    with _in_its_place(path) as beside, refusals(path):
        descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL | BINARY | NO_LINK, PRIVATE_FILE)
        try:
            built = Built(descriptor)
            yield built
            built.sync()
        finally:
            os.close(descriptor)


@contextmanager
def _in_its_place(path: Path, *, synced: bool = True) -> Iterator[Path]:
    """A path beside the file; what the block puts there takes the place of the file, if the block ends well.

    What a process left beside it that died while it wrote the same file goes first.
    """
    sweep(path.parent, path.name)
    beside = new_beside(path)
    try:
        yield beside
        with refusals(path):
            patiently(lambda: beside.replace(path))
    except BaseException:
        _try_to_remove(beside)
        raise
    if synced:
        with _done(path):
            sync_folder(path.parent)


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

    def sync(self) -> None:
        """What was written so far is on the disk. Raises OSError."""
        self.write_out()
        sync_file(self._descriptor)


def create(path: Path, data: bytes) -> bool:
    """Make the file with `data` in it. Returns False, and changes nothing, if it exists. Raises DiskRefused."""
    sweep(path.parent, path.name)
    beside = new_beside(path)
    with refusals(path):
        try:
            _write_new(beside, data)
            try:
                os.link(beside, path)  # unlike a rename, this fails if the file exists
            except OSError as error:
                if error.errno not in NO_LINKS:
                    raise
                rename_to_new(beside, path)
        except FileExistsError:
            return False
        finally:
            _try_to_remove(beside)
    with _done(path):
        sync_folder(path.parent)
    return True


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


def sweep(folder: Path, name: str = "") -> None:
    """Remove the leftovers, where the system allows it: nobody goes on writing them."""
    for path in leftovers(folder, name):
        if path.is_dir() and not path.is_symlink():
            with suppress(DiskRefused):
                remove_folder(path)
        else:
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
        descriptor = os.open(path, flags | BINARY | NO_LINK | AT_ONCE, PRIVATE_FILE)
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
