"""A question of the worker's own, as [intake_fields] of config.toml describes it."""

import re
from collections.abc import Mapping
from datetime import date
from keyword import iskeyword
from typing import Any, Self

import msgspec

from casejournal.domain import dates
from casejournal.domain.choice import as_compared
from casejournal.domain.intake import Intake
from casejournal.domain.own_field import BETWEEN, OwnField, OwnKind, in_language
from casejournal.errors import NotValid
from casejournal.words import LANGUAGES, N_

_NUMBER = r"[+-]?\d+(?:[.,]\d{1,2})?"


class OwnChoice(msgspec.Struct, frozen=True):
    """An answer of a list: what is stored, and what it is called, as pairs of a language and a text."""

    value: str
    called: tuple[tuple[str, str], ...]


class OwnQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """One question. Texts are pairs of a language and a text; where no language is named, it is empty."""

    name: str
    title: tuple[tuple[str, str], ...] = ()
    help: tuple[tuple[str, str], ...] = ()
    kind: OwnKind = OwnKind.TEXT
    choices: tuple[OwnChoice, ...] = ()
    required: bool = False
    leaves: bool = True
    identity: bool = False

    @classmethod
    def of(cls, answer: OwnField) -> Self:
        """The question of an answer whose question is gone, or has become another: it is a text now."""
        kind = OwnKind.TEXT if answer.kind is not OwnKind.LONG_TEXT else answer.kind
        title = tuple(answer.titles.items())
        return cls(name=answer.name, title=title, kind=kind, leaves=answer.leaves, identity=answer.identity)

    @property
    def field_name(self) -> str:
        """Its name as the name of a field of the form: house owner becomes house_owner."""
        name = re.sub(r"\W+", "_", as_compared(self.name)).strip("_") or "own"
        taken = iskeyword(name) or not name.isidentifier() or name in Intake.__struct_fields__
        return f"own_{name}" if taken else name

    @property
    def called(self) -> str:
        """Its title in the reader's language; its name if it has none."""
        return in_language(dict(self.title)) or self.name

    def answer(self, said: Any) -> OwnField:
        """What is kept of the answer `said`, as the form has it."""
        several = said if isinstance(said, tuple) else (said,)
        value = BETWEEN.join(map(_stored, several))
        called = {choice.value: dict(choice.called) for choice in self.choices}
        labels = [called.get(str(each), {}) for each in several]
        told = {
            each: BETWEEN.join(label.get(each) or in_language(label) for label in labels)
            for each in dict.fromkeys(name for label in labels for name in label)
        }
        return OwnField(
            name=self.name,
            value=value,
            kind=self.kind,
            titles=dict(self.title),
            said={each: text for each, text in told.items() if text != value},
            leaves=self.leaves,
            identity=self.identity,
        )

    def takes(self, answer: OwnField) -> bool:
        """Whether an answer that was given before fits the question as it is today."""
        if self.kind is OwnKind.DATE:
            return re.fullmatch(r"\d{4}-\d\d-\d\d", answer.value) is not None
        if self.kind is OwnKind.YES_NO:
            return answer.value in {"yes", "no"}
        if self.kind in {OwnKind.CHOICE, OwnKind.CHOICES}:
            several = answer.value.split(BETWEEN) if self.kind is OwnKind.CHOICES else [answer.value]
            return {*several} <= {choice.value for choice in self.choices}
        return self.kind is not OwnKind.NUMBER or re.fullmatch(_NUMBER, answer.value) is not None


def in_texts(told: str | Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """One text for every language, or a table of them, as pairs."""
    return ((("", told.strip()),) if told.strip() else ()) if isinstance(told, str) else tuple(told.items())


def read_number(said: Any, _today: date) -> str:
    """A number as it is stored: with a point before its decimals. Raises NotValid for anything else, and for three
    digits behind a point or comma: in one country they are thousands, in another decimals.
    """
    text = str(said).strip() if not isinstance(said, bool) else ""
    if re.fullmatch(_NUMBER, text):
        return text.replace(",", ".").removeprefix("+")
    raise NotValid(problem=N_("this must be a number, without points between thousands: 1500000 or 12.5"))


def _stored(said: Any) -> str:
    if isinstance(said, bool):
        return "yes" if said else "no"
    return dates.stamp(said) if isinstance(said, date) else str(said)


def languages_among(names: Mapping[str, Any]) -> bool:
    """Whether a table is one of texts by language."""
    return bool(names) and {*names} <= {*LANGUAGES}
