"""Typer's own words come in the reader's language: around a help page, and where a command line is wrong."""

import re

import pytest

from casejournal.words import LANGUAGES
from tests.world import Cj

TYPERS = ("Usage", "Options", "Arguments", "Commands", "Show this", "[required]", "[default", "CASE", "TEXT", "<str>")


@pytest.mark.parametrize(
    ("line", "english", "indonesian"),
    [
        (("not",), "There is no command 'not'. Is it 'note'?", "Tidak ada perintah 'not'. Maksud Anda 'note'?"),
        (("xyzzy",), "There is no command 'xyzzy'.", "Tidak ada perintah 'xyzzy'."),
        (("note",), "CASE is missing.", "KASUS belum diisi."),
        (("salvage", "C-7K4Q"), "--output is missing.", "--output belum diisi."),
        (("note", "a", "b", "NOTE"), "This is too much: NOTE.", "Ada yang berlebih: NOTE."),
        (("note", "a", "--qqq"), "There is no option --qqq.", "Tidak ada opsi --qqq."),
        (
            ("intake", "--clien", "x"),
            "There is no option --clien. Is it one",
            "Tidak ada opsi --clien. Mungkin salah",
        ),
        (("intake", "--client"), "Something must follow --client.", "Opsi --client memerlukan nilai."),
        (("list", "--all=3"), "Nothing may follow --all.", "Opsi --all tidak boleh diberi nilai."),
        (
            ("principles", "trend", "--months", "x"),
            "--months: 'x' is not a whole number.",
            "--months: 'x' bukan bilangan bulat.",
        ),
        (
            ("principles", "trend", "--months", "0"),
            "--months: 0 is too small, at least 1.",
            "--months: 0 terlalu kecil, paling sedikit 1.",
        ),
    ],
    ids=lambda given: "-".join(given) if isinstance(given, tuple) else "",
)
def test_what_is_wrong_with_a_command_line_is_said_in_the_readers_language(
    bare: Cj, line: tuple[str, ...], english: str, indonesian: str
) -> None:
    for language, sentence in (("en", english), ("id", indonesian)):
        result = bare("--lang", language, *line)

        assert result.code == 2
        assert result.err.startswith(sentence)


@pytest.mark.parametrize("command", [(), ("group",), ("note", "write"), ("principles", "trend"), ("salvage",)])
def test_a_help_page_has_no_word_of_typers_own_in_another_language(bare: Cj, command: tuple[str, ...]) -> None:
    shown = bare.ok(*command, "--help", "--lang", "id").out

    assert [word for word in TYPERS if word in shown] == []
    assert "Pemakaian: cj" in shown
    assert "Tampilkan halaman ini." in shown


def test_a_help_page_in_english_after_one_in_indonesian_is_english(bare: Cj) -> None:
    bare.ok("note", "write", "--help", "--lang", "id")

    shown = bare.ok("note", "write", "--help").out

    assert "Usage: cj note write [OPTIONS] {CASE} [TEXT]" in shown
    assert "Options" in shown
    assert "Opsi" not in shown


BOXES = re.compile("[\u2500-\u257f]")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("words", "env"), [(("--plain",), {}), ((), {"CJ_PLAIN": "yes"}), ((), {"TERM": "dumb"})])
def test_a_help_page_has_no_boxes_where_nothing_is_drawn(
    bare: Cj, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], env: dict[str, str], language: str
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    page = ("note", "write", "--help")
    drawn = bare.ok(*page, terminal=True, env={"CJ_LANG": language}).out

    shown = bare.ok(*page, *words, terminal=True, env={"CJ_LANG": language, **env}).out

    assert BOXES.search(drawn)
    assert not BOXES.search(shown)
    assert "\x1b" not in shown
    assert shown.splitlines()[0].endswith({"en": "[OPTIONS] {CASE} [TEXT]", "id": "[OPSI] {KASUS} [TEKS]"}[language])
    assert re.search(r"\n  --on [A-Z]+: \w", shown)


def test_a_help_page_off_a_terminal_is_plain_and_says_the_same(bare: Cj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "4000")
    for command in ((), ("group",), ("refer", "update"), ("config",)):
        shown, drawn = (bare.ok(*command, "--help", terminal=terminal).out for terminal in (False, True))

        drawn = re.sub("\x1b\\[[0-9;]*m", "", drawn)
        assert not BOXES.search(shown)
        assert {*re.findall(r"\w+", drawn)} == {*re.findall(r"\w+", shown)}, command


def test_help_is_shown_though_the_settings_cannot_be_read(bare: Cj) -> None:
    (bare.home / "config.toml").write_text("plain = 3")

    assert "Usage: cj" in bare.ok("note", "--help").out


@pytest.mark.parametrize("command", ["intake", "assess", "consent give", "group session", "note move", "plan"])
@pytest.mark.parametrize("width", [40, 80])
def test_no_option_is_cut_on_a_drawn_help_page(
    bare: Cj, monkeypatch: pytest.MonkeyPatch, command: str, width: int
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", str(width))
    page, again = (bare.ok(*command.split(), "--help", terminal=True).out for _time in range(2))
    page = re.sub("\x1b\\[[0-9;]*m", "", page)

    assert BOXES.search(page)
    assert re.findall(r"--[\w-]*…", page) == []
    assert max(map(len, page.splitlines())) <= width
    assert re.sub("\x1b\\[[0-9;]*m", "", again) == page


def test_the_opposite_of_an_option_and_how_a_part_is_spelled_are_in_its_help(
    cj: Cj, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setenv("TERM", "xterm")
    page = re.sub("\x1b\\[[0-9;]*m", "", cj.ok("intake", "--help", terminal=True).out)
    case = cj.json("intake", "--client", "A", "--presenting-problem", "B", "--no-confidentiality-explained")

    assert "The opposite: --no-confidentiality-explained." in page
    assert re.search(r"--identity-number +TEXT +[A-Z]+:[A-Z]+\[:[A-Z ]+\]\. ", page)
    assert case["confidentiality_explained"] is False


def test_an_argument_keeps_its_own_help_where_the_form_has_a_field_of_that_name(bare: Cj) -> None:
    assert "What needs to be done." in bare.ok("task", "add", "--help").out
