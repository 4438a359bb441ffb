"""`cj report --portfolio`: the evidence on paper for a school, and no client is named in it."""

import stat
from pathlib import Path

import pytest

from tests.papers import READERS
from tests.world import Cj, Replies, form_group, take_in

STUDENT = "Nisa Hapsari"
SECRETS = (
    "Ratih", "Wulandari", "Dimas", "Melati", "Sleman", "Kaliurang", "Budi", "Santosa", "Wati", "Lestari", "Tuti",
    "Kenanga", "081234567890", "3174091205900001", "2026-11", "23 November", "November", "Rahasia", "Asing",
)  # fmt: skip


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The home of a student whose journal has evidence of each sort, and entries for no other eyes. It is copied for
    each test.
    """
    home = tmp_path_factory.mktemp("student") / "home"
    home.mkdir()
    cj = Cj(home)
    cj.env["CJ_WORKER"] = STUDENT
    cj.ok("init", "--plain-text")
    take_in(cj, "Pak Budi Santosa")
    hers = take_in(cj, "Ibu Ratih Wulandari", "--on", "2026-11-02")
    cj.ok(
        "amend", hers, "--reason", "r", "--set", "address=Jl. Kaliurang 5, Sleman", "--set",
        "identity_numbers=nik:3174091205900001", "--set", "household=Dimas (son)",
    )  # fmt: skip
    told = "Ratih and Budi came with Bu Tuti from Puskesmas Melati. Call 081234567890 on 23 November 2026."
    note = cj.json(
        "note", hers, told, "--role", "advocate", "--minutes", "75", "--channel", "visit", "--on", "2026-11-17"
    )
    cj.ok("portfolio", "add", note["ref"], "I let Ratih finish.", "--competency", "epas-6", "--competency", "7")
    hidden = cj.json("note", hers, "Rahasia one.", "--visibility", "private")["ref"]
    cj.ok("portfolio", "add", hidden, "I saw it.", "--competency", "epas-6")
    cj.ok("portfolio", "add", note["ref"], "Rahasia two.", "--competency", "epas-6", "--visibility", "private")
    asing = take_in(cj, "Pak Asing", "--visibility", "private")
    mine = cj.json("note", asing, "He came.")["ref"]
    cj.ok("portfolio", "add", mine, "Asing came.", "--competency", "epas-6")
    group = form_group(cj, "Bu Wati", name="Kenanga")
    cj.ok("group", "join", group, hers, "--on", "2026-11-02")
    met = cj.json("group", "session", group, "--everyone", "--programme", "Wati and Ratih sewed for Kenanga.")
    cj.ok("portfolio", "add", met["ref"], "Wati decided.", "--competency", "permensos-e")
    return home, {"case": hers, "note": note["ref"], "group": group}


@pytest.fixture
def full(plain_cj: Cj, written: tuple[Path, dict[str, str]]) -> dict[str, str]:
    """Their journal, and the refs in it."""
    home, refs = written
    plain_cj.become(home)
    plain_cj.env["CJ_WORKER"] = STUDENT
    return refs


def paper(cj: Cj, *more: str) -> str:
    """The portfolio as Markdown."""
    return cj.ok("report", "--portfolio", "--format", "md", "--yes", *more).out


@pytest.mark.parametrize("form", ["md", "docx"])
def test_no_client_is_named_in_it_whatever_the_format(
    form: str, full: dict[str, str], plain_cj: Cj, tmp_path: Path
) -> None:
    target = tmp_path / f"portfolio.{form}"

    plain_cj.ok("report", "--portfolio", "--from", "2026-10-26", "-o", str(target), "--yes")

    text = READERS[form](target.read_bytes(), tmp_path).replace("2026-10-26", "").replace("2026-11-23", "")
    text = text.replace("23 November 2026", "", 1)  # the day it was made, and the period
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [word for word in (*SECRETS, *full.values()) if word.casefold() in text.casefold()] == [], text
    kept = (STUDENT, "Person", "finish.", "week 4", "advocate", "1:15", "not certified", "permensos-e")
    assert [said for said in kept if said not in text] == []


def test_a_piece_stands_once_and_is_pointed_at_from_its_other_competencies(full: dict[str, str], plain_cj: Cj) -> None:
    text = paper(plain_cj)

    assert text.count("finish.") == 1
    assert "See evidence 1 above." in text
    assert text.index("epas-6 ·") < text.index("epas-7 ·") < text.index("permensos-e ·")


def test_what_has_no_evidence_stands_at_the_end(full: dict[str, str], plain_cj: Cj) -> None:
    missing = paper(plain_cj).partition("No evidence yet")[2]

    assert "epas-1" in missing
    assert "epas-6" not in missing


def test_private_records_entries_and_cases_stay_out_and_are_counted(full: dict[str, str], plain_cj: Cj) -> None:
    review = plain_cj.json("report", "--portfolio", "--review")

    assert review["left_out"] == 3
    assert {each["ref"] for each in review["findings"]} >= {full["note"]}
    assert len(plain_cj.json("report", "--portfolio")["evidence"]) == 2
    assert len(plain_cj.json("portfolio")["evidence"]) == 5


def test_the_review_writes_nothing_and_nothing_is_written_without_a_yes(full: dict[str, str], plain_cj: Cj) -> None:
    target, before = plain_cj.home / "p.md", plain_cj.files()

    plain_cj.ok("report", "--portfolio", "--review", "-o", str(target))
    refused = plain_cj("report", "--portfolio", "-o", str(target))

    assert refused.code == 4
    assert not target.exists()
    assert plain_cj.files() == before


def test_at_a_terminal_a_word_in_doubt_can_be_hidden_before_it_is_written(full: dict[str, str], plain_cj: Cj) -> None:
    plain_cj.ok("portfolio", "add", full["note"], "We laughed, and Parto cried.", "--competency", "1")
    target = plain_cj.home / "p.md"

    plain_cj.ok("report", "--portfolio", "-o", str(target), asks=Replies(["Parto"], True))

    assert "We laughed, and [hidden] cried." in target.read_text().replace("\\", "")


def test_a_word_can_be_hidden_or_kept_by_an_option(full: dict[str, str], plain_cj: Cj) -> None:
    text = paper(plain_cj, "--hide", "finish", "--keep", "Melati")

    assert "finish" not in text
    assert "Melati" in text


def test_it_is_in_the_access_log(full: dict[str, str], plain_cj: Cj) -> None:
    target = plain_cj.home / "p.md"

    plain_cj.ok("report", "--portfolio", "-o", str(target), "--yes")

    (entry,) = [each for each in plain_cj.json("report", "--access")["items"] if each["what"] == "portfolio"]
    assert (entry["file"], set(entry["of"])) == (str(target), {full["case"], full["group"]})
    assert "portfolio" in plain_cj.ok("report", "--access").out


def test_only_the_period_is_in_it(full: dict[str, str], plain_cj: Cj) -> None:
    told = plain_cj.json("report", "--portfolio", "--from", "2026-11-10", "--to", "2026-11-18")["evidence"]
    none = plain_cj("report", "--portfolio", "--month", "2026-01")

    assert [(each["week"], each["competencies"]) for each in told] == [(2, ["epas-6", "epas-7"])]
    assert none.code == 14
    assert "cj portfolio add REF" in none.err


def test_an_entry_about_a_struck_record_is_not_in_it(full: dict[str, str], plain_cj: Cj) -> None:
    plain_cj.ok("strike", full["note"], "--reason", "x", "--yes")

    assert "finish." not in paper(plain_cj)


def test_what_the_student_wrote_is_no_markup(full: dict[str, str], plain_cj: Cj, tmp_path: Path) -> None:
    plain_cj.ok("portfolio", "add", full["note"], "<b>x</b> *y* \x1b[31m", "--competency", "1")
    target = tmp_path / "p.html"

    plain_cj.ok("report", "--portfolio", "-o", str(target), "--yes")

    assert "<b>x</b>" not in target.read_text()
    assert "&lt;b&gt;x&lt;/b&gt;" in target.read_text()
    assert "\x1b" not in target.read_text()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--review",), "--portfolio"),
        (("--hide", "x"), "--portfolio"),
        (("--portfolio", "--csv"), "csv"),
        (("--portfolio", "--access"), "--access"),
    ],
)
def test_options_that_do_not_go_together_are_refused(options: tuple[str, ...], told: str, cj: Cj, sari: str) -> None:
    refused = cj("report", *options)

    assert refused.code == 16
    assert told in refused.err


def test_it_speaks_indonesian(full: dict[str, str], plain_cj: Cj) -> None:
    text = paper(plain_cj, "--lang", "id")

    assert "Bukti 1 · minggu ke-8 · Catatan · Kasus A" in text
    assert "membangun relasi dengan individu" in text.casefold()
    assert "Ratih" not in text
