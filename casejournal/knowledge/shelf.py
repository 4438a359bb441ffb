"""The reference shelf: what the method says, entry by entry, found by a word of any language.

Each chapter is a file beside this one, and `sources.toml` says who said it. A chapter that lacks its source, or what
must be said in English, cannot be read. Where another language lacks its half the English one is shown; a test notices.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from casejournal.domain.names import answers_to, folded, same_name
from casejournal.words import LANGUAGES

CHAPTERS = (
    "definitions", "benefits", "components", "process", "principles", "roles",
    "group_definitions", "group_benefits", "group_principles", "group_tasks",
    "biestek",
    "competencies_epas", "competencies_permensos",
)  # fmt: skip
"""The files of the shelf, in the order of the method: casework, group work, the principles of Biestek; and what a
student shall be able to do.
"""
COMPETENCIES = CHAPTERS[-2:]
"""Those that list competencies, for a portfolio."""
_FOLDER = Path(__file__).parent
_ALIKE = 0.75
"""How alike two words must be, from 0 to 1, for one to be a likely misspelling of the other."""
_WORD = 4
"""In letters. Shorter words of a title are not compared: "the" is like too much."""


class Sentence(dict[str, str]):
    """What is said, by language. English is always there."""

    def in_language(self, language: str) -> str:
        """The sentence in that language, or in English."""
        return self.get(language) or self["en"]


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
    """What we add to the source, or where it departs from general usage."""
    source: Sentence
    """Whose statement it is."""
    item: Sentence
    """Where it is found in the source."""
    also: tuple[str, ...]
    """Other words that social workers use for it, in any language."""
    checks: tuple[Check, ...]
    """What a checklist asks about it: more than one question if the principle holds two."""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called, in any language."""
        checks = (name for each in self.checks for name in (each.name, *each.title.values()))
        return (self.name, *self.title.values(), *self.also, *checks)


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """One list of entries."""

    name: str
    title: Sentence
    word: Sentence
    """What its entries are, in a word: principles, roles."""
    says: Sentence | None
    """What is said of all its entries."""
    also: tuple[str, ...]
    entries: tuple[Entry, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called, in any language."""
        return (self.name, *self.word.values(), *self.title.values(), *self.also)


class Topics(msgspec.Struct, frozen=True):
    """What a word means: entries, and whole chapters."""

    entries: tuple[Entry, ...]
    chapters: tuple[Chapter, ...]

    @property
    def every(self) -> list[Entry]:
        """The entries, then those of the chapters that are not among them."""
        within = (entry for chapter in self.chapters for entry in chapter.entries if entry not in self.entries)
        return [*self.entries, *within]


def chapter(name: str) -> Chapter:
    """The chapter of that name. Raises KeyError if something it must say is missing."""
    table, sources = _read(name), {key: _title(each) for key, each in _read("sources").items()}
    entries = {key: value for key, value in table.items() if isinstance(value, dict)}
    return Chapter(
        name=name,
        title=_sentence(table, "title"),
        word=_sentence(table, "word"),
        says=_if_said(table, "says"),
        also=tuple(table.get("also", ())),
        entries=tuple(_entry(name, table, sources, *entry) for entry in entries.items()),
    )


def shelf() -> Iterator[Chapter]:
    """All chapters."""
    return map(chapter, CHAPTERS)


def find(word: str) -> Topics:
    """The entries and chapters for a word of any language: those with exactly that name or, if there are none, those
    in whose name a word begins with it.
    """
    chapters, asked = tuple(shelf()), _spaced(word)
    for fits in (same_name, answers_to):
        entries = (entry for each in chapters for entry in each.entries)
        meant = tuple(entry for entry in entries if _is_called(entry.names, asked, fits))
        whole = tuple(each for each in chapters if _is_called(each.names, asked, fits))
        if meant or whole:
            return Topics(meant, whole)
    return Topics((), ())


def near(word: str) -> list[Sentence]:
    """The titles of what may be meant by a word that is found nowhere, the likeliest first; empty if nothing is like
    it.
    """
    from difflib import get_close_matches  # lazy: only a word that is found nowhere needs it

    meant: dict[str, Sentence] = {}
    for each in shelf():
        for title, names in ((each.word, each.names), *((entry.title, entry.names) for entry in each.entries)):
            for name in map(folded, map(_spaced, names)):
                meant = {part: title for part in (name, *name.split()) if len(part) >= _WORD} | meant
    alike = get_close_matches(folded(_spaced(word)), meant, cutoff=_ALIKE)
    return list({meant[name]["en"]: meant[name] for name in alike}.values())


def _is_called(names: Iterable[str], asked: str, fits: Callable[[str, str], bool]) -> bool:
    return any(fits(asked, _spaced(name)) for name in names)


def _read(name: str) -> dict[str, Any]:
    import tomllib  # lazy: the shelf is read by few commands

    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _entry(
    chapter_name: str, around: dict[str, Any], sources: Mapping[str, Sentence], name: str, table: dict[str, Any]
) -> Entry:
    title, asks = _title(table), _sentence(table, "ask")
    word, number = _sentence(around, "word"), table.get("item")
    place = Sentence({language: f"{said}, {number}" for language, said in word.items()}) if number else word
    checks = tuple(
        Check(name=each["name"], title=_title(each), asks=_sentence(each, "ask")) for each in table.get("checks", ())
    )
    return Entry(
        chapter=chapter_name,
        name=name,
        title=title,
        says=_sentence(table, "says"),
        asks=asks,
        shows=_sentence(table, "shows"),
        remark=_if_said(table, "remark"),
        source=sources[table.get("source") or around["source"]],
        item=_if_said(table, "item") or place,
        also=tuple(table.get("also", ())),
        checks=checks or (Check(name=name, title=title, asks=asks),),
    )


def _title(table: dict[str, Any]) -> Sentence:
    """A sentence whose keys are the languages themselves: `en`, `id`."""
    return Sentence({"en": table["en"], **{each: table[each] for each in LANGUAGES if each in table}})


def _sentence(table: dict[str, Any], key: str) -> Sentence:
    """A sentence whose keys end with the language: `says_en`, `says_id`."""
    return _title({language: table[f"{key}_{language}"] for language in LANGUAGES if f"{key}_{language}" in table})


def _if_said(table: dict[str, Any], key: str) -> Sentence | None:
    return _sentence(table, key) if any(f"{key}_{language}" in table for language in LANGUAGES) else None


def _spaced(name: str) -> str:
    return name.replace("_", " ")
