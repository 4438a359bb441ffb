"""What a journal does when something happened between finding a case and writing to it, and which refs it gives."""

from collections.abc import Callable

import pytest

from casejournal.domain.refusals import StruckAlready
from casejournal.storage import header
from casejournal.storage.drawer import Hand
from casejournal.storage.journal import Journal
from casejournal.storage.refusals import Busy
from tests.world import PASSPHRASE, Cj, take_in

Given = Callable[..., None]


@pytest.fixture
def refs_given(monkeypatch: pytest.MonkeyPatch) -> Given:
    """Decides which random characters the next refs have."""

    def decide(*refs: str) -> None:
        coming = iter("".join(refs))
        monkeypatch.setattr(
            "casejournal.domain.refs.random_characters", lambda count: "".join(next(coming) for _ in range(count))
        )

    return decide


def opened(cj: Cj) -> Journal:
    """The journal as a second process has it open."""
    described = header.read(cj.journal)
    key, _slot = header.opened(described, PASSPHRASE)
    return Journal(cj.journal, described, key, Hand(worker="Rahma", device="ABCDEFGH", now=cj.clock))


def test_a_ref_of_another_case_is_not_given_again(cj: Cj, sari: str, refs_given: Given) -> None:
    budi, note = take_in(cj, "Pak Budi"), cj.json("note", sari, "Talked.")["ref"]
    refs_given(note[2:], "0000")

    assert cj.json("note", budi, "Talked.")["ref"] == "N-0000"


def test_two_new_records_of_one_command_have_refs_of_their_own(cj: Cj, sari: str, refs_given: Given) -> None:
    journal = opened(cj)
    refs_given("1111", "1111", "2222")

    with journal.writing(sari, "plan") as drawer:
        given = drawer.new_ref("T"), drawer.new_ref("T")

    assert given == ("T-1111", "T-2222")


def test_a_case_that_was_struck_meanwhile_is_not_written_to(cj: Cj, sari: str) -> None:
    journal = opened(cj)
    journal.find(sari)
    cj.ok("strike", sari, "--reason", "opened twice", "--yes")
    before = cj.log(sari).read_bytes()

    with pytest.raises(StruckAlready), journal.writing(sari, "note"):
        pass

    assert cj.log(sari).read_bytes() == before


def test_only_the_command_that_was_shown_is_undone(cj: Cj, sari: str) -> None:
    journal = opened(cj)
    _ref, shown = journal.last_change()
    cj.ok("note", sari, "Written while somebody was asked.")
    before = cj.log(sari).read_bytes()

    with pytest.raises(Busy):
        journal.undo(sari, shown.tx)

    assert cj.log(sari).read_bytes() == before


def test_nothing_is_written_with_a_key_that_was_renewed_meanwhile(cj: Cj, sari: str, passphrase_file: str) -> None:
    journal = opened(cj)
    journal.find(sari)
    cj.ok("key", "renew", "--yes", env={"CJ_PASSPHRASE_FILE": passphrase_file})
    before = cj.files()

    with pytest.raises(Busy), journal.writing(sari, "note"):
        pass

    assert cj.files() == before
