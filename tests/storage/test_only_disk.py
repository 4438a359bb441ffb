"""What the disk does beside writing: it follows no link, and clears away what a dead process was writing."""

import subprocess
import sys
from pathlib import Path

import pytest

from casejournal.errors import DiskRefused
from casejournal.storage import disk


def test_nothing_is_added_to_the_file_that_a_link_leads_to(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"")
    (tmp_path / "log").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(DiskRefused):
        disk.append(tmp_path / "log", b"what she said\n")

    assert (tmp_path / "elsewhere").read_bytes() == b""


def test_what_a_dead_process_left_of_a_file_goes_when_the_file_is_written_again(tmp_path: Path) -> None:
    died = subprocess.Popen([sys.executable, "-c", ""])
    died.wait()
    (tmp_path / f".letter.html.{died.pid}-1f2e.new").write_bytes(b"what she said")

    disk.replace(tmp_path / "letter.html", b"")

    assert [path.name for path in tmp_path.iterdir()] == ["letter.html"]
