"""Copies that a synchroniser made of a log: named, and their lines taken in. Nothing lies there unseen."""

import shutil
from pathlib import Path

import pytest

from casejournal.storage import disk
from tests.world import Cj, Replies, second_machine, take_in

NAMES = [
    "{ref} (Rahma's conflicted copy 2026-11-26).log",
    "{ref}.sync-conflict-20261126-101010-ABCDEFG.log",
    "{ref} (1).log",
    "{ref} 2.log",
    "{ref}-LAPTOP.log",
    "{ref} (conflicted copy 2026-11-26 101010).log",
]


@pytest.fixture
def other(cj: Cj, sari: str, tmp_path: Path) -> Cj:
    """A second machine that shares the folder by a synchroniser."""
    cj.ok("note", sari, "Before.")
    return second_machine(cj, tmp_path / "other")


def conflict(cj: Cj, other: Cj, ref: str, name: str = NAMES[0]) -> Path:
    """Both write to one case, and the synchroniser puts what the other wrote beside the log."""
    cj.ok("note", ref, "On this machine.")
    other.ok("note", ref, "On the other machine.")
    copy = cj.log(ref).with_name(name.format(ref=ref))
    shutil.copy(other.log(ref), copy)
    return copy


def bodies(cj: Cj, ref: str) -> set[str]:
    return {note["body"] for note in cj.json("show", ref)["notes"]}


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_in_conflict_is_named_and_its_lines_are_taken_in(cj: Cj, other: Cj, sari: str, name: str) -> None:
    copy = conflict(cj, other, sari, name)
    assert "restore --merge" in cj.ok("verify").out
    assert [(each["what"], each["of"]) for each in cj.json("status")["foreign"]] == [("copy", f"cases/{sari}.log")]

    told = cj.json("restore", "--merge", str(copy), "--yes")

    assert (told["new"], told["removed"]) == (1, True)
    assert bodies(cj, sari) == {"Before.", "On this machine.", "On the other machine."}
    assert not copy.exists()
    cj.ok("verify", "--deep")
    assert cj.json("report", "--access")["items"][0]["what"] == "merged"


def test_the_copy_stays_until_somebody_says_yes_and_taking_it_in_again_adds_nothing(
    cj: Cj, other: Cj, sari: str
) -> None:
    copy = conflict(cj, other, sari)

    asked = cj("restore", "--merge", str(copy), asks=Replies(False), terminal=True)
    nobody = cj.json("restore", "--merge", str(copy), "--no-input")

    assert asked.code == 0
    assert (nobody["new"], nobody["removed"]) == (0, False)
    assert copy.exists()


def test_a_case_that_only_the_other_machine_has_comes_along(cj: Cj, other: Cj) -> None:
    budi = take_in(other, "Pak Budi")

    cj.ok("restore", "--merge", str(other.log(budi)))

    assert cj.json("show", budi)["intake"]["client"] == "Pak Budi"
    assert other.log(budi).exists()


@pytest.mark.parametrize("wrong", ["a changed byte", "another journal", "lines missing", "another name"])
def test_a_copy_that_does_not_fit_adds_nothing(cj: Cj, other: Cj, sari: str, wrong: str, tmp_path: Path) -> None:
    copy = conflict(cj, other, sari)
    lines = copy.read_bytes().splitlines(keepends=True)
    if wrong == "a changed byte":
        copy.write_bytes(b"".join(lines[:-1]) + b"A" + lines[-1][1:])
    elif wrong == "lines missing":
        other.ok("note", sari, "And more.")
        copy.write_bytes(other.log(sari).read_bytes().splitlines(keepends=True)[-1])
    elif wrong == "another journal":
        third = Cj(tmp_path / "third")
        third.home.mkdir()
        third.ok("init", "--plain-text")
        shutil.copy(third.log(take_in(third, "Bu Rini")), copy)
    else:
        copy = copy.rename(copy.with_name("notes.log"))
    before = cj.log(sari).read_bytes()

    refused = cj("restore", "--merge", str(copy), "--yes")

    assert refused.code == (16 if wrong == "another name" else 13)
    assert copy.exists()
    assert cj.log(sari).read_bytes() == before
    cj.ok("show", sari)


def test_an_erased_case_does_not_come_back_by_a_copy(cj: Cj, other: Cj, sari: str) -> None:
    copy = conflict(cj, other, sari)
    kept = copy.rename(cj.home / copy.name)
    env = {"CJ_PASSPHRASE_FILE": str(cj.home / "passphrase")}
    cj.ok("erase", sari, "--ground", "asked", "--yes", env=env)

    refused = cj("restore", "--merge", str(kept), "--yes")

    assert refused.code == 14
    assert not cj.log(sari).exists()


def test_everything_else_in_and_beside_the_folder_is_named_too(cj: Cj, sari: str) -> None:
    (cj.journal / "scan.pdf").write_text("x")
    (cj.journal / "drafts").mkdir()
    (cj.journal / "drafts" / "letter.txt").write_text("x")
    (cj.journal / "cases" / ".C-7K4Q.log.swp").write_text("x")
    (cj.journal / "journal (1).toml").write_text("x")
    (cj.journal / "cases" / f".{sari}.log.999999999-1f2e3d4c.new").write_text("x")
    (cj.home / ".journal.restoring-1f2e3d4c").mkdir()

    told = {each["file"]: each["what"] for each in cj.json("status")["foreign"]}

    assert told == {
        "scan.pdf": "stranger",
        "drafts/letter.txt": "stranger",
        "cases/.C-7K4Q.log.swp": "stranger",
        "journal (1).toml": "other_copy",
        f"cases/.{sari}.log.999999999-1f2e3d4c.new": "left",
        ".journal.restoring-1f2e3d4c": "left",
    }
    shown = cj.ok("verify").out
    assert all(name.rpartition("/")[2] in shown for name in told)


def test_a_journal_of_its_own_files_has_nothing_foreign(cj: Cj, sari: str) -> None:
    cj("note", sari, asks=Replies("Half a text", KeyboardInterrupt), terminal=True)
    cj.ok("backup", str(cj.home / "journal.zip"))
    with cj.log(sari).open("ab") as log:
        log.write(b"half a line")
    cj.ok("note", sari, "It goes on.")
    (cj.journal / "journal.lock.held").write_text("cj note, process 1, on elsewhere")

    assert cj.json("status")["foreign"] == []
    assert disk.files(cj.journal)


def test_a_log_of_another_case_named_like_a_copy_is_refused_and_adds_nothing(plain_cj: Cj) -> None:
    ref, other = take_in(plain_cj, "Ibu Sari"), take_in(plain_cj, "Pak Budi")
    copy = plain_cj.home / f"{ref} (1).log"
    shutil.copy(plain_cj.log(other), copy)
    before = plain_cj.log(ref).read_bytes()

    refused = plain_cj("restore", "--merge", str(copy), "--yes")

    assert refused.code == 13
    assert plain_cj.log(ref).read_bytes() == before
    assert copy.exists()


def test_a_case_file_into_which_another_case_was_copied_is_named(plain_cj: Cj) -> None:
    ref, other = take_in(plain_cj, "Ibu Sari"), take_in(plain_cj, "Pak Budi")
    with plain_cj.log(ref).open("ab") as log:
        log.write(plain_cj.log(other).read_bytes())

    assert plain_cj("verify").code == 13
