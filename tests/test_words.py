"""Sentences come in the worker's language; a person's own words come as they are, and act on nothing."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from casejournal import words
from casejournal.errors import CannotRead, NotValid
from casejournal.storage.line import Finding
from casejournal.storage.refusals import CaseNotFound
from casejournal.words import N_, visible, wrapped
from tests.world import Cj, Replies, take_in


@pytest.fixture
def indonesian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A small catalogue, as a translator would make it."""
    catalogue = Catalog(locale="id")
    catalogue.add("No case found for “{asked}”.", "Tidak ada kasus untuk “{asked}”.")
    catalogue.add("Client", "Klien")
    catalogue.add("this must not be empty", "ini harus diisi")
    catalogue.add("{field}: {problem}.", "{field}: {problem}!")
    catalogue.add(("{n} open case", "{n} open cases"), ("{n} kasus terbuka",))
    catalogue.add("Monday", "Senin")
    catalogue.add("{path} cannot be read: {reason}.", "{path} tidak dapat dibaca: {reason}.")
    catalogue.add("Permission denied", "izin ditolak")
    catalogue.add("Casework", "Bimbingan perseorangan")
    folder = tmp_path / "locale" / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "casejournal.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(words, "LOCALE", tmp_path / "locale")
    words._catalogue.cache_clear()
    yield
    words.speak("en")
    words._catalogue.cache_clear()


@pytest.mark.usefixtures("indonesian")
def test_the_screens_speak_the_language_that_was_chosen(cj: Cj) -> None:
    take_in(cj, "Ibu Sari")

    for how in ({"env": {"CJ_LANG": "id"}}, {"env": {"LANG": "id_ID.UTF-8"}}):
        assert cj.ok("today", **how).out.startswith("Senin 2026-11-23  1 kasus terbuka")
    assert cj.ok("--lang", "id", "today").out.startswith("Senin")
    assert cj.ok("today", "--lang=id").out.startswith("Senin")
    assert cj.ok("today", "--lang", "en", env={"CJ_LANG": "id"}).out.startswith("Monday")
    assert "Bimbingan perseorangan" in cj.ok("--help", "--lang", "id").out


def test_help_speaks_the_language_of_the_settings(cj: Cj) -> None:
    cj.ok("config", "lang", "id")

    assert "Pemakaian: cj note" in cj.ok("note", "--help").out


@pytest.mark.usefixtures("indonesian")
def test_a_failure_is_translated_with_what_it_is_about() -> None:
    words.speak("id")

    failure = NotValid(field=N_("Client"), problem=N_("this must not be empty"))

    assert failure.message() == "Klien: ini harus diisi!"


@pytest.mark.usefixtures("indonesian")
def test_a_persons_own_words_are_never_translated() -> None:
    words.speak("id")

    assert CaseNotFound(asked="Client").message() == "Tidak ada kasus untuk “Client”."


MISSING = "The sentences in the language “id” are missing or damaged"
TORN = [
    b"",
    b"not a catalogue",
    b"\xde\x12\x04\x95",
    b"\xde\x12\x04\x95" + b"\xff" * 24,
    b"\xde\x12\x04\x95" + b"\0" * 24 + b"x",
]


@pytest.fixture(params=[None, *TORN], ids=["missing", "empty", "another file", "cut off", "wild", "nothing in it"])
def broken(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[bytes | None]:
    """The Indonesian catalogue, missing or damaged."""
    folder = tmp_path / "locale" / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    if request.param is not None:
        (folder / "casejournal.mo").write_bytes(request.param)
    monkeypatch.setattr(words, "LOCALE", tmp_path / "locale")
    words._catalogue.cache_clear()
    yield request.param
    words.speak("en")
    words._catalogue.cache_clear()


def test_with_a_broken_catalogue_the_screens_are_english_and_say_so_once(cj: Cj, broken: bytes | None) -> None:
    take_in(cj, "Ibu Sari")

    for how in ({"env": {"CJ_LANG": "id"}}, {"env": {"LANG": "id_ID.UTF-8"}}):
        result = cj.ok("today", **how)
        assert result.out.startswith("Monday 2026-11-23  1 open case")
        assert result.err.count(MISSING) == (0 if broken == TORN[-1] else 1)
    assert cj("show", "--lang", "id", "nobody").code == 14


@pytest.mark.parametrize("broken", [None], indirect=True)
@pytest.mark.usefixtures("broken")
def test_a_command_that_runs_another_says_only_once_that_the_catalogue_is_broken(cj: Cj) -> None:
    sari = take_in(cj, "Ibu Sari")
    left = cj("note", sari, asks=Replies("Her words.", KeyboardInterrupt))
    ref = left.err.rpartition("cj draft resume ")[2].split()[0]

    result = cj("draft", "resume", ref, "--lang", "id", asks=Replies(KeyboardInterrupt))

    assert result.err.count(MISSING) == 1


@pytest.mark.parametrize(
    ("env", "day"),
    [
        ({}, "Monday"),
        ({"LANG": ""}, "Monday"),
        ({"LANG": "C"}, "Monday"),
        ({"LANG": "POSIX"}, "Monday"),
        ({"LANG": "xx_YY.UTF-8"}, "Monday"),
        ({"LANG": "idn"}, "Monday"),
        ({"LANG": "\udcff"}, "Monday"),
        ({"LANG": "id"}, "Senin"),
        ({"LANG": "id_ID"}, "Senin"),
        ({"LANG": "ID_id@euro"}, "Senin"),
        ({"LANG": "id_ID.UTF-8", "LC_ALL": "C"}, "Monday"),
        ({"LANG": "id_ID.UTF-8", "LC_ALL": "", "LC_MESSAGES": "en_US.UTF-8"}, "Monday"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "id_ID.UTF-8"}, "Senin"),
    ],
)
@pytest.mark.usefixtures("indonesian")
def test_the_locale_chooses_the_language_and_one_that_does_not_exist_is_english(
    cj: Cj, env: dict[str, str], day: str
) -> None:
    take_in(cj, "Ibu Sari")

    result = cj.ok("today", env=env)

    assert result.out.startswith(day)
    assert result.err == ""


@pytest.mark.parametrize("how", [{"env": {"CJ_LANG": "fr"}}, {"option": ("--lang", "fr")}, {"option": ("--lang=",)}])
def test_a_language_that_was_asked_for_and_does_not_exist_is_refused(cj: Cj, how: dict[str, Any]) -> None:
    result = cj("list", *how.get("option", ()), env=how.get("env"))

    assert result.code == (0 if how.get("option") == ("--lang=",) else 16)
    assert "en, id" in result.err or result.code == 0


def test_a_language_that_does_not_exist_is_refused_in_the_language_of_the_system(cj: Cj) -> None:
    result = cj("list", "--lang", "xx", env={"LANG": "id_ID.UTF-8"})

    assert (result.code, result.err) == (16, "lang: ini harus salah satu dari: en, id.\n")


@pytest.mark.usefixtures("indonesian")
def test_what_the_system_says_is_translated_and_a_path_is_not() -> None:
    words.speak("id")

    told = CannotRead(path="Permission denied", reason="Permission denied").message()

    assert told == "Permission denied tidak dapat dibaca: izin ditolak."


@pytest.mark.usefixtures("indonesian")
def test_what_is_wrong_with_a_log_is_told_in_one_language() -> None:
    words.speak("id")

    gone = Finding(0, "missing", N_("{path} cannot be read: {reason}."), {"path": "x", "reason": "Permission denied"})
    misfit = Finding(0, "misfit", N_("{problem}"), {"problem": N_("this must not be empty")})

    assert gone.told() == "x tidak dapat dibaca: izin ditolak."
    assert misfit.told() == "ini harus diisi"


@given(st.text())
def test_shown_text_holds_nothing_a_terminal_would_obey(text: str) -> None:
    shown = visible(text)

    assert all(letter.isprintable() or letter in "\n\t\u200c\u200d\u00a0\u202f" for letter in shown)
    assert visible(shown) == shown


@given(st.text())
def test_on_one_line_there_is_one_line(text: str) -> None:
    assert len(visible(text, lines=False).splitlines()) <= 1


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_letters_of_every_script_are_shown_as_they_are(text: str) -> None:
    kept = "".join(letter for letter in text if letter.isprintable())

    assert visible(kept) == kept


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "␛[31m"),
        ("\x00", "␀"),
        ("\x7f", "␡"),
        ("\u202e", "⟨U+202E⟩"),
        ("\x9b", "⟨U+009B⟩"),
        ("a\r\n", "a␍\n"),
    ],
)
def test_what_would_act_is_shown_by_a_picture(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("columns", ["0", "1", "2", "20", "80"])
def test_a_terminal_however_narrow_gets_every_word(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)

    shown = words.wrapped("Anak saya tidak mau sekolah.\nSejak bapaknya pergi.", first="· ", then="  ")

    assert shown.replace("·", " ").split() == [
        "Anak",
        "saya",
        "tidak",
        "mau",
        "sekolah.",
        "Sejak",
        "bapaknya",
        "pergi.",
    ]


def test_an_option_is_not_broken_at_its_hyphen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")

    assert "--no-input" in words.wrapped("Run it at a terminal, without --no-input.")


def test_sentences_are_wrapped_at_the_terminal_they_are_told_at_also_where_the_answer_goes_to_a_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr("os.get_terminal_size", lambda of: os.terminal_size((40 if of == 2 else 80, 24)))

    assert max(map(len, wrapped("a word " * 30).split("\n"))) < 40


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes among the files")
@pytest.mark.parametrize("broken", [None], indirect=True)
@pytest.mark.usefixtures("broken")
def test_a_pipe_in_place_of_a_catalogue_is_not_waited_for() -> None:
    os.mkfifo(words.LOCALE / "id" / "LC_MESSAGES" / "casejournal.mo")

    assert not words.speak("id")
    assert words.in_every_language("Client") == ("Client",)
