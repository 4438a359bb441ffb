"""The reference shelf: what the method says, entry by entry, found by a word of either language.

Each part of the shelf is a file beside this one. A sentence that is missing in one of the languages, or a source, makes
it unreadable, which a test notices.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from casejournal.domain.names import folded

PARTS = ("components", "process", "principles", "roles", "group_principles", "group_tasks", "biestek")
"""The files of the shelf, in the order of the method; then what comes along beside it."""
_FOLDER = Path(__file__).parent


class Said(msgspec.Struct, frozen=True):
    """A sentence in both languages."""

    en: str
    id: str

    def told(self, language: str) -> str:
        """The sentence in one of them."""
        return self.id if language == "id" else self.en


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing the method knows."""

    part: str
    name: str
    """Its stable name, for scripts: `open_communication`."""
    title: Said
    says: Said
    asks: Said
    """What to ask oneself."""
    shows: Said
    """How it shows in the journal."""
    remark: Said | None
    """Where the source departs from general usage."""
    source: str
    item: str

    def answers_to(self, word: str) -> bool:
        """Whether its name, or a word of its title in either language, begins so."""
        titles = (self.name.replace("_", " "), self.title.en, self.title.id)
        return any(f" {folded(word)}" in f" {folded(title)}" for title in titles)

    def is_called(self, word: str) -> bool:
        """Whether that is its whole name or title."""
        titles = (self.name, self.name.replace("_", " "), self.title.en, self.title.id)
        return folded(word) in {folded(title) for title in titles}


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the shelf."""

    name: str
    title: Said
    entries: tuple[Entry, ...]


def part(name: str) -> Part:
    """A part of the shelf. Raises KeyError where something it must say is missing."""
    import tomllib  # lazy: the shelf is read by few commands

    table = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    source = table.pop("source")
    title = Said(table.pop("title_en"), table.pop("title_id"))
    return Part(name=name, title=title, entries=tuple(_entry(name, source, *entry) for entry in table.items()))


def shelf() -> Iterator[Part]:
    """All of it."""
    return map(part, PARTS)


def find(word: str) -> list[Entry]:
    """The entries that answer to a word of either language: those of that very name or, where there is none, those of
    which a word begins so.
    """
    every = [entry for each in shelf() for entry in each.entries]
    return [entry for entry in every if entry.is_called(word)] or [entry for entry in every if entry.answers_to(word)]


def _entry(part_name: str, source: str, name: str, table: dict[str, Any]) -> Entry:
    return Entry(
        part=part_name,
        name=name,
        title=Said(table["en"], table["id"]),
        says=Said(table["says_en"], table["says_id"]),
        asks=Said(table["ask_en"], table["ask_id"]),
        shows=Said(table["shows_en"], table["shows_id"]),
        remark=Said(table["remark_en"], table["remark_id"]) if "remark_en" in table or "remark_id" in table else None,
        source=source,
        item=table["item"],
    )
