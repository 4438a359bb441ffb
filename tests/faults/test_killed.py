"""Processes that are killed, disks that are full for real, many writers at once: what was acknowledged is there."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.figures import tried
from tests.world import Cj, take_in

ROOT = Path(__file__).parents[2]
WRITE = """
import resource, sys
from pathlib import Path
from tests.world import Cj
cj = Cj(Path(sys.argv[1]))
if len(sys.argv) > 4:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]),) * 2)
for number in range(int(sys.argv[3])):
    cj.ok("note", "sari", f"{sys.argv[2]} {number}")
    print(number, flush=True)
"""


def writer(cj: Cj, name: str, count: int, *most: int) -> "subprocess.Popen[str]":
    """A process that writes so many notes into files of at `most` so many bytes."""
    words = [sys.executable, "-c", WRITE, str(cj.home), name, str(count), *map(str, most)]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def bodies(cj: Cj, case: str) -> list[str]:
    return [note["body"] for note in cj.json("show", case)["notes"]]


def test_a_writer_that_is_killed_at_any_moment_loses_nothing_it_acknowledged(cj: Cj, sari: str) -> None:
    acknowledged: set[str] = set()
    rounds = 12
    for number in range(rounds):
        process = writer(cj, f"round {number}", 1000)
        assert process.stdout is not None
        assert process.stdout.readline() == "0\n"
        time.sleep(0.013 * number)
        process.kill()
        rest, _errors = process.communicate()
        acknowledged |= {f"round {number} {line}" for line in ["0", *rest.split()]}

    written = bodies(cj, sari)

    tried(rounds, survived=rounds, lost=len(acknowledged - set(written)))
    assert acknowledged <= set(written)
    assert len(written) == len(set(written))
    assert len(written) <= len(acknowledged) + rounds
    cj.ok("verify")


def test_a_file_that_may_not_grow_any_more_loses_nothing(cj: Cj, sari: str) -> None:
    process = writer(cj, "limited", 50, cj.log(sari).stat().st_size + 4000)
    out, errors = process.communicate()

    assert process.returncode != 0
    assert "code=18" in errors or "ExitCode.DISK" in errors
    assert bodies(cj, sari) == [f"limited {line}" for line in out.split()]
    cj.ok("verify")
    cj.ok("note", sari, "The disk is well again.")


def test_eight_writers_at_once_leave_all_they_wrote(cj: Cj) -> None:
    case = take_in(cj, "Ibu Sari")
    processes = [writer(cj, f"writer {number}", 8) for number in range(8)]

    for process in processes:
        _out, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    assert sorted(bodies(cj, case)) == sorted(f"writer {number} {each}" for number in range(8) for each in range(8))
    cj.ok("verify")


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such permission there")
def test_a_folder_that_vanishes_is_told(cj: Cj, sari: str) -> None:
    cj.journal.rename(cj.home / "elsewhere")

    assert cj("note", sari, "x").code == 10
    (cj.home / "elsewhere").rename(cj.journal)
    cj.ok("note", sari, "x")
