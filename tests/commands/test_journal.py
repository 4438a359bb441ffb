"""The journal as a whole: making, locking, unlocking and maintaining it."""

import os
import stat

import pytest

from casejournal.storage.recovery import SUGGESTED
from casejournal.words import LOCALE
from tests.world import PASSPHRASE, Cj, Replies, take_in


def test_init_asks_for_the_passphrase_twice_and_leaves_the_journal_unlocked(bare: Cj) -> None:
    asks = Replies(PASSPHRASE, PASSPHRASE, False)

    result = bare.ok("init", asks=asks)

    assert len(asks.asked) == 3
    assert "sealed" in result.out
    assert bare.ok("list").code == 0


def test_the_example_of_a_passphrase_is_in_the_readers_language(bare: Cj) -> None:
    words = (LOCALE / "id" / "passphrase.txt").read_text().split()

    result = bare.ok("init", asks=Replies(PASSPHRASE, PASSPHRASE, False), env={"CJ_LANG": "id"})

    example = next(line for line in result.err.splitlines() if line.startswith("Misalnya: "))
    assert len(example.split()) == 1 + SUGGESTED
    assert {*example.split()[1:]} <= {*words}
    assert len({*words}) == len(words) >= 2 ** (50 / SUGGESTED)
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)


def test_two_different_passphrases_make_no_journal(bare: Cj) -> None:
    result = bare("init", asks=Replies(*[PASSPHRASE, "nine quiet lamp"] * 3))

    assert result.code == 16
    assert result.err.count("not the same") == 3
    assert not bare.journal.exists()


def test_a_short_passphrase_makes_no_journal(bare: Cj) -> None:
    assert bare("init", asks=Replies("short", "shorter", "brief")).code == 16
    assert not bare.journal.exists()


def test_a_mistyped_passphrase_may_be_chosen_again(bare: Cj) -> None:
    bare.ok("init", asks=Replies("short", PASSPHRASE, "nine quiet lamp", PASSPHRASE, PASSPHRASE, False))

    assert bare("list").code == 0


def test_without_a_person_or_a_source_init_says_what_it_needs(bare: Cj) -> None:
    result = bare("init")

    assert result.code == 4
    assert "CJ_PASSPHRASE_FILE" in result.err


def test_a_plain_journal_comes_with_a_warning(bare: Cj) -> None:
    result = bare.ok("init", "--plain-text")

    assert "anybody who opens the files can read them" in result.out
    assert "made-up people" in result.out
    assert bare.json("status")["sealed"] is False


def test_a_journal_is_never_made_over_another_or_among_other_files(cj: Cj) -> None:
    before = cj.files()

    again = cj("init", "--plain-text")
    other = cj("init", "--plain-text", "--journal", str(cj.home))

    assert again.code == other.code == 16
    assert cj.files() == before


def test_everything_is_private(cj: Cj, sari: str) -> None:
    cj.ok("note", sari, "x")

    for path in [cj.journal, *cj.journal.rglob("*"), *(cj.home / "runtime").rglob("*")]:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_everything_is_private_whatever_the_umask(bare: Cj, passphrase_file: str) -> None:
    kept = os.umask(0)
    try:
        bare.ok("init", env={"CJ_PASSPHRASE_FILE": passphrase_file})
        bare.ok("unlock", env={"CJ_PASSPHRASE_FILE": passphrase_file})
        take_in(bare, "Ibu Sari")
    finally:
        os.umask(kept)

    assert not any(path.stat().st_mode & 0o077 for path in bare.journal.rglob("*"))
    assert not bare.journal.stat().st_mode & 0o077


def test_lock_ends_it_and_unlock_begins_it_again(cj: Cj) -> None:
    assert cj.json("lock")["was_open"] is True
    assert cj.json("lock")["was_open"] is False
    assert cj("list").code == 12

    cj.ok("unlock", asks=Replies(PASSPHRASE))

    assert cj.ok("list").code == 0


def test_the_first_command_that_needs_it_asks_and_the_next_does_not(cj: Cj) -> None:
    cj.ok("lock")
    asks = Replies(PASSPHRASE)

    cj.ok("list", asks=asks)
    cj.ok("list", asks=asks)

    assert len(asks.asked) == 1


def test_a_wrong_passphrase_is_asked_for_three_times_and_leaves_everything_as_it_was(cj: Cj, sari: str) -> None:
    cj.ok("lock")
    before = cj.files()

    cj.ok("show", sari, asks=Replies("wrong", "wrong", PASSPHRASE))
    cj.ok("lock")
    result = cj("show", sari, asks=Replies("wrong", "wrong", "wrong"))

    assert result.code == 12
    assert cj.files() == before


def test_a_passphrase_source_keeps_no_key_behind(cj: Cj, passphrase_file: str) -> None:
    cj.ok("lock")

    cj.ok("list", env={"CJ_PASSPHRASE_FILE": passphrase_file})

    assert cj("list").code == 12
    cj.ok("list", env={"CJ_PASSPHRASE_COMMAND": f"cat {passphrase_file}"})


def test_it_locks_itself_after_a_quarter_of_an_hour(cj: Cj) -> None:
    cj.clock.forward(minutes=14)
    cj.ok("list")
    cj.clock.forward(minutes=14)
    cj.ok("list")
    cj.clock.forward(minutes=16)

    assert cj("list").code == 12


def test_how_long_it_stays_open_can_be_set(cj: Cj, passphrase_file: str) -> None:
    cj.ok("config", "unlock_minutes", "60")
    cj.ok("lock")
    cj.ok("unlock", env={"CJ_PASSPHRASE_FILE": passphrase_file})
    cj.clock.forward(minutes=59)

    assert cj("list").code == 0


def test_status_tells_the_truth_and_is_no_use_of_the_key(cj: Cj, sari: str) -> None:
    status = cj.json("status")
    assert (status["sealed"], status["cases"], status["worker"]) == (True, 1, "Rahma")
    assert status["unlocked_until"].startswith("2026-11-23T09:45")
    cj.clock.forward(minutes=10)
    assert cj.json("status")["unlocked_until"].startswith("2026-11-23T09:45")
    cj.ok("lock")

    assert cj.json("status")["unlocked_until"] is None
    assert "sealed and locked" in cj.ok("status").out


def test_intake_offers_to_make_the_first_journal(bare: Cj) -> None:
    asks = Replies(True, PASSPHRASE, PASSPHRASE, False)

    bare.ok("intake", "--client", "Ibu Sari", "--presenting-problem", "Rent.", asks=asks)

    assert "Make one now?" in asks.asked[0]
    assert bare.json("list")["items"][0]["client"] == "Ibu Sari"


def test_who_declines_the_first_journal_gets_none(bare: Cj) -> None:
    result = bare("intake", "--client", "A", "--presenting-problem", "B", asks=Replies(False))

    assert result.code == 3
    assert not bare.journal.exists()


def test_settings_are_a_flag_else_a_variable_else_the_file_else_the_default(cj: Cj) -> None:
    def language(**how: object) -> tuple[str, str]:
        (item,) = cj.json("config", "lang", **how)["items"]
        return item["value"], item["from"]

    assert language() == ("", "default")
    cj.ok("config", "lang", "id")
    assert language() == ("id", "config.toml")
    assert language(env={"CJ_LANG": "en"}) == ("en", "variable")
    assert cj.json("--lang", "id", "config", "lang", env={"CJ_LANG": "en"})["items"][0]["from"] == "option"


def test_changing_a_setting_keeps_what_else_stands_in_the_file(cj: Cj) -> None:
    path = cj.home / "config.toml"
    path.write_text('# my own remark\nplain = false  # for now\nareas = ["debts"]\n')

    cj.ok("config", "worker", 'Rahma "R"')
    cj.ok("config", "plain", "yes")
    cj.ok("config", "areas", "--unset")

    text = path.read_text()
    assert "# my own remark" in text
    assert "plain = true  # for now" in text
    assert "debts" not in text
    assert cj.json("config", "worker", env={"CJ_WORKER": ""})["items"][0]["value"] == 'Rahma "R"'


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("config", "colour"), 14),
        (("config", "lang", "fr"), 16),
        (("config", "plain", "perhaps"), 16),
        (("config", "unlock_minutes", "0"), 16),
        (("config", "unlock_minutes", "long"), 16),
    ],
)
def test_a_setting_that_cannot_be_is_refused(cj: Cj, arguments: tuple[str, ...], code: int) -> None:
    assert cj(*arguments).code == code
    assert not (cj.home / "config.toml").exists()


@pytest.mark.parametrize("content", ["not toml", "plain = 3", "\udcff"])
def test_a_settings_file_that_cannot_be_understood_is_named(cj: Cj, content: str) -> None:
    (cj.home / "config.toml").write_bytes(content.encode(errors="surrogateescape"))

    result = cj("list")

    assert result.code == 16
    assert result.err


def test_a_wrong_language_in_the_settings_is_told_and_can_be_mended(cj: Cj) -> None:
    (cj.home / "config.toml").write_text('lang = "fr"\n')

    assert "lang" in cj.ok("list").err
    cj.ok("config", "lang", "--unset")

    assert cj.ok("list").err == ""


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('workr = "Rahma"', "worker"),
        ("unlock-minutes = 20", "unlock_minutes"),
        ("[plan_template.x]", "plan_templates"),
        ("zzz = 1", "zzz"),
    ],
)
def test_a_setting_that_does_not_exist_is_named_once_with_the_nearest(cj: Cj, line: str, told: str) -> None:
    (cj.home / "config.toml").write_text(f"{line}\n")

    result = cj.ok("list")

    assert result.err.count(told) == 1
    assert result.err.count("\n") == 1


def test_the_settings_may_begin_with_a_byte_order_mark(cj: Cj) -> None:
    path = cj.home / "config.toml"
    path.write_text('lang = "id"\n', encoding="utf-8-sig")

    assert cj.json("config", "lang")["items"][0]["value"] == "id"
    cj.ok("config", "plain", "yes")

    assert cj.json("config", "lang")["items"][0]["value"] == "id"


@pytest.mark.parametrize("named", [{"CJ_WORKER": "Rah\nma \x1b[31m"}, {"CJ_WORKER": " ", "USER": "Rah\nma \x1b[31m"}])
def test_a_worker_is_named_visibly_and_on_one_line(cj: Cj, sari: str, named: dict[str, str]) -> None:
    cj.ok("note", sari, "She smiled.", env=named)

    assert cj.json("show", sari)["notes"][-1]["worker"] == "Rah ma ␛[31m"


def test_a_passphrase_given_to_unlock_begins_the_time_anew(cj: Cj, passphrase_file: str) -> None:
    cj.ok("config", "unlock_minutes", "60")
    cj.ok("unlock", env={"CJ_PASSPHRASE_FILE": passphrase_file})
    cj.clock.forward(minutes=50)

    assert cj("list").code == 0


def test_unlocking_without_the_passphrase_does_not_begin_the_eight_hours_anew(cj: Cj) -> None:
    for _again in range(48):
        told = cj.json("unlock", asks=Replies())
        cj.clock.forward(minutes=10)

    assert told["at_most_until"].startswith("2026-11-23T17:30")
    cj.clock.forward(minutes=1)
    assert cj("list").code == 12


def test_unlock_says_until_when(cj: Cj) -> None:
    cj.clock.forward(minutes=10)

    again = cj.ok("unlock", asks=Replies())
    cj.ok("lock")
    anew = cj.ok("unlock", asks=Replies(PASSPHRASE))

    assert "already unlocked" in again.out
    assert "at 09:55 if it is not used, and at 17:30 in any case" in again.out
    assert "Unlocked" in anew.out
    assert "at 17:40 in any case" in anew.out


def test_a_wrong_passphrase_given_to_unlock_leaves_the_time_as_it_was(cj: Cj) -> None:
    wrong = cj.home / "wrong"
    wrong.write_text("nine quiet lamp")

    assert cj("unlock", env={"CJ_PASSPHRASE_FILE": str(wrong)}).code == 12
    assert cj("list").code == 0


def test_on_a_disk_no_key_is_kept_and_that_is_said_each_time(bare: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casejournal.storage.unlocked.in_memory", lambda _folder: False)

    made = bare.ok("init", asks=Replies(PASSPHRASE, PASSPHRASE, False))
    listed = bare.ok("list", asks=Replies(PASSPHRASE))
    unlock = bare("unlock", asks=Replies(PASSPHRASE))

    for result in (made, listed, unlock):
        assert "a key is never written to a disk" in result.err
        assert "XDG_RUNTIME_DIR" in result.err
    assert unlock.code == 18
    assert not list(bare.home.rglob("*.key"))


def test_where_the_system_does_not_tell_what_is_memory_that_is_said(cj: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casejournal.storage.unlocked.in_memory", lambda _folder: None)
    cj.ok("lock")

    told = cj.ok("list", asks=Replies(PASSPHRASE)).err

    assert "does not say whether that is in memory" in told


def test_any_command_removes_every_key_whose_time_is_over(cj: Cj) -> None:
    cj.clock.forward(hours=9)

    assert cj("list").code == 12

    assert not list(cj.home.rglob("*.key"))


def test_where_no_key_can_be_kept_each_command_asks_and_works(cj: Cj) -> None:
    env = {"XDG_RUNTIME_DIR": "/dev/null/nowhere"}

    for _again in range(2):
        result = cj.ok("list", asks=Replies(PASSPHRASE), env=env)
        assert "cannot stay unlocked" in result.err


def test_a_second_intake_of_the_same_name_is_remarked_on(cj: Cj, sari: str) -> None:
    result = cj.ok("intake", "--client", "ibu sari", "--presenting-problem", "B")

    assert sari in result.err


def test_an_intake_that_was_taken_back_stays_readable(cj: Cj, sari: str) -> None:
    undone = cj.ok("undo", "--yes")

    assert f"cj history {sari}" in undone.out
    assert "Ibu Sari" in cj.ok("history", sari).out
