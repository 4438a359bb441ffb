"""The header: any change to journal.toml is noticed."""

from pathlib import Path

import msgspec
import pytest

from casejournal.storage import header, keys
from casejournal.storage.header import Header
from casejournal.storage.refusals import HeaderDamaged, NewerFormat, NoJournal, NotAFolder
from tests.world import CHEAP

ID = "01KAXXXXXXXXXXXXXXXXXXXXX0"
KEY = keys.new_key()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the header of a sealed journal."""
    slot, check = keys.wrap(KEY, "words", ID, CHEAP), keys.check_of(KEY, ID)
    header.create(tmp_path, Header(format=1, id=ID, created="2026-11-23", sealed=True, key_check=check, slot=(slot,)))
    return tmp_path


def test_a_header_is_read_as_it_was_written(folder: Path) -> None:
    read = header.read(folder)

    assert (read.id, read.sealed, read.format) == (ID, True, 1)
    assert header.opened(read, "words")[0]


def test_a_slot_that_wraps_another_key_is_damage_and_no_way_in(folder: Path) -> None:
    read = header.read(folder)
    other = msgspec.structs.replace(read, slot=(keys.wrap(keys.new_key(), "words", ID, CHEAP),))

    with pytest.raises(HeaderDamaged):
        header.opened(other, "words")


def test_every_flipped_byte_is_damage(folder: Path) -> None:
    whole = (folder / "journal.toml").read_bytes()
    for place in range(len(whole)):
        for bit in (1, 0x80):
            flipped = whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]

            with pytest.raises((HeaderDamaged, NewerFormat)):
                header.parse(flipped)


def test_every_truncation_is_damage(folder: Path) -> None:
    whole = (folder / "journal.toml").read_bytes()
    for size in range(len(whole) - 1):
        with pytest.raises(HeaderDamaged):
            header.parse(whole[:size])


def test_a_newer_format_that_looks_like_this_one_is_left_alone_too(folder: Path) -> None:
    with pytest.raises(NewerFormat):
        header.parse(rewritten(folder, "format = 1", "format = 2"))


def test_a_newer_format_is_left_alone() -> None:
    with pytest.raises(NewerFormat) as refused:
        header.parse(b'format = 2\nid = "x"\nanything = "else"\n')

    assert refused.value.exit_code == 20


def rewritten(folder: Path, old: str, new: str) -> bytes:
    """The header with something replaced and a correct checksum, as by somebody who knows the format."""
    body = (folder / "journal.toml").read_text().partition("\n[check]\n")[0]
    assert old in body
    return header._whole(body.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (ID, "../../home/somebody"),
        ("sealed = true", "sealed = false"),
        ("format = 1\n", ""),
        ("format = 1", "format = 0"),
        ('kind = "passphrase"', 'kind = "pass phrase"'),
        ("2026-11-23", "soon"),
    ],
)
def test_a_header_made_to_mislead_is_damage_though_its_sum_fits(folder: Path, old: str, new: str) -> None:
    assert header.parse(rewritten(folder, "format = 1", "format = 1")).id == ID

    with pytest.raises(HeaderDamaged):
        header.parse(rewritten(folder, old, new))


def test_a_header_with_thousands_of_slots_is_refused_before_any_is_tried(folder: Path) -> None:
    described = header.read(folder)
    for count in (header.MOST_SLOTS + 1, 2000):
        (folder / "journal.toml").write_bytes(
            header._to_bytes(msgspec.structs.replace(described, slot=described.slot * count))
        )

        with pytest.raises(HeaderDamaged):
            header.read(folder)


def test_a_header_as_large_as_a_film_is_not_read(folder: Path) -> None:
    with (folder / "journal.toml").open("r+b") as file:
        file.truncate(2**33)

    with pytest.raises(HeaderDamaged):
        header.read(folder)


@pytest.mark.parametrize("more", [b"\n", b"[[slot]]\n", b"# a word\n"])
def test_nothing_may_stand_behind_the_sum(folder: Path, more: bytes) -> None:
    with pytest.raises(HeaderDamaged):
        header.parse((folder / "journal.toml").read_bytes() + more)


def test_no_journal_and_a_file_in_its_place_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NoJournal):
        header.read(tmp_path)
    with pytest.raises(NoJournal):
        header.read(tmp_path / "missing")
    (tmp_path / "file").touch()
    with pytest.raises(NotAFolder):
        header.read(tmp_path / "file")
