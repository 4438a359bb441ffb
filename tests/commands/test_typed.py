"""What was typed is kept: however it was given, wherever the command stops, whatever the disk does."""

import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from casejournal.errors import DiskRefused
from casejournal.forms.fields import Choices
from casejournal.storage.lock import locked
from tests.world import Cj, Replies, editor, take_in

WRITES = 'printf "A LONG TEXT" > "$file"'
GIVEN = ("--on", "last monday", "--channel", "visit", "--minutes", "45", "--next-step", "call by friday")


@pytest.fixture
def busy(cj: Cj, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs a command while somebody else writes."""
    monkeypatch.setattr("casejournal.storage.lock.PATIENCE", 0.05)

    def run(*arguments: str, **how: Any) -> Any:
        with locked(cj.journal / "journal.lock", "session"):
            return cj(*arguments, **how)

    return run


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes the disk refuse every file whose path has that part."""

    def refuse(part: str) -> None:
        from casejournal.storage import disk

        replace, folder = disk.replace, disk.private_folder

        def no_file(path: Path, data: bytes, **how: Any) -> None:
            if part in str(path):
                raise DiskRefused(path=str(path), reason="No space left on device")
            replace(path, data, **how)

        def no_folder(path: Path) -> None:
            if part in str(path):
                raise DiskRefused(path=str(path), reason="Read-only file system")
            folder(path)

        monkeypatch.setattr("casejournal.storage.disk.replace", no_file)
        monkeypatch.setattr("casejournal.storage.disk.private_folder", no_folder)

    return refuse


class Enters(Replies):
    """Somebody who gives these replies and then presses Enter at every question."""

    def _next(self, title: str, before: object = None) -> Any:
        self.replies = self.replies or [before or ""]
        return super()._next(title, before)

    def several(self, title: str, hint: str, choices: Choices, before: Sequence[str], **where: Any) -> Any:
        return list(super().several(title, hint, choices, before, **where))


def drafts(cj: Cj) -> list[dict[str, Any]]:
    return list(cj.json("draft", "list")["items"])


def in_the_open(cj: Cj) -> list[str]:
    """The names of the files with the typed words in readable form."""
    files = [path for path in cj.home.rglob("*") if path.is_file() and path.name != "editor.sh"]
    return [path.name for path in files if b"A LONG TEXT" in path.read_bytes()]


# Every answer, and the day


def test_a_draft_keeps_every_answer_given_by_option_and_the_text_of_the_editor(
    cj: Cj, sari: str, busy: Callable[..., Any]
) -> None:
    result = busy("note", sari, "--edit", *GIVEN, env=editor(cj, WRITES))
    assert result.code == 11
    assert "cj draft resume" in result.err
    assert in_the_open(cj) == []
    cj.wait(days=5)

    cj.ok("draft", "resume", asks=Enters(), env=editor(cj, "exit 1"))

    (note,) = cj.json("show", sari)["notes"]
    assert (note["body"], note["on"], note["channel"], note["minutes"]) == ("A LONG TEXT", "2026-11-16", "visit", 45)
    assert (note["next_step"], note["next_on"]) == ("call", "2026-11-27"), "the friday after the day it was begun"
    assert drafts(cj) == []


def test_a_draft_keeps_what_a_file_and_options_said_before_the_first_question(cj: Cj, sari: str) -> None:
    first = Replies(KeyboardInterrupt)

    cj("note", sari, "--from", "-", "--minutes", "45", asks=first, stdin='channel = "visit"')

    (draft,) = drafts(cj)
    assert (draft["answers"]["channel"], draft["answers"]["minutes"]) == ("visit", 45)
    again = Enters("She smiled.")
    cj.ok("draft", "resume", asks=again)
    assert again.asked[0] == first.asked[0]
    assert cj.json("show", sari)["notes"][0]["minutes"] == 45


def test_what_options_said_is_kept_before_the_first_question_is_answered(cj: Cj, sari: str) -> None:
    there: list[Path] = []

    class Looks(Replies):
        def text(self, title: str, hint: str, before: str, *, long: bool, **where: Any) -> Any:
            there.extend(cj.journal.glob("drafts/*"))
            return super().text(title, hint, before, long=long, **where)

    cj("note", sari, "--minutes", "45", asks=Looks(KeyboardInterrupt))

    assert len(there) == 1


def test_where_nothing_was_given_no_draft_is_left(cj: Cj, sari: str) -> None:
    assert cj("note", sari, asks=Replies(KeyboardInterrupt)).code == 130
    cj.ok("note", sari, "She smiled.", asks=Replies())

    assert drafts(cj) == []
    assert not list(cj.journal.glob("drafts/*"))


def test_a_correction_in_the_editor_goes_on_with_its_reason_and_its_other_answers(
    cj: Cj, sari: str, busy: Callable[..., Any]
) -> None:
    note = cj.json("note", sari, "As it was.")["ref"]
    given = ("--edit", "body", "--set", "on=yesterday", "--reason", "misheard", "--addendum")
    assert busy("amend", note, *given, env=editor(cj, WRITES)).code == 11
    cj.wait(days=2)

    cj.ok("draft", "resume", asks=Replies(), env=editor(cj, "exit 1"))

    (after,) = cj.json("show", sari)["notes"]
    assert (after["body"], after["on"]) == ("A LONG TEXT", "2026-11-22")
    assert [(each["kind"], each["reason"]) for each in after["corrections"]] == [("addendum", "misheard")]
    assert drafts(cj) == []


def test_a_reason_that_was_asked_for_is_said_again_when_nothing_could_be_written(
    cj: Cj, sari: str, busy: Callable[..., Any]
) -> None:
    note = cj.json("note", sari, "As it was.")["ref"]

    result = busy("strike", note, asks=Replies("written for another client", True))

    assert result.code == 11
    assert "--reason written for another client" in result.err


def test_a_form_begun_before_midnight_is_of_the_day_it_was_begun_and_that_is_said(cj: Cj, sari: str) -> None:
    cj.clock.forward(hours=14, minutes=29)
    replies = Replies("She came late.", "visit", [], "", [])
    put = replies.one

    def one(*asked: Any, **how: Any) -> Any:
        cj.clock.forward(minutes=2)
        return put(*asked, **how)

    replies.one = one  # type: ignore[method-assign]
    cj.env["CJ_PASSPHRASE_FILE"] = str(cj.home / "passphrase")

    result = cj.ok("note", sari, asks=replies)

    (note,) = cj.json("show", sari)["notes"]
    assert (note["on"], note["recorded_at"][:10]) == ("2026-11-23", "2026-11-24")
    assert "dated Monday 2026-11-23, the day you began it" in result.err


def test_a_form_gone_on_with_on_another_day_says_of_which_day_it_is(cj: Cj, sari: str) -> None:
    cj("note", sari, asks=Replies("She smiled.", KeyboardInterrupt))
    cj.wait(days=3)

    result = cj.ok("draft", "resume", asks=Replies("visit", [], "", []))

    assert cj.json("show", sari)["notes"][0]["on"] == "2026-11-23"
    assert "dated Monday 2026-11-23, the day you began it" in result.err


def test_a_text_begun_in_the_editor_before_midnight_is_of_that_day(cj: Cj, sari: str) -> None:
    cj.clock.forward(hours=14, minutes=29)
    cj.env["CJ_PASSPHRASE_FILE"] = str(cj.home / "passphrase")
    replies = Replies(True)

    class Slow(Replies):
        def yes(self, sentence: str, *, mere_enter: bool) -> Any:
            cj.clock.forward(minutes=5)
            return super().yes(sentence, mere_enter=mere_enter)

    replies = Slow(True)
    result = cj.ok("note", sari, "Her words.", "--edit", asks=replies, env=editor(cj, "exit 0"))

    assert cj.json("show", sari)["notes"][0]["on"] == "2026-11-23"
    assert "the day you began it" in result.err


# A disk that refuses


def test_when_the_disk_refuses_the_draft_it_is_kept_in_memory_and_told_once(
    cj: Cj, sari: str, refusing: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context():
        refusing("/journal/drafts")
        result = cj("note", sari, asks=Replies("Her words.", "visit", KeyboardInterrupt))

        assert result.code == 130
        assert result.err.count("What you type is kept in") == 1
        (draft,) = drafts(cj)
        assert f"cj draft resume {draft['ref']}" in result.err
        assert cj.json("status")["drafts"] == 1
        (path,) = (cj.home / "runtime").rglob("*.draft")
        assert path.stat().st_mode & 0o777 == 0o600
        assert b"words" not in path.read_bytes()

        cj.ok("draft", "resume", asks=Replies([], "", []))

    assert cj.json("show", sari)["notes"][0]["body"] == "Her words."
    assert drafts(cj) == []
    assert not list((cj.home / "runtime").rglob("*.draft"))


def test_a_draft_in_memory_is_said_to_last_until_the_worker_logs_out(
    cj: Cj, sari: str, refusing: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casejournal.desk.draft.in_memory", lambda _folder: True)
    refusing("/journal/drafts")

    result = cj("note", sari, asks=Replies("Her words.", KeyboardInterrupt))

    assert "kept in memory, until you log out" in result.err


def test_what_can_be_kept_nowhere_is_told_for_copying_and_no_draft_is_named(
    cj: Cj, sari: str, refusing: Callable[[str], None]
) -> None:
    refusing("drafts")

    result = cj("note", sari, asks=Replies("Her words.", "visit", KeyboardInterrupt))

    assert result.code == 130
    assert result.err.count("cannot be saved") == 1
    assert "cj draft resume" not in result.err
    assert "body: Her words." in result.err
    assert "channel: visit" in result.err


def test_no_draft_is_kept_where_others_could_read_it(cj: Cj, sari: str, refusing: Callable[[str], None]) -> None:
    cj.env["CJ_PASSPHRASE_FILE"] = str(cj.home / "passphrase")
    (cj.home / "runtime" / "casejournal").chmod(0o755)
    refusing("/journal/drafts")

    result = cj("note", sari, asks=Replies("Her words.", KeyboardInterrupt))

    assert "cj draft resume" not in result.err
    assert "body: Her words." in result.err
    assert not list(cj.home.rglob("*.draft"))


def test_a_form_whose_draft_can_be_kept_nowhere_is_written_all_the_same(
    cj: Cj, sari: str, refusing: Callable[[str], None]
) -> None:
    refusing("drafts")

    cj.ok("note", sari, asks=Replies("Her words.", "visit", [], "", []))

    assert cj.json("show", sari)["notes"][0]["body"] == "Her words."


def test_after_the_disk_is_well_again_the_newest_answers_count(
    cj: Cj, sari: str, refusing: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    cj("note", sari, asks=Replies("Her words.", KeyboardInterrupt))
    with monkeypatch.context() as patched:
        patched.setattr("casejournal.storage.disk.replace", _refuses("/journal/drafts"))
        cj.clock.forward(minutes=1)
        cj("draft", "resume", asks=Replies("visit", KeyboardInterrupt))
    assert len(list(cj.home.rglob("*.draft"))) == 2

    assert [draft["answers"]["channel"] for draft in drafts(cj)] == ["visit"]
    cj("draft", "resume", asks=Replies([], KeyboardInterrupt))

    assert len(list(cj.home.rglob("*.draft"))) == 1
    assert drafts(cj)[0]["answers"]["channel"] == "visit"


def _refuses(part: str) -> Callable[..., None]:
    from casejournal.storage import disk

    replace = disk.replace

    def refuse(path: Path, data: bytes, **how: Any) -> None:
        if part in str(path):
            raise DiskRefused(path=str(path), reason="full")
        replace(path, data, **how)

    return refuse


# Typed on standard input


class Typing(io.BytesIO):
    """Somebody who types these lines at a terminal and then presses Ctrl-C."""

    def readline(self, size: int | None = -1, /) -> bytes:
        line = super().readline(size)
        if not line:
            raise KeyboardInterrupt
        return line


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input is a terminal."""
    monkeypatch.setattr("casejournal.desk.texts.is_terminal", lambda stream: stream is sys.stdin)


@pytest.mark.usefixtures("at_a_terminal")
def test_lines_typed_for_standard_input_are_kept_when_it_is_interrupted(cj: Cj, sari: str) -> None:
    result = cj("note", sari, "-", "--channel", "visit", stdin=Typing(b"First line.\nSecond line.\n"))

    (draft,) = drafts(cj)
    assert result.code == 130
    assert f"cj draft resume {draft['ref']}" in result.err
    assert draft["answers"] == {"body": "First line.\nSecond line.\n", "channel": "visit"}


@pytest.mark.usefixtures("at_a_terminal")
def test_lines_typed_for_standard_input_leave_nothing_once_they_are_recorded(cj: Cj, sari: str) -> None:
    cj.ok("note", sari, "-", stdin="First line.\n")

    assert drafts(cj) == []
    assert not list((cj.home / "runtime").rglob("typed-*"))


@pytest.mark.usefixtures("at_a_terminal")
def test_a_form_typed_for_standard_input_leaves_nothing_once_it_is_recorded(cj: Cj, sari: str) -> None:
    cj.ok("note", sari, "--from", "-", stdin='body = "Her words."\n')

    assert cj.json("show", sari)["notes"][0]["body"] == "Her words."
    assert cj.json("status")["left_behind"] == []


@pytest.mark.usefixtures("at_a_terminal")
def test_a_form_typed_for_standard_input_is_kept_when_it_is_interrupted(cj: Cj, sari: str) -> None:
    result = cj("note", sari, "--from", "-", stdin=Typing(b'body = "Her words."\n'))

    (kept,) = (cj.home / "runtime").rglob("typed-*")
    assert result.code == 130
    assert str(kept) in result.err
    assert kept.read_text() == 'body = "Her words."\n'
    assert str(kept) in cj.json("status")["left_behind"]


# The editor


def test_nothing_stays_of_a_text_that_was_recorded_whatever_the_editor_left_beside_it(cj: Cj, sari: str) -> None:
    script = WRITES + '; cp "$file" "$file~"; cp "$file" "$(dirname "$file")/.text.txt.swp"'

    cj.ok("note", sari, "--edit", env=editor(cj, script))

    assert in_the_open(cj) == []
    assert cj.json("status")["left_behind"] == []


def test_what_an_editor_leaves_beside_the_text_is_listed_until_the_draft_is_gone(
    cj: Cj, sari: str, busy: Callable[..., Any]
) -> None:
    busy("note", sari, "--edit", env=editor(cj, WRITES + '; cp "$file" "$file~"'))
    assert [Path(path).name for path in cj.json("status")["left_behind"]] == ["text.txt~"]
    assert "text.txt~" in cj.ok("status").out

    cj.ok("draft", "resume", asks=Replies("", [], "", []), env=editor(cj, "exit 1"))

    assert cj.json("status")["left_behind"] == []
    assert in_the_open(cj) == []


def test_a_draft_thrown_away_takes_its_file_along(cj: Cj, sari: str) -> None:
    cj("note", sari, "--edit", env=editor(cj, WRITES + "; exit 1"))
    assert in_the_open(cj) == ["text.txt"]

    cj.ok("draft", "discard", drafts(cj)[0]["ref"], "--yes")

    assert in_the_open(cj) == []
    assert cj.json("status")["left_behind"] == []


def test_a_text_whose_editor_failed_is_gone_on_with_in_the_editor(cj: Cj, sari: str) -> None:
    seen = cj.home / "seen"
    cj("note", sari, "--edit", "--channel", "visit", env=editor(cj, WRITES + "; exit 1"))

    cj.ok("draft", "resume", asks=Replies([], "", []), env=editor(cj, f'cp "$file" {seen}; echo " more" >> "$file"'))

    assert seen.read_text() == "A LONG TEXT"
    assert [note["body"] for note in cj.json("show", sari)["notes"]] == ["A LONG TEXT more"]
    assert cj.json("status")["left_behind"] == []


def test_an_editor_interrupted_leaves_the_text_in_the_draft(cj: Cj, sari: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(words: list[str]) -> bool:
        Path(words[-1]).write_text("A LONG TEXT")
        raise KeyboardInterrupt

    monkeypatch.setattr("casejournal.desk.texts.run", stopped)

    assert cj("note", sari, "--edit").code == 130
    assert drafts(cj)[0]["answers"] == {"body": "A LONG TEXT"}


@pytest.mark.parametrize("script", ['rm "$file"; mkdir "$file"', 'rm "$file"', 'printf "\\377" > "$file"'])
def test_an_editor_that_leaves_no_readable_text_is_a_sentence_and_loses_nothing(cj: Cj, sari: str, script: str) -> None:
    result = cj("note", sari, "Her words.", "--edit", "--minutes", "45", env=editor(cj, script))

    (draft,) = drafts(cj)
    assert result.code in {14, 16}
    assert "text.txt" in result.err
    assert draft["answers"] == {"body": "Her words.", "minutes": 45}
    cj.ok("draft", "resume", asks=Replies("", [], "", []), env=editor(cj, WRITES))
    assert cj.json("show", sari)["notes"][0]["body"] == "A LONG TEXT"
    assert cj.json("status")["left_behind"] == []


def test_an_editor_that_is_back_at_once_is_asked_about_and_its_file_stays_until_a_yes(cj: Cj, sari: str) -> None:
    result = cj("note", sari, "--edit", asks=Replies(False), env=editor(cj, "exit 0"))

    (draft,) = drafts(cj)
    (path,) = (cj.home / "runtime").rglob("text.txt")
    assert result.code == 3
    assert f"cj draft resume {draft['ref']}" in result.err
    path.write_text("A LONG TEXT")  # saved in the window that is still open

    resumed = Replies(True, "", [], "", [])
    cj.ok("draft", "resume", asks=resumed, env=editor(cj, "exit 0"))

    assert "saved and closed it?" in resumed.asked[0]
    assert cj.json("show", sari)["notes"][0]["body"] == "A LONG TEXT"
    assert in_the_open(cj) == []


def test_an_editor_whose_text_was_written_is_not_asked_about(cj: Cj, sari: str) -> None:
    cj.ok("note", sari, "--edit", asks=Replies(), env=editor(cj, WRITES))

    assert cj.json("show", sari)["notes"][0]["body"] == "A LONG TEXT"


def test_an_editor_left_without_a_word_after_a_yes_leaves_nothing(cj: Cj, sari: str) -> None:
    result = cj("note", sari, "--edit", asks=Replies(True), env=editor(cj, "exit 0"))

    assert result.code == 3
    assert drafts(cj) == []
    assert not list((cj.home / "runtime").rglob("text.txt"))


def test_a_text_left_unchanged_by_a_correction_is_nothing_to_do(cj: Cj, sari: str) -> None:
    note = cj.json("note", sari, "A LONG TEXT")["ref"]
    before = cj.files()

    result = cj("amend", note, "--edit", "body", env=editor(cj, "exit 0"))
    told = cj.json("amend", note, "--edit", "body", env=editor(cj, "exit 0"))

    assert result.code == 0
    assert "nothing to do" in result.out
    assert (told["ref"], told["before"], told["after"]) == (note, {}, {})
    assert in_the_open(cj) == []
    assert {name: data for name, data in cj.files().items() if name != "index.log"} == {
        name: data for name, data in before.items() if name != "index.log"
    }


def test_a_correction_beside_an_unchanged_text_is_made(cj: Cj, sari: str) -> None:
    note = cj.json("note", sari, "A LONG TEXT")["ref"]

    cj.ok("amend", note, "--edit", "body", "--set", "minutes=5", "--reason", "r", env=editor(cj, "exit 0"))

    (after,) = cj.json("show", sari)["notes"]
    assert (after["body"], after["minutes"]) == ("A LONG TEXT", 5)


def test_a_draft_that_was_recorded_leaves_no_file_called_never_recorded(
    cj: Cj, sari: str, busy: Callable[..., Any]
) -> None:
    busy("note", sari, "--edit", env=editor(cj, WRITES))

    cj.ok("draft", "resume", asks=Replies("", [], "", []), env=editor(cj, "exit 1"))

    assert cj.json("status")["left_behind"] == []
    assert "Never recorded" not in cj.ok("status").out
    assert in_the_open(cj) == []


def test_the_draft_of_a_case_erased_goes_with_what_the_editor_left(cj: Cj) -> None:
    sari = take_in(cj, "Ibu Sari")
    cj("note", sari, "--edit", env=editor(cj, WRITES + "; exit 1"))

    cj.ok("erase", sari, "--ground", "asked for", "--asked-by", "the client", "--yes", asks=Replies("nine quiet lamps"))

    assert in_the_open(cj) == []
