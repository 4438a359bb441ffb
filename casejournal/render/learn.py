"""The reference shelf on the screen: the list of topics, and a page for each."""

from collections.abc import Iterator, Sequence

from casejournal.knowledge.shelf import Chapter, Entry
from casejournal.render.page import Block, Column, Facts, Heading, Page, Prose, Table, Tone, Words, section
from casejournal.words import LANGUAGES, N_, _, language

_PARTS = {
    "components": N_("a component of casework"),
    "process": N_("a step of casework"),
    "principles": N_("a principle of casework"),
    "roles": N_("a role of the worker"),
    "group_principles": N_("a principle of group work"),
    "group_tasks": N_("a task in group work"),
    "biestek": N_("a principle of Biestek's"),
}


def shelf_page(parts: Sequence[Chapter]) -> Page:
    """All topics, chapter by chapter, in both languages."""
    blocks: list[Block] = []
    for part in parts:
        blocks.append(section(part.title.in_language(language()), top=not blocks))
        columns = (Column(_("Topic")), Column(_("In the other language")), Column(_("In short"), spare=True))
        blocks.append(Table(columns, tuple(_row(entry) for entry in part.entries)))
    blocks.append(Prose(Words(_("Read one: cj learn TOPIC"), Tone.QUIET)))
    return tuple(blocks)


def entry_page(entries: Sequence[Entry]) -> Page:
    """The pages of these entries, one after the other."""
    return tuple(block for place, entry in enumerate(entries) for block in _entry(entry, first=not place))


def questions_page(parts: Sequence[Chapter]) -> Page:
    """The principles of these chapters, each with its question."""
    blocks: list[Block] = []
    for part in parts:
        blocks.append(section(part.title.in_language(language()), top=not blocks))
        columns = (Column(_("Principle")), Column(_("Ask yourself")))
        told = language()
        rows = (
            (Words(entry.title.in_language(told), Tone.STRONG), Words(entry.asks.in_language(told)))
            for entry in part.entries
        )
        blocks.append(Table(columns, tuple(rows)))
    blocks.append(
        Prose(Words(_("Look at a case: cj principles checklist CASE. Read more: cj learn TOPIC"), Tone.QUIET))
    )
    return tuple(blocks)


def _row(entry: Entry) -> tuple[Words, ...]:
    return (
        Words(entry.title.in_language(language()), Tone.STRONG),
        Words(entry.title.in_language(_other())),
        Words(entry.says.in_language(language()), Tone.QUIET),
    )


def _entry(entry: Entry, *, first: bool) -> Iterator[Block]:
    told = language()
    title = (Words(entry.title.in_language(told), Tone.STRONG), Words(entry.title.in_language(_other()), Tone.QUIET))
    yield Heading(title, _(_PARTS[entry.chapter]), top=first)
    yield Prose(Words(entry.says.in_language(told)), indent=2)
    rows = [
        (_("Ask yourself"), Words(entry.asks.in_language(told), Tone.STRONG)),
        (_("In the journal"), Words(entry.shows.in_language(told))),
    ]
    if entry.remark:
        rows.append((_("Remark"), Words(entry.remark.in_language(told), Tone.WARN)))
    rows.append((_("Source"), Words(f"{entry.source.in_language(told)}: {entry.item.in_language(told)}", Tone.QUIET)))
    yield Facts(tuple(rows))


def _other() -> str:
    return next(other for other in LANGUAGES if other != language())
