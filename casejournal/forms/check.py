"""Whether an answer is one: the same test for an option, a line of a file and a reply at the terminal."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from casejournal.domain import dates
from casejournal.domain.choice import Choice
from casejournal.domain.record import is_unanswered
from casejournal.errors import NotText, NotValid, NotYet, UnknownChoice
from casejournal.forms.fields import Answers, Field, Kind, fields
from casejournal.words import N_, _


def check(field: Field, value: Any, today: date) -> Any:
    """`value` as the field's type, or a sentence about what is wrong with it.

    Raises NotValid, NotText, UnknownChoice, NotYet, DateNotUnderstood or AmbiguousDate.
    """
    if field.many:
        several = value if isinstance(value, (list, tuple)) else [value]
        return tuple(dict.fromkeys(_one(field, each, today) for each in several))
    return _one(field, value, today)


def _one(field: Field, value: Any, today: date) -> Any:
    if field.kind is Kind.YES_NO:
        return _yes_or_no(field, value)
    if field.kind is Kind.NUMBER:
        return _number(field, value)
    if field.kind is Kind.DAY:
        return _day(field, value, today)
    text = _text(field, value)
    return _choice(field, text) if field.choices else text


def _text(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise NotValid(field=field.title, problem=N_("this must be a text"))
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise NotText(source=field.title) from error
    text = value.replace("\r\n", "\n").strip("\n") if field.long else value.strip()
    if not field.long and "\n" in text:
        raise NotValid(field=field.title, problem=N_("this must stand on one line"))
    if field.required and not text.strip():
        raise NotValid(field=field.title, problem=N_("this must not be empty"))
    return text


def _choice(field: Field, text: str) -> str | Choice:
    word = "_".join(text.casefold().replace("-", " ").replace("_", " ").split())
    for choice in field.choices:
        if word in (choice.value, _(choice.label).casefold().replace(" ", "_")):
            return choice if field.closed else choice.value
    if field.closed:
        raise UnknownChoice(field=field.title, given=text, choices=", ".join(field.choices))
    return text


def _number(field: Field, value: Any) -> int:
    try:
        number = int(value) if not isinstance(value, (bool, float)) else None
    except (TypeError, ValueError):
        number = None
    if number is None:
        raise NotValid(field=field.title, problem=N_("this must be a whole number"))
    if (field.least is not None and number < field.least) or (field.most is not None and number > field.most):
        problem = _("this must lie between {least} and {most}").format(least=field.least, most=field.most)
        raise NotValid(field=field.title, problem=problem)
    return number


def _day(field: Field, value: Any, today: date) -> date:
    day = _meant(field, value, today)
    if field.past and day > today:
        raise NotYet(day=dates.told(day))
    return day


def _meant(field: Field, value: Any, today: date) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return dates.understand(_text(field, value), today)


def _yes_or_no(field: Field, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = value.strip().casefold() if isinstance(value, str) else ""
    if word in {"yes", "y", "true", "ya", _("yes")}:
        return True
    if word in {"no", "n", "false", "tidak", "t", _("no")}:
        return False
    raise NotValid(field=field.title, problem=N_("this must be yes or no"))


def check_open_choices(form: type[msgspec.Struct], answers: Answers, own: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse a word of an open list that is neither known nor one of the worker's `own`. Raises UnknownChoice."""
    for field in fields(form):
        if field.choices and not field.closed:
            allowed = (*field.choices, *own.get(field.name, ()))
            for given in answers.get(field.name, ()):
                if given not in allowed:
                    raise UnknownChoice(field=field.title, given=given, choices=", ".join(allowed))


def fit_together(form: type[msgspec.Struct], answers: Answers) -> None:
    """Refuse an answer that only makes sense after another one, which was not given. Raises NotValid."""
    titles = {field.name: field.title for field in fields(form)}
    for field in fields(form):
        if field.when and field.name in answers and not field.applies(answers):
            problem = _("this goes with another answer, which is missing: {other}").format(
                other=_(titles[field.when[0]])
            )
            raise NotValid(field=field.title, problem=problem)


def missing(form: type[msgspec.Struct], answers: Answers) -> list[Field]:
    """The required fields without an answer."""
    return [field for field in fields(form) if field.required and is_unanswered(answers.get(field.name))]
