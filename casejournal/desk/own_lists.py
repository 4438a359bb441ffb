"""A school's own competencies, read from [competencies.NAME] of config.toml. What is wrong there is said with its line;
a competency that cannot be understood is left out, and everything else works.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from casejournal.desk.own_questions import Trouble
from casejournal.domain.choice import as_compared
from casejournal.domain.own_field import in_language
from casejournal.domain.own_question import in_texts
from casejournal.domain.portfolio.overview import Competency
from casejournal.words import LANGUAGES, _

TABLE = "competencies"
_TITLE = "title"
_NAME = re.compile(r"[^\W_](?:[\w-]{0,30}[^\W_])?")
_NUMBER = re.compile(r"\w[\w.]{0,7}")
"""What may stand before the = of a competency: 1, 2b, "2.1"."""
_LETTERS = 3
"""A number without any figure in it is at most so long: a, iv. What is longer is likely a misspelled word."""


class OwnLists(msgspec.Struct, frozen=True):
    """The competencies that were understood, and what was not."""

    every: tuple[Competency, ...]
    troubles: tuple[Trouble, ...]


class _Wrong(Exception):
    """Something that cannot be used: the word that is wrong, and why."""


def read(found: Any, taken: frozenset[str]) -> OwnLists:
    """The competencies in what config.toml holds under [competencies]. The names `taken` are those of other lists."""
    if not isinstance(found, Mapping):
        return OwnLists((), (Trouble("", "", _as_it_is_written()),))
    every: list[Competency] = []
    troubles: list[Trouble] = []
    for name, said in found.items():
        try:
            _require_list(name, said, taken)
        except _Wrong as wrong:
            troubles.append(Trouble(name, *wrong.args))
            continue
        for each in _competencies(name, said):
            if isinstance(each, Trouble):
                troubles.append(each)
            else:
                every.append(each)
    return OwnLists(tuple(every), tuple(troubles))


def _as_it_is_written() -> str:
    return _('write a table [competencies.NAME] with a line for each competency: 1 = "…"')


def _require_list(name: str, said: Any, taken: frozenset[str]) -> None:
    """Raises _Wrong for a list that cannot be used at all."""
    if not isinstance(said, Mapping):
        raise _Wrong("", _as_it_is_written())
    if not _NAME.fullmatch(name):
        raise _Wrong("", _("the name of a list has letters, digits and hyphens"))
    if as_compared(name) in taken:
        raise _Wrong("", _("there is a list of that name already; choose another"))
    if not {*said} - {_TITLE}:
        raise _Wrong("", _('there is no competency in it; write one on each line: 1 = "…"'))
    if _TITLE in said:
        _texts(_TITLE, said[_TITLE])


def _competencies(name: str, said: Mapping[str, Any]) -> Iterator[Competency | Trouble]:
    called = in_language(dict(_texts(_TITLE, said[_TITLE]))) if _TITLE in said else name
    seen: set[str] = set()
    for number, text in said.items():
        if number == _TITLE:
            continue
        try:
            _require_number(number, seen)
            titles = dict(_texts(number, text))
        except _Wrong as wrong:
            yield Trouble(name, *wrong.args)
            continue
        seen.add(as_compared(number))
        code = f"{name}-{number}".casefold()
        title = in_language(titles)
        yield Competency(code=code, title=title, names=tuple(titles.values()), of=name, list_title=called)


def _require_number(number: str, seen: set[str]) -> None:
    """Raises _Wrong for what is no number, or was given to another competency of the list."""
    plain = _NUMBER.fullmatch(number) and (len(number) <= _LETTERS or any(map(str.isdigit, number)))
    if not plain:
        raise _Wrong(number, _("this is no number; a list has a title, and numbered competencies"))
    if as_compared(number) in seen:
        raise _Wrong(number, _("this number is given twice; each competency needs its own"))


def _texts(word: str, said: Any) -> tuple[tuple[str, str], ...]:
    """A text, or a table with one for each language. Raises _Wrong, also if the half in one of them is missing."""
    if isinstance(said, str) and said.strip():
        return in_texts(said)
    if not isinstance(said, Mapping) or not {*said} <= {*LANGUAGES}:
        told = _('write a text, or one for each language: {en = "…", id = "…"}')
        dotted = isinstance(said, Mapping)
        more = _('a number with a dot in it stands in quotation marks: "2.1" = "…"')
        raise _Wrong(word, f"{told}; {more}" if dotted else told)
    for language in LANGUAGES:
        if not isinstance(said.get(language), str) or not said[language].strip():
            raise _Wrong(word, _("the half in “{language}” is missing").format(language=language))
    return in_texts(said)
