"""Corrections typed as `FIELD=VALUE`: any field of a form, by its name, its option or its title.

Parts with a key (the rating of a goal, the score of an area) are corrected one at a time: `rate=1=0` rates goal 1,
`rate=1=` takes its rating away, `rate=` takes all ratings away. Any other list is given as a whole.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from casejournal.domain.choice import as_compared
from casejournal.domain.dates import Since
from casejournal.errors import GivenTwice, NotValid
from casejournal.forms.check import check, with_days, with_own_words
from casejournal.forms.fields import Answers, Field, fields
from casejournal.forms.refusals import UnknownKey
from casejournal.words import N_, _, in_every_language, language

_NOTHING_BEHIND = re.compile(r"\s*([^=:{}]+?)\s*[=:]\s*")


class Assigned(msgspec.Struct, frozen=True):
    """The new answers that a correction gives."""

    answers: Answers
    """By the name of the field; None empties the field."""
    gone: Mapping[str, tuple[Any, ...]] = {}
    """The keys of the parts that are taken away, by the name of their field."""
    whole: frozenset[str] = frozenset()
    """The fields whose old parts are all replaced. In any other field, parts that the correction does not name stay."""

    def over(self, form: type[msgspec.Struct], now: Mapping[str, Any]) -> Answers:
        """All answers once this correction is made to the answers `now`. Raises NotValid if a part to be taken away is
        not there.
        """
        merged = dict(self.answers)
        for field in fields(form):
            if field.known_by and field.name in {*merged, *self.gone} and field.name not in self.whole:
                merged[field.name] = self._parts(field, field.known_by, now[field.name])
        return merged

    def _parts(self, field: Field, known_by: str, now: tuple[Any, ...]) -> tuple[Any, ...]:
        """The parts of one field after the correction. Parts that stay keep their place."""
        parts = {getattr(part, known_by): part for part in now}
        for key in self.gone.get(field.name, ()):
            if parts.pop(key, None) is None:
                raise NotValid(field=field.title, problem=_("there is none for {key}").format(key=key))
        said = self.answers.get(field.name) or ()
        return tuple((parts | {getattr(part, known_by): part for part in said}).values())


def from_assignments(
    form: type[msgspec.Struct], values: Iterable[str], own: tuple[str, ...], since: Since, option: str
) -> Assigned:
    """The correction that these texts describe. `FIELD=` empties the field. An offset counts from the day `since`.

    Each text adds one entry to a list. Raises GivenTwice for a field with one answer that is set twice, NotValid,
    UnknownKey, or what `check` raises.
    """
    said: dict[str, list[str]] = {}
    today = since.today
    for value in values:
        name, equals, text = value.partition("=")
        if not equals:
            raise NotValid(field=option, problem=N_("write it like this: FIELD=VALUE"))
        said.setdefault(field_called(form, name, option).name, []).append(text)
    answers: Answers = {}
    gone: dict[str, tuple[Any, ...]] = {}
    for name, every in said.items():
        field = field_called(form, name, option)
        taken = [text for text in every if field.known_by and _NOTHING_BEHIND.fullmatch(text)]
        texts = [text for text in every if text not in taken]
        if len(texts) > 1 and not field.many:
            raise GivenTwice(one=f"{option} {name}={texts[0]}", other=f"{option} {name}={texts[1]}")
        if taken:
            gone[name] = tuple(_key(field, text, today) for text in taken)
        if texts:
            meant = [text for text in texts if text] if field.many else texts[-1]
            answers[name] = check(field, meant, today, since) if meant else None
    answers = with_days(form, answers, today, since)
    answers |= with_own_words(form, {name: value for name, value in answers.items() if value is not None}, own)
    return Assigned(answers, gone, frozenset(name for name, every in said.items() if "" in every))


def _key(field: Field, text: str, today: date) -> Any:
    found = _NOTHING_BEHIND.fullmatch(text)
    key = next(part for part in field.parts if part.name == field.known_by)
    return check(key, found[1] if found else text, today)


def field_called(form: type[msgspec.Struct], asked: str, option: str) -> Field:
    """The field with that name, that option or, in any language, that title. Raises UnknownKey."""
    name = as_compared(asked.strip().removeprefix("--"))
    every = fields(form)
    for field in every:
        if name in {field.name, field.name.replace(".", "_"), as_compared(field.option.removeprefix("--"))}:
            return field
    for field in every:
        if name in map(as_compared, in_every_language(field.title)):
            return field
    known = [field.name if language() == "en" else _(field.title) for field in every]
    raise UnknownKey(source=option, key=asked, known=", ".join(known))
