"""The worker's own questions, read from [intake_fields] of config.toml. What is wrong there is said with its line; a
question that cannot be understood is left out, and everything else works.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

import msgspec

from casejournal.domain.choice import as_compared
from casejournal.domain.intake import Intake
from casejournal.domain.own_field import BETWEEN, OwnKind
from casejournal.domain.own_question import OwnChoice, OwnQuestion, in_texts, languages_among
from casejournal.forms.fields import fields
from casejournal.words import _

TABLE = "intake_fields"
_WORDS = ("title", "help", "kind", "choices", "required", "leaves", "identity")
"""What may be said of a question."""
_SWITCHES = ("required", "leaves", "identity")
_KEY = re.compile(r"""(?:"[^"]*"|'[^']*'|[^=])*""")
"""What stands before the = of a line of TOML."""
_LISTS = {OwnKind.CHOICE, OwnKind.CHOICES}


class Trouble(msgspec.Struct, frozen=True):
    """What is wrong with a question, or with one of its words."""

    name: str
    word: str
    problem: str


class OwnQuestions(msgspec.Struct, frozen=True):
    """The questions that were understood, and what was not."""

    every: tuple[OwnQuestion, ...]
    troubles: tuple[Trouble, ...]

    @property
    def kept(self) -> frozenset[str]:
        """The names of the questions whose answers never leave the house; those not understood are among them."""
        troubles = (each.name for each in self.troubles)
        return frozenset((*troubles, *(each.name for each in self.every if not each.leaves)))


class _Wrong(Exception):
    """A question that cannot be used: the word that is wrong, and why."""


def read(found: Any) -> OwnQuestions:
    """The questions in what config.toml holds under [intake_fields]."""
    if not isinstance(found, Mapping):
        problem = _('write it like this: NAME = "your question?", or as a table [intake_fields.NAME]')
        return OwnQuestions((), (Trouble("", "", problem),))
    every: list[OwnQuestion] = []
    troubles: list[Trouble] = []
    for name, said in found.items():
        try:
            every.append(_question(str(name).strip(), said, [each.field_name for each in every]))
        except _Wrong as wrong:
            troubles.append(Trouble(str(name).strip(), *wrong.args))
    return OwnQuestions(tuple(every), tuple(troubles))


def _question(name: str, said: Any, others: list[str]) -> OwnQuestion:
    """The question of that name. Raises _Wrong."""
    plain = isinstance(said, str)
    if plain and said.strip():
        question = OwnQuestion(name=name, help=in_texts(said))
    elif isinstance(said, Mapping):
        question = _described(name, said)
    else:
        raise _Wrong("", _('write it like this: NAME = "your question?", or as a table [intake_fields.NAME]'))
    if not re.search(r"\w", name) or re.search(r"[=:.{}\[\]\n]", name):
        raise _Wrong("", _("the name of a question has letters and digits, and no = : . or brackets"))
    if question.field_name in others:
        raise _Wrong("", _("another question has the same name; choose another"))
    if as_compared(name) in {each.name for each in fields(Intake)}:
        raise _Wrong("", _("an intake asks this already; choose another name"))
    return question


def _described(name: str, said: Mapping[str, Any]) -> OwnQuestion:
    for word in said:
        if word not in _WORDS:
            near = next(iter(get_close_matches(as_compared(word), _WORDS, 1)), "")
            known = _("a question has no “{word}”; it has: {known}").format(word=word, known=", ".join(_WORDS))
            raise _Wrong(word, f"{known}. {_('Did you mean {meant}?').format(meant=near)}" if near else known)
    for word in _SWITCHES:
        if not isinstance(said.get(word, False), bool):
            raise _Wrong(word, _("write true or false, without quotes"))
    kind = _kind(said.get("kind", "choice" if "choices" in said else "text"))
    if (kind in _LISTS) != ("choices" in said):
        raise _Wrong("kind", _("a list of choices is needed for the kinds choice and choices, and only there"))
    return OwnQuestion(
        name=name,
        title=_texts("title", said.get("title", "")),
        help=_texts("help", said.get("help", "")),
        kind=kind,
        choices=tuple(_choices(said["choices"])) if kind in _LISTS else (),
        **{word: said[word] for word in _SWITCHES if word in said},
    )


def _kind(said: Any) -> OwnKind:
    known = {each.value: each for each in OwnKind}
    word = as_compared(said) if isinstance(said, str) else ""
    if word in known:
        return known[word]
    near = next(iter(get_close_matches(word, known, 1)), "")
    told = _("“{word}” is no kind of answer; there are: {known}").format(word=said, known=", ".join(known))
    raise _Wrong("kind", f"{told}. {_('Did you mean {meant}?').format(meant=near)}" if near else told)


def _texts(word: str, said: Any) -> tuple[tuple[str, str], ...]:
    """A text, or a table of texts by language."""
    of_languages = isinstance(said, Mapping) and languages_among(said) and all(map(_is_text, said.values()))
    if not (isinstance(said, str) or of_languages):
        raise _Wrong(word, _('write a text, or one for each language: {en = "…", id = "…"}'))
    return in_texts(said)


def _choices(said: Any) -> Iterator[OwnChoice]:
    """The choices in a list of texts, or in a table of a value and what it is called."""
    listed = {each: each for each in said} if isinstance(said, list) and all(map(_is_text, said)) else said
    if not isinstance(listed, Mapping) or not listed:
        raise _Wrong("choices", _('write a list, ["…", "…"], or a table of a word and what it is called'))
    for value, called in listed.items():
        if BETWEEN.strip() in value:
            raise _Wrong("choices", _("a choice has no semicolon in it: “{word}”").format(word=value))
        yield OwnChoice(value.strip(), _texts("choices", called))


def _is_text(said: Any) -> bool:
    return isinstance(said, str) and bool(said.strip())


def line_of(text: str, name: str, word: str, table: str = TABLE) -> int:
    """The line of config.toml where that word of that question stands; that of the question if it has no line of its
    own; that of the table if it has none; 0 if nothing is found.
    """
    wanted, header, best = [table, name, word], [], (0, 0)
    for at, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("["):
            header = here = _path(line.strip().strip("[] "))
        else:
            here = [*header, *_path(_KEY.match(line)[0])]  # type: ignore[index]  # it always matches
        alike = next((n for n, (one, other) in enumerate(zip(here, wanted, strict=False)) if one != other), len(here))
        best = max(best, (min(alike, 3), -at))
    return -best[1] if best[0] else 0


def _path(key: str) -> list[str]:
    """The words of a dotted key, without quotes."""
    return [each.strip().strip("\"'") for each in key.split(".") if each.strip()]
