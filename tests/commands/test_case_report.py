"""`cj print --summary`: a case report under the headings an agency asks for, which are a file anybody can edit."""

from pathlib import Path

import pytest

from casejournal.words import LANGUAGES
from tests.commands.test_print import HIDDEN, plant
from tests.papers import READERS, together
from tests.world import Cj, form_group, take_in, work_through

TIES = (
    "--tie", "nenek:strong:to_client", "--tie", "Puskesmas Melati:tenuous:to_client",
    "--tie", "arisan RT 03:moderate:both", "--strength", "She keeps her word.",
)  # fmt: skip


@pytest.fixture
def told(cj: Cj) -> str:
    """A case with something under every heading."""
    other = take_in(cj, "Pak Budi Santosa")
    case = work_through(cj, "Ibu Ratih")["CASE"]
    cj.ok(
        "amend", case, "--reason", "r", "--set", "birth=1990-05-12", "--set", "address=Jalan Melati 3",
        "--set", "household=Dimas", "--set", "referred_by=school", "--set", "wants=That he goes to school",
        "--set", "identity_numbers=nik:3174091205900001", "--set", f"related={other}=spouse",
        "--set", "other_agencies=Dinas Sosial",
    )  # fmt: skip
    cj.ok("assess", case, "--underlying-problem", "She is alone; Budi left.", "--need", "somebody to talk to", *TIES)
    cj.ok("note", case, "x", "--role", "advocate", "--role", "broker", "--minutes", "45", "--channel", "visit")
    group = form_group(cj, "Bu Tini")
    cj.ok("group", "join", group, case, "--on", "-60d")
    for hidden in HIDDEN:
        plant(cj, case, hidden)
    cj.ok("close", case, "--reason", "goals_met", "--outcome", "1=reached", "--service", "fees", "--because", "x")
    return case


def test_each_heading_says_what_the_case_says_under_it(cj: Cj, told: str) -> None:
    report = cj.json("print", told, "--summary")
    said = {each["title"]: each["lines"] for each in report["headings"]}
    texts = {title: " | ".join(line["text"] for line in lines) for title, lines in said.items()}
    helps = {line["title"]: line["text"] for line in said["Strengths and sources of help"]}

    assert [*said] == [
        "Identity", "Problem", "Strengths and sources of help", "Focus", "Aims", "Programme", "Method",
        "Role of the worker", "Time", "What was reached", "Ending", "Referral",
    ]  # fmt: skip
    assert all(word in texts["Identity"] for word in ("Ibu Ratih", "36", "Jalan Melati 3", "Dimas", "a school"))
    assert "She is alone; [name withheld] left." in texts["Problem"]
    assert helps == {
        "Strengths": "She keeps her word.",
        "Informal": "nenek (strong, to the client)",
        "Formal": "Puskesmas Melati (tenuous, to the client)\nDinas Sosial",
        "Community": "arisan RT 03 (moderate, both ways)\nIbu Tangguh",
    }
    assert "somebody to talk to" in texts["Focus"]
    assert "That he goes to school" in texts["Aims"]
    assert "Dimas goes to school (education; measured by: the attendance book; level 0 the client)" in texts["Aims"]
    assert "sew one order" in texts["Programme"]
    assert texts["Method"] == "casework | social group work: Ibu Tangguh"
    assert texts["Role of the worker"] == "advocate (1 time) | broker (1 time)"
    assert "2 contacts | 45" in texts["Time"]
    assert "T 47.1 (1: 0, 2: -1)" in texts["What was reached"]
    assert "the goals are met" in texts["Ending"]
    assert "beyond my competence; sent" in texts["Referral"]


def test_nothing_that_is_not_for_its_reader_is_in_the_report(cj: Cj, told: str, tmp_path: Path) -> None:
    for form, read in READERS.items():
        target = tmp_path / f"report.{form}"
        cj.ok("print", told, "--summary", "-o", str(target))
        text = together(read(target.read_bytes(), tmp_path))

        assert "IbuRatih" in text
        assert [word for word in ("Rahasia", "Budi", "Tini", "3174091205900001") if word in text] == [], form


def test_a_heading_without_content_says_so(cj: Cj) -> None:
    case = take_in(cj, "Ibu Sari")

    paper = cj.ok("print", case, "--summary").out

    assert "## Referral\n\nnot recorded" in paper
    assert "- **Underlying problem**: not recorded" in paper
    assert "## Ending\n\nnot recorded" in paper


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_speaks_the_language_of_its_reader(cj: Cj, sari: str, language: str) -> None:
    paper = cj.ok("print", sari, "--summary", "--lang", language).out

    assert ("Laporan sosial: " if language == "id" else "Case report: ") in paper
    assert ("## Terminasi" if language == "id" else "## Ending") in paper


def test_the_headings_of_an_agency_are_an_edit_of_the_file(cj: Cj, told: str, tmp_path: Path) -> None:
    form = tmp_path / "dinas.toml"
    form.write_text(
        'title = "Formulir B-7"\n[[headings]]\ntitle = "I. Klien"\n'
        'lines = [{from = "intake.client", title = "Nama"}, "own.pkh"]\n'
        '[[headings]]\ntitle = "II. Permohonan"\nlines = [{from = "intake.tried_before", title = "Upaya"}]\n'
    )
    once = cj.ok("print", told, "--headings", str(form)).out
    cj.ok("config", "headings", str(form))

    assert once.startswith("# Formulir B-7: Ibu Ratih")
    assert "- **Nama**: Ibu Ratih" in once
    assert "- **Upaya**: not recorded" in once
    assert cj.ok("print", told, "--summary").out == once


def test_the_template_is_the_file_that_comes_with_the_program(cj: Cj, sari: str, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(cj.ok("print", "--template").out)

    assert cj.ok("print", sari, "--headings", str(mine)).out == cj.ok("print", sari, "--summary").out


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[[headings]]\ntitle = ]", "line 2, column 9"),
        ("headings = []", "no headings"),
        ('[[headings]]\ntitle = "A"\nlines = ["intake.wnts"]', "heading 1 (A): no case says “intake.wnts” (perhaps"),
        ('[[headings]]\ntitle = "A"\nlines = ["goals", 3]', "headings[1].lines[2]"),
        ("[[headings]]\nlines = []", "headings[1] has no “title”"),
        ('[[headings]]\ntitle = "A"\nlines = [{from = "goals", titel = "x"}]', ".lines[1] cannot have “titel”"),
        ("[" * 100_000, "not valid TOML"),
    ],
)  # fmt: skip
def test_headings_that_cannot_be_used_are_refused_with_the_place(
    cj: Cj, sari: str, tmp_path: Path, text: str, place: str
) -> None:
    form = tmp_path / "form.toml"
    form.write_text(text)

    refused = cj("print", sari, "--headings", str(form))

    assert refused.code == 16
    assert place in refused.err
    assert refused.out == ""
    assert cj.json("report", "--access")["items"] == []


def test_a_report_is_of_a_case_and_of_the_whole_time(cj: Cj, sari: str) -> None:
    group = form_group(cj)

    assert cj("print", group, "--summary").code == 16
    assert cj("print", sari, "--summary", "--from", "2026-11-01").code == 16
    assert cj("print", "--summary").code == 16
    assert cj("print", sari, "--headings", "/nowhere.toml").code == 14


def test_who_does_harm_is_no_source_of_help(plain_cj: Cj) -> None:
    case = take_in(plain_cj, "Ibu Sari")
    ties = ("suami:stressful:from_client", "ipar:stressful:to_client", "ayah:broken:none", "nenek:strong:to_client")
    view = ("--underlying-problem", "He hits her.", "--shared-by", "both", "--risk", "high")
    plain_cj.ok("assess", case, *view, *(word for tie in ties for word in ("--tie", tie)))

    page = plain_cj.ok("print", case, "--summary", "--format", "md").out

    assert "nenek" in page
    assert "ipar" in page
    assert "suami" not in page
    assert "ayah" not in page
