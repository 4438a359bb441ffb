"""Whoever chose Indonesian meets no English: every command, its help, and what it refuses."""

import re
from typing import Any

import pytest
from babel.messages.pofile import read_po

from casejournal.commands import MANUAL
from casejournal.words import LOCALE
from tests.commands.test_every_command import JSON, VERBS, desk, prepared, surroundings
from tests.world import Cj

__all__ = ["desk", "prepared"]

HELP = [*(name for names in MANUAL.values() for name in names), *VERBS]
SPEAKS_BOTH = {"learn", "schema note", "export", "packet"}
"""The shelf names each topic in the other language too; a schema and an export are for programs, and English; in a packet
a month is moved in the language it was written in.
"""
WRONG = (
    ("show", "nobody"),
    ("note",),
    ("note", "@", "x", "--on", "03/04/2026"),
    ("note", "@", "x", "--on", "whenever"),
    ("note", "@", "x", "--channel", "pigeon"),
    ("note", "@", "x", "--minutes", "many"),
    ("nte", "@"),
    ("note", "@", "--rol", "broker"),
    ("assess", "@", "--domain", "income=9:x", "--underlying-problem", "x"),
    ("assess", "@", "--domain", "nonsense", "--underlying-problem", "x"),
    ("plan", "SOUND", "--goal", "x", "--agreed", "yes"),
    ("refer", "update", "REFERRAL", "draft"),
    ("refer", "@", "--to", "Kantor", "--reason", "capacity", "--no-input", "--status", "x"),
    ("close", "@", "--reason", "moved"),
    ("group", "session", "tangguh"),
    ("group", "join", "tangguh", "sari"),
    ("amend", "NOTE", "--set", "minutes=x", "--reason", "y"),
    ("amend", "NOTE"),
    ("erase", "@"),
    ("backup", "BACKUP", "--keep", "2"),
    ("config", "colour", "red"),
    ("learn", "zzz"),
    ("task", "done", "T-0000"),
    ("draft", "resume"),
    ("letter", "REFERRAL", "--format", "pdf"),
    ("intake", "--from", "nowhere.toml"),
    ("consent", "@", "--purpose", "x"),
    ("undo",),
)


def plain(text: str) -> str:
    """Text on one line, without what stands in for a person's words."""
    return " ".join(text.split())


def texts(said: Any) -> tuple[str, ...]:
    """A sentence, or the forms of one that counts."""
    return (said,) if isinstance(said, str) else tuple(said)


def english() -> dict[str, str]:
    """The English sentences that Indonesian says otherwise, and the longer pieces of those with braces."""
    with (LOCALE / "id" / "LC_MESSAGES" / "casejournal.po").open("rb") as file:
        catalogue = read_po(file, locale="id")
    said: dict[str, str] = {}
    indonesian: list[str] = []
    for message in catalogue:
        indonesian += [plain(each) for each in texts(message.string)]
        for sentence in filter(None, texts(message.id)):
            for piece in re.split(r"\{\w*\}|\n\n", sentence):
                said[plain(piece).strip(" .,:;·()“”")] = sentence
    every = "\n".join(indonesian)
    return {piece: sentence for piece, sentence in said.items() if piece not in every}


ENGLISH = english()
SENTENCES = [piece for piece in ENGLISH if piece.count(" ") > 1]
LABELS = {piece for piece in ENGLISH if piece.count(" ") <= 1 and piece[:1].isupper()}


def met(text: str) -> list[str]:
    """The English sentences and labels in a text."""
    flat = plain(text)
    found = [piece for piece in SENTENCES if piece in flat]
    cells = (
        cell.strip() for line in text.splitlines() for cell in (line.partition(":")[0], *re.split(r"\t| {2,}|│", line))
    )
    return found + [cell for cell in cells if cell in LABELS]


def test_what_it_looks_for_is_found_in_english(cj: Cj, desk: dict[str, str]) -> None:
    assert len(SENTENCES) > 500
    assert met(cj.ok("show", "sari").out)
    assert met(cj("show", "nobody").err)
    assert met(cj.ok("note", "--help").out)


@pytest.mark.parametrize("command", [command for command in JSON if command not in SPEAKS_BOTH])
def test_no_command_speaks_english_to_an_indonesian(command: str, cj: Cj, desk: dict[str, str]) -> None:
    _kind, more = JSON[command]
    more = tuple(desk.get(word, word) for word in more)

    result = cj.ok(*command.split(), *more, "--lang", "id", env=surroundings(cj, command))

    assert met(result.out + result.err) == []


@pytest.mark.parametrize("command", HELP)
def test_no_help_is_english_to_an_indonesian(command: str, bare: Cj) -> None:
    bare.ok(*command.split(), "--help", "--lang", "en")  # whichever language it was asked for first

    assert met(bare.ok(*command.split(), "--help", "--lang", "id").out) == []


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_no_refusal_is_english_to_an_indonesian(words: tuple[str, ...], cj: Cj, desk: dict[str, str]) -> None:
    words = tuple(desk.get(word, word) for word in words)

    result = cj(
        *words, "--no-input", "--lang", "id", env=surroundings(cj, "restore" if words[0] == "restore" else "note")
    )

    assert result.code != 0
    assert met(result.out + result.err) == []
