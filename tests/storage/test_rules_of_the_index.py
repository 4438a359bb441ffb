"""After an upgrade the lists agree with the files: cards made by other rules are rebuilt, and no anchor is lost."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from casejournal.domain import referral_log
from casejournal.domain.referral_log import Status, Turn, Urgency
from casejournal.storage import index
from tests.world import Cj, take_in, work_through

WRITTEN_BEFORE = Path(__file__).parent / "written_before"
"""A plain journal of the last commit whose cards had no stamp: a case worked through, one in danger, a group."""


@pytest.fixture
def upgraded(cj: Cj) -> Cj:
    """A machine with the journal that an earlier version wrote, two weeks later."""
    shutil.copytree(WRITTEN_BEFORE, cj.home / "old")
    cj.env["CJ_JOURNAL"] = str(cj.home / "old")
    cj.journal = cj.home / "old"
    cj.clock.forward(days=14)
    return cj


def lists(cj: Cj) -> list[Any]:
    """All figures of `today` and of the lists."""
    commands = (("today",), ("list", "--all"), ("group", "list", "--all"), ("task", "list"))
    return [cj.json(*command) for command in commands]


def test_the_lists_of_a_journal_written_before_are_those_of_a_rebuilt_index(upgraded: Cj) -> None:
    first = lists(upgraded)

    (upgraded.journal / "index.log").unlink()
    assert lists(upgraded) == first
    assert len(first[1]["items"]) == 2


def test_a_file_shortened_across_the_upgrade_is_noticed(upgraded: Cj) -> None:
    log = next((upgraded.journal / "groups").glob("*.log"))
    log.write_bytes(log.read_bytes().rsplit(b"\n", 2)[0] + b"\n")

    result = upgraded("today")

    assert result.code == 13
    assert log.stem in result.err


def test_a_missing_file_is_noticed_across_the_upgrade(upgraded: Cj) -> None:
    log = next((upgraded.journal / "groups").glob("*.log"))
    log.unlink()

    assert upgraded("list").code == 13
    assert "is gone" in upgraded("list").err


def test_the_first_command_after_the_upgrade_rebuilds_the_cards_and_the_next_ones_do_not(
    upgraded: Cj, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgraded.ok("list")
    opened: list[str] = []
    monkeypatch.setattr("casejournal.storage.journal.make_card", lambda *_: opened.append("a log"))

    result = upgraded.ok("list")

    assert opened == []
    assert "index" not in result.err


def other_clock(days: int) -> dict[Status, Turn]:
    """Rules that give an agency so many days to say that a referral arrived."""
    sent = referral_log.TURNS[Status.SENT]
    return referral_log.TURNS | {Status.SENT: Turn(sent.who, sent.what, dict.fromkeys(Urgency, days))}


@pytest.mark.parametrize("then", [lambda cj: cj.json("today"), lambda cj: cj.json("list")], ids=["today", "list"])
def test_another_referral_clock_shows_in_the_lists_as_it_does_in_the_case(
    cj: Cj, monkeypatch: pytest.MonkeyPatch, then: Callable[[Cj], Any]
) -> None:
    refs = work_through(cj, "Ibu Sari")
    then(cj)
    monkeypatch.setattr("casejournal.domain.referral.TURNS", other_clock(days=2))
    monkeypatch.setattr("casejournal.storage.index.rules_stamp", lambda: "other rules")

    told = then(cj)

    due = cj.json("show", refs["CASE"])["referrals"][0]["next"]["by"]
    assert due == (cj.clock.now.date() + timedelta(days=2)).isoformat()
    assert due in str(told)


def test_verify_finds_nothing_wrong_with_cards_of_other_rules(
    cj: Cj, sari: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casejournal.storage.index.rules_stamp", lambda: "other rules")

    assert cj("verify", "--deep").code == 0
    assert cj.ok("show", sari).code == 0


def test_the_stamp_is_another_as_soon_as_a_rule_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = tmp_path / "domain"
    shutil.copytree(index._RULES, rules)
    monkeypatch.setattr(index, "_RULES", rules)
    before = index.rules_stamp.__wrapped__()

    (rules / "group" / "attendance.py").write_text("FLAGGED_AFTER = 3\n")

    assert index.rules_stamp.__wrapped__() != before


def test_a_ref_that_only_an_old_card_knows_is_never_given_again(
    cj: Cj, sari: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = cj.json("note", sari, "Talked.")["ref"]
    budi = take_in(cj, "Pak Budi")
    cj.log(sari).write_bytes(b"garbage\n")  # else the card is rebuilt from the file
    monkeypatch.setattr("casejournal.storage.index.rules_stamp", lambda: "other rules")
    wanted = iter([*note[2:], *"0000"])
    monkeypatch.setattr(
        "casejournal.domain.refs.random_characters", lambda count: "".join(next(wanted) for _ in range(count))
    )

    assert cj.json("note", budi, "Again.")["ref"] == "N-0000"
