"""The desks that tests work at."""

import os
import tempfile
from pathlib import Path

import pytest

from casejournal.words import LOCALE, speak
from hatch_build import compile_catalogues
from tests.faults import figures
from tests.world import PASSPHRASE, Cj, take_in


@pytest.fixture
def bare(tmp_path: Path) -> Cj:
    """A desk without a journal."""
    return Cj(tmp_path)


@pytest.fixture
def passphrase_file(tmp_path: Path) -> str:
    """A file that holds the passphrase."""
    path = tmp_path / "passphrase"
    path.write_text(PASSPHRASE + "\n")
    return str(path)


@pytest.fixture
def cj(bare: Cj, passphrase_file: str) -> Cj:
    """A desk with an empty sealed journal, unlocked."""
    bare.ok("init", env={"CJ_PASSPHRASE_FILE": passphrase_file})
    bare.ok("unlock", env={"CJ_PASSPHRASE_FILE": passphrase_file})
    return bare


@pytest.fixture
def plain_cj(bare: Cj) -> Cj:
    """A desk with an empty plain journal."""
    bare.ok("init", "--plain-text")
    return bare


@pytest.fixture
def sari(cj: Cj) -> str:
    """The ref of a case that was just taken in."""
    return take_in(cj, "Ibu Sari")


@pytest.fixture(autouse=True)
def _no_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the person who runs the tests leaks in, and no language of the test before."""
    speak("en")
    for name in [name for name in os.environ if name.startswith(("CJ_", "XDG_")) and name != figures.VARIABLE]:
        monkeypatch.delenv(name)
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _keys_in_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel that keeps no keys, and folders that count as memory: no key of a test outlives it."""
    monkeypatch.setattr("casejournal.storage.kernel._ADD_KEY", {})
    monkeypatch.setattr("casejournal.storage.unlocked.in_memory", lambda _folder: True)


def pytest_configure(config: pytest.Config) -> None:
    """Before any test process begins: where the fault tests add up what they tried."""
    if not hasattr(config, "workerinput"):
        compile_catalogues(LOCALE)
        os.environ[figures.VARIABLE] = str(Path(tempfile.mkdtemp()) / "figures")
        Path(os.environ[figures.VARIABLE]).touch()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """At the end, in the process that began the others."""
    if told := figures.told(Path(os.environ[figures.VARIABLE])):
        terminalreporter.write_line(told)
