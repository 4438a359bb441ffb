"""One writer at a time, and a lock that ends with its owner."""

import subprocess
import sys
from pathlib import Path

import pytest

from casejournal.storage.lock import locked
from casejournal.storage.refusals import Busy
from tests.world import Cj, take_in

HOLD = """
import sys, time
from pathlib import Path
from casejournal.storage.lock import locked
with locked(Path(sys.argv[1]), "session"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path / "lock")], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_who_waits_in_vain_is_told_who_holds_the_lock(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(Busy) as refused, locked(tmp_path / "lock", "note", patience=0.1):
        pass
    holder.kill()
    holder.communicate()

    assert refused.value.exit_code == 11
    assert f"cj session, process {holder.pid}" in refused.value.message()


def test_a_lock_ends_with_the_process_that_was_killed(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.communicate()

    with locked(tmp_path / "lock", "note", patience=0.1):
        pass


def test_a_lock_is_free_after_the_block(tmp_path: Path) -> None:
    for _again in range(3):
        with locked(tmp_path / "lock", "note", patience=0):
            pass


WRITE = """
import sys
from pathlib import Path
from tests.world import Cj
cj = Cj(Path(sys.argv[1]))
for number in range(100):
    cj.ok("note", "sari", f"{sys.argv[2]} {number}")
"""


def test_two_processes_adding_a_hundred_notes_each_leave_two_hundred(cj: Cj, tmp_path: Path) -> None:
    ref = take_in(cj, "Ibu Sari")
    root = Path(__file__).parents[2]

    writers = [
        subprocess.Popen([sys.executable, "-c", WRITE, str(tmp_path), name], cwd=root) for name in ("first", "second")
    ]

    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    notes = cj.json("show", ref)["notes"]
    assert sorted(note["body"] for note in notes) == sorted(
        f"{name} {number}" for name in ("first", "second") for number in range(100)
    )
    assert len({note["ref"] for note in notes}) == 200
    cj.ok("verify")
