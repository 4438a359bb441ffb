"""A form as `FIELD=VALUE`, for correcting a record: any field, by its name or its option."""

from collections.abc import Iterable
from datetime import date

import msgspec

from casejournal.errors import NotValid
from casejournal.forms.check import check, check_open_choices, with_days
from casejournal.forms.fields import Answers, Field, fields
from casejournal.forms.refusals import UnknownKey
from casejournal.words import N_


def from_assignments(
    form: type[msgspec.Struct], values: Iterable[str], own: tuple[str, ...], today: date, option: str
) -> Answers:
    """The answers in these texts; None where nothing stands behind the sign, which empties the field.

    A list is given a text at a time; of anything else the last one counts. Raises NotValid, UnknownKey, or what `check`
    raises.
    """
    said: dict[str, list[str]] = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not equals:
            raise NotValid(field=option, problem=N_("write it so: FIELD=VALUE"))
        said.setdefault(field_called(form, name, option).name, []).append(text)
    answers: Answers = {}
    for name, texts in said.items():
        field = field_called(form, name, option)
        emptied = texts == [""] and not field.required
        answers[name] = None if emptied else check(field, texts if field.many else texts[-1], today)
    answers = with_days(form, answers, today)
    check_open_choices(form, {name: value for name, value in answers.items() if value is not None}, own)
    return answers


def field_called(form: type[msgspec.Struct], asked: str, option: str) -> Field:
    """The field of that name, or of that option. Raises UnknownKey."""
    name = asked.strip().removeprefix("--").replace("-", "_")
    for field in fields(form):
        if name in {field.name, field.name.replace(".", "_"), field.parameter}:
            return field
    raise UnknownKey(source=option, key=asked, known=", ".join(field.name for field in fields(form)))
