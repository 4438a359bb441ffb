"""`cj print`: the whole file on paper, in four formats, and nothing that is not for its reader."""

import errno
import stat
import sys
from pathlib import Path

import pypdf
import pytest

from casejournal.exchange.paper.document import Document
from casejournal.exchange.paper.formats import FORMATS
from tests.faults.disk import faulty_disk
from tests.papers import READERS, together
from tests.tools import browsed
from tests.world import Cj, form_group, take_in, work_through

HIDDEN = ("private", "supervision")


def printed(cj: Cj, whose: str, form: str, folder: Path, *more: str) -> str:
    """The text of the paper, as something else reads it."""
    target = folder / f"paper.{form}"
    target.unlink(missing_ok=True)
    cj.ok("print", whose, "-o", str(target), *more)
    return READERS[form](target.read_bytes(), folder)


def plant(cj: Cj, case: str, hidden: str) -> None:
    """Write a record of each kind that only some may read; each text of it has the word."""
    word, only = f"Rahasia-{hidden}", ("--visibility", hidden)
    cj.ok("note", case, word, "--next-step", word, "--attendee", word, *only)
    cj.ok("safety", case, "--warning-sign", word, "--what-helps", word, "--never", word, *only)
    cj.ok(
        "assess", case, "--underlying-problem", word, "--evidence", word, "--strength", word, "--need", word,
        "--domain", f"income=1:{word}", "--risk", "high", "--risk-note", word, "--tie", f"{word}:strong", *only,
    )  # fmt: skip
    cj.ok("review", case, "--rate", "1=1", "--by", "client", "--helped", word, "--next", word, *only)
    cj.ok("refer", case, "--to", word, "--reason", "specialist", "--request", word, *only)
    cj.ok("consent", case, "--purpose", word, "--recipient", word, "--scope", "name", "--given-by", "client", *only)
    cj.ok("principles", "checklist", case, "--acceptance", f"strained:{word}", *only)
    cj.ok("task", "add", case, word, "--who", "worker", *only)


@pytest.fixture
def full(cj: Cj) -> dict[str, str]:
    """A case and a group in which everything is that may be printed, and everything that may not."""
    other = take_in(cj, "Pak Budi Santosa")
    fellow = take_in(cj, "Ibu Lestari")
    refs = work_through(cj, "Ibu Ratih")
    case = refs["CASE"]
    cj.ok(
        "amend", case, "--reason", "r", "--set", f"related={other}=spouse", "--set", "address=by Budi's stall",
        "--set", "identity_numbers=nik:3174091205900001", "--set", "safe_contact.code_word=Rahasia-sandi",
    )  # fmt: skip
    cj.ok("note", case, "Budi shouted; NIK 3174 0912 0590 0001. Lestari and Bu Tini helped.", "--also", other)
    cj.ok("strike", cj.json("note", case, "Rahasia-coret")["ref"], "--reason", "Rahasia-coret", "--yes")
    cj.ok("task", "done", refs["TASK"], "--evidence", "Budi has the list")
    group = form_group(cj, "Bu Tini")
    for member in (case, fellow):
        cj.ok("group", "join", group, member, "--on", "-60d")
    cj.ok(
        "group", "session", group, "--absent", "tini", "--programme", "We sewed aprons.", "--decision",
        "Meet on fridays: consensus", "--member-note", "ratih=She taught Lestari.", "--choice", "ratih>lestari",
        "--asked", "With whom to sew?", "--result", "Two bags",
    )  # fmt: skip
    for hidden in HIDDEN:
        plant(cj, case, hidden)
        secret = ("--programme", f"Rahasia-{hidden}", "--member-note", f"ratih=Rahasia-{hidden}")
        cj.ok("group", "session", group, "--absent", "tini", *secret, "--visibility", hidden)
    cj.ok("close", case, "--reason", "goals_met", "--outcome", "1=reached:he goes", "--because", "all is said")
    return {"case": case, "group": group, "other": other}


SAID = (
    "Case file: Ibu Ratih", "The landlord shouts.", "The boy does not go to school.", "No money for shoes, and shame.",
    "She nurses her mother and told nobody.", "1 (2026-11-23) ↑ 2 (2026-11-23)", "nenek", "I earn by sewing",
    "four days a week", "Slowly, but it moves.", "sew one order", "Instalments.", "Puskesmas Melati", "he drinks",
    "all is said", "he goes", "spouse", "47.1", "Ibu Tangguh",
)  # fmt: skip
"""Something of every section of the paper."""
OF_THE_GROUP = (
    "Group file: Ibu Tangguh", "To sell what we sew.", "Ibu Lestari", "Bu Tini", "Meet on fridays", "Two bags",
    "With whom to sew?", "Ibu Ratih", "We sewed aprons.",
)  # fmt: skip


def test_the_paper_says_the_whole_file_and_nothing_that_is_not_for_its_reader(
    cj: Cj, full: dict[str, str], tmp_path: Path
) -> None:
    for form in FORMATS:
        case, group = (together(printed(cj, full[whose], form, tmp_path)) for whose in ("case", "group"))

        assert [each for each in SAID if together(each) not in case] == [], form
        assert [each for each in OF_THE_GROUP if together(each) not in group] == [], form
        assert "Rahasia" not in case + group, form
        assert [each for each in ("Budi", "Santosa", "Lestari", "Tini", "3174", full["other"]) if each in case] == []
        assert "cjhistory" not in case + group


def test_where_the_plan_that_holds_is_private_no_earlier_one_is_printed(cj: Cj, tmp_path: Path) -> None:
    case = work_through(cj, "Ibu Ratih")["CASE"]
    cj.ok("plan", case, "--goal", "Rahasia", "--agreed", "yes", "--reason", "r", "--visibility", "private")
    cj.ok("safety", case, "--warning-sign", "a", "--what-helps", "Rahasia-lama")
    cj.ok("safety", case, "--warning-sign", "a", "--what-helps", "b", "--visibility", "private")

    paper = printed(cj, case, "md", tmp_path)

    assert "Rahasia" not in paper
    assert "I earn by sewing" not in paper


def test_a_file_that_is_not_for_others_is_not_printed(cj: Cj, tmp_path: Path) -> None:
    case = take_in(cj, "Ibu Sari", "--visibility", "supervision")

    refused = cj("print", case)

    assert refused.code == 16
    assert "is not printed" in refused.err
    assert "Sari" not in refused.out


def test_identity_numbers_are_printed_only_where_they_are_asked_for_and_only_in_their_place(
    cj: Cj, full: dict[str, str], tmp_path: Path
) -> None:
    paper = printed(cj, full["case"], "md", tmp_path, "--identity-numbers")

    assert "NIK 3174091205900001" in paper
    assert "3174 0912" not in paper


def test_only_what_happened_in_these_days_is_printed_the_oldest_first(cj: Cj, sari: str, tmp_path: Path) -> None:
    for days in (40, 30, 20, 10):
        cj.ok("note", sari, f"told {days}", "--on", f"-{days}d")

    paper = printed(cj, sari, "md", tmp_path, "--from", "-35d", "--to", "2026-11-05")

    assert [days for days in (40, 30, 20, 10) if f"told {days}" in paper] == [30, 20]
    assert paper.index("told 30") < paper.index("told 20")
    assert "19 October 2026 to 5 November 2026" in paper
    assert cj("print", sari, "--from", "2026-11-05", "--to", "2026-11-04").code == 16


def test_only_the_worker_can_read_the_file_and_the_access_log_keeps_each_print(
    cj: Cj, sari: str, tmp_path: Path
) -> None:
    target = tmp_path / "sari.html"
    for asked in (("-o", str(target)), (), ("--format", "md")):
        cj.ok("print", sari, *asked)
        cj.wait(minutes=1)
    found = cj.json("report", "--access")["items"]

    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [(each["what"], each["of"], each["file"]) for each in found] == [
        ("print", [sari], "-"),
        ("print", [sari], "-"),
        ("print", [sari], str(target)),
    ]


def test_what_cannot_be_shown_on_a_screen_needs_a_file(cj: Cj, sari: str, tmp_path: Path) -> None:
    assert cj("print", sari, "--format", "pdf").code == 4
    assert cj("print", sari, "--format", "docx", "-o", "-").code == 16
    assert cj("print", sari, "--format", "odt").code == 16
    assert cj("print", sari, "-o", str(tmp_path / "a.xyz")).code == 16
    assert cj("print", sari, "-o", str(cj.journal / "a.pdf")).code == 16
    assert cj.json("report", "--access")["items"] == []


def test_a_target_that_exists_is_asked_about_and_kept(cj: Cj, sari: str, tmp_path: Path) -> None:
    target = tmp_path / "sari.md"
    target.write_text("mine")

    assert cj("print", sari, "-o", str(target)).code == 4
    assert target.read_text() == "mine"
    assert cj("print", sari, "-o", str(target), "--yes").code == 0


def test_a_library_that_is_missing_is_named_and_nothing_is_recorded(
    cj: Cj, sari: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    refused = cj("print", sari, "-o", str(tmp_path / "sari.pdf"))

    assert refused.code == 16
    assert 'pip install "casejournal[pdf]"' in refused.err
    assert not (tmp_path / "sari.pdf").exists()
    assert cj.json("report", "--access")["items"] == []


def test_a_disk_that_is_full_at_any_moment_leaves_the_paper_whole_or_not_there(
    cj: Cj, sari: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = 0
    for fail_at in range(1, 60):
        target = tmp_path / f"sari{fail_at}.md"
        with faulty_disk(monkeypatch, fail_at, OSError(errno.ENOSPC, "No space left on device")) as disk:
            done = cj("print", sari, "-o", str(target))

        written = len(cj.json("report", "--access")["items"])
        assert done.code in {0, 18}, (fail_at, done)
        assert target.exists() is (done.code == 0), fail_at
        assert not target.exists() or target.read_text().startswith("# Case file: ")
        assert done.code == 0 or written == entries, fail_at
        assert [*tmp_path.glob("*.tmp*")] == []
        entries = written
        if disk.count < fail_at:
            break
    else:
        pytest.fail("the disk was never well to the end")


def test_ctrl_c_in_the_middle_leaves_no_file_and_no_entry(
    cj: Cj, sari: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_document: Document) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setitem(FORMATS, "pdf", stopped)

    assert cj("print", sari, "-o", str(tmp_path / "sari.pdf")).code == 130
    assert not (tmp_path / "sari.pdf").exists()
    assert cj.json("report", "--access")["items"] == []


def test_a_folder_that_is_a_link_into_the_journal_is_refused(cj: Cj, sari: str, tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to(cj.journal)
    (tmp_path / "elsewhere").symlink_to(tmp_path)

    assert cj("print", sari, "-o", str(tmp_path / "out" / "sari.pdf")).code == 16
    assert cj("print", sari, "-o", str(tmp_path / "elsewhere" / "sari.pdf")).code == 0
    assert (tmp_path / "sari.pdf").exists()


def test_a_browser_prints_the_page_to_a4_with_numbers_and_the_head_of_a_table_on_each_page(
    cj: Cj, sari: str, tmp_path: Path
) -> None:
    tasks = [word for number in range(60) for word in ("--task", f"worker: do the {number}th thing")]
    cj.ok("plan", sari, "--goal", "x", "--agreed", "yes", "--because", "x", *tasks)
    page, paper = tmp_path / "sari.html", tmp_path / "sari.pdf"
    cj.ok("print", sari, "-o", str(page))

    browsed(page, "--no-pdf-header-footer", f"--print-to-pdf={paper}", folder=tmp_path / "browser")
    pages = pypdf.PdfReader(paper).pages
    texts = [each.extract_text() for each in pages]

    assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == (595, 842)
    assert f"1 / {len(pages)}" in texts[0]
    assert sum("What became of it" in text for text in texts) > 1


def test_a_member_who_joined_privately_is_named_nowhere_on_the_paper_of_the_group(
    cj: Cj, sari: str, tmp_path: Path
) -> None:
    group = form_group(cj, "Bu Tini")
    cj.ok("group", "join", group, sari, "--on", "-60d", "--visibility", "private")
    cj.ok("group", "session", group, "--everyone", "--programme", "Sari spoke first.", "--choice", "sari>tini")

    paper = printed(cj, group, "md", tmp_path)

    assert "Bu Tini" in paper
    assert "Sari" not in paper
    assert sari not in paper


def test_an_answer_that_never_leaves_the_house_is_on_no_paper(cj: Cj, tmp_path: Path) -> None:
    (cj.home / "config.toml").write_text(
        '[intake_fields.religion]\ntitle = "Religion"\nleaves = false\n[intake_fields.pkh]\ntitle = "PKH number"\n'
    )
    case = take_in(cj, "Ibu Sari", "--own", "religion=Rahasia", "--own", "pkh=77 12")

    whole, report = (printed(cj, case, "md", tmp_path, *more) for more in ((), ("--summary",)))

    assert "Rahasia" not in whole + report
    assert "77 12" in whole
    assert "PKH number: 77 12" in report


def test_the_screen_shows_the_paper_and_says_how_to_print_it(cj: Cj, sari: str) -> None:
    shown = cj.ok("print", sari, terminal=True).out

    assert "Case file: Ibu Sari" in shown
    assert "--output FILE.html" in shown
    assert "# Case file" in cj.ok("print", sari, "--format", "md", terminal=True).out
