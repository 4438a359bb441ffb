"""Typer's own words come in the reader's language: around a help page, and where a command line is wrong."""

import re

import pytest

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


@pytest.mark.parametrize("command", ["intake", "assess", "consent give", "group session", "close", "plan"])
def test_no_option_is_cut_on_a_help_page_of_eighty_columns(bare: Cj, command: str) -> None:
    page = bare.ok(*command.split(), "--help", env={"COLUMNS": "80"}).out

    assert re.findall(r"--[\w-]*…", page) == []
    assert max(map(len, page.splitlines())) <= 80
    assert bare.ok(*command.split(), "--help", env={"COLUMNS": "80"}).out == page


def test_the_opposite_of_an_option_and_how_a_part_is_spelled_are_in_its_help(cj: Cj) -> None:
    page = " ".join(cj.ok("intake", "--help").out.replace("│", "").split())
    case = cj.json("intake", "--client", "A", "--presenting-problem", "B", "--no-confidentiality-explained")

    assert "The opposite: --no-confidentiality-explained." in page
    assert re.search(r"TEXT [A-Z]+:[A-Z]+\[:[A-Z ]+\]\. An identity number", page)
    assert case["confidentiality_explained"] is False
