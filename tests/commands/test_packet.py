"""`cj packet`: a case without what tells who it is, reviewed before it is written."""

import re
import stat
from pathlib import Path

import pytest

from casejournal.exchange.paper.formats import FORMATS
from tests.papers import READERS
from tests.world import Cj, Replies, form_group, take_in, work_through

SECRETS = (
    "Ratih", "Wulandari", "Dimas", "Puskesmas Melati", "Melati", "Sleman", "Budi", "Santosa", "Tini", "Lestari",
    "Rahma", "3174091205900001", "081234567890", "0812", "Kaliurang", "1990", "2026-11-23", "23 November 2026",
    "Ibu Tangguh",
)  # fmt: skip


@pytest.fixture
def full(cj: Cj) -> dict[str, str]:
    """A case with a relative's case, a group, and entries for some eyes only."""
    other, fellow = take_in(cj, "Pak Budi Santosa"), take_in(cj, "Ibu Lestari")
    refs = work_through(cj, "Ibu Ratih Wulandari")
    case = refs["CASE"]
    cj.ok(
        "amend", case, "--reason", "r", "--set", f"related={other}=spouse", "--set", "birth=1990-05-12",
        "--set", "address=Jl. Kaliurang 5, Sleman", "--set", "identity_numbers=nik:3174091205900001",
        "--set", "contact=081234567890", "--set", "household=Dimas (son)", "--set", "safe_contact.code_word=Rahasia",
    )  # fmt: skip
    cj.ok("note", case, f"Budi and Dimas came. See {other} and {case}. Joko laughed, and Parto cried.", "--also", other)
    cj.ok("note", case, "She met Lestari and tini at the market.")
    cj.ok("note", case, "Rahasia one", "--visibility", "private")
    cj.ok("note", case, "For supervision: I was angry.", "--visibility", "supervision")
    cj.ok("strike", cj.json("note", case, "Rahasia two")["ref"], "--reason", "x", "--yes")
    group = form_group(cj, "Bu Tini")
    for member in (case, fellow):
        cj.ok("group", "join", group, member, "--on", "-60d")
    cj.ok("group", "session", group, "--everyone", "--member-note", "ratih=She taught Lestari and Tini to sew.")
    return {"case": case, "other": other, "group": group}


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_nobody_is_named_in_it_whatever_the_format(form: str, full: dict[str, str], cj: Cj, tmp_path: Path) -> None:
    target = tmp_path / f"packet.{form}"

    cj.ok("packet", full["case"], "-o", str(target), "--yes")

    text = READERS[form](target.read_bytes(), tmp_path)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    left = [word for word in (*SECRETS, *full.values(), "Rahasia", "I was angry") if word.casefold() in text.casefold()]
    assert left == [], text
    kept = ("Person", "not certified", "No money for shoes, and shame.", "She ", "to sew")
    assert [said for said in kept if said not in text] == []


def test_it_says_in_indonesian_what_it_is(full: dict[str, str], cj: Cj) -> None:
    text = cj.ok("packet", full["case"], "-o", "-", "--format", "md", "--yes", "--lang", "id").out

    assert "tanpa identitas" in text
    assert "Orang " in text
    assert "Ratih" not in text


def test_the_review_shows_each_replacement_and_writes_nothing(full: dict[str, str], cj: Cj) -> None:
    before = cj.files()

    review = cj.json("packet", full["case"], "--review")

    assert review["file"] == ""
    assert {"name", "agency", "place", "phone", "identity", "birth"} <= review["counts"].keys()
    assert review["counts"]["place"]["safe_harbor"] == "B"
    assert any((each["before"], each["field"]) == ("3174091205900001", "Number") for each in review["findings"])
    assert {each["word"] for each in review["left_to_you"]} >= {"Parto"}
    assert review["left_out"] == 3
    assert cj.files() == before


def test_without_a_yes_and_without_anybody_to_ask_nothing_is_written(full: dict[str, str], cj: Cj) -> None:
    target = cj.home / "packet.md"

    unsaid = cj("packet", full["case"], "-o", str(target), "--no-input")
    nowhere = cj("packet", full["case"], "--yes", "--no-input")

    assert (unsaid.code, nowhere.code) == (4, 4)
    assert "--yes" in unsaid.err
    assert not target.exists()


def test_at_a_terminal_it_is_shown_first_and_more_can_be_hidden(full: dict[str, str], cj: Cj) -> None:
    target = cj.home / "packet.md"
    replies = Replies(["Parto"], True)

    shown = cj.ok("packet", full["case"], "-o", str(target), asks=replies)

    assert "Parto" in shown.out
    assert replies.asked == ["Which of these shall be hidden too?", "Write the packet?"]
    assert "Parto" not in target.read_text()
    assert "[hidden]" in target.read_text().replace("\\", "")


def test_a_no_at_the_terminal_writes_nothing(full: dict[str, str], cj: Cj) -> None:
    target = cj.home / "packet.md"

    refused = cj("packet", full["case"], "-o", str(target), asks=Replies([], False))

    assert refused.code == 3
    assert not target.exists()
    assert cj.json("report", "--access")["items"] == []


def test_words_can_be_hidden_and_kept(full: dict[str, str], cj: Cj) -> None:
    given = ("--hide", "joko", "--hide", "shoes", "--keep", "Dimas", "-o", "-", "--format", "md", "--yes")

    text = cj.ok("packet", full["case"], *given).out

    assert "Dimas" in text
    assert not re.search("joko|shoes", text, re.IGNORECASE)


def test_entries_for_supervision_go_along_only_if_asked_for(full: dict[str, str], cj: Cj) -> None:
    text = cj.ok("packet", full["case"], "-o", "-", "--format", "md", "--yes", "--for-supervision").out

    assert "I was angry." in text
    assert "Rahasia" not in text


def test_the_access_log_says_that_it_was_made_and_nothing_of_what_it_was_made_with(
    full: dict[str, str], cj: Cj
) -> None:
    target = cj.home / "packet.html"

    cj.ok("packet", full["case"], "-o", str(target), "--yes")

    [entry] = cj.json("report", "--access")["items"]
    assert (entry["what"], entry["of"], entry["file"]) == ("packet", [full["case"]], str(target))
    assert entry.keys() <= {"ref", "at", "worker", "what", "of", "file", "ground", "asked_by", "way", "to", "consents"}
    assert "de-identified packet" in cj.ok("report", "--access").out


def test_two_packets_of_one_case_cannot_be_laid_side_by_side(full: dict[str, str], cj: Cj) -> None:
    made = [cj.json("packet", full["case"], "--review")["findings"] for _again in range(12)]

    called = {next(each["instead"] for each in findings if each["before"] == "Dimas") for findings in made}
    moved = {tuple(each["instead"] for each in findings if each["what"] == "date") for findings in made}
    assert len(called) > 1
    assert len(moved) > 1


def test_what_was_reviewed_is_what_is_written(full: dict[str, str], cj: Cj) -> None:
    target = cj.home / "packet.md"

    shown = cj.ok("packet", full["case"], "-o", str(target), asks=Replies(["Parto"], True)).out

    role = re.search(r"(Person [A-Z])\t[^\n]*the client\n", shown)
    assert role
    assert f"**{role[1]}**: the client" in target.read_text()


def test_what_cannot_be_done_is_refused_in_a_sentence(full: dict[str, str], cj: Cj) -> None:
    target = cj.home / "packet.md"
    target.write_text("mine")
    hidden = take_in(cj, "Bu Endang", "--visibility", "private")

    assert cj("packet", full["case"], "-o", str(target), "--no-input").code == 4
    assert cj("packet", full["case"], "-o", str(cj.home), "--yes").code == 16
    assert cj("packet", full["case"], "-o", str(cj.journal / "x.md"), "--yes").code == 16
    assert cj("packet", full["case"], "-o", "x.odt", "--yes").code == 16
    assert cj("packet", hidden, "--review").code == 16
    assert cj("packet", "nobody", "--review").code == 14
    assert target.read_text() == "mine"


def test_a_full_disk_leaves_no_half_of_it(full: dict[str, str], cj: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    target = cj.home / "packet.md"

    def full_disk(*_given: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    refused = cj("packet", full["case"], "-o", str(target), "--yes")

    assert refused.code == 18
    assert not target.exists()
