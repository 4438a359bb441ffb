"""Every byte of a journal flipped, every file cut at every place: it is named, and never passed over."""

import shutil
from pathlib import Path

import pytest

from casejournal.errors import Failure
from casejournal.storage import header
from casejournal.storage.drawer import Hand
from casejournal.storage.journal import Journal
from casejournal.storage.verify import verify
from tests.faults.draw import drawn
from tests.faults.figures import tried
from tests.world import MONDAY, PASSPHRASE, Cj, form_group, take_in


@pytest.fixture(params=["plain", "sealed"])
def folder(request: pytest.FixtureRequest, bare: Cj, passphrase_file: str) -> Path:
    """A small journal of a case, a group and a service, backed up and read once, so that its index knows it."""
    bare.env["CJ_PASSPHRASE_FILE"] = passphrase_file
    bare.ok("init", *(["--plain-text"] if request.param == "plain" else []))
    take_in(bare, "Ibu Sari")
    bare.ok("note", "sari", "A.")
    form_group(bare, name="G")
    bare.ok("agency", "add", "--name", "P")
    bare.ok("backup", str(bare.home / "journal.zip"))
    bare.ok("verify")
    return bare.journal


def sound(folder: Path, key: bytes | None) -> bool:
    """Whether a new look at the journal finds nothing wrong. What cannot be opened at all is a finding too."""
    try:
        journal = Journal(folder, header.read(folder), key, Hand(worker="", device="", now=lambda: MONDAY))
        return verify(journal).sound
    except Failure:
        return False


def key_of(folder: Path) -> bytes | None:
    described = header.read(folder)
    return header.opened(described, PASSPHRASE)[0] if described.sealed else None


def parts(folder: Path) -> list[Path]:
    return [folder / "journal.toml", folder / "access.log", folder / "agencies.log", *sorted(folder.glob("*s/*.log"))]


def test_every_flipped_byte_is_named(folder: Path) -> None:
    key, points = key_of(folder), 0
    for path in parts(folder):
        data = path.read_bytes()
        for place in drawn(range(len(data))):
            path.write_bytes(data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :])

            assert not sound(folder, key), (path.name, place)
            points += 1
        path.write_bytes(data)

    assert sound(folder, key)
    assert points > 100
    tried(points, survived=points)


def test_every_cut_file_is_named(folder: Path) -> None:
    key, points = key_of(folder), 0
    for path in parts(folder):
        data = path.read_bytes()
        for place in drawn(range(len(data))):
            path.write_bytes(data[:place])

            assert not sound(folder, key), (path.name, place)
            points += 1
        path.write_bytes(data)

    assert sound(folder, key)
    tried(points, survived=points)


def test_an_index_that_is_damaged_anywhere_is_made_anew_and_loses_nothing(folder: Path, tmp_path: Path) -> None:
    key, index, points = key_of(folder), folder / "index.log", 0
    data = index.read_bytes()
    for place in drawn(range(0, len(data), 5)):
        copy = Path(shutil.copytree(folder, tmp_path / "copy"))
        (copy / "index.log").write_bytes(data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :])

        journal = Journal(copy, header.read(copy), key, Hand(worker="", device="", now=lambda: MONDAY))

        assert [summary.client for summary in journal.summaries()] == ["Ibu Sari"]
        assert journal.case(journal.summaries()[0].ref).notes[0].body == "A."
        shutil.rmtree(copy)
        points += 1
    tried(points, survived=points)
