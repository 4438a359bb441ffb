"""`cj export`: each case must allow it and remembers it; what stays stays; each format is opened by others."""

import csv
import io
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from tinydb import TinyDB, where

from casejournal.desk.handing_over import after_it_is_recorded
from casejournal.domain.consent import Shareable
from casejournal.exchange.export import as_json
from casejournal.exchange.export.formats import FORMATS
from tests.tools import program, run
from tests.world import Cj, Replies, form_group, take_in, work_through

TO = "Dinas Sosial"
EVERYTHING = [word for what in Shareable for word in ("--scope", what.value)]
HOSTILE = '=HYPERLINK("http://x") </script>\x1b[31m {{7*7}}'
OURS = ("json", "jsonl", "csv", "tinydb", "docx", "html", "md")
HIDES = [form for form in OURS if form != "jsonl"]
"""The formats that name no other client. JSON Lines hands on what was written."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of somebody with three cases, one of them complete, in a plain journal."""
    cj = Cj(tmp_path_factory.mktemp("prepared"))
    cj.ok("init", "--plain-text")
    sari = work_through(cj, "Ibu Sari")["CASE"]
    take_in(cj, "Dimas Anggara", "--related", f"{sari}=child")
    take_in(cj, "Pak Tono")
    cj.ok("note", sari, "Rahasia-pribadi", "--visibility", "private")
    cj.ok("note", sari, "Rahasia-supervisi", "--visibility", "supervision")
    cj.ok("note", sari, "Dimas Anggara came along.", "--on", "yesterday")
    note = cj.json("note", sari, HOSTILE, "--minutes", "25")["ref"]
    cj.ok("amend", note, "--set", "minutes=30", "--reason", "mistyped")
    group = form_group(cj, name="Tangguh")
    cj.ok("group", "join", group, sari)
    return cj.home


@pytest.fixture
def desk(prepared: Path, tmp_path: Path) -> Cj:
    """A copy of it."""
    shutil.copytree(prepared, tmp_path / "home")
    return Cj(tmp_path / "home")


def consented(cj: Cj, case: str = "sari", *more: str) -> str:
    """The client agrees that they may know everything. Returns the ref of the consent."""
    given = ("--purpose", "x", "--recipient", TO, "--given-by", "client", *EVERYTHING)
    return str(cj.json("consent", case, *given, *more)["ref"])


def exported(cj: Cj, form: str, *more: str, case: str = "sari", to: str = TO) -> bytes:
    """The file that is written, whatever the consents say."""
    path = cj.home / f"out.{form}"
    words = ("--format", form, "-o", str(path), "--override", "x", "--yes", *more)
    cj.ok("export", *([case] if case else []), "--to", to, *words)
    return path.read_bytes()


def readable(form: str, content: bytes) -> str:
    """Everything that can be read in it."""
    if form in {"csv", "docx"}:
        archive = zipfile.ZipFile(io.BytesIO(content))
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith((".csv", ".xml")))
    return content.decode()


# Who may have it


def test_nothing_leaves_while_nobody_said_who_it_is_for(desk: Cj) -> None:
    before = desk.files()

    result = desk("export", "sari")

    assert result.code == 6
    assert "--to" in result.err
    assert "--override" in result.err
    assert desk.files() == before


def test_at_a_terminal_it_is_asked_who_it_is_for(desk: Cj) -> None:
    consented(desk)
    replies = Replies(TO)

    desk.ok("export", "sari", asks=replies)

    assert replies.asked == ["Who is it for? An agency or a person."]


@pytest.mark.parametrize(
    "said",
    [
        (),
        ("--recipient", "Puskesmas", *EVERYTHING),
        ("--recipient", TO, "--scope", "name"),
        ("--recipient", TO, *EVERYTHING, "--withheld", f"notes:{TO}"),
    ],
    ids=["none", "for others", "for less", "something withheld"],
)
def test_without_a_consent_to_everything_nothing_leaves(desk: Cj, said: tuple[str, ...]) -> None:
    if said:
        desk.ok("consent", "sari", "--purpose", "x", "--given-by", "client", *said, "--yes")
    path, before = desk.home / "out.json", desk.files()

    result = desk("export", "sari", "--to", TO, "-o", str(path))

    assert result.code == 6, result
    assert not path.exists()
    assert desk.files() == before


def test_the_case_says_what_went_to_whom_on_which_consent(desk: Cj) -> None:
    consent = consented(desk)
    path = desk.home / "out.json"

    told = desk.json("export", "sari", "--to", TO, "-o", str(path))
    again = desk.json("export", "sari", "--to", TO, "-o", str(path), "--yes")

    (kept,) = [each for each in desk.json("show", "sari")["disclosures"] if each["means"] == "export"]
    assert (kept["recipient"], kept["consents"], kept["override"]) == (TO, [consent], "")
    assert told["disclosures"] == again["disclosures"] == [kept["ref"]]
    assert path.stat().st_mode & 0o777 == 0o600
    entry = desk.json("report", "--access")["items"][0]
    assert (entry["what"], entry["to"], entry["file"]) == ("export", TO, str(path))


def test_a_reason_instead_of_a_consent_stays_visible(desk: Cj) -> None:
    desk.ok("export", "sari", "--to", TO, "--override", "The judge asked.", "-o", str(desk.home / "out.json"))

    assert "The judge asked." in [each["because"] for each in desk.json("show", "sari")["overrides"]]
    assert desk("undo", "--yes").code == 5


def test_of_all_cases_those_without_consent_are_named_and_can_be_left_out(desk: Cj) -> None:
    consented(desk)
    path = desk.home / "all.json"
    words = ("export", "--all", "--to", TO, "-o", str(path))

    refused = desk(*words)
    assert refused.code == 6
    assert "2 of 3 cases" in refused.err
    assert not path.exists()
    told = desk.json(*words, "--only-consented")

    assert told["cases"] == [desk.json("show", "sari")["ref"]]
    assert len(told["groups"]) == 1
    assert {each["ref"] for each in json.loads(path.read_bytes())["files"]} == {*told["cases"], *told["groups"]}
    assert len(desk.json("report", "--access")["items"]) == 1


def test_a_group_goes_only_with_all_its_members(desk: Cj) -> None:
    consented(desk, "tono")

    told = desk.json("export", "--all", "--to", TO, "-o", str(desk.home / "all.json"), "--only-consented")

    assert told["groups"] == []


# What stays


@pytest.mark.parametrize("form", OURS)
def test_what_is_private_or_for_supervision_goes_to_nobody(desk: Cj, form: str) -> None:
    text = readable(form, exported(desk, form))

    assert "I went there myself." in text
    assert "Rahasia" not in text


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_supervision_goes_to_the_worker_alone(desk: Cj, form: str) -> None:
    text = exported(desk, form, to="rahma").decode()

    assert "Rahasia-supervisi" in text
    assert "Rahasia-pribadi" not in text


def test_an_intake_that_is_private_keeps_the_whole_case(desk: Cj) -> None:
    ref = take_in(desk, "Bu Wati", "--visibility", "private")

    assert desk("export", ref, "--to", TO, "--override", "x").code == 16
    assert b"Bu Wati" not in exported(desk, "jsonl", "--all", case="")


def test_a_version_that_was_private_stays_and_so_does_everything_that_became_private(desk: Cj) -> None:
    opened = desk.json("note", "sari", "Rahasia-dulu", "--visibility", "private")["ref"]
    desk.ok("amend", opened, "--set", "visibility=record", "--set", "body=What may be told.", "--reason", "x")
    closed = desk.json("note", "sari", "Rahasia-nanti")["ref"]
    desk.ok("amend", closed, "--set", "visibility=private", "--reason", "x")

    text = exported(desk, "jsonl").decode()

    assert "What may be told." in text
    assert "Rahasia" not in text


@pytest.mark.parametrize("form", HIDES)
def test_what_was_struck_goes_to_nobody_else(desk: Cj, form: str) -> None:
    desk.ok("strike", desk.json("note", "sari", "Salah-kasus")["ref"], "--reason", "x", "--yes")

    assert "Salah-kasus" not in readable(form, exported(desk, form))


@pytest.mark.parametrize("form", HIDES)
def test_if_the_plan_in_force_stays_no_earlier_one_goes_as_if_it_held(desk: Cj, form: str) -> None:
    before = desk.json("show", "sari")["plans"][-1]["goals"][1]["statement"]
    desk.ok("plan", "sari", "--goal", "1=Rahasia", "--agreed", "yes", "--reason", "x", "--visibility", "private")

    text = readable(form, exported(desk, form))

    assert "Rahasia" not in text
    assert before not in text


@pytest.mark.parametrize("form", HIDES)
def test_the_names_of_other_clients_are_hidden(desk: Cj, form: str) -> None:
    text = readable(form, exported(desk, form))

    assert "came along." in text
    assert "Dimas Anggara" not in text


def test_before_they_are_handed_on_word_for_word_it_is_asked(desk: Cj) -> None:
    words = ("export", "sari", "--to", TO, "--override", "x", "--format", "jsonl")

    assert desk(*words).code == 4
    assert "Dimas Anggara" in desk.ok(*words, "--yes").out


def test_the_word_that_proves_who_somebody_is_is_not_handed_out(desk: Cj) -> None:
    desk.ok("amend", "sari", "--set", "safe_contact.code_word=melati", "--reason", "x")

    desk.ok("amend", "sari", "--set", "safe_contact.code_word=kenanga", "--reason", "x")

    for form in ("json", "jsonl"):
        text = exported(desk, form)
        assert b"melati" not in text
        assert b"kenanga" not in text
    assert b"melati" in exported(desk, "jsonl", to="rahma")


# What others make of it


def test_jq_reads_one_document_of_cases_as_they_are_shown(desk: Cj) -> None:
    content = exported(desk, "json").decode()
    shown = desk.json("show", "sari")

    (stage, notes) = run((program("jq"), "-r", ".files[0] | .stage, (.notes | length)"), content).split()

    assert stage == shown["stage"]
    assert int(notes) == len(shown["notes"]) - 2


def test_what_is_printed_is_json_whatever_a_person_wrote(desk: Cj) -> None:
    out = desk.ok("export", "sari", "--to", TO, "--override", "x").out

    assert HOSTILE in [note["body"] for note in json.loads(out)["files"][0]["notes"]]
    assert out.replace("\n", "").isprintable()


def test_stock_tinydb_finds_what_it_is_asked_for(desk: Cj, tmp_path: Path) -> None:
    exported(desk, "tinydb")

    with TinyDB(desk.home / "out.tinydb") as database:
        found = database.table("notes").search(where("minutes") == 30)

    assert [each["body"] for each in found] == [HOSTILE]


def test_a_spreadsheet_gets_tables_without_formulas(desk: Cj) -> None:
    archive = zipfile.ZipFile(io.BytesIO(exported(desk, "csv", "--all", case="")))

    assert archive.testzip() is None
    tables = {
        name: list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig")))) for name in archive.namelist()
    }
    assert {row["Client"] for row in tables["intake.csv"]} == {"Ibu Sari", "Dimas Anggara", "Pak Tono"}
    (row,) = [row for row in tables["notes.csv"] if row["Minutes"]]
    assert row["Minutes"] == "30"
    assert row["Note"].startswith("'=HYPERLINK")
    assert row["Happened on"] == "2026-11-23"
    assert "memberships.csv" in tables


def test_a_text_document_and_a_page_say_what_the_case_says(desk: Cj) -> None:
    paper = docx.Document(io.BytesIO(exported(desk, "docx")))
    page = exported(desk, "html").decode()

    assert "Ibu Sari" in "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "Ibu Sari" in page
    assert HOSTILE not in page
    assert "<script" not in page


# What can go wrong


def test_a_format_nobody_knows_is_named_with_those_there_are(desk: Cj) -> None:
    for words in (("--format", "xml"), ("-o", str(desk.home / "out.xml"))):
        result = desk("export", "sari", "--to", TO, "--override", "x", *words)

        assert result.code == 16
        assert all(form in result.err for form in FORMATS)


def test_a_format_is_known_by_the_ending_of_the_file(desk: Cj) -> None:
    for form, kind in FORMATS.items():
        path = desk.home / f"by{kind.ending}"
        told = desk.json("export", "sari", "--to", TO, "--override", "x", "-o", str(path), "--yes")
        assert told["format"] in {form, "json"}


def test_a_file_that_is_there_is_not_written_over_unasked(desk: Cj) -> None:
    path = desk.home / "out.json"
    path.write_text("mine")

    assert desk("export", "sari", "--to", TO, "--override", "x", "-o", str(path)).code == 4
    assert path.read_text() == "mine"


def test_a_folder_that_is_a_link_is_followed_but_never_into_the_journal(desk: Cj) -> None:
    (desk.home / "elsewhere").mkdir()
    (desk.home / "link").symlink_to(desk.home / "elsewhere")
    (desk.home / "trap").symlink_to(desk.journal / "cases")
    words = ("export", "sari", "--to", TO, "--override", "x", "-o")

    desk.ok(*words, str(desk.home / "link" / "out.json"))

    assert (desk.home / "elsewhere" / "out.json").exists()
    assert desk(*words, str(desk.home / "trap" / "out.json")).code == 16


def test_before_the_case_says_it_the_whole_of_it_is_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "out.json"

    with after_it_is_recorded(path, lambda file: file.write(b"all of it")):
        (beside,) = tmp_path.iterdir()
        assert beside != path
        assert beside.read_bytes() == b"all of it"

    assert path.read_bytes() == b"all of it"


def test_ctrl_c_in_the_middle_leaves_no_file_and_no_trace(desk: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_given: Any) -> Any:
        raise KeyboardInterrupt

    before, path = desk.files(), desk.home / "out.json"
    monkeypatch.setattr(as_json, "_document", stopped)

    result = desk("export", "sari", "--to", TO, "--override", "x", "-o", str(path))

    assert result.code == 130
    assert [each.name for each in desk.home.glob("*out*")] == []
    assert desk.files() == before


@pytest.mark.parametrize("words", [(), ("sari", "--all")])
def test_either_a_case_is_named_or_all_are_asked_for(desk: Cj, words: tuple[str, ...]) -> None:
    assert desk("export", *words, "--to", TO).code == 16


@pytest.mark.parametrize("words", [("--all",), ("sari", "--format", "csv"), ("sari", "--seal", "passphrase")])
def test_what_cannot_be_printed_wants_a_file(desk: Cj, words: tuple[str, ...]) -> None:
    assert desk("export", *words, "--to", TO, "--override", "x").code == 4
