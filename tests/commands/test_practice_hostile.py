"""Nobody real comes into practice by a back door, nobody made up into real work, and damage stops nothing else."""

import hashlib
import shutil
from pathlib import Path

import pytest

from tests.commands.test_practice_handin import WELL, practise
from tests.world import Cj, take_in


@pytest.fixture
def real(bare: Cj) -> Cj:
    """A plain journal with somebody real in it, written on the days before."""
    bare.ok("init", "--plain-text", "--yes")
    take_in(bare, "Ibu Sari")
    bare.clock.forward(days=1)
    return bare


def marked(folder: Path) -> None:
    """Somebody marks a journal as practice by hand, and makes its checksum anew."""
    body = (folder / "journal.toml").read_text().partition("\n[check]\n")[0]
    body = body.replace("sealed = false\n", "sealed = false\npractice = true\n")
    digest = hashlib.sha256(body.encode()).hexdigest()
    (folder / "journal.toml").write_text(f'{body}\n[check]\nsum = "{digest}"\n')


def practice_beside(cj: Cj) -> Path:
    """A practice journal in a folder of its own, which cj works in from now on."""
    folder = cj.home / "practice"
    cj.env["CJ_JOURNAL"] = str(folder)
    practise(cj, *WELL)
    return folder


def test_a_case_is_not_begun_among_real_people_in_a_journal_marked_by_hand(real: Cj) -> None:
    marked(real.journal)

    refused = real("practice", "start", "ratna", "--json")

    assert (refused.code, refused.error["code"]) == (5, "not_practice"), refused


def test_a_real_case_put_into_the_folder_by_hand_is_not_handed_in(real: Cj) -> None:
    log = next((real.journal / "cases").glob("*.log"))
    folder = practice_beside(real)
    shutil.copy(log, folder / "cases" / log.name)
    path = real.home / "work.json"

    refused = real("practice", "handin", "-o", str(path), "--yes", "--json")

    assert (refused.code, refused.error["code"]) == (5, "not_practice"), refused
    assert not path.exists()


def test_a_real_case_is_not_merged_into_practice(real: Cj) -> None:
    log = next((real.journal / "cases").glob("*.log"))
    copy = real.home / log.name.replace(".log", " (conflicted copy).log")
    shutil.copy(log, copy)
    folder = practice_beside(real)

    refused = real("restore", "--merge", str(copy), "--json")

    assert (refused.code, refused.error["code"]) == (5, "in_practice"), refused
    assert not (folder / "cases" / log.name).exists()


def test_a_copy_of_its_own_log_is_merged_into_practice(bare: Cj) -> None:
    folder = practice_beside(bare)
    log = next((folder / "cases").glob("*.log"))
    copy = bare.home / log.name.replace(".log", " (conflicted copy).log")
    shutil.copy(log, copy)

    assert bare.json("restore", "--merge", str(copy), "--yes")["new"] == 0


def test_the_talk_of_another_run_is_not_merged_into_this_one(bare: Cj) -> None:
    other, copy = bare.home / "other", bare.home / "practice (conflicted copy).log"
    bare.ok("practice", "start", "nurdin", "--journal", str(other))
    bare.ok("practice", "say", "explain_limits", "x", "--journal", str(other))
    shutil.copy(other / "practice.log", copy)
    folder = practice_beside(bare)
    before = (folder / "practice.log").read_bytes()

    assert bare("restore", "--merge", str(copy), "--json").error["code"] == "in_practice"
    assert (folder / "practice.log").read_bytes() == before


def test_a_made_up_client_does_not_come_into_real_work(real: Cj) -> None:
    practice_beside(real)
    path = real.home / "cases.jsonl"
    real.ok("export", "--all", "-o", str(path), "--yes", "--to", "Rahma", "--override", "for a class")
    real.env["CJ_JOURNAL"] = str(real.journal)

    refused = real("import", str(path), "--yes", "--json")

    assert (refused.code, refused.error["code"]) == (5, "from_practice"), refused
    assert len(real.json("list")["items"]) == 1


def test_a_talk_that_was_cut_off_is_named_and_goes_on_once_that_is_accepted(bare: Cj) -> None:
    folder = practice_beside(bare)
    log = folder / "practice.log"
    before = len(bare.json("practice", "heard")["items"])
    log.write_bytes(log.read_bytes()[:-40])

    for words in (("heard",), ("feedback",), ("say", "reflect", "work", "x"), ("handin", "--yes")):
        assert bare("practice", *words).code == 13
    assert "Pak Tono" in bare("list").out
    bare.ok("verify", "--accept", "--yes")
    assert len(bare.json("practice", "heard")["items"]) == before - 1
    bare.ok("practice", "say", "reflect", "work", "Once more.")
    assert len(bare.json("practice", "heard")["items"]) == before


def test_a_clock_that_is_set_back_does_not_put_a_sentence_before_those_that_were_said(bare: Cj) -> None:
    bare.ok("practice", "start", "ratna")
    bare.clock.forward(hours=5)
    bare.ok("practice", "say", "ask", "school", "How is school?")
    bare.clock.forward(hours=-4)
    bare.ok("practice", "say", "explain_limits", "I tell nobody.")

    _slip, first, second = [each["text"] for each in bare.json("practice", "heard")["items"]]
    assert "uniform" in first
    assert "Bu Endang will not hear" in second
