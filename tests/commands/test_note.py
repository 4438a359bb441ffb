"""Notes: what happened, kept whole, whatever was written."""

import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casejournal.ask.asks import Request
from tests.world import Cj, Replies, editor, take_in

HOSTILE = [
    "[/b] [bold]red[/bold] :smile:",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07",
    "=cmd|' /C calc'!A1",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "\u202eright to left\u202c",
    "nul \x00 and bell \x07",
    "tab\tand\r\nnew lines\n\nand more",
    "%s {name} {0} $HOME `id`",
    "emoji 👩‍👩‍👧 and ü and 日本語",
    "\u2028 and \u2029 and \x85",
]


def body(cj: Cj) -> str:
    """The newest note of the case last worked on."""
    return str(cj.json("show", "@")["notes"][-1]["body"])


def test_a_note_is_written_and_shown(cj: Cj, sari: str) -> None:
    result = cj.ok("note", "sari", "She smiled.", "--channel", "visit", "--role", "advocate", "--on", "yesterday")

    assert result.out.startswith("N-")
    assert sari in result.out
    shown = cj.ok("show", sari).out
    assert "She smiled." in shown
    assert "home visit · advocate" in shown
    assert "Sunday 2026-11-22" in shown


def test_standard_input_is_a_note(cj: Cj, sari: str) -> None:
    cj.ok("note", sari, "-", stdin="First line.\n\nSecond paragraph.\n")

    assert body(cj) == "First line.\n\nSecond paragraph."


def test_a_megabyte_is_kept_to_the_last_letter(cj: Cj, sari: str) -> None:
    text = "Kata demi kata, ü. " * 55_000

    cj.ok("note", sari, "-", "--yes", stdin=text)

    assert len(text.encode()) > 1_000_000
    assert body(cj) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_was_written_is_kept_and_obeyed_nowhere(cj: Cj, sari: str, text: str) -> None:
    cj.ok("note", sari, "-", stdin=text)

    assert body(cj) == text.replace("\r\n", "\n")
    for arguments in (("show", sari), ("history", sari), ("--plain", "show", sari)):
        for terminal in (False, True):
            out = cj.ok(*arguments, terminal=terminal, env={"TERM": "xterm"}).out
            for control in ("\x1b]", "\x1b[31mred", "\x07", "\x00", "\u202e", "\u2028", "\x85"):
                assert control not in out


@pytest.mark.parametrize("text", ["Ibu [/b] Sari", "Ibu \x1b[31mSari", "=SUM(A1)", "Ibu \u202eSari", "<b>Sari</b>"])
def test_a_hostile_name_is_shown_on_every_screen_and_obeyed_on_none(cj: Cj, text: str) -> None:
    take_in(cj, text, "--safety", "immediate")

    for command in ("list", "today", "show @", "history @", "task list"):
        for terminal in (False, True):
            out = cj.ok(*command.split(), terminal=terminal, env={"TERM": "xterm"}).out
            assert "\x1b[31mS" not in out
            assert "\u202e" not in out
    assert cj.json("show", "@")["intake"]["client"] == text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
def test_any_text_comes_back_as_it_was_given(cj: Cj, text: str) -> None:
    if not list(cj.journal.glob("cases/*.log")):
        take_in(cj, "Ibu Sari")
    kept = text.replace("\r\n", "\n").strip("\n")

    result = cj("note", "sari", "-", stdin=text)

    if kept.strip():
        assert result.code == 0
        assert body(cj) == kept.removeprefix("\ufeff") or body(cj) == kept
        cj.ok("show", "sari", terminal=True, env={"TERM": "xterm"})
    else:
        assert result.code in {4, 16}


def test_text_that_is_not_utf8_is_refused_whole(cj: Cj, sari: str) -> None:
    before = cj.files()

    result = cj("note", sari, "-", stdin=b"half \xff half")

    assert result.code == 16
    assert "standard input" in result.err
    assert cj.files() == before


def test_an_argument_that_is_not_utf8_is_refused(cj: Cj, sari: str) -> None:
    result = cj("note", sari, "half \udcff half")

    assert result.code == 16
    assert "UTF-8" in result.err


def test_a_next_step_becomes_a_task_and_waits_on_today(cj: Cj, sari: str) -> None:
    made = cj.json("note", sari, "Talked.", "--next-step", "Call the school", "--next-on", "friday")

    assert [(task["what"], task["due"], task["who"]) for task in made["tasks"]] == [
        ("Call the school", "2026-11-27", "worker")
    ]
    assert "Call the school" in cj.ok("today").out


def test_a_day_before_the_intake_is_remarked_on_and_kept(cj: Cj, sari: str) -> None:
    made = cj.json("note", sari, "By telephone, before she came.", "--on", "yesterday")

    assert "before the intake" in made["remarks"][0]
    assert cj.json("show", sari)["notes"][0]["on"] == "2026-11-22"


def test_a_note_recorded_days_later_is_marked_late(cj: Cj, sari: str) -> None:
    cj.clock.forward(days=20)
    cj.ok("unlock", env={"CJ_PASSPHRASE_FILE": str(cj.home / "passphrase")})
    cj.ok("note", sari, "Forgotten.", "--on", "-5d")

    assert "late entry" in cj.ok("show", sari).out


def test_a_note_written_in_an_editor_leaves_no_copy(cj: Cj, sari: str) -> None:
    spy = cj.home / "spy"
    command = editor(cj, f'ls -l "$file" > {spy}; printf "From the editor.\\n" > "$file"')

    cj.ok("note", sari, "--edit", env=command)

    assert body(cj) == "From the editor."
    assert spy.read_text().startswith("-rw-------")
    assert str(cj.home / "runtime") in spy.read_text()
    assert not list((cj.home / "runtime").rglob("*.txt"))


def test_an_editor_that_fails_leaves_the_words_and_says_where(cj: Cj, sari: str) -> None:
    command = editor(cj, 'printf "Half a thought" > "$file"; exit 1')

    result = cj("note", sari, "--edit", env=command)

    assert result.code == 3
    (draft,) = cj.json("draft", "list")["items"]
    assert f"cj draft resume {draft['ref']}" in result.err
    assert draft["answers"] == {"body": "Half a thought"}
    (kept,) = (cj.home / "runtime").rglob("text.txt")
    assert kept.read_text() == "Half a thought"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert str(kept) in cj.ok("status").out


def test_the_case_is_looked_for_before_the_editor_opens(cj: Cj) -> None:
    opened = cj.home / "opened"
    command = editor(cj, f"touch {opened}")

    assert cj("note", "nobody", "--edit", env=command).code == 14
    assert not opened.exists()


def test_the_sealed_journal_holds_no_readable_word_of_it_anywhere(cj: Cj) -> None:
    take_in(cj, "Xylophonia Quartz", "--alias", "Zirkonium", "--safety-note", "Wolframite", "--safety", "immediate")
    cj.ok("note", "@", "Feldspar said Obsidian.", "--next-step", "Basalt", "--attendee", "Malachite")
    cj.ok("note", "Xylophonia", "Granite", "--edit", env={"VISUAL": "true"})
    cj("intake", asks=Replies("Gneiss", KeyboardInterrupt))

    places = [path for path in Path(cj.home).rglob("*") if path.is_file()]
    words = (
        "Xylophonia",
        "Zirkonium",
        "Wolframite",
        "Feldspar",
        "Obsidian",
        "Basalt",
        "Malachite",
        "Granite",
        "Gneiss",
    )
    assert len(places) > 5
    for path in places:
        data = path.read_bytes() + path.name.encode()
        for word in words:
            assert word.encode() not in data, path
            assert word.lower().encode() not in data.lower(), path


def test_a_day_for_the_next_step_needs_a_next_step(cj: Cj, sari: str) -> None:
    result = cj("note", sari, "Talked.", "--next-on", "+3d")

    assert result.code == 16
    assert "Next step" in result.err


def test_a_client_is_found_whatever_the_spaces_in_the_name(cj: Cj) -> None:
    ref = take_in(cj, "Ibu  Sari")

    assert cj.json("show", "ibu sa")["ref"] == ref


def test_a_next_step_says_by_when(cj: Cj, sari: str) -> None:
    given = cj.json("note", sari, "Talked.", "--next-step", "ask the village office by friday")
    typed = Replies("Talked.", "", [], "tanya RT sebelum jumat", [])
    asked = cj.ok("note", sari, asks=typed)
    apart = cj.json("note", sari, "Talked.", "--next-step", "go there by bus", "--next-on", "monday")

    assert (given["next_step"], given["next_on"]) == ("ask the village office", "2026-11-27")
    assert (given["tasks"][0]["what"], given["tasks"][0]["due"]) == ("ask the village office", "2026-11-27")
    assert "tanya RT · Friday 2026-11-27" in asked.err
    assert "Next on" not in typed.asked
    assert (apart["next_step"], apart["next_on"]) == ("go there by bus", "2026-11-30")
    assert cj("note", sari, "Talked.", "--next-step", "call by 03/04").code == 16


def test_a_day_said_behind_a_next_step_can_be_said_anew(cj: Cj, sari: str) -> None:
    cj.ok("note", sari, asks=Replies("Talked.", "", [], "call by friday", Request.BACK, "call by monday", []))

    (note,) = cj.json("show", sari)["notes"]
    assert (note["next_step"], note["next_on"]) == ("call", "2026-11-30")
