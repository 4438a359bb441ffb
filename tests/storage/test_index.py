"""The index is derived: two processes may repair it at the same time, and no anchor is lost."""

from pathlib import Path

import pytest

from casejournal.domain.case_file import CaseFile
from casejournal.domain.intake import Intake
from casejournal.storage import keys
from casejournal.storage.drawer import Drawer, Hand
from casejournal.storage.founding import create
from casejournal.storage.header import Header
from casejournal.storage.index import Card, CardIndex, pack
from casejournal.storage.journal import Journal
from casejournal.storage.seal import AesSeal
from tests.world import CHEAP, MONDAY, Cj, take_in

KEY = keys.new_key()


def journal(folder: Path, header: Header | None = None) -> Journal:
    """The journal in that folder, opened as by another process."""
    described = header or create(folder, key=KEY, now=MONDAY, slots=lambda name: (keys.wrap(KEY, "x", name, CHEAP),))
    return Journal(folder, described, KEY, Hand(worker="R", device="ABCDEFGH", now=lambda: MONDAY))


def opened(drawer: Drawer[CaseFile]) -> Intake:
    """A first record for a drawer."""
    intake = Intake(**drawer.stamp(Intake), client="Ibu Sari", presenting_problem="Rent.")
    drawer.put(intake)
    return intake


def test_a_reader_that_mends_the_index_does_not_write_over_newer_cards(tmp_path: Path) -> None:
    first = journal(tmp_path)
    with first.opening("intake") as drawer:
        opened(drawer)
    (tmp_path / "index.log").unlink()
    reader = journal(tmp_path, first.header)
    fresh = reader._catch_up()
    writer = journal(tmp_path, first.header)
    with writer.opening("intake") as drawer:
        second = opened(drawer)

    reader._save(fresh)

    assert f"cases/{second.ref}.log" in journal(tmp_path, first.header).known_cards()


def test_what_is_added_while_the_index_is_read_counts_as_not_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal = AesSeal(KEY, "journal", "index.log")
    one, two = CardIndex(tmp_path, seal), CardIndex(tmp_path, seal)
    one.load()
    one.put({})
    two.load()
    assert not two.changed()
    one.put({})
    assert two.changed()

    def read_while_another_writes(path: Path) -> bytes:
        data = path.read_bytes()
        one.put({})
        return data

    monkeypatch.setattr("casejournal.storage.disk.read", read_while_another_writes)
    two.load()

    assert two.changed()


def test_refs_are_packed_and_found_only_where_they_begin() -> None:
    refs = ("C-7K4Q", "N-4QN5", "N-0000")
    card = Card(0, "", b"{}", pack(refs), None)  # type: ignore[arg-type]

    assert tuple(card.each_ref()) == refs
    assert all(card.holds(ref) for ref in refs)
    assert not card.holds("Q-N4QN")
    assert not card.holds("N-5N00")


def test_a_summary_says_what_the_case_says(cj: Cj) -> None:
    ref = take_in(cj, "Ibu Sari", "--area", "family")
    listed = cj.json("list")["items"][0]
    shown = cj.json("show", ref)

    assert (listed["client"], listed["stage"]) == (shown["intake"]["client"], shown["stage"])
