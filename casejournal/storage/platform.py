"""Everything that differs between Linux, macOS and Windows, in one place."""

import errno
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, TextIO

ON_LINUX: bool = sys.platform.startswith("linux")
ON_WINDOWS: bool = sys.platform == "win32"
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
NOT_OFFERED = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
"""What a file system answers to a call that it does not have, as some on sticks and networks do."""
NO_LINKS = NOT_OFFERED | {errno.EPERM, errno.EACCES, errno.EMLINK}
"""What it answers where a file can have one name only."""
_BURSTS, _BETWEEN_BURSTS = 25, 0.02
"""A long paste comes in several bursts: how many are waited for, and for how many seconds each."""
_NO_LOCKS = NOT_OFFERED | {errno.ENOLCK}

if sys.platform == "win32":  # pragma: no cover - not tried on this platform
    import msvcrt
    import time

    _TRIES = 20
    _PAUSE = 0.05

    def patiently(change: Callable[[], object]) -> None:
        """Exchange or remove a file. While another process has it open, Windows refuses that: it is tried for a second.

        Raises OSError.
        """
        for _again in range(_TRIES):
            try:
                change()
            except PermissionError:
                time.sleep(_PAUSE)
            else:
                return
        change()

    def words_of(command: str) -> list[str]:
        """The words of a command line. A backslash is a part of a path. Raises ValueError."""
        import shlex  # lazy: few commands start another program

        words = shlex.split(command, posix=False)
        return [word[1:-1] if len(word) > 1 and word[0] == word[-1] == '"' else word for word in words]

    def sync_file(descriptor: int) -> None:
        """Return when the content of the open file is on the disk."""
        os.fsync(descriptor)

    def try_lock(descriptor: int) -> bool:
        """Try to lock an open file. Returns at once: False if another process holds the lock."""
        try:
            os.lseek(descriptor, 1 << 30, os.SEEK_SET)  # far after the holder's name, which must stay readable
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def offers_locks(descriptor: int) -> bool:  # noqa: ARG001 - same signature as elsewhere
        """Always true: every file system of Windows has them."""
        return True

    def keeps_modes() -> bool:
        """Windows tells who may read a file by its access list, not by its mode."""
        return False

    def sync_folder(folder: Path) -> bool:  # noqa: ARG001 - same signature as elsewhere
        """Do nothing: NTFS keeps file names safe by itself."""
        return True

    def is_private(path: Path) -> bool:  # noqa: ARG001 - same signature as elsewhere
        """Always true: Windows protects a user's own folders by their access list."""
        return True

    def is_mine(path: Path) -> bool:  # noqa: ARG001 - same signature as elsewhere
        """Always true: Windows tells an owner by its access list only."""
        return True

    def login_name_of(number: int) -> str:
        """Windows has no user numbers."""
        return str(number)

    def is_running(process: int) -> bool:
        """Whether there is a process of that number."""
        import ctypes  # lazy: only a file that was left asks

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, process)
        return bool(handle and ctypes.windll.kernel32.CloseHandle(handle))

    def user_number() -> int:
        """Windows has no user number."""
        return 0

    def login_name(env: Mapping[str, str]) -> str:
        """What the system calls this user."""
        return env.get("USERNAME", "")

    def forget_typed(stream: TextIO) -> None:
        """Throw away what was typed at the terminal and not read yet."""
        while stream.isatty() and msvcrt.kbhit():
            msvcrt.getwch()

else:
    import fcntl
    import pwd

    def patiently(change: Callable[[], object]) -> None:
        """Exchange or remove a file. Raises OSError."""
        change()

    def words_of(command: str) -> list[str]:
        """The words of a command line, as a shell reads them. Raises ValueError."""
        import shlex  # lazy: few commands start another program

        return shlex.split(command)

    def sync_file(descriptor: int) -> None:
        """Return when the content of the open file is on the disk."""
        if sys.platform == "darwin":  # fsync there leaves it in the cache of the disk
            try:
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            except OSError as error:
                if error.errno not in {*NOT_OFFERED, errno.ENOTTY}:  # as on network disks
                    raise
            else:
                return
        os.fsync(descriptor)

    def try_lock(descriptor: int) -> bool:
        """Try to lock an open file. Returns at once: False if another process holds the lock. Ends with the process."""
        try:
            if not _lock(descriptor, fcntl.LOCK_EX):
                raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))
        except BlockingIOError:
            return False
        return True

    def offers_locks(descriptor: int) -> bool:
        """Whether this file system has locks of either kind."""
        try:
            return _lock(descriptor, fcntl.LOCK_SH)
        except BlockingIOError:
            return True  # somebody holds one

    def _lock(descriptor: int, kind: int) -> bool:
        """Lock an open file, by flock, else by a POSIX lock. False if there is neither. Raises BlockingIOError."""
        for lock in (fcntl.flock, fcntl.lockf):
            try:
                lock(descriptor, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                raise
            except OSError as error:
                if error.errno == errno.EACCES:  # another word for it, in POSIX
                    raise BlockingIOError from error
                if error.errno not in _NO_LOCKS:
                    raise
            else:
                return True
        return False

    def keeps_modes() -> bool:
        """Whether this system tells who may read a file by its mode."""
        return True

    def sync_folder(folder: Path) -> bool:
        """Make sure that new file names in `folder` survive a power cut. False if the file system cannot do that."""
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            sync_file(descriptor)
        except OSError as error:
            if error.errno not in NOT_OFFERED:
                raise
            return False
        finally:
            os.close(descriptor)
        return True

    def is_private(path: Path) -> bool:
        """Whether `path` belongs to this user, is not a link, and nobody else may read it."""
        state = path.lstat()
        return state.st_uid == os.getuid() and not state.st_mode & 0o077 and not path.is_symlink()

    def is_mine(path: Path) -> bool:
        """Whether `path`, or the link it is, belongs to this user."""
        return path.lstat().st_uid == os.getuid()

    def login_name_of(number: int) -> str:
        """What the system calls the user of that number."""
        try:
            return pwd.getpwuid(number).pw_name
        except KeyError:  # a user the system has no name for
            return str(number)

    def is_running(process: int) -> bool:
        """Whether there is a process of that number."""
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        except (OSError, OverflowError):
            pass  # somebody else's
        return True

    def user_number() -> int:
        """The number of this user."""
        return os.getuid()

    def login_name(env: Mapping[str, str]) -> str:
        """What the system calls this user."""
        return env.get("USER") or login_name_of(os.getuid())

    def forget_typed(stream: TextIO) -> None:
        """Throw away what was typed at the terminal and not read yet, and what comes in right behind it."""
        import select  # lazy: only who was asked something typed
        import termios

        try:
            for _again in range(_BURSTS):
                termios.tcflush(stream, termios.TCIFLUSH)
                if not select.select([stream], [], [], _BETWEEN_BURSTS)[0]:
                    return
        except (termios.error, OSError, ValueError):
            pass  # no terminal, or it went away


if sys.platform == "linux":

    def processors() -> int:
        """How many copies of this process can work at the same time."""
        return len(os.sched_getaffinity(0))

    def copied() -> int:
        """Copy this process: 0 in the copy, else its number."""
        return os.fork()

else:  # pragma: no cover - not tried on these platforms

    def processors() -> int:
        """One: what else runs in a process of macOS may not be copied, and Windows copies none."""
        return 1

    def copied() -> int:
        """Raises OSError: see `processors`."""
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))


def user_folder(kind: Literal["config", "data", "state"], env: Mapping[str, str]) -> Path:
    """The user's folder for settings, data, or the state of this machine. It may not exist yet."""
    if ON_LINUX:  # the XDG rule by hand: platformdirs costs each command 4 ms
        default = {"config": ".config", "data": ".local/share", "state": ".local/state"}[kind]
        given = env.get(f"XDG_{kind.upper()}_HOME", "")
        return (
            Path(given) if given.startswith("/") else Path(env.get("HOME") or Path.home()) / default
        ) / "casejournal"
    import platformdirs  # lazy: see above

    folder = getattr(platformdirs, f"user_{kind}_path")("casejournal", appauthor=False)
    return Path(folder)


def runtime_folder(env: Mapping[str, str]) -> Path:
    """The user's folder that is in memory and ends with the session, if the system has one. It may not exist yet.

    On Linux: XDG_RUNTIME_DIR, else /run/user/N, else a folder of our own in /dev/shm.
    """
    given = env.get("XDG_RUNTIME_DIR", "")
    if Path(given).is_absolute():  # the XDG rule: a relative one is not valid and ignored
        return Path(given) / "casejournal"
    if ON_LINUX:
        session = Path(f"/run/user/{user_number()}")
        return session / "casejournal" if session.is_dir() else Path(f"/dev/shm/casejournal-{user_number()}")  # noqa: S108 - checked by is_private
    import platformdirs  # lazy: on Linux the three places above are all there is

    return Path(platformdirs.user_runtime_dir("casejournal", appauthor=False))


def in_memory(folder: Path) -> bool | None:
    """Whether `folder` is in memory and not on a disk. None if that cannot be known (only Linux tells)."""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    kinds = {fields[1]: fields[2] for fields in (line.split() for line in mounts) if len(fields) > 2}
    place = next((str(parent) for parent in (folder, *folder.parents) if str(parent) in kinds), "")
    return kinds.get(place) in {"tmpfs", "ramfs"}


def zone_name(env: Mapping[str, str]) -> str:
    """The name of the time zone here, Asia/Jakarta; empty if the system does not tell it."""
    said = env.get("TZ", "").lstrip(":")
    path = said or ("" if ON_WINDOWS else os.path.realpath("/etc/localtime"))
    name = path.rpartition("zoneinfo/")[2]
    return "" if os.path.isabs(name) else name  # noqa: PTH117 - a name, not a path
