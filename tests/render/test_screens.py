"""How the daily screens look: wide and narrow, with and without colour, full and empty."""

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from casejournal.words import LANGUAGES
from tests.world import Cj, form_group, take_in, work_through

WIDTHS = (40, 80, 120)
"""In columns: a telephone, the usual window, a wide one."""


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How wide the screen is; it shows no colours."""
    monkeypatch.setenv("COLUMNS", str(request.param))
    monkeypatch.setenv("NO_COLOR", "1")
    return int(request.param)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """The language of the screen."""
    return str(request.param)


def make_steady(cj: Cj, monkeypatch: pytest.MonkeyPatch, start: int = 0) -> Iterator[int]:
    """Refs and devices always the same, a terminal that knows colours; returns the numbers that refs are made of."""
    numbers = count(start)
    steady = SimpleNamespace(urandom=lambda count: bytes([next(numbers) % 32] * count))
    monkeypatch.setattr("casejournal.domain.refs.os", steady)
    state = cj.home / "state" / "casejournal"
    state.mkdir(parents=True, exist_ok=True)
    (state / "device").write_text("ABCDEFGH")
    monkeypatch.setenv("TERM", "xterm-256color")
    return numbers


KEPT: dict[str, tuple[Path, datetime, int]] = {}
"""The home of each journal that was made, what its clock said then, and how far the numbers of its refs were."""


def once(cj: Cj, monkeypatch: pytest.MonkeyPatch, make: Callable[[Cj], None]) -> Cj:
    """The journal that `make` writes. It is written once in a process, and copied for every other screen."""
    _home, _now, start = KEPT.get(make.__name__, (None, None, 0))
    numbers = make_steady(cj, monkeypatch, start)
    if make.__name__ not in KEPT:
        make(cj)
        start = next(numbers)
        make_steady(cj, monkeypatch, start)
        KEPT[make.__name__] = Path(tempfile.mkdtemp()) / "home", cj.clock.now, start
        shutil.copytree(cj.home, KEPT[make.__name__][0])
        return cj
    home, cj.clock.now, _start = KEPT[make.__name__]
    cj.become(home)
    cj.env["CJ_PASSPHRASE_FILE"] = str(cj.home / "passphrase")
    return cj


@pytest.fixture
def worked(cj: Cj, monkeypatch: pytest.MonkeyPatch) -> Cj:
    """A journal with one case that has everything; its referral waits, and its consent ends soon."""
    return once(cj, monkeypatch, make_worked)


def make_worked(cj: Cj) -> None:
    """Write it."""
    refs = work_through(cj, "Ibu Ratih")
    cj.wait(days=4)
    cj.ok("refer", "update", refs["REFERRAL"], "acknowledged", "waitlisted", "--told-by", "Bidan Wulan")
    cj.ok("review", "ratih", "--rate", "1=1", "--rate", "2=0", "--by", "client")
    cj.ok("review", "ratih", "--rate", "1=0", "--rate", "2=-1", "--by", "worker")
    reason = ("--reason", "too much at once")
    cj.ok(
        "plan", "ratih", *reason, "--goal", "1=Dimas goes to school three days", "--goal", "Rest", "--agreed", "partly"
    )


@pytest.fixture
def busy(cj: Cj, monkeypatch: pytest.MonkeyPatch) -> Cj:
    """A journal with three cases, refs and devices always the same."""
    return once(cj, monkeypatch, make_busy)


def make_busy(cj: Cj) -> None:
    """Write it."""
    take_in(cj, "Wahyu Setiawan Kusumawardhana", "--on", "2026-10-05")
    take_in(cj, "Pak Budi [/b] \x1b[31m", "--safety", "immediate", "--area", "shelter", "--area", "income")
    take_in(
        cj, "Ibu Sari", "--area", "family", "--area", "education", "--safety", "concern", "--on", "2026-11-16",
        "--safety-note", "The father came back drunk twice; the neighbour looks in.", "--age", "34",
        "--household", "her mother, 68", "--safe-contact-ways", "message only",
    )  # fmt: skip
    cj.ok("note", "sari", "Nobody opened.", "--made", "no_show", "--channel", "visit", "--on", "2026-11-18")
    cj.ok(
        "note", "sari",
        "Her son sat in the next room and listened. The fees are three months late and he is ashamed to go; nobody had"
        " asked before.\n\nWe agreed that she asks the school herself, and I come along. Sebuahkatayangsangatpanjang"
        "sekalitanpaspasiyangharustetapterbacaseluruhnyadilayaryangsempit.",
        "--role", "advocate", "--role", "counsellor", "--channel", "visit", "--minutes", "55", "--on", "yesterday",
        "--attendee", "her mother", "--next-step", "Call the school about the fees", "--next-on", "friday",
    )  # fmt: skip
    cj.ok("task", "add", "wahyu", "Bring the family card", "--who", "client", "--due", "2026-11-20")
    cj.ok("task", "add", "sari", "Write down what the school said", "--who", "client", "--due", "today")


@pytest.fixture
def gathered(cj: Cj, monkeypatch: pytest.MonkeyPatch) -> Cj:
    """A group of five that met three times; two of them are cases of the journal."""
    return once(cj, monkeypatch, make_gathered)


def make_gathered(cj: Cj) -> None:
    """Write it."""
    for client in ("Ibu Sari", "Ibu Ratih Wulandari Kusumawardhana"):
        take_in(cj, client, "--on", "-60d")
    group = form_group(cj, "Bu Wati", "Mbak Lilis [/b]", "Bu Tini")
    cj.ok("group", "join", group, "sari", "--on", "-60d", "--aim", "To find customers for what I make.")
    cj.ok("group", "join", group, "ratih", "--on", "-60d")
    cj.ok(
        "group", "session", group, "--everyone", "--on", "-21d", "--programme", "Each brought one piece.",
        "--decision", "we meet on Saturdays: consensus", "--task", "a: what the room may be used for", "--task", "b",
        "--stage", "forming", "--stage-evidence", "they look at me before they answer", "--guidance", "I asked.",
    )  # fmt: skip
    cj.ok(
        "group", "session", group, "--absent", "lilis", "--excused", "tini", "--on", "-14d", "--task", "d: who knows",
        "--decision", "one price for everything we sell at the weekly market: vote", "--stage", "storming",
        "--member-note", "sari=She stood up for Ratih, and blushed.", "--process", "Loud.", "--result", "A price.",
    )  # fmt: skip
    cj.ok("group", "leave", group, "tini", "--because", "Found work in Solo.", "--on", "-10d")
    cj.ok(
        "group", "session", group, "--absent", "lilis", "--new", "Bu Sum", "--on", "-7d", "--next-on", "+8d",
        "--asked", "With whom would you cook?", "--choice", "sari>wati", "--choice", "wati>sari",
        "--choice", "sum>wati", "--choice", "ratih>sari", "--stage", "norming", "--resource", "the market",
    )  # fmt: skip
    cj.ok(
        "principles", "checklist", group, "--principle", "decision_making=kept", "--supervision",
        "--principle", "guided_interaction=strained: nobody asked after Lilis for two weeks",
    )  # fmt: skip
    cj.ok(
        "group", "review", group, "--process", "They decide, I write.", "--result", "One order, delivered.",
        "--account", "members: we want a second machine", "--aim", "sari=partly:two customers",
    )  # fmt: skip


SCREENS = ("list", "today", "show sari", "history sari", "task list", "verify", "search school fees", "search giraffe")


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen(screen: str, width: int, language: str, busy: Cj, snapshot: SnapshotAssertion) -> None:
    out = without_styles(busy.ok("--lang", language, *screen.split(), terminal=True).out)

    assert all(cell_len(line.rstrip()) <= width for line in out.splitlines())
    assert out == snapshot


WORKED = ("show ratih", "today", "check", "consent show ratih", "list")


@pytest.mark.parametrize("screen", WORKED)
def test_a_screen_of_a_case_worked_through(
    screen: str, width: int, language: str, worked: Cj, snapshot: SnapshotAssertion
) -> None:
    out = without_styles(worked("--lang", language, *screen.split(), terminal=True).out)

    assert all(cell_len(line.rstrip()) <= width for line in out.splitlines())
    assert out == snapshot


@pytest.mark.parametrize("screen", WORKED)
def test_a_screen_of_a_case_worked_through_in_plain_lines(
    screen: str, language: str, worked: Cj, snapshot: SnapshotAssertion
) -> None:
    assert worked("--plain", "--lang", language, *screen.split()).out == snapshot


OF_A_GROUP = (
    "group show tangguh",
    "group list",
    "group sociogram tangguh",
    "principles trend tangguh",
    "today",
    "check tangguh",
    "show sari",
    "search case:sari kind:session",
)


@pytest.fixture
def served(cj: Cj, monkeypatch: pytest.MonkeyPatch) -> Cj:
    """A directory of four services, one of which was used."""
    return once(cj, monkeypatch, make_served)


def make_served(cj: Cj) -> None:
    """Write it."""
    melati = ("agency", "add", "--name", "Puskesmas Melati", "--city", "Sleman", "--phone", "0274 555 123: loket")
    ref = cj.json(
        *melati, "--service", "Poli jiwa", "--area", "mental_health", "--hours", "Sen-Jum 08.00-14.00",
        "--document", "KTP", "--document", "KK", "--fees", "free with BPJS", "--alert", "no doctor on Friday",
        "--address", "Jl. Mawar 1", "--remark", "Ask for Bu Dewi.",
    )["ref"]  # fmt: skip
    cj.ok(*melati, "--service", "Gizi", "--assured-on", "2024-01-05")
    cj.ok("agency", "add", "--name", "Dinas Sosial Kabupaten Sleman", "--service", "Rehabilitasi sosial anak [/b]")
    cj.ok("agency", "add", "--name", "Panti Asih", "--status", "defunct", "--area", "shelter")
    take_in(cj, "Ibu Sari")
    sent = cj.json("refer", "sari", "--to", ref, "--reason", "specialist")["ref"]
    cj.ok("refer", "update", sent, "sent", "accepted", "--override", "danger")


@pytest.mark.parametrize(
    "screen", ["agency list --all", "agency show jiwa", "refer sari --to Panti_Asih --reason capacity"]
)
def test_a_screen_of_the_directory(
    screen: str, width: int, language: str, served: Cj, snapshot: SnapshotAssertion
) -> None:
    out = without_styles(served("--lang", language, *(w.replace("_", " ") for w in screen.split()), terminal=True).out)

    assert out == snapshot
    assert all(cell_len(line) <= width for line in out.splitlines())


def test_the_report_of_a_month(width: int, language: str, worked: Cj, snapshot: SnapshotAssertion) -> None:
    out = without_styles(worked("--lang", language, "report", terminal=True).out)

    assert out == snapshot
    assert all(cell_len(line) <= width for line in out.splitlines())


def test_the_report_of_a_month_without_figures_of_few_people_in_plain_lines(
    language: str, gathered: Cj, snapshot: SnapshotAssertion
) -> None:
    assert gathered("--lang", language, "report", "--plain", "--suppress-small").out == snapshot


@pytest.mark.parametrize("screen", OF_A_GROUP)
def test_a_screen_of_a_group(screen: str, width: int, language: str, gathered: Cj, snapshot: SnapshotAssertion) -> None:
    out = without_styles(gathered("--lang", language, *screen.split(), terminal=True).out)

    assert all(cell_len(line.rstrip()) <= width for line in out.splitlines())
    assert out == snapshot


@pytest.mark.parametrize("screen", OF_A_GROUP)
def test_a_screen_of_a_group_in_plain_lines(
    screen: str, language: str, gathered: Cj, snapshot: SnapshotAssertion
) -> None:
    assert gathered("--plain", "--lang", language, *screen.split()).out == snapshot


def test_a_safety_plan_stands_on_top_of_the_case(
    width: int, language: str, worked: Cj, snapshot: SnapshotAssertion
) -> None:
    worked.ok("amend", "C-0000", "--set", "safe_contact.never=call the house", "--reason", "she said so")
    worked.ok(
        "safety", "ratih", "--warning-sign", "he counts the money", "--warning-sign", "the gate is locked by day",
        "--what-helps", "leave by the back door", "--person", "Bu Wati next door", "--place", "the prayer room",
        "--service", "the women's line: 129", "--never", "tell his brother where she is", "--review-on", "+7d",
    )  # fmt: skip

    out = without_styles(worked.ok("--lang", language, "show", "ratih", terminal=True).out)

    assert all(cell_len(line.rstrip()) <= width for line in out.splitlines())
    assert out == snapshot


def test_what_a_review_shows(worked: Cj, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    assert (
        worked.ok("review", "ratih", "--rate", "1=2", "--rate", "3=-1", "--by", "client", terminal=True).out == snapshot
    )


@pytest.mark.parametrize("screen", ["list", "today", "show sari", "search school fees"])
def test_a_screen_in_colour(
    screen: str, busy: Cj, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    assert busy.ok(*screen.split(), terminal=True).out == snapshot


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_in_plain_lines(screen: str, language: str, busy: Cj, snapshot: SnapshotAssertion) -> None:
    assert busy.ok("--plain", "--lang", language, *screen.split()).out == snapshot


@pytest.mark.parametrize("screen", ["list", "today", "task list"])
def test_an_empty_screen_says_what_to_do(screen: str, language: str, cj: Cj, snapshot: SnapshotAssertion) -> None:
    out = cj.ok("--lang", language, *screen.split()).out

    assert "cj " in out
    assert out == snapshot


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
def test_long_text_is_wrapped_and_never_cut(width: int, busy: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("NO_COLOR", "1")

    shown = without_styles(busy.ok("show", "sari", terminal=True).out)

    together = re.sub(r"\s", "", shown)
    for note in busy.json("show", "sari")["notes"]:
        assert re.sub(r"\s", "", note["body"]) in together


def test_cases_of_another_journal(width: int, language: str, busy: Cj, snapshot: SnapshotAssertion) -> None:
    path = busy.home / "cases.jsonl"
    busy.ok("export", "sari", "--to", "Pak Budi", "--override", "x", "-o", str(path))
    busy.ok("note", "sari", "Written since.")
    look = ("--lang", language, "import", str(path), "--dry-run")

    out = without_styles(busy(*look, terminal=True).out)

    assert all(cell_len(line.rstrip()) <= width for line in out.splitlines())
    assert out == snapshot
    assert busy("--plain", *look).out == snapshot


def test_an_ecomap(width: int, language: str, busy: Cj, snapshot: SnapshotAssertion) -> None:
    before = ("--tie", "her mother:moderate:from_client", "--tie", "the head of the neighbourhood:stressful")
    now = (
        "--tie",
        "her mother:strong:both",
        "--tie",
        "SDN 3 Cempaka Putih:tenuous:to_client",
        "--tie",
        "father:broken",
    )
    busy.ok("assess", "sari", "--underlying-problem", "Shame.", "--on", "2026-11-16", *before)
    busy.ok("assess", "sari", "--underlying-problem", "Her mother.", *now)
    look = ("--lang", language, "ecomap", "sari", "--compare", "2026-11-16")

    out = without_styles(busy(*look, terminal=True).out)

    assert all(cell_len(line.rstrip()) <= width for line in out.splitlines())
    assert out == snapshot
    assert busy("--plain", *look).out == snapshot


ALL = {"busy": SCREENS, "worked": WORKED, "gathered": OF_A_GROUP}


@pytest.mark.parametrize("journal", ALL)
def test_no_word_is_cut_however_narrow_the_screen(
    journal: str, language: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    cj: Cj = request.getfixturevalue(journal)
    monkeypatch.setenv("NO_COLOR", "1")
    for screen in ALL[journal]:
        line = ("--lang", language, *screen.split())
        monkeypatch.setenv("COLUMNS", "1000")
        whole = _words(cj(*line, terminal=True).out + cj("--plain", *line).out)
        for width in (40, 60, 80):
            monkeypatch.setenv("COLUMNS", str(width))
            shown = cj(*line, terminal=True).out

            assert all(cell_len(line.rstrip()) <= width for line in without_styles(shown).splitlines())
            assert {word for word in _words(shown) - whole if word not in _VERY_LONG} == set(), (screen, width, shown)


_VERY_LONG = "Sebuahkatayangsangatpanjangsekalitanpaspasiyangharustetapterbacaseluruhnyadilayaryangsempit"


def _words(text: str) -> set[str]:
    return {*re.findall(r"[^\W\d_]+", without_styles(text))}


def without_styles(text: str) -> str:
    """NO_COLOR keeps bold and dim, which are not colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize("more", [(), ("--summary",)], ids=["whole", "summary"])
def test_a_case_on_paper(more: tuple[str, ...], language: str, worked: Cj, snapshot: SnapshotAssertion) -> None:
    assert worked.ok("print", "ratih", *more, "--lang", language).out == snapshot


def test_a_group_on_paper(language: str, gathered: Cj, snapshot: SnapshotAssertion) -> None:
    assert gathered.ok("print", "tangguh", "--lang", language).out == snapshot
