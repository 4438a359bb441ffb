"""A caseload taken in from a table: what is recognised, what is rejected and why, and that twice is once."""

import codecs
import csv
import io
import struct
import zipfile
import zlib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from casejournal.exchange.caseload import delimited, spreadsheet
from casejournal.storage.journal import Journal
from tests.world import Cj, take_in

HEADING = "Nama,Masalah"
AT_TEN = datetime(2026, 11, 3, 10, 5)  # noqa: DTZ001 - a spreadsheet knows no zones


@pytest.fixture
def cj(plain_cj: Cj) -> Cj:
    """A journal for practice: what is tested here seals nothing."""
    return plain_cj


def table(cj: Cj, text: str | bytes, name: str = "clients.csv") -> str:
    """Write a table, and return its path."""
    path = cj.home / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def sheet(cj: Cj, *rows: list[Any], name: str = "clients.xlsx") -> str:
    """Write a spreadsheet, and return its path."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(cj.home / name)
    return str(cj.home / name)


def why(result: Any) -> list[tuple[int, str]]:
    """The lines that were rejected, and the columns at fault."""
    return [(each["line"], each["column"]) for each in result.json["rejected"]]


def intakes(cj: Cj) -> dict[str, Any]:
    """Every intake, by the name of the client."""
    refs = [each["ref"] for each in cj.json("list", "--all")["items"]]
    shown = [cj.json("show", ref)["intake"] for ref in refs]
    return {each["client"]: each for each in shown}


def test_columns_are_recognised_in_either_language_and_each_row_is_a_case(cj: Cj) -> None:
    text = (
        "Nama klien;NIK;Alamat;Tgl. Lahir;Masalah;No HP;Bidang;L/P;Tanggal masuk\n"
        "Ibu Sari;3171234567890123;Jl. Melati 3;25/12/1990;No rice.;0812-3456-7890;keluarga, education;P;2026-11-20\n"
    )
    by_row = cj.ok("import", table(cj, text), "--json").json

    sari = intakes(cj)["Ibu Sari"]
    assert by_row["new"] == 1
    assert by_row["cases"] == [sari["ref"]]
    assert sari["identity_numbers"] == [{"kind": "nik", "number": "3171234567890123"}]
    assert (sari["birth"], sari["contact"], sari["gender"]) == ("1990-12-25", "0812-3456-7890", "P")
    assert (sari["areas"], sari["on"], sari["address"]) == (["family", "education"], "2026-11-20", "Jl. Melati 3")
    english = "Name,Reason for contact,Date of birth\nBudi,x,about 1990\n"
    assert cj.ok("import", table(cj, english, "b.csv"), "--json").json["new"] == 1


def test_taking_in_the_same_table_again_adds_nothing(cj: Cj) -> None:
    path = table(cj, f"{HEADING}\nSari,x\nBudi,y\nSari,x\n")
    first = cj.ok("import", path, "--json").json
    before = cj.files()

    again = cj.ok("import", path, "--json").json

    assert (first["new"], first["already"]) == (2, 1)
    assert (again["new"], again["already"]) == (0, 3)
    assert {name: data for name, data in cj.files().items() if name.startswith("cases")} == {
        name: data for name, data in before.items() if name.startswith("cases")
    }


def test_a_row_is_known_by_its_key_also_when_it_was_changed(cj: Cj) -> None:
    cj.ok("import", table(cj, "No,Nama,Masalah\n1,Sari,x\n"), "--key", "No")

    again = cj.ok("import", table(cj, "No,Nama,Masalah\n1,Sari Dewi,xyz\n2,Budi,y\n"), "--key", "No", "--json").json

    assert (again["new"], again["already"]) == (1, 1)
    assert set(intakes(cj)) == {"Sari", "Budi"}
    assert cj("import", table(cj, f"{HEADING}\nA,b\n"), "--key", "Nomor").code == 16


def test_a_struck_case_does_not_come_back_with_its_table(cj: Cj) -> None:
    path = table(cj, f"{HEADING}\nSari,x\n")
    case = cj.ok("import", path, "--json").json["cases"][0]
    cj.ok("strike", case, "--reason", "by mistake", "--yes")

    assert cj.ok("import", path, "--json").json["already"] == 1


def test_each_rejected_row_is_named_with_its_line_its_column_and_the_reason(cj: Cj) -> None:
    text = (
        "Nama,NIK,Tgl lahir,Masalah,Keselamatan,Bidang\n"
        "A,317123456789,,x,,\n"
        "B,,03/04/1990,x,,\n"
        "C,,,,,\n"
        ",,,x,,\n"
        "D,3.17123E+15,31/02/1990,x,perhaps,feelings\n"
        "E,,,x,bahaya mendesak,\n"
        "F\n"
    )

    result = cj("import", table(cj, text), "--json")

    assert result.code == 17
    assert why(result) == [
        (2, "NIK"), (3, "Tgl lahir"), (4, "Masalah"), (5, "Nama"), (6, "NIK"), (6, "Tgl lahir"), (6, "Keselamatan"),
        (6, "Bidang"), (8, "Masalah"),
    ]  # fmt: skip
    reasons = {(each["line"], each["column"]): each["reason"] for each in result.json["rejected"]}
    assert "16 digits" in reasons[2, "NIK"]
    assert "1990-03-04" in reasons[3, "Tgl lahir"]
    assert "--dates" in reasons[3, "Tgl lahir"]
    assert "dropped digits" in reasons[6, "NIK"]
    assert set(intakes(cj)) == {"E"}
    assert len(cj.json("task", "list")["items"]) == 1


@pytest.mark.parametrize(
    ("order", "said", "day"),
    [("dmy", "03/04/2024", "2024-04-03"), ("mdy", "03/04/2024", "2024-03-04"), ("ymd", "2024/4/3", "2024-04-03")],
)
def test_days_in_numbers_are_read_in_the_order_that_is_named(cj: Cj, order: str, said: str, day: str) -> None:
    path = table(cj, f"{HEADING},Tanggal,Lahir\nSari,x,{said},{said}\n")
    assert order == "ymd" or cj("import", path).code == 17

    cj.ok("import", path, "--dates", order)

    assert (intakes(cj)["Sari"]["on"], intakes(cj)["Sari"]["birth"]) == (day, day)
    assert cj("import", path, "--dates", "xyz").code == 16
    assert cj("import", table(cj, f"{HEADING},Tanggal\nA,x,03/04/24\n"), "--dates", "dmy").code == 17


def test_rejected_rows_are_written_to_be_mended_and_taken_in_again(cj: Cj) -> None:
    path = table(cj, "Nama;Masalah;Catatan;Tgl lahir\nSari;x;;\nBudi;=1+1;;03/04/1990\n+62 Ani;;-;\n")
    place = cj.home / "rejected.csv"
    cj("import", path, "--rejects", str(place))
    text = place.read_text(encoding="utf-8-sig")

    rows = list(csv.reader(io.StringIO(text)))
    assert [row[0] for row in rows] == ["Nama", "Budi", "'+62 Ani"]
    assert rows[1][1] == "'=1+1"
    assert "Tgl lahir: “03/04/1990”" in rows[1][4]
    assert place.stat().st_mode & 0o777 == 0o600
    place.write_text(text.replace("03/04/1990", "1990-04-03").replace("+62 Ani,", "+62 Ani,y"))
    mended = cj.ok("import", str(place), "--json").json
    assert mended["new"] == 2
    assert mended["unknown"] == ["Catatan"]
    assert intakes(cj)["Budi"]["presenting_problem"] == "=1+1"
    assert "+62 Ani" in intakes(cj)


def test_people_who_likely_have_a_case_are_named_and_skipped_unless_allowed(cj: Cj) -> None:
    known = take_in(cj, "Ibu Sari", "--contact", "0812 3456 7890")
    text = f"{HEADING},HP\nSarie,x,\nBudi,x,+62 812-3456-7890\nAni,x,\nIbu Ani,y,\n"

    result = cj("import", table(cj, text), "--json")
    allowed = cj.ok("import", table(cj, text), "--allow-likely", "--json").json

    told = [each["reason"] for each in result.json["rejected"]]
    assert result.code == 17
    assert result.json["likely"] == 2
    assert told[0] == f"likely the same person as {known} Ibu Sari: the same telephone number"
    assert told[1] == "likely the same person as line 4: the same name"
    assert (result.json["new"], allowed["new"], allowed["already"]) == (2, 2, 2)


def test_a_dry_run_shows_how_the_table_was_understood_and_writes_nothing(cj: Cj) -> None:
    text = f"{HEADING},NIK,Tgl lahir,Warna\nSari,x,3171234567890123,25/12/1990,red\nBudi,,,,\n"
    before = cj.files()

    plain = cj("import", table(cj, text), "--dry-run")
    result = cj("import", table(cj, text), "--dry-run", "--json")

    assert plain.code == result.code == 17
    assert cj.files() == before
    assert "Tgl lahir\tBirth\t1990-12-25" in plain.out
    assert "3171234567890123" not in plain.out + result.out
    assert result.json["unknown"] == ["Warna"]
    assert result.json["columns"][0] == {
        "column": "Nama", "field": "client", "called": "Client", "values": ["Sari", "Budi"],
    }  # fmt: skip
    assert (result.json["new"], result.json["cases"]) == (1, [])


def test_a_person_says_what_a_column_fills(cj: Cj) -> None:
    (cj.home / "config.toml").write_text('[intake_fields.pkh]\ntitle = {en = "PKH number", id = "Nomor PKH"}\n')
    path = table(cj, "Siapa,Kenapa,Nomor PKH,Nama\nSari,x,123,y\n")
    (cj.home / "map.toml").write_text('"Siapa" = "client"\n"Nama" = "alias"\n')

    cj.ok("import", path, "--map-file", str(cj.home / "map.toml"), "--map", "Kenapa=Masalah")

    sari = intakes(cj)["Sari"]
    assert (sari["alias"], sari["presenting_problem"]) == ("y", "x")
    assert sari["own"][0]["value"] == "123"


@pytest.mark.parametrize(
    ("heading", "more", "says"),
    [
        ("Nama,Alamat", (), "presenting_problem"),
        (HEADING, ("--map", "Nomor=nik"), "Nama, Masalah"),
        (HEADING, ("--map", "Nama=colour"), "client"),
        (HEADING, ("--map", "Nama"), "COLUMN=FIELD"),
        (f"{HEADING},Name", (), "--map"),
        (HEADING, ("--map-file", "nowhere.toml"), "nowhere"),
        (HEADING, ("--sheet", "x"), "--sheet"),
    ],
)
def test_a_table_that_is_not_understood_is_refused_as_a_whole(
    cj: Cj, heading: str, more: tuple[str], says: str
) -> None:
    result = cj("import", table(cj, f"{heading}\nSari,x,y\n"), *more)

    assert result.code in {14, 16}
    assert says in result.err
    assert intakes(cj) == {}


@pytest.mark.parametrize(
    "text",
    [
        codecs.BOM_UTF8 + "Nama;Masalah\nJosé;x\n".encode(),
        codecs.BOM_UTF16_LE + "Nama\tMasalah\nJosé\tx\n".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "Nama|Masalah\r\nJosé|x\r\n".encode("utf-16-be"),
        "Nama,Masalah\rJosé,x\r".encode(),
        "sep=;\r\nNama;Masalah\r\nJosé;x\r\n".encode("cp1252"),
        'Daftar klien 2026,\n,\n"Nama","Masalah"\n"José","x"\n\n'.encode(),
    ],
)
def test_tables_are_read_as_each_program_writes_them(cj: Cj, text: bytes) -> None:
    result = cj.ok("import", table(cj, text))

    assert set(intakes(cj)) == {"José"}
    assert ("Windows-1252" in result.out) == (b"sep=" in text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (HEADING.encode(), "no row below"),
        (b"Nama,Masalah\n\x81\x8d,x\n", "readable text"),
        (b'Nama,Masalah\n"Sari,x\n' + b"y,z\n" * 400_000, "line 2"),
        (b"PK\x03\x04" + bytes(500), "spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "spreadsheet"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(cj: Cj, text: bytes, says: str) -> None:
    result = cj("import", table(cj, text))

    assert result.code == 16
    assert says in result.err
    assert result.out == ""


def test_a_table_that_breaks_off_says_what_is_in_already(cj: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casejournal.desk.taking_in._AT_ONCE", 1)
    monkeypatch.setattr(delimited, "_LONGEST_CELL", 1_000)

    rows = "".join(f"Client {chr(97 + n // 26)}{chr(97 + n % 26)}x,y\n" for n in range(30))

    result = cj("import", table(cj, f'{HEADING}\n{rows}Budi,"y\n' + "z\n" * 1_000), "--allow-likely")

    assert result.code == 16
    assert "line 32" in result.err
    assert "30 rows are in." in result.err
    assert len(cj.json("list", "--all")["items"]) == 30


def test_bytes_that_are_no_text_reject_their_row_only(cj: Cj) -> None:
    result = cj("import", table(cj, b"Nama,Masalah\nSa\0ri,x\nBudi,y\n" + b"Ani,\x1b[31mred\n"), "--json")

    assert why(result) == [(2, "Nama")]
    assert "\x1b" not in cj.ok("show", "ani").out


def test_a_spreadsheet_gives_days_numbers_and_texts(cj: Cj) -> None:
    path = sheet(
        cj,
        ["Caseload 2026"],
        ["Nama", "NIK", "Masalah", "Tgl lahir", "Tanggal", "HP", "Umur", "Sukarela"],
        ["Sari", "3171234567890123", "x", date(1990, 4, 3), AT_TEN, 81234567890, 36, True],
        ["Budi", 3171234567890123, "x", None, None, None, None, None],
        ["Ani", 317123456789, "=1+1", "03/04/1990", None, None, None, None],
        ["Tuti", None, "'=1+1", None, None, None, None, False],
    )

    result = cj("import", path, "--json", "--dates", "dmy")

    sari = intakes(cj)["Sari"]
    assert why(result) == [(4, "NIK"), (5, "NIK"), (5, "Masalah")]
    assert (sari["birth"], sari["on"], sari["contact"]) == ("1990-04-03", "2026-11-03", "81234567890")
    assert "36" in cj.ok("show", "sari").out or "Age" in cj.ok("show", "sari").out
    assert sari["voluntary"] is True
    assert intakes(cj)["Tuti"]["presenting_problem"] == "'=1+1"


def test_sheets_are_chosen_by_name_and_merged_cells_are_told(cj: Cj) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["nothing"])
    second = book.create_sheet("Klien")
    for row in (["Nama", "Masalah"], ["Sari", "x"], [None, "y"]):
        second.append(row)
    second.merge_cells("A2:A3")
    book.save(cj.home / "two.xlsx")
    path = str(cj.home / "two.xlsx")

    result = cj("import", path, "--sheet", "Klien", "--json")

    assert "2-3" in result.json["remarks"][0]
    assert why(result) == [(3, "Nama")]
    assert "Klien" in cj("import", path, "--sheet", "klient").err
    assert cj("import", path).code == 16


def test_a_spreadsheet_that_would_fill_the_memory_is_refused_whatever_it_says_of_its_size(
    cj: Cj, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet, "_MOST", 3_000_000)
    path = cj.home / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<a>" * 2_000_000)
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 16 : at + 20] = struct.pack("<I", zlib.crc32(b"<a>"))
    data[at + 24 : at + 28] = struct.pack("<I", len(b"<a>"))
    path.write_bytes(data)

    result = cj("import", str(path))

    assert result.code == 16
    assert "too large" in result.err


def test_without_the_library_a_spreadsheet_names_what_to_install(cj: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sheet(cj, ["Nama"], ["Sari"])
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)

    result = cj("import", path)

    assert result.code == 16
    assert "casejournal[import]" in result.err


def test_an_import_that_is_stopped_keeps_what_is_written_and_is_finished_by_the_same_command(
    cj: Cj, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [f"Client {chr(97 + n // 26)}{chr(97 + n % 26)}x,problem {n}" for n in range(60)]
    path = table(cj, "\n".join([HEADING, *rows]))
    monkeypatch.setattr("casejournal.desk.taking_in._AT_ONCE", 20)
    from casejournal.storage.many import Many

    opening, so_far = Many.opening, []

    def stops(self: Many) -> Any:
        so_far.append(1)
        if len(so_far) == 31:
            raise KeyboardInterrupt
        return opening(self)

    with monkeypatch.context() as stopped:
        stopped.setattr(Many, "opening", stops)
        result = cj("import", path, "--allow-likely")
    written = len(cj.json("list", "--all")["items"])
    again = cj.ok("import", path, "--allow-likely", "--json").json

    assert result.code == 130
    assert "30 rows are in. The same command takes in the others." in result.err
    assert written == 30
    assert (again["new"], again["already"]) == (30, 30)
    assert cj.ok("verify").code == 0


def test_two_imports_of_one_table_at_the_same_time_take_each_row_in_once(
    cj: Cj, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(cj, f"{HEADING}\nSari,x\nBudi,y\n")
    many, others = Journal.many, [1]

    def after_another(self: Journal, command: str) -> Any:
        if others and others.pop():
            cj.ok("import", path)
        return many(self, command)

    monkeypatch.setattr(Journal, "many", after_another)

    assert cj.ok("import", path, "--json").json["already"] == 2
    assert len(cj.json("list", "--all")["items"]) == 2


def test_each_row_is_a_line_of_its_own_that_an_intake_could_have_written(cj: Cj) -> None:
    case = cj.ok("import", table(cj, f"{HEADING},Keselamatan\nSari,x,immediate\n"), "--json").json["cases"][0]

    assert cj.log(case).read_text().count("\n") == 1
    assert cj.json("history", case)["items"][0]["command"] == "import"
    assert len(cj.json("task", "list")["items"]) == 1
    cj.ok("undo", "--yes")
    assert cj.json("list", "--all")["items"] == []


def test_a_full_disk_takes_in_nothing_it_does_not_tell_of(cj: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    path = table(cj, f"{HEADING}\nSari,x\n")
    with monkeypatch.context() as refusing:
        refusing.setattr("casejournal.storage.many.sync_folder", full)
        assert cj("import", path).code == 18

    assert cj("import", path).code == 0
    assert len(cj.json("list", "--all")["items"]) == 1


def test_a_very_long_cell_is_no_answer(cj: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "_LONGEST_CELL", 3_000_000)

    result = cj("import", table(cj, f"{HEADING}\nSari,{'x' * 1_000_001}\n"), "--json")

    assert why(result) == [(2, "Masalah")]


def test_options_for_tables_are_refused_for_other_files(cj: Cj) -> None:
    assert cj("import", table(cj, "{}\n"), "--map", "a=b").code == 16
