"""Sentences come in the worker's language; a person's own words come as they are, and act on nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from casejournal import words
from casejournal.errors import NotValid
from casejournal.storage.refusals import CaseNotFound
from casejournal.words import N_, visible
from tests.world import Cj, take_in


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


@pytest.mark.usefixtures("indonesian")
def test_a_failure_is_translated_with_what_it_is_about() -> None:
    words.speak("id")

    failure = NotValid(field=N_("Client"), problem=N_("this must not be empty"))

    assert failure.message() == "Klien: ini harus diisi!"


@pytest.mark.usefixtures("indonesian")
def test_a_persons_own_words_are_never_translated() -> None:
    words.speak("id")

    assert CaseNotFound(asked="Client").message() == "Tidak ada kasus untuk “Client”."


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
