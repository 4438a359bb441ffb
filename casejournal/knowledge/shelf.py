"""The reference shelf: what the method says, entry by entry, found by a word of either language.

Each chapter is a file beside this one. A chapter that lacks a source, or a sentence in one of the languages, cannot be
read; a test notices.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from casejournal.domain.names import answers_to, same_name

CHAPTERS = ("components", "process", "principles", "roles", "group_principles", "group_tasks", "biestek")
"""The files of the shelf, in the order of the method; the principles of Biestek come last."""
_FOLDER = Path(__file__).parent


class Sentence(msgspec.Struct, frozen=True):
    """A sentence in both languages."""

    en: str
    id: str

    def in_language(self, language: str) -> str:
        """The sentence in that language."""
        return self.id if language == "id" else self.en


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """What a checklist asks."""

    name: str
    title: Sentence
    asks: Sentence


class Entry(msgspec.Struct, frozen=True, kw_only=True, rename={"chapter": "part"}):
    """One thing the method knows."""

    chapter: str
    name: str
    """Its stable name, for scripts: `open_communication`."""
    title: Sentence
    says: Sentence
    asks: Sentence
    """What to ask oneself."""
    shows: Sentence
    """How it shows in the journal."""
    remark: Sentence | None
    """Where the source departs from general usage."""
    source: Sentence
    item: Sentence
    also: tuple[str, ...]
    """Other words that social workers use for it, in either language."""
    checks: tuple[Check, ...]
    """What a checklist asks about it: more than one question if the principle holds two."""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called, in either language."""
        checks = (name for each in self.checks for name in (each.name, each.title.en, each.title.id))
        return (self.name, self.title.en, self.title.id, *self.also, *checks)

    def answers_to(self, word: str) -> bool:
        """Whether one of its names, or a word of one, begins with `word`."""
        return any(answers_to(_spaced(word), _spaced(name)) for name in self.names)

    def is_called(self, word: str) -> bool:
        """Whether `word` is one of its names."""
        return any(same_name(_spaced(word), _spaced(name)) for name in self.names)


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """One list of entries."""

    name: str
    title: Sentence
    entries: tuple[Entry, ...]


def chapter(name: str) -> Chapter:
    """The chapter of that name. Raises KeyError if something it must say is missing."""
    import tomllib  # lazy: the shelf is read by few commands

    table = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    title, source, section = (_sentence(table, key) for key in ("title", "source", "section"))
    entries = {key: value for key, value in table.items() if isinstance(value, dict)}
    return Chapter(
        name=name, title=title, entries=tuple(_entry(name, source, section, *entry) for entry in entries.items())
    )


def shelf() -> Iterator[Chapter]:
    """All chapters."""
    return map(chapter, CHAPTERS)


def find(word: str) -> list[Entry]:
    """The entries for a word of either language: those with exactly that name or, if there are none, those in whose
    name a word begins with it.
    """
    every = [entry for each in shelf() for entry in each.entries]
    return [entry for entry in every if entry.is_called(word)] or [entry for entry in every if entry.answers_to(word)]


def _entry(chapter_name: str, source: Sentence, section: Sentence, name: str, table: dict[str, Any]) -> Entry:
    title, asks = Sentence(table["en"], table["id"]), _sentence(table, "ask")
    own_check = {"name": name, "en": title.en, "id": title.id, "ask_en": asks.en, "ask_id": asks.id}
    item = table.get("item")
    return Entry(
        chapter=chapter_name,
        name=name,
        title=title,
        says=_sentence(table, "says"),
        asks=asks,
        shows=_sentence(table, "shows"),
        remark=_sentence(table, "remark") if "remark_en" in table or "remark_id" in table else None,
        source=source,
        item=Sentence(f"{section.en}, {item}", f"{section.id}, {item}") if item else _sentence(table, "item"),
        also=tuple(table.get("also", ())),
        checks=tuple(_check(each) for each in table.get("checks", [own_check])),
    )


def _check(table: dict[str, str]) -> Check:
    return Check(name=table["name"], title=Sentence(table["en"], table["id"]), asks=_sentence(table, "ask"))


def _sentence(table: dict[str, Any], key: str) -> Sentence:
    return Sentence(table[f"{key}_en"], table[f"{key}_id"])


def _spaced(name: str) -> str:
    return name.replace("_", " ")
