"""`cj help`: a command, or what all commands share, in the reader's language."""

import pytest

from casejournal.commands import TOPICS
from casejournal.domain.practice.feedback import Ending
from casejournal.domain.practice.move import Move, move_meant
from casejournal.errors import ExitCode
from casejournal.words import LANGUAGES, LOCALE
from tests.world import Cj


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_topic_is_explained_in_each_language(bare: Cj, topic: str, language: str) -> None:
    shown = bare.ok("help", topic, "--lang", language).out

    title = (LOCALE / language / "help" / f"{topic}.md").read_text().partition("\n")[0].removeprefix("# ")
    assert shown.startswith(title)
    assert not bare.journal.exists()


@pytest.mark.parametrize("asked", [("exit-codes",), ("Exit", "codes"), ("kode", "keluar"), ("kode-keluar",)])
def test_a_topic_is_found_by_its_title_in_any_language(bare: Cj, asked: tuple[str, ...]) -> None:
    assert bare.ok("help", *asked).out.startswith("Exit codes")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_topic_has_a_name_in_each_language(bare: Cj, language: str) -> None:
    unknown = bare("help", "nothing at all", "--lang", "id")

    assert bare.ok("help", "tanggal", "--lang", language).out == bare.ok("help", "dates", "--lang", language).out
    assert "tanggal, file, istilah, kode-keluar, latihan, intake" in unknown.err


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_exit_code_is_explained(language: str) -> None:
    text = (LOCALE / language / "help" / "exit-codes.md").read_text()

    assert [int(line[2:].partition(":")[0]) for line in text.splitlines() if line.startswith("- ")] == [
        *map(int, ExitCode)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_move_of_practice_is_explained(language: str) -> None:
    text = (LOCALE / language / "help" / "practice.md").read_text()
    listed = [line[2:].partition(":")[0] for line in text.splitlines() if line.startswith("- ")]

    assert [*map(move_meant, listed[: len(Move)])] == [*Move]
    assert all(ending.label in listed for ending in Ending) or language != "en"


def test_behind_the_topic_of_practice_a_verb_is_meant(bare: Cj) -> None:
    assert bare.ok("help", "practice", "say").out == bare.ok("practice", "say", "--help").out
    assert "explain_limits: " in bare.ok("help", "practice").out


def test_help_with_a_command_is_its_help(bare: Cj) -> None:
    assert bare.ok("help", "note").out == bare.ok("note", "--help").out
    assert bare.ok("help", "group", "session").out == bare.ok("group", "session", "--help").out
    assert bare.ok("help").out == bare.ok("--help").out


def test_what_is_misspelled_is_answered_with_what_was_meant(bare: Cj) -> None:
    result = bare("help", "nte")

    assert result.code == 14
    assert "note" in result.err.splitlines()[1]


def test_a_script_gets_a_command_as_data(bare: Cj) -> None:
    told = bare.json("help", "refer", "update")

    assert told["command"] == "cj refer update"
    assert any("--back" in option["names"] for option in told["options"])
    assert bare.json("help")["Casework"][0] == "intake"
