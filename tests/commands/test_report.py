"""`cj report`: the month in figures. It names nobody, it says how things stood, and it leaves as a file others open."""

import csv
import io
import re
import shutil
import stat
import tempfile
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from casejournal.words import LANGUAGES
from tests import tools
from tests.papers import READERS
from tests.world import JAKARTA, Cj, Replies, form_group, take_in

NAMES = ("Sarinah", "Budiman", "Ratnawati", "Agustinus", "Wahyuni", "Jokowarno", "Kemuning")
COLUMNS = ["from", "to", "section", "figure", "group", "series", "value", "unit", "title"]
MADE: list[tuple[Path, datetime]] = []


@pytest.fixture
def agency(plain_cj: Cj) -> Cj:
    """A worker with seven cases and a group, at the end of November 2026. Every text names somebody."""
    if not MADE:
        write(plain_cj)
        MADE.append((Path(tempfile.mkdtemp()) / "home", plain_cj.clock.now))
        shutil.copytree(plain_cj.home, MADE[0][0])
        return plain_cj
    home, plain_cj.clock.now = MADE[0]
    plain_cj.become(home)
    return plain_cj


def write(cj: Cj) -> None:
    """Write a caseload of September to November."""
    cj.clock.now = datetime(2026, 9, 7, 9, 0, tzinfo=JAKARTA)
    (cj.home / "config.toml").write_text('areas = ["adat", "for Sarinah"]\n')
    refs = [
        take_in(
            cj, f"Ibu {name}", "--area", "income", "--area", "adat" if n else "for Sarinah", "--age", str(10 + 9 * n),
            "--gender", ("perempuan", "male", f"as {name} says")[n % 3], "--alias", f"Mak {name[:5]}",
        )
        for n, name in enumerate(NAMES)
    ]  # fmt: skip
    cj.clock.now = datetime(2026, 10, 8, 9, 0, tzinfo=JAKARTA)
    for n, ref in enumerate(refs):
        cj.ok(
            "note",
            ref,
            f"{NAMES[n]} spoke.",
            "--channel",
            ("visit", "phone")[n % 2],
            "--minutes",
            "30",
            "--role",
            "broker",
        )
    given = cj.json("task", "add", refs[0], "rice for Sarinah", "--who", "worker")["ref"]
    cj.ok(
        "task", "done", given, "--kind-of-help", "material", "--amount", "5", "--unit", "kg for Sarinah",
        "--provided-by", "Budiman",
    )  # fmt: skip
    cj.ok(
        "principles",
        "checklist",
        refs[0],
        "--acceptance",
        "kept: Sarinah said so",
        "--participation",
        "strained: Budiman",
    )
    cj.ok("refer", refs[1], "--to", "Puskesmas Kemuning", "--reason", "specialist")
    group = form_group(cj, "Wahyuni", "Ratnawati", "Kemuning", on="2026-09-10", name="The friends of Sarinah")
    cj.ok("group", "session", group, "--present", "Wahyuni", "--present", "Ratnawati", "--absent", "Kemuning")
    cj.ok("close", refs[6], "--reason", "other", "--other-reason", "Sarinah knows", "--because", "Sarinah")
    (cj.home / "config.toml").write_text('areas = ["adat"]\n')
    cj.clock.now = datetime(2026, 11, 20, 9, 0, tzinfo=JAKARTA)


def figure(report: dict[str, object], key: str) -> dict[str, object]:
    """What a figure of the JSON says, as far as anything was counted."""
    figures = {each["key"]: each for section in report["sections"] for each in section["figures"]}  # type: ignore[attr-defined]
    return {group["key"]: group["value"] for group in figures[key]["groups"] if group.get("value")}


def test_the_figures_of_a_month(agency: Cj) -> None:
    report = agency.json("report", "--month", "october")

    assert (report["from"], report["to"], report["month"]) == ("2026-10-01", "2026-10-31", "2026-10")
    assert figure(report, "open_by_stage") == {"assessing": 6}
    assert figure(report, "open_by_area") == {"income": 6, "adat": 5, "other": 1}
    assert figure(report, "contacts_by_channel") == {"visit": 4, "phone": 3}
    assert figure(report, "minutes") == {"contact": 210}
    assert figure(report, "movement") == {"closed": 1}
    assert figure(report, "help_amounts") == {"other": 5}
    assert figure(report, "attendance") == {"present": 2, "absent": 1}
    assert figure(report, "attendance_rate") == {"rate": 66.7}
    assert figure(report, "referrals_open") == {"draft": 1}


def test_the_month_is_this_one_unless_another_or_a_period_is_named(agency: Cj) -> None:
    assert agency.json("report")["to"] == "2026-11-20"
    assert agency.json("report", "--month", "bulan lalu")["month"] == "2026-10"
    period = agency.json("report", "--from", "2026-09-01", "--to", "2026-10-31")
    assert (period["from"], period["to"], period["month"]) == ("2026-09-01", "2026-10-31", "")
    assert figure(period, "movement") == {"new": 7, "closed": 1}
    assert agency.json("report", "--from", "2026-10-01")["to"] == "2026-11-20"


@pytest.mark.parametrize(
    "wrong",
    [
        ("--month", "someday"), ("--month", "2026-12"), ("--month", "oct", "--from", "2026-10-01"),
        ("--to", "yesterday"),
        ("--from", "2026-10-09", "--to", "2026-10-01"), ("--from", "2026-12-01"), ("--from", "03/04"),
        ("--access", "--csv"), ("--format", "xls"), ("-o", "report.doc"),
    ],
)  # fmt: skip
def test_what_is_no_period_or_no_format_is_refused(agency: Cj, wrong: tuple[str, ...]) -> None:
    refused = agency("report", *wrong, "--json")

    assert refused.code == 16
    assert refused.error["message"]


def test_a_report_made_later_says_what_it_said_on_the_last_day(agency: Cj) -> None:
    agency.clock.now = datetime(2026, 10, 31, 20, 0, tzinfo=JAKARTA)
    before = agency.json("report", "--month", "2026-10")
    agency.clock.now = datetime(2026, 12, 3, 9, 0, tzinfo=JAKARTA)
    case = agency.json("list")["items"][0]["ref"]
    agency.ok("note", case, "Later.", "--role", "advocate")
    agency.ok("assess", case, "--underlying-problem", "Later.", "--risk", "high")
    agency.ok("close", case, "--reason", "moved", "--because", "Later.")

    assert agency.json("report", "--month", "2026-10") == before

    agency.ok("note", case, "Forgotten.", "--on", "2026-10-20")
    after = agency.json("report", "--month", "2026-10")
    assert figure(after, "notes") == {"contact": 8}
    assert after["later"] == {"written": 1, "corrected": 0, "struck": 0}
    assert "1 added" in agency.ok("report", "--month", "2026-10").out


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_named_in_any_form_of_it(agency: Cj, tmp_path: Path, language: str) -> None:
    refs = [each["ref"] for each in agency.json("list", "--all")["items"]]
    files = [agency.home / f"report.{ending}" for ending in (*READERS, "csv")]
    for file in files:
        agency.ok("report", "--month", "2026-10", "-o", str(file), "--lang", language)
    ways = ((), ("--json",), ("--plain",))
    said = [agency.ok("report", "--month", "2026-10", "--lang", language, *way).out for way in ways]
    said += [read(file.read_bytes(), tmp_path) for file, read in zip(files, READERS.values(), strict=False)]
    said.append(files[-1].read_text(encoding="utf-8"))

    for text in said:
        assert not [each for each in (*NAMES, *refs, "Mak ") if each.casefold() in text.casefold()]
        assert not re.findall(r"\b[A-Z]-[0-9A-Z]{4}\b", text)
        assert "66.7" in text


def test_a_file_is_only_ours_and_the_access_log_knows_of_it(agency: Cj) -> None:
    path = agency.home / "report.html"

    told = agency.json("report", "--month", "2026-10", "-o", str(path))

    assert told == {"schema": "casejournal/report-file/1", "format": "html", "file": str(path)}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [(each["what"], each["file"]) for each in agency.json("report", "--access")["items"]] == [
        ("report", str(path))
    ]
    assert agency("report", "-o", str(path)).code == 4
    assert agency("report", "-o", str(agency.journal / "report.html")).code == 16
    assert agency("report", "--format", "pdf", "--no-input").code == 4
    assert agency("report", "-o", str(path), asks=Replies(False)).code == 3


def test_csv_is_read_by_others_and_its_keys_stay_the_same_in_every_language(agency: Cj) -> None:
    english, indonesian = (
        list(csv.DictReader(io.StringIO(agency.ok("report", "--month", "2026-10", "--csv", "--lang", each).out)))
        for each in LANGUAGES
    )

    assert list(english[0]) == COLUMNS
    assert [dict(row, title="") for row in english] == [dict(row, title="") for row in indonesian]
    row = next(row for row in indonesian if (row["figure"], row["group"]) == ("contacts_by_channel", "visit"))
    assert (row["from"], row["section"], row["value"], row["unit"]) == ("2026-10-01", "contacts", "4", "contacts")
    assert row["title"] == "Kontak menurut cara: kunjungan rumah"
    assert not [cell for line in english for cell in line.values() if cell.startswith(("=", "+", "-", "@"))]


def test_figures_of_few_people_are_hidden_on_request(agency: Cj) -> None:
    shown = agency.ok("report", "--month", "2026-10", "--suppress-small").out
    rows = list(csv.DictReader(io.StringIO(agency.ok("report", "--month", "2026-10", "--suppress-small", "--csv").out)))
    report = agency.json("report", "--month", "2026-10", "--suppress-small")

    assert "<5: fewer than five people" in shown
    assert {row["value"] for row in rows if row["figure"] == "movement"} == {"0", "<5"}
    assert figure(report, "movement") == {}
    assert report["suppressed"] is True
    assert report["later"] is None
    groups = next(each for each in report["sections"][1]["figures"] if each["key"] == "movement")["groups"]
    assert {"key": "closed", "value": None, "hidden": "few"} in groups
    assert "--suppress-small" in agency.ok("report", "-o", str(agency.home / "x.html")).out
    assert "--suppress-small" not in agency.ok("report", "-o", str(agency.home / "y.html"), "--suppress-small").out


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_opens_by_itself_with_a_chart_beside_its_table(agency: Cj, tmp_path: Path, language: str) -> None:
    path = tmp_path / "report.html"
    agency.ok("report", "--month", "2026-10", "-o", str(path), "--lang", language)

    seen = tools.browsed(path, folder=tmp_path / "browser")

    assert f'<html lang="{language}"' in seen
    charts = re.findall(r"<svg.*?</svg>", seen, re.DOTALL)
    assert len(charts) >= 4
    for chart in charts:
        drawn = ET.fromstring(chart)  # noqa: S314 - our own drawing
        assert drawn.get("role") == "img"
        titles = [each.text for each in drawn if each.tag.endswith(("}title", "}desc"))]
        assert len(titles) == 2
        assert f">{titles[0]}</th>" in seen
    assert not re.findall(r"""(?:src|href)=["'](?!#)""", seen)
    assert "http:" not in re.sub(r'xmlns="[^"]*"', "", seen)


def test_an_answer_that_never_leaves_the_house_is_counted_on_the_screen_only(plain_cj: Cj) -> None:
    said = '[intake_fields.faith]\nchoices = ["one", "another"]\n{leaves}[intake_fields.aid]\nchoices = ["PKH"]\n'
    (plain_cj.home / "config.toml").write_text(said.format(leaves="leaves = false\n"))
    take_in(plain_cj, "Sari", "--own", "faith=one", "--own", "aid=PKH")

    assert figure(plain_cj.json("report"), "own_faith") == {"one": 1}
    assert "own_faith" not in plain_cj.ok("report", "--csv").out
    assert "own_aid,PKH,,1,cases" in plain_cj.ok("report", "--csv").out
    (plain_cj.home / "config.toml").write_text(said.format(leaves=""))
    assert "own_faith,one,,0,cases" in plain_cj.ok("report", "--csv").out


def test_what_is_struck_does_not_count_and_what_is_damaged_is_told(agency: Cj) -> None:
    cases = [each["ref"] for each in agency.json("list")["items"]]
    note = re.findall(r"N-\w{4}", agency.ok("show", cases[0]).out)[0]
    agency.ok("strike", note, "--reason", "twice", "--yes")
    log = agency.log(cases[1])
    log.write_bytes(b"x" + log.read_bytes())

    report = agency("report", "--month", "2026-10", "--json")

    assert report.code == 13
    assert report.json["unread"] == 1
    assert figure(report.json, "notes") == {"contact": 5}
    assert "incomplete: 1 file" in agency("report", "--month", "2026-10").out
    assert "report,unread,,,1,files" in agency("report", "--month", "2026-10", "--csv").out


def test_a_journal_without_cases_says_how_to_go_on(plain_cj: Cj) -> None:
    assert "Nothing happened in this period" in plain_cj.ok("report").out
    assert "--month" in plain_cj.ok("report").out


def test_a_report_that_is_stopped_leaves_nothing_behind(agency: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    path = agency.home / "report.html"

    def stopped(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("casejournal.domain.report.report.Count.add", stopped)

    assert agency("report", "-o", str(path)).code == 130
    assert not path.exists()
    assert agency.json("report", "--access")["items"] == []


def test_a_disk_that_is_full_leaves_the_earlier_file(agency: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    path = agency.home / "report.csv"
    path.write_text("earlier")

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("casejournal.storage.disk.os.fsync", full)
    refused = agency("report", "-o", str(path), "--yes")

    assert refused.code == 18
    assert path.read_text() == "earlier"


def test_damage_is_told_once_however_often_it_is_met(plain_cj: Cj) -> None:
    """The index met it, and so does whoever reads every case."""
    case = take_in(plain_cj, "Ibu Sari")
    take_in(plain_cj, "Pak Budi")
    log = plain_cj.log(case)
    log.write_bytes(log.read_bytes()[:-20] + b"longer than it was" + b"\n")

    calendar = ("export", "--all", "--format", "ics", "-o", str(plain_cj.home / "due.ics"))
    for command, code in ((("report",), 13), (("report", "--access"), 13), (calendar, 0)):  # what was written counts
        told = plain_cj(*command, "--yes")

        assert told.code == code, (command, told)
        assert "1 file is damaged" in told.err, (command, told.err)
