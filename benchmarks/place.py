"""A private place that is gone afterwards: nothing of the person who measures is read, and nothing is left behind."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import story

CJ = Path(sys.executable).with_name("cj")
_FILL = Path(__file__).with_name("fill.py")
_MEMORY = Path("/dev/shm")  # noqa: S108 - only the folder that tempfile makes in it is used


class Place(NamedTuple):
    """A folder, and an environment in which every folder a program looks for lies inside it."""

    folder: Path
    env: dict[str, str]
    passphrase: Path
    """The file with the passphrase of every journal made here."""


class Journal(NamedTuple):
    """A sealed journal, unlocked, with its index built."""

    env: dict[str, str]
    """CJ_JOURNAL is in it."""
    refs: tuple[str, ...]
    """Its cases."""


class JournalNotMade(Exception):
    """A journal to measure could not be made."""


@contextmanager
def private_place() -> Iterator[Place]:
    """A place of this user only. Keys lie in memory where the system has a folder for that."""
    in_memory = str(_MEMORY) if _MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="cj-bench-") as disk, tempfile.TemporaryDirectory(dir=in_memory) as runtime:
        folder = Path(disk)
        passphrase = folder / "passphrase"
        passphrase.write_text(story.PASSPHRASE, encoding="utf-8")
        yield Place(
            folder,
            {
                "PATH": os.environ.get("PATH", os.defpath),
                "LANG": "C.UTF-8",
                "TERM": "xterm-256color",
                "CJ_PAGER": "",  # a screen is measured, not who reads it
                "USER": "benchmark",
                "HOME": disk,
                "XDG_RUNTIME_DIR": runtime,
                "XDG_STATE_HOME": str(folder / "state"),
                "XDG_CONFIG_HOME": str(folder / "config"),
                "XDG_DATA_HOME": str(folder / "data"),
            },
            passphrase,
        )


def journal(place: Place, cases: int, records: int) -> Journal:
    """A new journal of `cases` cases with `records` records each. Raises JournalNotMade."""
    sys.stderr.write(f"making a journal: {cases} cases, {records} records in each\n")
    folder = Path(tempfile.mkdtemp(prefix=f"{cases}x{records}-", dir=place.folder))
    env = {**place.env, "CJ_JOURNAL": str(folder)}
    # A process of its own, so that what it takes to make a journal does not count as memory of those measured.
    command = [sys.executable, str(_FILL), str(folder), "--cases", str(cases), "--records", str(records)]
    made = subprocess.run(command, env=env, check=False, stderr=subprocess.PIPE, text=True)
    if made.returncode:
        raise JournalNotMade(made.stderr)
    return Journal(env, tuple(sorted(log.stem for log in (folder / "cases").glob("*.log"))))
