"""Drafts: answers are kept, sealed, until the record is written or the person discards them."""

from typing import Any

import pytest

from casejournal.errors import DiskRefused
from casejournal.storage.lock import locked
from tests.world import Cj, Replies, take_in

ANSWERED = ("Xylophonia", "Wolframite troubles her.", ["income"])


@pytest.fixture
def draft(cj: Cj) -> str:
    """The ref of an intake stopped with Ctrl-C after three answers."""
    result = cj("intake", asks=Replies(*ANSWERED, KeyboardInterrupt))
    assert result.code == 130
    (kept,) = cj.json("draft", "list")["items"]
    assert f"cj draft resume {kept['ref']}" in result.err
    return str(kept["ref"])


@pytest.mark.parametrize(("stop", "code"), [(KeyboardInterrupt, 130), (EOFError, 3), (RuntimeError, 1)])
def test_however_a_form_ends_its_answers_are_kept(cj: Cj, stop: type[BaseException], code: int) -> None:
    result = cj("intake", asks=Replies(*ANSWERED, stop))

    (kept,) = cj.json("draft", "list")["items"]
    assert result.code == code
    assert kept["answers"] == {"client": ANSWERED[0], "presenting_problem": ANSWERED[1], "areas": ["income"]}
    assert kept["ref"] in result.err


def test_nothing_is_kept_of_a_form_that_was_written(cj: Cj) -> None:
    cj.ok("intake", asks=Replies(*ANSWERED, "", "", []))

    assert cj.json("draft", "list")["items"] == []
    assert not list(cj.journal.glob("drafts/*"))


def test_resuming_asks_only_what_is_left_and_writes_the_record(cj: Cj, draft: str) -> None:
    replies = Replies("none", "yes", ["age"], "34")

    cj.ok("draft", "resume", draft, asks=replies)

    assert replies.asked == ["Safety", "Confidentiality explained", "Anything else to write down now?", "Age at intake"]
    intake = cj.json("show", "@")["intake"]
    assert (intake["client"], intake["age"], intake["areas"]) == (ANSWERED[0], 34, ["income"])
    assert cj.json("draft", "list")["items"] == []


def test_what_is_gone_on_with_days_later_is_of_the_day_it_was_begun(plain_cj: Cj) -> None:
    plain_cj("intake", asks=Replies(*ANSWERED, KeyboardInterrupt))
    plain_cj.clock.forward(days=2)
    plain_cj("draft", "resume", asks=Replies("none", KeyboardInterrupt))
    assert [draft["on"] for draft in plain_cj.json("draft", "list")["items"]] == ["2026-11-23"]
    plain_cj.clock.forward(days=2)
    replies = Replies("yes", ["on"], "2026-11-23")

    plain_cj.ok("draft", "resume", asks=replies)

    assert replies.asked[-2:] == ["Anything else to write down now?", "Happened on"]
    assert replies.befores[-2:] == [["on"], "2026-11-23"]
    intake = plain_cj.json("show", "@")["intake"]
    assert (intake["on"], intake["recorded_at"][:10]) == ("2026-11-23", "2026-11-27")


def test_a_form_may_be_stopped_and_resumed_again_and_again(cj: Cj, draft: str) -> None:
    cj("draft", "resume", asks=Replies("concern", KeyboardInterrupt))
    cj("draft", "resume", asks=Replies("The landlord.", KeyboardInterrupt))

    (kept,) = cj.json("draft", "list")["items"]
    assert kept["ref"] == draft
    assert kept["answers"]["safety_note"] == "The landlord."


def test_a_note_goes_on_with_its_case(cj: Cj, sari: str) -> None:
    take_in(cj, "Pak Budi")
    cj("note", sari, asks=Replies("Half of it.", KeyboardInterrupt))

    cj.ok("draft", "resume", asks=Replies("visit", [], "", []))

    assert [note["body"] for note in cj.json("show", sari)["notes"]] == ["Half of it."]


def test_answers_are_kept_when_the_journal_is_busy_or_the_disk_is_full(
    cj: Cj, sari: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casejournal.storage.lock.PATIENCE", 0.05)
    with locked(cj.journal / "journal.lock", "session"):
        busy = cj("note", sari, asks=Replies("Half of it.", "visit", [], "", []))
    assert busy.code == 11

    def refuse(*_arguments: object, **_how: object) -> None:
        raise DiskRefused(path="x", reason="full")

    with monkeypatch.context() as patched:
        patched.setattr("casejournal.storage.disk.append", refuse)
        full = cj("draft", "resume", asks=Replies([], "", []))
    assert full.code == 18
    assert "cj draft resume" in full.err

    cj.ok("draft", "resume", asks=Replies([], "", []))

    assert cj.json("show", sari)["notes"][0]["channel"] == "visit"


def test_a_draft_is_sealed_and_private(cj: Cj, draft: str) -> None:
    path = cj.journal / "drafts" / f"{draft}.draft"

    assert path.stat().st_mode & 0o777 == 0o600
    for word in (b"Xylophonia", b"Wolframite", b"income"):
        assert word not in path.read_bytes()


def test_a_draft_is_thrown_away_only_with_a_yes(cj: Cj, draft: str) -> None:
    assert cj("draft", "discard", draft, asks=Replies(False)).code == 3
    assert cj("draft", "discard", draft).code == 4
    cj.ok("draft", "discard", draft, "--yes")

    assert cj.json("draft", "list")["items"] == []
    assert cj("draft", "resume").code == 14


def test_a_draft_that_was_changed_is_told_and_left_where_it_is(cj: Cj, draft: str) -> None:
    path = cj.journal / "drafts" / f"{draft}.draft"
    path.write_bytes(path.read_bytes()[:-8])

    assert cj.json("draft", "list")["items"] == []
    assert path.name in cj.ok("verify").out
    assert path.exists()


def test_status_tells_of_unfinished_forms(cj: Cj, draft: str) -> None:
    assert cj.json("status")["drafts"] == 1
    assert "cj draft list" in cj.ok("status").out


def test_resuming_stays_in_the_journal_that_was_named(cj: Cj, draft: str) -> None:
    elsewhere = {"CJ_JOURNAL": str(cj.home / "nowhere")}

    cj.ok("draft", "resume", "--journal", str(cj.journal), asks=Replies("none", "yes", []), env=elsewhere)

    assert cj.json("list")["items"][0]["client"] == ANSWERED[0]
    assert not (cj.home / "nowhere").exists()


def test_the_demo_stays_out_of_the_journal_that_was_named(cj: Cj) -> None:
    cj.ok("demo", "--journal", str(cj.journal))

    assert cj.json("list")["items"] == []


def test_with_json_the_error_object_says_where_the_answers_are(cj: Cj) -> None:
    result = cj("intake", "--json", asks=Replies("Xylophonia", EOFError))

    assert result.code == 3
    assert "cj draft resume" in result.error["left"][0]


def test_a_draft_is_not_used_for_another_case(cj: Cj, sari: str) -> None:
    other = take_in(cj, "Pak Budi")
    cj("note", sari, asks=Replies("Her words.", KeyboardInterrupt))
    (draft,) = cj.json("draft", "list")["items"]

    refused = cj("note", other, "x", "--draft", draft["ref"])

    assert refused.code == 16
    assert cj.json("show", other)["notes"] == []
    assert len(cj.json("draft", "list")["items"]) == 1


def test_a_draft_with_something_half_typed_is_not_finished_unasked(cj: Cj, sari: str) -> None:
    begun = Replies("Her words.", "", [])
    begun.text = _stops_at("Next step", "Call the", begun.text)  # type: ignore[method-assign]
    cj("note", sari, asks=begun)

    refused = cj("draft", "resume", "--no-input")

    assert refused.code == 4
    assert "--next-step" in refused.err
    assert len(cj.json("draft", "list")["items"]) == 1


def _stops_at(title: str, typed: str, put: Any) -> Any:
    """Somebody who stops at that question with these words half typed."""

    def text(asked: str, *more: Any, **how: Any) -> Any:
        if asked == title:
            raise KeyboardInterrupt(typed)
        return put(asked, *more, **how)

    return text


def test_a_form_that_was_begun_before_is_told_of_when_it_is_begun_again(cj: Cj, sari: str) -> None:
    cj("note", sari, asks=Replies("Her words.", KeyboardInterrupt))
    (draft,) = cj.json("draft", "list")["items"]

    told = cj("note", sari, asks=Replies("Other words.", "", [], "", [])).err

    assert f"cj draft resume {draft['ref']}" in told
    assert "1 form is not finished" in cj.ok("today").out


def test_going_on_says_with_which_form_about_whom(cj: Cj, sari: str) -> None:
    cj("note", sari, asks=Replies("Her words.", KeyboardInterrupt))

    assert f"cj note {sari} (Ibu Sari)" in cj.ok("draft", "resume", asks=Replies("", [], "", [])).err


def test_a_list_of_drafts_shows_the_longest_of_what_was_written(cj: Cj, sari: str) -> None:
    cj("note", sari, asks=Replies("Her own words, at length.", "visit", KeyboardInterrupt))

    assert "Her own words, at length." in cj.ok("draft", "list").out


def test_a_text_from_the_editor_is_a_sealed_draft_until_the_journal_has_it(cj: Cj, sari: str) -> None:
    editor = cj.home / "editor.sh"
    editor.write_text('#!/bin/sh\nprintf "A LONG TEXT" > "$1"\n')
    editor.chmod(0o700)
    env = {"CJ_EDITOR": str(editor)}
    with locked(cj.journal / "journal.lock", "session"), pytest.MonkeyPatch.context() as patch:
        patch.setattr("casejournal.storage.lock.PATIENCE", 0.05)
        assert cj("note", sari, "--edit", env=env).code == 11

    cj.ok("draft", "resume", asks=Replies("", [], "", "", []))

    assert cj.json("show", sari)["notes"][0]["body"] == "A LONG TEXT"
    assert cj.json("draft", "list")["items"] == []
    cj.ok("note", sari, "--edit", env=env)
    assert cj.json("draft", "list")["items"] == []


def test_an_old_draft_is_told_of_and_stays(cj: Cj, sari: str) -> None:
    cj("note", sari, asks=Replies("Begun.", KeyboardInterrupt))
    assert "older" not in cj.ok("draft", "list").out
    cj.wait(days=31)

    assert "1 is older than 30 days" in cj.ok("draft", "list", asks=Replies("nine quiet lamps")).out
    assert len(cj.json("draft", "list")["items"]) == 1


def test_of_a_case_too_a_question_with_something_else_to_choose_from_by_now_is_asked_again(cj: Cj, sari: str) -> None:
    cj.ok("assess", sari, "--underlying-problem", "No work.")
    cj.ok("plan", sari, "--goal", "He goes to school", "--agreed", "yes")
    begun = Replies("client", ["1"], "0", "", KeyboardInterrupt)
    assert cj("review", sari, asks=begun).code == 130
    cj.ok("plan", sari, "--goal", "I earn by sewing", "--reason", "more is possible", "--agreed", "yes")
    again = Replies(["1", "2"], "0", "-1", "sew with her", "", [])

    cj.ok("draft", "resume", asks=again)

    assert again.asked[0] == begun.asked[1]
    assert again.asked[3] == begun.asked[4]
    rated = cj.json("show", sari)["reviews"][0]["ratings"]
    assert [(each["goal"], each["level"]) for each in rated] == [(1, 0), (2, -1)]
