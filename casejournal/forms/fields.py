"""The questions of a form, read from the annotations of its record."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.field import Asked
from casejournal.domain.record import Record, is_unanswered
from casejournal.words import Phrase

Answers = dict[str, Any]
"""What was answered, by field name; a part of a nested field by its dotted name: `safe_contact.ways`."""


class Kind(Enum):
    """What an answer is."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes or no"
    DAY = "day"
    CHOICE = "choice"


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One question of a form."""

    name: str
    title: str
    help: str
    why: str
    kind: Kind
    many: bool
    """Whether several answers may be given."""
    required: bool
    long: bool
    past: bool
    """Whether a day must have come."""
    asked: Asked
    option: str
    """How it is spelled on the command line: --presenting-problem."""
    choices: tuple[Choice, ...] = ()
    closed: bool = True
    """Whether only `choices` will do."""
    least: float | None = None
    most: float | None = None
    when: tuple[str, tuple[str, ...]] | None = None

    @property
    def parameter(self) -> str:
        """The name of its parameter in a command."""
        return self.name.replace(".", "_")

    def applies(self, answers: Answers) -> bool:
        """Whether the question makes sense after the answers given so far."""
        if self.when is None:
            return True
        name, values = self.when
        answer = answers.get(name)
        return answer in values if values else not is_unanswered(answer)


@cache
def fields(form: type[msgspec.Struct]) -> tuple[Field, ...]:
    """The questions of a record, nested parts flattened, in the order they are asked and listed."""
    return tuple(sorted(_every_field(form, "given"), key=lambda field: field.name in Record.__struct_fields__))


@cache
def shown(form: type[msgspec.Struct]) -> tuple[Field, ...]:
    """The fields a person is shown, in the order of the form."""
    return tuple(_every_field(form, "shown"))


def field(form: type[msgspec.Struct], name: str) -> Field:
    """The field of that name."""
    return next(field for field in shown(form) if field.name == name)


def _every_field(form: type[msgspec.Struct], use: Literal["given", "shown"], prefix: str = "") -> Iterator[Field]:
    for info in msgspec.structs.fields(form):
        answer_type, metas = unwrapped(info.type)
        told = next((meta for meta in metas if meta.extra), None)
        if told is None or told.extra is None or not told.extra[use]:
            continue
        extra, name = told.extra, f"{prefix}{info.name}"
        if isinstance(answer_type, type) and issubclass(answer_type, msgspec.Struct):
            yield from _every_field(answer_type, use, f"{name}.")
            continue
        many = get_origin(answer_type) is tuple
        if many:
            answer_type, _more = unwrapped(get_args(answer_type)[0])
        closed = isinstance(answer_type, type) and issubclass(answer_type, Choice)
        choices = answer_type if closed else extra["choices"]
        spelled = f"{prefix}{extra['one'] or info.name}"
        yield Field(
            name=name,
            title=Phrase(told.title or info.name),
            help=told.description or "",
            why=extra["why"],
            kind=_kind(answer_type),
            many=many,
            required=info.required and info.name != "on",
            long=extra["long"],
            past=extra["past"],
            asked=extra["asked"],
            option="--" + spelled.replace(".", "-").replace("_", "-"),
            choices=tuple(choices) if choices else (),
            closed=closed,
            least=next((meta.ge for meta in metas if meta.ge is not None), None),
            most=next((meta.le for meta in metas if meta.le is not None), None),
            when=extra["when"],
        )


def unwrapped(annotation: Any) -> tuple[Any, list[msgspec.Meta]]:
    """The type inside Annotated and `| None`, and every description met on the way."""
    metas: list[msgspec.Meta] = []
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *found = get_args(annotation)
            metas += [meta for meta in found if isinstance(meta, msgspec.Meta)]
        elif type(None) in get_args(annotation):
            annotation = next(part for part in get_args(annotation) if part is not type(None))
        else:
            return annotation, metas


def _kind(answer_type: Any) -> Kind:
    if isinstance(answer_type, type) and issubclass(answer_type, Choice):
        return Kind.CHOICE
    return {str: Kind.TEXT, int: Kind.NUMBER, bool: Kind.YES_NO, date: Kind.DAY}[answer_type]
