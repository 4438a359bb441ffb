"""Programs that this project did not write, by which the tests open what it makes: a browser, jq, node."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

REQUIRED = os.environ.get("CJ_TESTS_TOOLS") == "required"
"""Set by `.ci/run`: there a program that is missing is a failure, elsewhere its tests are skipped."""

NODE = Path(os.environ.get("CJ_TESTS_NODE", "."))
"""The folder in which `npm install` was run. Read now: a test has none of our variables."""


def program(name: str) -> str:
    """The path of a program. Without it the test is skipped."""
    found = shutil.which(name)
    if not found:
        _missing(name)
    return str(found)


def node_modules(*packages: str) -> Path:
    """The folder that holds these npm packages: `$CJ_TESTS_NODE/node_modules`. Without them the test is skipped."""
    folder = NODE / "node_modules"
    for each in packages:
        if not (folder / each).is_dir():
            _missing(f"npm package {each}")
    return folder.resolve()


def browsed(page: Path, *options: str, folder: Path) -> str:
    """What Chromium makes of a page: its document after loading, as HTML. `options` may ask for a screenshot."""
    quiet = ("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")
    alone = ("--headless", "--no-sandbox", "--disable-gpu", *quiet, f"--user-data-dir={folder}")
    return run((program("chromium"), *alone, *(options or ("--dump-dom",)), page.resolve().as_uri()))


def run(command: Sequence[str], given: str = "") -> str:
    """What the program writes to standard output, when it ends well within a minute."""
    done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def _missing(what: str) -> None:
    if REQUIRED:
        pytest.fail(f"{what} is not installed")
    pytest.skip(f"{what} is not installed here")
