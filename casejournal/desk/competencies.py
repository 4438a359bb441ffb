"""The competencies a portfolio speaks of: those of the shelf, and a school's own from config.toml."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from casejournal.desk import Desk
from casejournal.domain.choice import meant
from casejournal.domain.field import Among
from casejournal.domain.portfolio.overview import Competency
from casejournal.domain.principles import LABELS, own_name
from casejournal.errors import UnknownName
from casejournal.forms.check import one_of
from casejournal.forms.fields import Answers
from casejournal.knowledge.shelf import COMPETENCIES, chapter
from casejournal.words import N_, _, language

_ALIKE = 0.6
"""How alike two words must be, from 0 to 1, for one to be a likely misspelling of the other."""


def competencies(desk: Desk, *, tells: bool = True) -> tuple[Competency, ...]:
    """Every competency, list by list. What is wrong with a list in config.toml is told, if it `tells`."""
    return (*_of_the_shelf(), *own_competencies(desk, tells=tells))


def own_competencies(desk: Desk, *, tells: bool = True) -> tuple[Competency, ...]:
    """Those of the lists in config.toml. What is wrong there is told, if it `tells`."""
    own = desk.config.own_lists(frozenset(map(_list_name, COMPETENCIES)))
    for trouble in own.troubles if tells else ():
        desk.tell_once(desk.config.told_of_list(trouble))
    return own.every


def _list_name(chapter_name: str) -> str:
    return chapter_name.removeprefix("competencies_")


def _of_the_shelf() -> Iterator[Competency]:
    told = language()
    for name in COMPETENCIES:
        whole = chapter(name)
        for entry in whole.entries:
            yield Competency(
                code=entry.name,
                title=entry.title.in_language(told),
                names=(*entry.title.values(), *entry.also),
                of=_list_name(name),
                list_title=whole.title.in_language(told),
            )


def competencies_meant(every: Sequence[Competency], asked: Iterable[str]) -> tuple[str, ...]:
    """The codes of the competencies that these words mean: a code, a number, or a title in any language.

    Raises UnknownName, which names what is near; AmbiguousAnswer for a number that several lists have.
    """
    return tuple(dict.fromkeys(_meant(every, each) for each in asked))


def _meant(every: Sequence[Competency], asked: str) -> str:
    listed = [(each.code, name) for each in every for name in (each.title, *each.names, each.number)]
    if not meant(asked, listed):
        known = dict.fromkeys(each.of for each in every)
        first = {of: [each.code for each in every if each.of == of] for of in known}
        told = ", ".join(f"{codes[0]} … {codes[-1]}" if len(codes) > 1 else codes[0] for codes in first.values())
        raise UnknownName(what=N_("competency"), asked=asked, near=_near(every, asked), known=told)
    return one_of(N_("Competencies"), asked, listed)


def _near(every: Sequence[Competency], asked: str) -> str:
    """The competencies that may be meant by a word that is none: a misspelled code, or a word of a title."""
    word = asked.strip().casefold()
    if codes := get_close_matches(word, [each.code.casefold() for each in every], cutoff=_ALIKE):
        return ", ".join(codes)
    words = {part.strip(",()"): each for each in every for name in each.names for part in name.casefold().split()}
    alike = (words[part] for part in get_close_matches(word, words, cutoff=_ALIKE))
    return "; ".join(dict.fromkeys(f"{each.code} ({each.title})" for each in alike))


def titles(every: Iterable[Competency]) -> dict[str, str]:
    """The title of each competency, by its code."""
    return {each.code: each.title for each in every}


def choices(desk: Desk, every: Iterable[Competency]) -> dict[Among, list[tuple[str, str]]]:
    """What a portfolio entry chooses from: competencies by code and title, the principles of every set."""
    return {
        Among.COMPETENCIES: [(each.code, f"{each.code} {each.title}") for each in every],
        Among.PRINCIPLES: [(name, _(label)) for name, label in _principles(desk)],
    }


def by_name(desk: Desk, every: Sequence[Competency], answers: Answers) -> Answers:
    """The answers, with competencies and principles by their stored names, however they were given.

    Raises UnknownName, UnknownChoice or AmbiguousAnswer.
    """
    found = dict(answers)
    if found.get("competencies"):
        found["competencies"] = competencies_meant(every, found["competencies"])
    if found.get("principles"):
        listed = _principles(desk)
        named = (one_of(N_("Principles"), each, listed) for each in found["principles"])
        found["principles"] = tuple(dict.fromkeys(named))
    return found


def _principles(desk: Desk) -> list[tuple[str, str]]:
    """The principles of every set: names and what they are called."""
    own = (title for table in desk.config.table("principle_sets").values() for title in table if title.strip())
    return [*LABELS.items(), *((own_name(title), title) for title in own)]
