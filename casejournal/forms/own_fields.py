"""The form of an intake with the worker's own questions in it: each is a field as the built-in ones are."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Annotated, Any, TypeVar, cast

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.field import Asked, field
from casejournal.domain.own_field import BETWEEN, OwnField, OwnKind, in_language
from casejournal.domain.own_question import OwnQuestion, read_number
from casejournal.domain.record import is_unanswered
from casejournal.forms.check import check
from casejournal.forms.fields import Answers, Field, fields
from casejournal.words import Named, language

Form = TypeVar("Form", bound=msgspec.Struct)


def asking(form: type[Form], questions: tuple[OwnQuestion, ...]) -> type[Form]:
    """The form with a field for each of the questions, behind its own. `kept` makes a record's answers of theirs."""
    return cast("type[Form]", _asking(form, questions, language())) if questions else form


@cache
def _asking(form: type[msgspec.Struct], questions: tuple[OwnQuestion, ...], _language: str) -> type[msgspec.Struct]:
    added = [(each.field_name, *_field(each)) for each in questions]
    return msgspec.defstruct(
        form.__name__, added, bases=(form,), namespace={"questions": questions}, frozen=True, kw_only=True
    )


def _field(question: OwnQuestion) -> tuple[Any, Any]:
    """The annotation and the default of a field that asks the question."""
    described = field(
        question.called,
        in_language(dict(question.help)) or question.called,
        asked=Asked.FIRST,
        needed=question.required,
        one=f"own {question.name}=",
        long=question.kind is OwnKind.LONG_TEXT,
        reads=read_number if question.kind is OwnKind.NUMBER else None,
    )
    kind, default = _TYPES[question.kind](question)
    return Annotated[kind, described], default


def _choice(question: OwnQuestion) -> Any:
    """The class of the answers of a list."""
    named = {f"A{n}": (each.value, Named(each.called)) for n, each in enumerate(question.choices)}
    return Choice(question.field_name, named)  # type: ignore[arg-type]  # Enum's own way to make one


_TYPES: dict[OwnKind, Callable[[OwnQuestion], tuple[Any, Any]]] = {
    OwnKind.TEXT: lambda _question: (str, ""),
    OwnKind.LONG_TEXT: lambda _question: (str, ""),
    OwnKind.NUMBER: lambda _question: (str, ""),
    OwnKind.DATE: lambda _question: (date | None, None),
    OwnKind.YES_NO: lambda _question: (bool | None, None),
    OwnKind.CHOICE: lambda question: (_choice(question) | None, None),
    OwnKind.CHOICES: lambda question: (tuple[_choice(question), ...], ()),  # type: ignore[misc]
}


def questions_of(form: type[msgspec.Struct]) -> tuple[OwnQuestion, ...]:
    """The worker's own questions in that form."""
    return getattr(form, "questions", ())


def field_of(form: type[msgspec.Struct], question: OwnQuestion) -> Field:
    """The field that asks the question."""
    return next(each for each in fields(form) if each.name == question.field_name)


def answered(form: type[msgspec.Struct], answer: OwnField, today: date) -> Any:
    """The answer as its field has it. Raises what `check` raises. The form must ask its question."""
    question = next(each for each in questions_of(form) if each.name == answer.name)
    several = question.kind is OwnKind.CHOICES
    said: Any = [each.strip() for each in answer.value.split(BETWEEN.strip())] if several else answer.value
    return check(field_of(form, question), said, today)


def kept(form: type[msgspec.Struct], answers: Answers, before: Sequence[OwnField] = ()) -> Answers:
    """The answers with those to own questions as the record keeps them. What is as it was `before` stays so."""
    rest = dict(answers)
    said = [(each, rest.pop(each.field_name, None)) for each in questions_of(form)]
    own = [each.answer(value) for each, value in said if not is_unanswered(value)]
    same = {(each.name, each.value): each for each in before}
    return {**rest, "own": tuple(same.get((each.name, each.value), each) for each in own)}
