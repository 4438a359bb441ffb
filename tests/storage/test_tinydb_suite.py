"""TinyDB's own published tests pass over LogStorage.

The tests are not in TinyDB's wheel. They are taken from its source distribution on PyPI, of the very version that is
installed, kept in pytest's cache, and run in a process of their own with one more kind of storage in their fixture.
"""

import re
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path

import pytest

KINDS = "params=['memory', 'json']"
ELSE = "    else:\n        db_ = TinyDB(storage=MemoryStorage)"
OURS = """    elif request.param == 'log':
        from casejournal.storage.log import LogStorage
        db_ = TinyDB(tmp_path / 'test.log', storage=LogStorage)
"""
PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--no-cov", "-W", "ignore")
NAMES_ITS_OWN = "test_table_repr[log]"
"""Asks that a table's repr name one of TinyDB's two storages; ours has a name of its own."""


@pytest.fixture
def published_tests(pytestconfig: pytest.Config) -> Path:
    """The folder with TinyDB's tests."""
    cache = pytestconfig.cache
    assert cache is not None
    folder = Path(cache.mkdir("tinydb")) / version("tinydb")
    if not (folder / "tests").is_dir():
        fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", "tinydb"]
        fetched = subprocess.run(
            [*fetch, "--dest", str(folder), f"tinydb=={version('tinydb')}"], check=False, capture_output=True, text=True
        )
        assert fetched.returncode == 0, f"TinyDB's source distribution could not be fetched:\n{fetched.stderr}"
        (archive,) = folder.glob("tinydb-*.tar.gz")
        with tarfile.open(archive) as source:
            for member in source.getmembers():
                member.name = member.name.partition("/")[2]
                if member.name.startswith("tests/"):
                    source.extract(member, folder, filter="data")
    return folder / "tests"


def test_tinydbs_own_tests_pass_over_the_log(published_tests: Path, tmp_path: Path) -> None:
    tests = tmp_path / "tests"
    tests.mkdir()
    for path in published_tests.glob("*.py"):
        (tests / path.name).write_text(path.read_text())
    fixture = (tests / "conftest.py").read_text()
    assert KINDS in fixture
    assert ELSE in fixture
    fixture = fixture.replace(KINDS, "params=['memory', 'json', 'log']").replace(ELSE, OURS + ELSE)
    (tests / "conftest.py").write_text(fixture)

    command = [*PYTEST, "--rootdir", str(tmp_path), "--deselect", f"tests/test_tables.py::{NAMES_ITS_OWN}", str(tests)]
    run = subprocess.run(command, check=False, capture_output=True, text=True, cwd=tmp_path)

    passed = re.search(r"(\d+) passed", run.stdout)
    assert run.returncode == 0, run.stdout
    assert passed is not None
    assert int(passed[1]) >= 250, run.stdout
