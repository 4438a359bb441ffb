"""The journal stays unlocked for as long as the settings say, and no longer."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from casejournal.errors import DiskRefused
from casejournal.storage import kernel, unlocked
from casejournal.storage.refusals import KeyNotKept
from casejournal.storage.unlocked import Unlocked, sweep
from tests.world import MONDAY

KEY = bytes(32)
IDLE, MOST = timedelta(minutes=15), timedelta(hours=8)
ADD_KEY = dict(kernel._ADD_KEY)


class Secrets:
    """The kernel's keyring of one user, with a clock of its own."""

    def __init__(self) -> None:
        self.now = 0.0
        self.kept: dict[str, tuple[bytes, float]] = {}

    def __call__(self, name: str) -> "Secrets.One":
        return Secrets.One(self, name)

    class One:
        """One name in it."""

        def __init__(self, ring: "Secrets", name: str) -> None:
            self.ring, self.name = ring, name

        def put(self, secret: bytes, seconds: int) -> bool:
            self.ring.kept[self.name] = secret, self.ring.now + seconds
            return True

        def get(self) -> bytes | None:
            secret, ends = self.ring.kept.get(self.name, (b"", -1.0))
            return secret if self.ring.now < ends else None

        def prolong(self, seconds: int) -> None:
            if self.name in self.ring.kept:
                self.put(self.ring.kept[self.name][0], seconds)

        def drop(self) -> bool:
            return self.ring.kept.pop(self.name, None) is not None


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Secrets:
    """A kernel that keeps keys."""
    secrets = Secrets()
    monkeypatch.setattr(unlocked, "Secret", secrets)
    return secrets


@pytest.fixture(params=["in a file", "in the kernel"])
def kept(tmp_path: Path, request: pytest.FixtureRequest) -> Unlocked:
    """A key kept since Monday morning."""
    if request.param == "in the kernel":
        request.getfixturevalue("ring")
    return keep(tmp_path)


@pytest.fixture
def filed(tmp_path: Path) -> Unlocked:
    """A key kept in a file since Monday morning."""
    return keep(tmp_path)


def keep(tmp_path: Path, now: datetime = MONDAY, name: str = "01KA") -> Unlocked:
    place = Unlocked(tmp_path / "runtime", name)
    place.keep(KEY, now, IDLE, MOST)
    return place


def path_of(place: Unlocked) -> Path:
    return place._file._path


# How long


def test_the_key_is_given_while_it_is_used(kept: Unlocked) -> None:
    for minutes in range(0, 480, 14):
        assert kept.take(MONDAY + timedelta(minutes=minutes)) == KEY


def test_it_is_forgotten_after_a_quarter_of_an_hour_without_use(kept: Unlocked, tmp_path: Path) -> None:
    assert kept.take(MONDAY + timedelta(minutes=15, seconds=1)) is None
    assert not list(tmp_path.rglob("*.key"))
    assert kept.take(MONDAY) is None


def test_it_is_forgotten_after_eight_hours_in_any_case(kept: Unlocked) -> None:
    for minutes in range(0, 481, 10):
        kept.take(MONDAY + timedelta(minutes=minutes))

    assert kept.take(MONDAY + timedelta(hours=8, seconds=1)) is None


def test_looking_is_no_use(kept: Unlocked) -> None:
    opened = kept.open(MONDAY + timedelta(minutes=10))

    assert opened is not None
    assert (opened.until, opened.latest) == (MONDAY + IDLE, MONDAY + MOST)
    assert kept.take(MONDAY + timedelta(minutes=16)) is None


def test_a_clock_put_back_locks(kept: Unlocked) -> None:
    kept.take(MONDAY + timedelta(minutes=10))

    assert kept.take(MONDAY + timedelta(minutes=9)) is None


def test_of_two_commands_at_once_the_one_that_began_first_is_not_locked_out(kept: Unlocked) -> None:
    kept.take(MONDAY + timedelta(seconds=1))

    assert kept.take(MONDAY) == KEY


def test_locking_forgets_at_once(kept: Unlocked) -> None:
    assert kept.forget() is True
    assert kept.forget() is False
    assert kept.take(MONDAY) is None


def test_a_use_that_ends_after_locking_does_not_unlock_again(kept: Unlocked, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another command has read the key already when `cj lock` forgets it."""
    for place in (kept._kernel, kept._file):
        use = place.use
        monkeypatch.setattr(place, "use", lambda *given, use=use: (kept.forget(), use(*given)))

    kept.take(MONDAY)

    assert kept.take(MONDAY) is None


def test_touching_the_file_does_not_bring_the_key_back(filed: Unlocked) -> None:
    later = MONDAY + timedelta(hours=1)
    os.utime(path_of(filed), (later.timestamp(), later.timestamp()))

    assert filed.take(later) is None


# The kernel


def test_the_kernel_keeps_it_without_a_file_and_forgets_it_by_itself(tmp_path: Path, ring: Secrets) -> None:
    place = keep(tmp_path)
    assert not place.folder.exists()
    place.take(MONDAY + timedelta(minutes=10))
    ring.now += 15 * 60

    assert place.take(MONDAY + timedelta(minutes=11)) is None


def test_the_kernel_forgets_a_key_that_is_never_used(tmp_path: Path, ring: Secrets) -> None:
    keep(tmp_path)
    ring.now += 15 * 60

    assert ring("casejournal:01KA").get() is None


def test_the_kernel_never_keeps_it_beyond_the_eight_hours(tmp_path: Path, ring: Secrets) -> None:
    place = keep(tmp_path)
    for minutes in range(0, 476, 5):
        place.take(MONDAY + timedelta(minutes=minutes))
    ring.now += 300.5

    assert ring("casejournal:01KA").get() is None


REAL = """
import os, subprocess, sys
from casejournal.storage import kernel
secret, other = kernel.Secret(sys.argv[1]), kernel.Secret(sys.argv[1] + "-other")
if not secret.put(b"a key", 60):
    assert secret.get() is None and not secret.drop()
    sys.exit()
reader = "import sys; from casejournal.storage import kernel; print(kernel.Secret(sys.argv[1]).get())"
found = subprocess.run([sys.executable, "-c", reader, sys.argv[1]], capture_output=True, check=True).stdout
assert found.strip() == b"b'a key'", "another process finds it"
if os.getuid() == 0 and os.fork() == 0:
    os.setuid(65534)
    found = secret.get(), secret.drop()
    os._exit(found != (None, False))
elif os.getuid() == 0:
    assert os.wait()[1] == 0, "no other user finds it"
assert other.get() is None and not other.drop()
line = next(line for line in open("/proc/keys") if sys.argv[1] in line)
assert line.split()[3] in {"1m", "59s", "60s"}, "it has its time"
assert secret.drop() and secret.get() is None and not secret.drop()
secret.prolong(60)
assert secret.get() is None
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the Linux kernel is asked")
def test_the_real_kernel_gives_a_key_to_this_user_only_and_for_its_time() -> None:
    """Where it keeps none, as in many containers, it says so."""
    name = f"casejournal-test:{os.urandom(8).hex()}"

    ended = subprocess.run([sys.executable, "-c", REAL, name], capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_process_with_the_key_leaves_no_memory_on_the_disk_when_it_crashes() -> None:
    code = "from casejournal.storage import kernel as k; k.leave_no_dump(); print(k._function('prctl')(3, 0, 0, 0, 0))"

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "0"


# The file


def test_the_file_and_its_folder_are_private(filed: Unlocked) -> None:
    assert filed.folder.stat().st_mode & 0o777 == 0o700
    assert path_of(filed).stat().st_mode & 0o777 == 0o600


def shown_to_all(path: Path) -> None:
    path.chmod(0o755 if path.is_dir() else 0o644)


def made_a_link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


@pytest.mark.parametrize("spoilt", [shown_to_all, made_a_link])
@pytest.mark.parametrize("what", ["the file", "its folder"])
def test_a_key_that_others_can_reach_is_not_used(filed: Unlocked, what: str, spoilt: Callable[[Path], None]) -> None:
    spoilt(path_of(filed) if what == "the file" else filed.folder)

    assert filed.take(MONDAY) is None


@pytest.mark.parametrize("what", ["the file", "its folder"])
def test_a_key_of_another_user_is_not_used(filed: Unlocked, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt = path_of(filed) if what == "the file" else filed.folder
    real = Path.lstat

    def lstat(path: Path) -> os.stat_result:
        state = list(real(path))
        if path == spoilt:
            state[4] += 1
        return os.stat_result(state)

    monkeypatch.setattr(Path, "lstat", lstat)

    assert filed.take(MONDAY) is None


@pytest.mark.parametrize("spoilt", [shown_to_all, made_a_link])
def test_a_folder_that_others_can_reach_is_given_no_key(filed: Unlocked, spoilt: Callable[[Path], None]) -> None:
    filed.forget()
    spoilt(filed.folder)

    with pytest.raises(KeyNotKept):
        filed.keep(KEY, MONDAY, IDLE, MOST)
    assert not list(filed.folder.iterdir())


@pytest.mark.parametrize("what", ["the file", "its folder"])
def test_a_link_is_not_followed_even_where_a_link_can_be_private(
    filed: Unlocked, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Linux a link always says that everybody may read it; on macOS it has rights of its own."""
    made_a_link(path_of(filed) if what == "the file" else filed.folder)
    real = Path.lstat

    def lstat(path: Path) -> os.stat_result:
        state = list(real(path))
        state[0] = real(path).st_mode & ~0o077
        return os.stat_result(state)

    monkeypatch.setattr(Path, "lstat", lstat)

    assert filed.take(MONDAY) is None


def test_a_pipe_in_place_of_the_file_locks(filed: Unlocked) -> None:
    path_of(filed).unlink()
    os.mkfifo(path_of(filed), 0o600)

    assert filed.take(MONDAY) is None


def test_no_key_goes_to_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unlocked, "in_memory", lambda _folder: False)

    with pytest.raises(KeyNotKept) as refused:
        keep(tmp_path)

    assert "a key is never written to a disk" in refused.value.message()
    assert not list(tmp_path.rglob("*.key"))


def test_on_windows_no_key_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unlocked, "ON_WINDOWS", True)

    with pytest.raises(KeyNotKept):
        keep(tmp_path)
    assert not list(tmp_path.rglob("*.key"))


def test_where_it_cannot_be_known_a_place_is_not_called_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unlocked, "in_memory", lambda _folder: None)

    place = keep(tmp_path)

    assert place.take(MONDAY) == KEY
    assert not place.is_surely_in_memory(MONDAY)


@pytest.mark.parametrize("content", [b"", b"{", b'{"key": 1}', b"\xff" * 40, b"{}\n1764000000", b"{}\nnan"])
def test_a_damaged_file_locks(filed: Unlocked, content: bytes) -> None:
    path_of(filed).write_bytes(content)

    assert filed.take(MONDAY) is None
    assert not path_of(filed).exists()


def test_the_keys_of_other_journals_whose_time_is_over_go_with_any_command(tmp_path: Path) -> None:
    keep(tmp_path)
    keep(tmp_path, MONDAY + timedelta(hours=1), "01KB")
    (tmp_path / "runtime" / "01KC.key").symlink_to(tmp_path / "elsewhere")

    sweep(tmp_path / "runtime", MONDAY + timedelta(hours=1))

    assert [path.name for path in (tmp_path / "runtime").iterdir()] == ["01KB.key"]


def test_locking_one_journal_leaves_another_open(tmp_path: Path) -> None:
    one, other = keep(tmp_path), keep(tmp_path, name="01KB")

    one.forget()

    assert one.take(MONDAY) is None
    assert other.take(MONDAY) == KEY


def test_locking_removes_what_a_stopped_command_left_of_the_file(filed: Unlocked) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = path_of(filed).with_name(f".{path_of(filed).name}.{ended.pid}-00ff.new")
    left.write_bytes(b"a key")

    filed.forget()

    assert not list(filed.folder.iterdir())


def test_a_folder_that_cannot_be_made_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DiskRefused):
        Unlocked(Path("/dev/null/nowhere"), "01KA").keep(KEY, MONDAY, IDLE, MOST)
