"""The log: what is written stays, a change is noticed, an unfinished end is set aside."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tinydb import TinyDB, where
from tinydb.table import Document

from casejournal.storage.log import LogStorage
from casejournal.storage.refusals import Busy, Damaged


def database(path: Path) -> TinyDB:
    return TinyDB(path, storage=LogStorage)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A log of five lines."""
    path = tmp_path / "sample.log"
    with database(path) as db:
        for number in range(5):
            db.insert({"number": number, "text": "halaman rumah ü"})
    return path


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def numbers(path: Path) -> list[int]:
    return [doc["number"] for doc in database(path).all()]


def test_a_write_appends_one_line_and_leaves_the_earlier_ones_as_they_were(path: Path) -> None:
    before = path.read_bytes()

    database(path).update({"number": 40}, where("number") == 4)

    assert path.read_bytes().startswith(before)
    assert len(lines(path)) == 6
    assert numbers(path) == [0, 1, 2, 3, 40]


def test_a_change_in_place_is_seen_although_tinydb_changes_what_it_was_handed(path: Path) -> None:
    db = database(path)
    handed_out = db.all()
    handed_out[0]["number"] = 99
    db.update(lambda doc: doc.update(number=doc["number"] + 10))

    assert numbers(path) == [10, 11, 12, 13, 14]


def test_a_write_that_changes_nothing_writes_nothing(path: Path) -> None:
    before = path.read_bytes()

    database(path).update({"number": 4}, where("number") == 4)

    assert path.read_bytes() == before


def test_several_writes_in_a_transaction_are_one_line(path: Path) -> None:
    storage = LogStorage(path)
    db = TinyDB(storage=lambda: storage)

    with storage.transaction("both"):
        db.insert({"number": 5})
        db.table("other").insert({"number": 6})

    assert len(lines(path)) == 6
    line = json.loads(lines(path)[-1])
    assert line["command"] == "both"
    assert [op["table"] for op in line["ops"]] == ["_default", "other"]


def test_a_transaction_that_fails_writes_nothing_and_forgets_what_it_staged(path: Path) -> None:
    storage = LogStorage(path)
    db = TinyDB(storage=lambda: storage)
    before = path.read_bytes()

    def fails_after_a_write() -> None:
        db.insert({"number": 5})
        db.insert(Document({"number": 6}, doc_id=1))

    with pytest.raises(ValueError, match="already exists"), storage.transaction("fails"):
        fails_after_a_write()

    assert path.read_bytes() == before
    assert numbers(path) == [0, 1, 2, 3, 4]
    assert len(db) == 5


def test_two_storages_see_each_others_lines(path: Path) -> None:
    first, second = database(path), database(path)

    first.insert({"number": 5})
    second.insert({"number": 6})

    assert [doc["number"] for doc in first.all()] == [0, 1, 2, 3, 4, 5, 6]


def test_the_same_record_changed_by_another_meanwhile_is_not_overwritten(path: Path) -> None:
    storage = LogStorage(path)
    tables = storage.read()
    assert tables is not None
    database(path).update({"number": 77}, where("number") == 4)
    tables["_default"]["5"]["number"] = 88

    with pytest.raises(Busy):
        storage.write(tables)

    assert numbers(path) == [0, 1, 2, 3, 77]


def test_a_file_is_private(path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("tail", [b"{", b"\x00\x00\x00", b'{"tx":"01', b"\xff\xfe"])
def test_a_torn_end_is_not_read_and_is_set_aside_by_the_next_write(path: Path, tail: bytes) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole + tail)

    assert numbers(path) == [0, 1, 2, 3, 4]
    assert path.read_bytes() == whole + tail
    database(path).insert({"number": 5})

    assert numbers(path) == [0, 1, 2, 3, 4, 5]
    assert path.read_bytes().startswith(whole)
    (aside,) = path.parent.glob("sample.log.torn-*")
    assert aside.read_bytes() == tail


def test_every_flipped_byte_before_the_last_line_is_noticed(path: Path) -> None:
    """The last line of a plain log is vouched for by the index: see test_verify."""
    whole = path.read_bytes()
    for place in range(len(whole) - len(lines(path)[-1])):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])

        with pytest.raises(Damaged):
            numbers(path)


def test_a_dropped_a_moved_and_a_doubled_line_are_damage(path: Path) -> None:
    one, two, three, four, five = lines(path)
    for changed in ([one, two, four, five], [one, three, two, four, five], [one, two, two, three, four, five]):
        path.write_bytes(b"".join(changed))

        with pytest.raises(Damaged) as refused:
            numbers(path)

        assert "line" in refused.value.message()


def test_a_first_line_that_names_one_before_it_is_damage(path: Path) -> None:
    first = json.loads(lines(path)[0]) | {"prev": "0" * 32}
    path.write_bytes(json.dumps(first).encode() + b"\n")

    with pytest.raises(Damaged):
        numbers(path)


def test_damage_in_the_middle_is_not_taken_for_a_torn_end(path: Path) -> None:
    one, two, three, *_rest = lines(path)
    path.write_bytes(one + two[:-10] + b"\n" + three)

    with pytest.raises(Damaged):
        database(path).insert({"number": 5})

    assert list(path.parent.glob("*.torn-*")) == []


def test_lines_of_two_devices_may_lie_in_any_order(tmp_path: Path) -> None:
    path, other = tmp_path / "a.log", tmp_path / "b.log"
    here = LogStorage(path, device="HERE", now=lambda: datetime(2026, 11, 24, 9, tzinfo=UTC))
    there = LogStorage(other, device="THERE", now=lambda: datetime(2026, 11, 24, 10, tzinfo=UTC))
    TinyDB(storage=lambda: here).insert_multiple([{"number": 1}, {"number": 2}])
    TinyDB(storage=lambda: here).table("more").insert({"number": 3})
    TinyDB(storage=lambda: there).table("there").insert({"number": 4})
    merged = [*lines(other), *lines(path)]

    for order in (merged, [merged[1], merged[0], merged[2]], [merged[1], merged[2], merged[0]]):
        path.write_bytes(b"".join(order))
        db = database(path)

        assert len(db) == 2
        assert db.table("there").all() == [{"number": 4}]


def test_the_later_version_of_a_record_wins_wherever_its_line_lies(tmp_path: Path) -> None:
    path, other = tmp_path / "a.log", tmp_path / "b.log"
    here = LogStorage(path, device="HERE", now=lambda: datetime(2026, 11, 24, 9, tzinfo=UTC))
    there = LogStorage(other, device="THERE", now=lambda: datetime(2026, 11, 24, 10, tzinfo=UTC))
    TinyDB(storage=lambda: here).insert({"number": 1})
    TinyDB(storage=lambda: there).insert({"number": 2})
    path.write_bytes(b"".join([*lines(other), *lines(path)]))

    assert numbers(path) == [2]


def test_the_later_version_stays_when_an_earlier_one_is_brought_over(tmp_path: Path) -> None:
    path, other = tmp_path / "a.log", tmp_path / "b.log"
    here = LogStorage(path, device="HERE", now=lambda: datetime(2026, 11, 24, 10, tzinfo=UTC))
    there = LogStorage(other, device="THERE", now=lambda: datetime(2026, 11, 24, 9, tzinfo=UTC))
    db = TinyDB(storage=lambda: here)
    db.insert({"number": 2})
    TinyDB(storage=lambda: there).insert({"number": 1})

    path.write_bytes(b"".join([*lines(path), *lines(other)]))

    assert [doc["number"] for doc in db.all()] == [2]


def test_a_clock_that_goes_backwards_does_not_hide_what_was_written_last(path: Path) -> None:
    storage = LogStorage(path, now=lambda: datetime(1999, 1, 1, tzinfo=UTC))
    TinyDB(storage=lambda: storage).update({"number": 50}, where("number") == 4)

    assert numbers(path) == [0, 1, 2, 3, 50]


def test_an_absurd_line_number_is_damage_and_costs_no_memory(path: Path) -> None:
    line = json.loads(lines(path)[-1])
    line["n"] = 10**18
    path.write_bytes(path.read_bytes() + json.dumps(line).encode() + b"\n")

    with pytest.raises(Damaged):
        numbers(path)
