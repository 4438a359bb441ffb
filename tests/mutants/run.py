"""Changes the code on purpose, one place at a time, and asks that a test notices.

Each file beside this one lists changes to one part of the code: a name that says what the worker would lose by it, the
old text, the new text, and the tests that should notice. A change that no test notices is a promise nobody tests. An
old text that does not stand exactly once in its file is an error too: the list is out of date.
"""

import argparse
import os
import queue
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parents[2]
LISTS = Path(__file__).parent
NEEDED = (
    "casejournal",
    "tests",
    "docs",
    ".ci",
    "pyproject.toml",
    "hatch_build.py",
    "README.md",
    "README.id.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
)
"""What the tests read, of the whole checkout."""
PATIENCE = 150
"""Seconds. A run that takes longer hangs."""
_SECONDS = count(1)


@dataclass(frozen=True)
class Change:
    """One change, and the tests that should notice it."""

    area: str
    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
    hangs: bool = False
    """Whether the tests may notice it by never ending."""

    @property
    def misfit(self) -> str:
        """Why it cannot be made, or asked of its tests; empty if it can."""
        times = (ROOT / self.file).read_text(encoding="utf-8").count(self.old) if (ROOT / self.file).is_file() else 0
        gone = [test for test in self.tests if not (ROOT / test.partition("::")[0]).exists()]
        if gone or not self.tests:
            return f"no such test: {', '.join(gone)}"
        return "" if times == 1 and self.old != self.new else f"its old text stands {times} times in {self.file}"


class End(StrEnum):
    """What came of a change."""

    NOTICED = "noticed"
    SURVIVED = "SURVIVED"
    BROKEN = "BROKEN"
    """The tests did not run at all, which tells nothing."""


@dataclass(frozen=True)
class Outcome:
    """What came of a change, by which test, in how many seconds."""

    change: Change
    end: End
    by: str
    seconds: float


def main() -> int:
    """Make the changes asked for; 0 if each is noticed."""
    chosen = _arguments()
    every = list(listed())
    changes = _among(every, chosen.only, chosen.draw, chosen.seed)
    misfits = [change for change in every if change.misfit]
    for change in misfits:
        print(f"OUT OF DATE  {change.area}: {change.name}: {change.misfit}")
    outcomes = list(_made([each for each in changes if each not in misfits], chosen.workers, sound=chosen.sound))
    lost = [each for each in outcomes if each.end is not End.NOTICED]
    print(f"{len(changes)} of {len(every)} changes: {len(outcomes) - len(lost)} noticed, {len(lost)} not,", end=" ")
    print(f"{len(misfits)} out of date")
    return bool(lost or misfits or not changes)


def listed() -> Iterator[Change]:
    """Every change, by area. A key at the top of a list is what all its changes share."""
    for path in sorted(LISTS.glob("*.toml")):
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        shared = {key: value for key, value in said.items() if not isinstance(value, dict)}
        for name, own in said.items():
            if isinstance(own, dict):
                told = shared | own
                yield Change(path.stem, name, **told | {"tests": tuple(told["tests"])})


def _among(every: Sequence[Change], only: str, draw: int, seed: str) -> Sequence[Change]:
    found = [each for each in every if only in f"{each.area}: {each.name}"]
    if draw and draw < len(found):
        print(f"drawn for {seed}")
        return random.Random(seed).sample(found, draw)  # noqa: S311 - a draw, no secret
    return found


def _made(changes: Sequence[Change], workers: int, *, sound: bool) -> Iterator[Outcome]:
    """What comes of these changes, each told as it is known."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as within, ThreadPoolExecutor(workers) as pool:
        trees: queue.Queue[Path] = queue.Queue()
        for number in range(workers):
            trees.put(_copied(Path(within) / str(number)))
        if not sound:
            _require_sound(trees, changes, workers)

        def in_a_tree(change: Change) -> Outcome:
            tree = trees.get()
            try:
                return _outcome(change, tree)
            finally:
                trees.put(tree)

        for outcome in pool.map(in_a_tree, changes):
            told = outcome.change
            print(f"{outcome.end:8}  {outcome.seconds:5.1f} s  {told.area}: {told.name}  [{outcome.by}]", flush=True)
            yield outcome


def _copied(tree: Path) -> Path:
    """A copy of what the tests need."""
    for name in NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=shutil.ignore_patterns("*.new"))
        elif source.exists():
            shutil.copy2(source, tree / name)
    return tree


def _require_sound(trees: "queue.Queue[Path]", changes: Sequence[Change], workers: int) -> None:
    """Ends the run unless all tests named pass before anything is changed."""
    tests = sorted({test for change in changes for test in change.tests})
    tree = trees.get()
    code, output = _ran(tree, ["-n", str(workers), *_without_doubles(tests)], 20 * PATIENCE)
    trees.put(tree)
    if changes and code != 0:
        print(output)
        sys.exit("The tests fail before anything is changed.")


def _without_doubles(tests: Iterable[str]) -> list[str]:
    """These tests, without those in a file that is named as a whole."""
    whole = {test for test in tests if "::" not in test}
    return [test for test in tests if test in whole or test.partition("::")[0] not in whole]


def _outcome(change: Change, tree: Path) -> Outcome:
    begun = time.monotonic()
    with _changed(tree / change.file, change):
        code, output = _ran(tree, change.tests, PATIENCE)
    took = time.monotonic() - begun
    if code is None:
        return Outcome(change, End.NOTICED if change.hangs else End.BROKEN, "hangs", took)
    if code == 1:
        failed = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - |$)", output, re.MULTILINE)
        return Outcome(change, End.NOTICED, failed[1].removeprefix("tests/") if failed else "?", took)
    if code == 0:
        return Outcome(change, End.SURVIVED, "no test", took)
    return Outcome(change, End.BROKEN, output.strip().rpartition("\n")[2], took)


@contextmanager
def _changed(path: Path, change: Change) -> Iterator[None]:
    kept, state = path.read_bytes(), path.stat()
    path.write_bytes(kept.replace(change.old.encode(), change.new.encode()))
    _date(path, state, next(_SECONDS))  # of its own, or what was compiled of an earlier change is taken for this one
    try:
        yield
    finally:
        path.write_bytes(kept)
        _date(path, state)


def _date(path: Path, state: os.stat_result, later: int = 0) -> None:
    os.utime(path, (state.st_atime, state.st_mtime + later))


def _ran(tree: Path, tests: Sequence[str], patience: float) -> tuple[int | None, str]:
    """The exit code of pytest over these tests, and what it printed. None if it did not end."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--tb=no", "-p", "no:cacheprovider", *tests]
    env = os.environ | {"PYTHONPATH": str(tree), "PYTEST_ADDOPTS": ""}
    try:
        done = subprocess.run(command, cwd=tree, env=env, capture_output=True, text=True, timeout=patience, check=False)
    except subprocess.TimeoutExpired:
        return None, ""
    return done.returncode, done.stdout + done.stderr


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="WORDS", help="only changes with these words in area or name")
    parser.add_argument("--draw", type=int, default=0, metavar="N", help="only N of them, drawn by the seed")
    parser.add_argument("--seed", default=f"{datetime.now(UTC):%Y-%m-%d}", metavar="DAY", help="today, if not given")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="how many at once (2)")
    parser.add_argument("--sound", action="store_true", help="the tests were just seen to pass: do not run them first")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
