"""The journal stays unlocked for as long as the settings say, and no longer."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from casejournal.errors import DiskRefused
from casejournal.storage.unlocked import Unlocked
from tests.world import MONDAY

KEY = bytes(32)
IDLE, MOST = timedelta(minutes=15), timedelta(hours=8)


@pytest.fixture
def kept(tmp_path: Path) -> Unlocked:
    """A key kept since Monday morning."""
    unlocked = Unlocked(tmp_path / "runtime", "01KA")
    unlocked.keep(KEY, MONDAY, IDLE, MOST)
    return unlocked


def test_the_key_is_given_while_it_is_used(kept: Unlocked) -> None:
    for minutes in range(0, 480, 14):
        assert kept.take(MONDAY + timedelta(minutes=minutes)) == KEY


def test_it_is_forgotten_after_a_quarter_of_an_hour_without_use(kept: Unlocked) -> None:
    assert kept.take(MONDAY + timedelta(minutes=15, seconds=1)) is None
    assert not kept.path.exists()


def test_it_is_forgotten_after_eight_hours_in_any_case(kept: Unlocked) -> None:
    for minutes in range(0, 481, 10):
        kept.take(MONDAY + timedelta(minutes=minutes))

    assert kept.take(MONDAY + timedelta(hours=8, seconds=1)) is None


def test_looking_is_no_use(kept: Unlocked) -> None:
    assert kept.until(MONDAY + timedelta(minutes=10)) == MONDAY + IDLE
    assert kept.take(MONDAY + timedelta(minutes=16)) is None


def test_a_clock_put_back_locks(kept: Unlocked) -> None:
    assert kept.take(MONDAY - timedelta(days=1)) is None


def test_locking_forgets_at_once(kept: Unlocked) -> None:
    assert kept.forget() is True
    assert kept.forget() is False
    assert kept.take(MONDAY) is None


def test_the_file_and_its_folder_are_private(kept: Unlocked) -> None:
    assert kept.folder.stat().st_mode & 0o777 == 0o700
    assert kept.path.stat().st_mode & 0o777 == 0o600


def test_a_folder_others_can_look_into_is_given_no_key_and_trusted_with_none(kept: Unlocked, tmp_path: Path) -> None:
    kept.folder.chmod(0o755)
    assert kept.take(MONDAY) is None

    with pytest.raises(DiskRefused):
        kept.keep(KEY, MONDAY, IDLE, MOST)

    (tmp_path / "link").symlink_to(kept.folder)
    with pytest.raises(DiskRefused):
        Unlocked(tmp_path / "link", "01KA").keep(KEY, MONDAY, IDLE, MOST)


@pytest.mark.parametrize("content", [b"", b"{", b'{"key": 1}', b"\xff" * 40])
def test_a_damaged_file_locks(kept: Unlocked, content: bytes) -> None:
    kept.path.write_bytes(content)
    os.utime(kept.path, (MONDAY.timestamp(), MONDAY.timestamp()))

    assert kept.take(MONDAY) is None


def test_keys_of_other_journals_whose_time_is_over_go_with_the_next_unlocking(kept: Unlocked) -> None:
    later = MONDAY + timedelta(hours=1)

    Unlocked(kept.folder, "01KB").keep(KEY, later, IDLE, MOST)

    assert [path.name for path in kept.folder.iterdir()] == ["01KB.key"]
