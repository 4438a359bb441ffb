"""The reference shelf on the screen: the list of topics, a page for each, and whole chapters."""

from collections.abc import Iterator, Sequence

from casejournal.knowledge.shelf import COMPETENCIES, Chapter, Entry, Sentence, Topics
from casejournal.render.page import Block, Column, Facts, Heading, Moment, Page, Prose, Table, Tone, Words, section
from casejournal.words import LANGUAGES, N_, _, language

_CHAPTERS = {
    "definitions": N_("a definition of casework"),
    "benefits": N_("a benefit of casework"),
    "components": N_("a component of casework"),
    "process": N_("a step of casework"),
    "principles": N_("a principle of casework"),
    "roles": N_("a role of the worker"),
    "group_definitions": N_("a definition of group work"),
    "group_benefits": N_("a benefit of group work"),
    "group_principles": N_("a principle of group work"),
    "group_tasks": N_("a task in group work"),
    "biestek": N_("one of Biestek's principles"),
    "competencies_epas": N_("a competency of EPAS 2022"),
    "competencies_permensos": N_("a skill of Permensos 14/2020"),
}


def shelf_page(chapters: Sequence[Chapter]) -> Page:
    """All topics, chapter by chapter, in every language."""
    blocks: list[Block] = []
    for chapter in chapters:
        blocks.append(section(_said(chapter.title), f"cj learn {_said(chapter.word)}", top=not blocks))
        rows = ((Words(_said(each.title), Tone.STRONG), Words(_elsewhere(each.title))) for each in chapter.entries)
        blocks.append(Table((Column(""), Column("")), tuple(rows)))
    return (*blocks, Prose(Words(_("Read one: cj learn TOPIC"), Tone.QUIET)))


def topics_page(topics: Topics) -> Page:
    """The pages of these entries and chapters, one after the other."""
    blocks = [block for place, entry in enumerate(topics.entries) for block in _entry(entry, first=not place)]
    for chapter in topics.chapters:
        blocks += _chapter(chapter, first=not blocks)
    if topics.chapters:
        blocks.append(Prose(Words(_("Read one, with what to ask yourself: cj learn TOPIC"), Tone.QUIET)))
    return tuple(blocks)


def questions_page(chapters: Sequence[Chapter]) -> Page:
    """The principles of these chapters, each with its question."""
    blocks: list[Block] = []
    for chapter in chapters:
        blocks.append(section(_said(chapter.title), top=not blocks))
        columns = (Column(_("Principle")), Column(_("Ask yourself")))
        rows = ((Words(_said(entry.title), Tone.STRONG), Words(_said(entry.asks))) for entry in chapter.entries)
        blocks.append(Table(columns, tuple(rows)))
    more = _("Look at a case: cj principles checklist CASE. Read more: cj learn TOPIC")
    return (*blocks, Prose(Words(more, Tone.QUIET)))


def _entry(entry: Entry, *, first: bool) -> Iterator[Block]:
    yield Heading(_titles(entry), _(_CHAPTERS[entry.chapter]), top=first)
    yield Prose(Words(_said(entry.says)), indent=2)
    rows = [
        (_("Ask yourself"), Words(_said(entry.asks), Tone.STRONG)),
        (_("In the journal"), Words(_said(entry.shows))),
    ]
    if entry.remark:
        rows.append((_("Remark"), Words(_said(entry.remark), Tone.WARN)))
    rows.append((_("Source"), Words(f"{_said(entry.source)} · {_said(entry.item)}", Tone.QUIET)))
    yield Facts(tuple(rows))


def _chapter(chapter: Chapter, *, first: bool) -> Iterator[Block]:
    """A chapter with what each of its entries says; the source stands once if it is the same for all."""
    yield section(_said(chapter.title), top=first)
    if chapter.says:
        yield Prose(Words(_said(chapter.says)))
    sources = {_said(entry.source) for entry in chapter.entries}
    for entry in chapter.entries:
        own = f"\n{_('Source')}: {_said(entry.source)}" if len(sources) > 1 else ""
        yield Moment(_titles(entry), body=_said(entry.says) + own)
    if len(sources) == 1:
        yield Facts(((_("Source"), Words(sources.pop(), Tone.QUIET)),))


def _titles(entry: Entry) -> tuple[Words, ...]:
    """What an entry is called; before it the code of a competency, which is how a portfolio names it."""
    code = (Words(entry.name, Tone.REF),) if entry.chapter in COMPETENCIES else ()
    return (*code, Words(_said(entry.title), Tone.STRONG), Words(_elsewhere(entry.title), Tone.QUIET))


def _said(sentence: Sentence) -> str:
    return sentence.in_language(language())


def _elsewhere(title: Sentence) -> str:
    """The title in the other languages, where it is another one."""
    return " · ".join(
        dict.fromkeys(title.in_language(each) for each in LANGUAGES if title.in_language(each) != _said(title))
    )
