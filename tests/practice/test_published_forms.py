"""Three published forms are filled from what the journal holds: a ministry's intake, a case plan, a group's record.

The forms: P1 of the Ministry of Social Affairs of Indonesia (pendataan PMKS 2015-2019); the case plan of CPIMS+
(Primero); the contents of a record of social group work as taught in Bangladesh (sweducarebd, 2018). The first two are
in `docs/forms`, for workers to use.
"""

import re
import shutil
from pathlib import Path

import pytest

from tests.world import Cj, form_group, take_in, work_through

FORMS = Path(__file__).parents[2] / "docs" / "forms"


def printed(cj: Cj, case: str, form: str, *more: str) -> dict[str, str]:
    """What stands beside each title of the form, in Indonesian."""
    page = cj.ok("print", case, "--headings", str(FORMS / form), "--format", "md", "--lang", "id", *more).out
    rows = re.findall(r"^- \*\*(.+?)\*\*: ((?:.|\n(?!- \*\*|\n))+)", page, re.MULTILINE)
    return dict(rows)


@pytest.fixture
def ministry(plain_cj: Cj) -> Cj:
    shutil.copy(FORMS / "pmks-p1-config.toml", plain_cj.home / "config.toml")
    return plain_cj


def test_the_ministrys_form_is_filled(ministry: Cj) -> None:
    own = {
        "status_pernikahan": "cerai mati",
        "hubungan_keluarga": "kepala keluarga",
        "tempat_lahir": "Sleman",
        "tempat_tinggal": "rumah tangga",
        "pendidikan": "SMP",
        "jenis_pmks": "perempuan rawan sosial ekonomi",
        "disabilitas": "tidak ada",
        "pekerjaan_keluarga": "buruh tani",
        "penghasilan_keluarga": "sekitar 600 ribu sebulan",
    }
    case = take_in(
        ministry, "Ibu Sari", "--identity-number", "nik:3404015207880001", "--identity-number", "kk:3404010101100002",
        "--gender", "perempuan", "--birth", "1988-07-12", "--contact", "0812 3456 7890", "--address", "Jl. Melati 4",
        "--household", "Dimas, anak, 12", "--household", "Mbah Rejo, ibu", "--area", "income",
        *(word for name, said in own.items() for word in ("--own", f"{name}={said}")),
    )  # fmt: skip
    ministry.ok(
        "assess", case, "--underlying-problem", "Upah habis untuk obat.", "--shared-by", "both", "--risk", "none",
        "--domain", "income=1: upah harian", "--domain", "shelter=3: rumah sendiri", "--need", "beasiswa untuk Dimas",
        "--strength", "menjahit",
    )  # fmt: skip
    ministry.ok("close", case, "--reason", "moved", "--because", "pindah ke Klaten")

    form = printed(ministry, case, "pmks-p1.toml", "--identity-numbers")

    empty = {title for title, said in form.items() if said.strip() == "tidak dicatat"}
    assert empty == set()
    assert len(form) >= 24
    assert set(own.values()) <= {*form.values()}
    assert "3404015207880001" in form["NIK dan nomor KK"]
    assert "1 dari 4" in form["Komponen dan penilaian"]


def test_the_case_plan_is_filled(plain_cj: Cj) -> None:
    case = work_through(plain_cj, "Ibu Ratna")["CASE"]

    form = printed(plain_cj, case, "case-plan.toml")

    assert {title for title, said in form.items() if said.strip() == "tidak dicatat"} == set()
    assert "Puskesmas Melati" in form["Diberikan oleh"]
    assert "klien: sew one order" in form["Apa, oleh siapa, sampai kapan"]
    assert form["Disepakati"] == "ya"


def test_the_record_of_a_group_is_filled(plain_cj: Cj) -> None:
    """Each item of the published list, by words that only this item holds."""
    group = form_group(plain_cj, "Bu Wati", "Bu Tini")
    items = {
        "name": ("", "Ibu Tangguh"),
        "place and setting": ("--place", "Balai RT, di lantai"),
        "members absent": ("--absent", "Bu Tini"),
        "new members": ("--new", "Bu Yem"),
        "participation by name": ("--member-note", "Bu Wati=memimpin hitungan modal"),
        "atmosphere": ("--process", "ramai, semua bicara"),
        "work completed": ("--result", "harga keripik disepakati"),
        "conflict and apathy": ("--task", "e: dua orang berebut giliran"),
        "decisions": ("--decision", "jual dua ukuran: consensus"),
        "what the worker did": ("--guidance", "menanya yang diam"),
        "agency help and material": ("--resource", "timbangan dari PKK"),
        "programme": ("--programme", "menimbang dan membungkus"),
        "aim": ("--aim", "harga yang sama"),
        "next": ("--next-on", "+7d"),
    }
    given = [word for option, said in items.values() if option for word in (option, said)]
    plain_cj.ok("group", "session", group, *given)

    page = plain_cj.ok("print", group, "--format", "md").out

    told = {item: said.split("=")[-1].split(": ")[-1] if option != "--decision" else "jual dua ukuran"
            for item, (option, said) in items.items() if option != "--next-on"}  # fmt: skip
    assert {item for item, said in told.items() if said not in page} == set()
