"""`cj key`: passphrases can be exchanged, and twelve words on paper open the journal when one is forgotten."""

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
import zxingcpp

from casejournal.errors import DiskRefused
from casejournal.storage import header, keys, slots
from casejournal.storage.drawer import Hand
from casejournal.storage.journal import Journal
from casejournal.storage.refusals import NoSuchSlot, SlotTaken
from tests.world import CHEAP, PASSPHRASE, Cj, Replies

OTHER = "seven green umbrellas"


class Copyist(Replies):
    """A person who writes down what they are shown, and reads it from the paper."""

    def __init__(self, *replies: object) -> None:
        super().__init__(*replies)
        self.paper: list[str] = []
        self.read: list[tuple[str, str]] = []
        """The number of each word they were asked for, and what stood there."""
        self.slips = 0
        """How often they misread a word."""

    def text(self, title: str, hint: str, before: str, *, long: bool, **where: Any) -> Any:
        """A word from the paper."""
        number = re.search(r"word number (\d+)", title)
        if number is None:
            return super().text(title, hint, before, long=long, **where)
        self.read.append((number[1], before))
        self.slips -= 1
        return "slip" if self.slips >= 0 else self.paper[int(number[1]) - 1]


@pytest.fixture
def copyist(monkeypatch: pytest.MonkeyPatch) -> Copyist:
    """Somebody with pen and paper, whose words are known to the test as well."""
    person = Copyist()
    from casejournal.storage import recovery

    made = recovery.new_words

    def written() -> str:
        words = made()
        person.paper = words.split()
        return words

    monkeypatch.setattr("casejournal.storage.recovery.new_words", written)
    return person


@pytest.fixture
def by_script(cj: Cj, passphrase_file: str) -> Cj:
    """A journal opened by a script, with a second passphrase at hand."""
    (cj.home / "other").write_text(OTHER)
    cj.env |= {"CJ_PASSPHRASE_FILE": passphrase_file, "CJ_NEW_PASSPHRASE_FILE": str(cj.home / "other")}
    return cj


def opens(cj: Cj, typed: str) -> bool:
    """Whether the journal, once locked, opens with that."""
    (cj.home / "typed").write_text(typed)
    result = cj("key", "test", env={"CJ_PASSPHRASE_FILE": str(cj.home / "typed")})
    assert result.code in {0, 12}
    return result.code == 0


def test_init_offers_recovery_words_and_asks_some_of_them_back(bare: Cj, copyist: Copyist) -> None:
    copyist.replies = [PASSPHRASE, PASSPHRASE, True]

    told = bare.ok("init", asks=copyist)

    for number, word in enumerate(copyist.paper, start=1):
        assert f"{number:2} {word}" in told.err
        assert f"{number:2} {word}" not in told.out
    assert {each["kind"] for each in bare.json("key", "list")["items"]} == {"passphrase", "recovery"}
    assert opens(bare, " ".join(copyist.paper))


def test_the_words_may_wait(bare: Cj) -> None:
    told = bare.ok("init", asks=Replies(PASSPHRASE, PASSPHRASE, False))

    assert "cj key recovery" in told.err
    assert "cj key recovery" in bare.ok("key", "list").out


def test_a_wrong_word_is_asked_again_alone_and_stands_there_to_be_mended(cj: Cj, copyist: Copyist) -> None:
    copyist.replies, copyist.slips = [PASSPHRASE], 2

    told = cj.ok("key", "recovery", asks=copyist)

    assert [before for _number, before in copyist.read] == ["", "slip", "slip", "", ""]
    assert len({number for number, _before in copyist.read}) == 3
    assert told.err.count("Please look at your paper again") == 2
    assert opens(cj, " ".join(copyist.paper))


def test_words_that_were_not_copied_are_not_kept(cj: Cj, copyist: Copyist) -> None:
    copyist.replies, copyist.slips = [PASSPHRASE], 3

    refused = cj("key", "recovery", asks=copyist)

    assert refused.code == 16
    assert not opens(cj, " ".join(copyist.paper))


def test_a_script_gets_the_words_as_its_answer_and_new_ones_end_the_old(by_script: Cj) -> None:
    assert by_script("key", "recovery", "--no-input").code == 4
    first = by_script.json("key", "recovery", "--yes")["words"]
    second = by_script.json("key", "recovery", "--yes")["words"]

    assert len(first.split()) == 12
    assert not opens(by_script, first)
    assert opens(by_script, second)
    made = by_script.ok("key", "recovery", "--yes")
    assert "instead of the passphrase" in made.out
    assert " 1 " in made.out
    assert "no longer work" in made.err
    assert "no longer work" not in made.out


def read_by_a_phone(lines: list[str], *, ink_is_dark: bool) -> str:
    """What zxing, which is not ours, reads in a code drawn in characters. A screen is dark where nothing is drawn."""
    wide = max(map(len, lines))
    ink, ground = (0, 255) if ink_is_dark else (255, 0)
    rows = [
        [ink if letter in halves else ground for letter in line.ljust(wide) for _twice in range(4)]
        for line in lines
        for halves in ("█▀", "█▄")
        for _twice in range(4)
    ]
    blank = [[ground] * (wide * 4 + 32)] * 16
    padded = [*blank, *([ground] * 16 + row + [ground] * 16 for row in rows), *blank]
    pixels = memoryview(bytes(itertools.chain.from_iterable(padded)))
    found = zxingcpp.read_barcode(pixels.cast("B", shape=[len(padded), wide * 4 + 32]), try_invert=False)
    return found.text if found else ""


@pytest.mark.parametrize("screen", [False, True])
def test_a_phone_reads_the_words_from_the_sheet(by_script: Cj, *, screen: bool) -> None:
    """Printed in ink on paper, and on a screen whose ground is dark."""
    told = by_script.ok("key", "recovery", "--yes", terminal=screen).out.splitlines()
    words = " ".join(re.findall(r"\d+ +([a-z]+)", "\n".join(told)))
    drawn = [line for line in told if set(line) & set("█▀▄")]

    assert read_by_a_phone(drawn, ink_is_dark=not screen) == words
    assert len(words.split()) == 12
    assert "photo" in " ".join(told[-2:])
    assert max(map(len, told)) <= 110


def test_the_sheet_has_no_code_where_nothing_is_drawn_or_none_is_wanted(by_script: Cj) -> None:
    for options in (("--no-qr",), ("--plain",)):
        told = by_script.ok("key", "recovery", "--yes", *options).out

        assert not set(told) & set("█▀▄")
        assert "photo" in told


def test_the_words_are_read_however_they_are_typed(by_script: Cj) -> None:
    words = by_script.json("key", "recovery", "--yes")["words"].split()

    assert opens(by_script, "  " + "   ".join(words).upper())
    assert opens(by_script, " ".join(word[:4] for word in words))
    assert not opens(by_script, " ".join(words[:-1]))
    assert not opens(by_script, " ".join([*words[1:], words[0]]))


def test_a_forgotten_passphrase_is_exchanged_with_the_words_alone(by_script: Cj, sari: str) -> None:
    words = by_script.json("key", "recovery", "--yes")["words"]
    (by_script.home / "words").write_text(words)
    by_script.ok("lock")

    by_script.ok("key", "change", env={"CJ_PASSPHRASE_FILE": str(by_script.home / "words")})

    assert not opens(by_script, PASSPHRASE)
    assert opens(by_script, OTHER)
    assert by_script.json("show", sari, env={"CJ_PASSPHRASE_FILE": str(by_script.home / "other")})["ref"] == sari


def test_a_changed_passphrase_rewrites_no_line(by_script: Cj, sari: str) -> None:
    before = by_script.log(sari).read_bytes()

    by_script.ok("key", "change")

    assert by_script.log(sari).read_bytes() == before
    assert not opens(by_script, PASSPHRASE)
    assert opens(by_script, OTHER)
    by_script.ok("verify", env={"CJ_PASSPHRASE_FILE": str(by_script.home / "other")})


def test_a_second_passphrase_is_added_and_taken_away(by_script: Cj) -> None:
    by_script.ok("key", "add", "supervisor")
    assert opens(by_script, PASSPHRASE)
    assert opens(by_script, OTHER)
    assert by_script("key", "add", "supervisor").code == 16
    assert by_script("key", "remove", "supervisor").code == 4

    by_script.ok("key", "remove", "supervisor", "--yes")

    assert not opens(by_script, OTHER)
    assert by_script("key", "remove", "supervisor", "--yes").code == 14


def test_a_journal_takes_no_more_ways_in_than_it_would_read(by_script: Cj) -> None:
    for number in range(header.MOST_SLOTS - 2):
        by_script.ok("key", "add", f"person-{number}")

    assert by_script("key", "add", "one-more").code == 16
    by_script.ok("key", "recovery", "--yes")
    assert len(by_script.json("key", "list")["items"]) == header.MOST_SLOTS


def test_each_change_of_a_key_is_in_the_access_log(by_script: Cj) -> None:
    for words in (("add", "helper"), ("change", "helper"), ("remove", "helper"), ("recovery",), ("renew",)):
        by_script.ok("key", *words, "--yes")
    by_script.ok("key", "test")

    told = by_script.json("report", "--access")["items"]

    assert sorted((each["what"], each.get("way", "")) for each in told) == [
        ("key_added", "helper"),
        ("key_changed", "helper"),
        ("key_removed", "helper"),
        ("key_renewed", ""),
        ("recovery_words", ""),
    ]
    shown = by_script.ok("report", "--access").out
    assert "way in removed" in shown
    assert "helper" in shown


def test_recovery_words_are_shown_although_they_cannot_be_noted(by_script: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object, **_named: object) -> None:
        raise DiskRefused(path="access.log", reason="No space left on device")

    monkeypatch.setattr("casejournal.storage.disk.append", full)

    made = by_script("key", "recovery", "--yes", "--json")

    assert made.code == 0
    assert "could not be noted" in made.err
    monkeypatch.undo()
    assert opens(by_script, made.json["words"])


def test_the_last_passphrase_stays(by_script: Cj) -> None:
    by_script.ok("key", "recovery", "--yes")

    assert by_script("key", "remove", "passphrase", "--yes").code == 5
    assert opens(by_script, PASSPHRASE)


@pytest.mark.parametrize("name", ["", "A B", "x" * 41, "../y", 'a"b'])
def test_a_name_that_is_none_is_refused(by_script: Cj, name: str) -> None:
    before = by_script.files()

    assert by_script("key", "add", name).code == 16
    assert by_script.files() == before


def test_what_changes_a_key_asks_again_although_the_journal_is_open(cj: Cj) -> None:
    for words in (("key", "change"), ("key", "add", "x"), ("key", "recovery"), ("key", "test")):
        assert cj(*words, "--no-input").code == 4
        assert cj(*words, asks=Replies("wrong one", "wrong two", "wrong three")).code == 12


def test_a_person_changes_it_by_typing_the_old_one_and_twice_the_new_one(cj: Cj) -> None:
    cj.ok("key", "change", asks=Replies(PASSPHRASE, OTHER, OTHER))

    assert opens(cj, OTHER)


def test_a_weak_passphrase_is_warned_about_and_after_a_no_another_is_asked_for(bare: Cj) -> None:
    weak, easy = ("password123", "password123"), "This passphrase is easy to guess. Use it anyway?"
    replies = Replies(*weak, False, *weak, False, PASSPHRASE, PASSPHRASE, False)

    told = bare.ok("init", asks=replies)

    assert replies.asked.count(easy) == 2
    assert "choose another" in told.err
    assert opens(bare, PASSPHRASE)


def test_a_weak_passphrase_may_be_used_all_the_same(bare: Cj) -> None:
    bare.ok("init", asks=Replies("password123", "password123", True, False))

    assert opens(bare, "password123")


@pytest.mark.parametrize("length", [72, 73, 100, 1000])
def test_a_passphrase_may_have_any_length(bare: Cj, length: int) -> None:
    long = ("seven green umbrellas, " * 50)[:length]

    bare.ok("init", asks=Replies(long, long, False))

    assert opens(bare, long)


@pytest.mark.parametrize("around", ["{}\n", "\r\n{}\r\n", "{}\n\n", "\ufeff{}\n"])
def test_line_ends_around_a_passphrase_are_no_part_of_it(bare: Cj, around: str) -> None:
    pasted = around.format(OTHER)

    bare.ok("init", asks=Replies(pasted, OTHER, False))

    assert opens(bare, OTHER)
    assert opens(bare, pasted)
    assert bare("key", "test", asks=Replies(pasted)).code == 0


def test_a_passphrase_on_several_lines_is_refused_with_a_sentence(bare: Cj) -> None:
    several = f"{OTHER}\n{OTHER}"
    (bare.home / "typed").write_text(several)

    asked = bare("init", asks=Replies(several, several, several))
    given = bare("init", env={"CJ_PASSPHRASE_FILE": str(bare.home / "typed")})

    assert (asked.code, given.code) == (16, 16)
    assert "several" in asked.err
    assert not bare.journal.exists()


def test_recovery_words_may_stand_on_several_lines(by_script: Cj) -> None:
    words = by_script.json("key", "recovery", "--yes")["words"].split()

    assert opens(by_script, "\n".join([" ".join(words[:6]), " ".join(words[6:])]))


def test_a_passphrase_chosen_when_line_ends_were_kept_still_opens(bare: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr("casejournal.desk.unlocking.on_one_line", lambda text, _source: text)
        bare.ok("init", asks=Replies(f"{OTHER}\n", f"{OTHER}\n", False))

    assert bare("key", "test", asks=Replies(f"{OTHER}\n")).code == 0
    assert not opens(bare, OTHER)


def test_a_plain_journal_has_no_keys(plain_cj: Cj) -> None:
    for words in (("list",), ("change",), ("recovery", "--yes"), ("test",), ("add", "x"), ("remove", "x")):
        assert plain_cj("key", *words).code in {5, 14}


def test_a_full_disk_leaves_the_old_ways_in(by_script: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (by_script.journal / "journal.toml").read_bytes()

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("casejournal.storage.disk.os.replace", full)

    assert by_script("key", "change").code == 18
    monkeypatch.undo()
    assert (by_script.journal / "journal.toml").read_bytes() == before
    assert opens(by_script, PASSPHRASE)
    assert not [path for path in Path(by_script.journal).iterdir() if path.name.endswith(".tmp")]


def test_the_recovery_words_are_no_passphrase_and_no_passphrase_is_called_like_them(by_script: Cj) -> None:
    words = by_script.json("key", "recovery", "--yes")["words"]

    assert by_script("key", "change", "recovery").code == 14
    assert by_script("key", "add", "recovery").code == 16
    assert opens(by_script, words)
    assert by_script.json("status")["recovery_words"] is True


def test_of_two_who_add_the_same_name_one_is_told(by_script: Cj) -> None:
    described = header.read(by_script.journal)
    key, _slot = header.opened(described, PASSPHRASE)
    journal = Journal(by_script.journal, described, key, Hand(worker="", device="", now=by_script.clock))
    slot = keys.wrap(key, OTHER, described.id, CHEAP, name="supervisor")
    by_script.ok("key", "add", "supervisor")

    with pytest.raises(SlotTaken):
        slots.add(journal, slot)
    by_script.ok("key", "remove", "supervisor", "--yes")
    with pytest.raises(NoSuchSlot):
        slots.exchange(journal, slot)


def test_sealing_anew_forgets_the_old_kept_key(cj: Cj, passphrase_file: str) -> None:
    assert list(cj.home.rglob("*.key"))

    cj.ok("key", "renew", "--yes", env={"CJ_PASSPHRASE_FILE": passphrase_file})

    assert not list(cj.home.rglob("*.key"))
    assert cj("list").code == 12
