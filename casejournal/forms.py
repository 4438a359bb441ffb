"""A record's fields as a form: one definition gives options, questions, the file template, the schema, the rows.

Nothing here asks or prints. An answer is checked the same way wherever it came from.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from inspect import Parameter
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec
import typer

from casejournal.domain import dates
from casejournal.domain.choice import Choice
from casejournal.domain.field import Asked
from casejournal.domain.record import Record, is_unanswered
from casejournal.errors import NotText, NotUnderstood, NotValid, UnknownChoice, UnknownKey
from casejournal.words import N_, _

Built = TypeVar("Built", bound=msgspec.Struct)
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


def fields(form: type[msgspec.Struct]) -> tuple[Field, ...]:
    """The questions of a record, nested parts flattened, in the order they are asked and listed."""
    return tuple(sorted(_fields(form, "", "given"), key=lambda field: field.asked is Asked.NEVER))


def _fields(form: type[msgspec.Struct], prefix: str, use: Literal["given", "shown"]) -> Iterator[Field]:
    for info in msgspec.structs.fields(form):
        answer_type, metas = _unwrapped(info.type)
        told = next((meta for meta in metas if meta.extra), None)
        if told is None or told.extra is None or not told.extra[use]:
            continue
        extra, name = told.extra, f"{prefix}{info.name}"
        if isinstance(answer_type, type) and issubclass(answer_type, msgspec.Struct):
            yield from _fields(answer_type, f"{name}.", use)
            continue
        many = get_origin(answer_type) is tuple
        if many:
            answer_type, _more = _unwrapped(get_args(answer_type)[0])
        closed = isinstance(answer_type, type) and issubclass(answer_type, Choice)
        choices = answer_type if closed else extra["choices"]
        spelled = f"{prefix}{extra['one'] or info.name}"
        yield Field(
            name=name,
            title=told.title or info.name,
            help=told.description or "",
            why=extra["why"],
            kind=_kind(answer_type),
            many=many,
            required=info.required and info.name != "on",
            long=extra["long"],
            asked=extra["asked"],
            option="--" + spelled.replace(".", "-").replace("_", "-"),
            choices=tuple(choices) if choices else (),
            closed=closed,
            least=next((meta.ge for meta in metas if meta.ge is not None), None),
            most=next((meta.le for meta in metas if meta.le is not None), None),
            when=extra["when"],
        )


def _unwrapped(annotation: Any) -> tuple[Any, list[msgspec.Meta]]:
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


# Options


def parameters(form: type[msgspec.Struct], without: Iterable[str] = ()) -> list[Parameter]:
    """The options of a form, for a command's signature."""
    panel = _("What the form asks")
    return [
        Parameter(field.parameter, Parameter.KEYWORD_ONLY, default=None, annotation=_option(field, panel))
        for field in fields(form)
        if field.name not in without
    ]


def _option(field: Field, panel: str) -> Any:
    help_text = _(field.help)
    if field.choices:
        help_text = f"{help_text} [{', '.join(field.choices)}{'' if field.closed else ', …'}]"
    if field.kind is Kind.YES_NO:
        flags = f"{field.option}/--no-{field.option[2:]}"
        return Annotated[Union[bool, None], typer.Option(flags, help=help_text, rich_help_panel=panel)]  # noqa: UP007
    kept = list[str] if field.many else Union[str, None]  # noqa: UP007 - Typer reads it at run time
    metavar = {Kind.NUMBER: "N", Kind.DAY: "DAY", Kind.CHOICE: "WORD"}.get(field.kind, "TEXT")
    return Annotated[kept, typer.Option(field.option, help=help_text, metavar=metavar, rich_help_panel=panel)]


def from_options(form: type[msgspec.Struct], given: Mapping[str, Any], today: date) -> Answers:
    """The answers in a command's parameters. Raises what `check` raises."""
    answers = {}
    for field in fields(form):
        value = given.get(field.parameter)
        if value is not None and value != []:
            answers[field.name] = check(field, value, today)
    return answers


# Files


def from_text(form: type[msgspec.Struct], text: str, source: str, today: date, *, is_json: bool) -> Answers:
    """The answers in a filled-in template or JSON object. Raises NotUnderstood, UnknownKey, or what `check` raises."""
    try:
        table = json.loads(text) if is_json else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotUnderstood(source=source, problem=_without_the_text(error)) from error
    if not isinstance(table, dict):
        raise NotUnderstood(source=source, problem=N_("it holds no fields"))
    known = {field.name: field for field in fields(form)}
    parts = {name.partition(".")[0] for name in known if "." in name}
    answers = {}
    for key, value in _flattened(table, parts):
        field = known.get(key)
        if field is None:
            raise UnknownKey(source=source, key=key, known=", ".join(known))
        if not is_unanswered(value):
            answers[key] = check(field, value, today)
    return answers


def _without_the_text(error: Exception) -> str:
    """What a parser says is wrong and where; it never quotes what the person wrote."""
    where = re.search(r"line (\d+)\D+column (\d+)|line (\d+)", str(error))
    return where[0] if where else _("it is not whole")


def _flattened(table: Mapping[str, Any], parts: set[str]) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if key in parts and isinstance(value, dict):
            yield from ((f"{key}.{inner}", part) for inner, part in value.items())
        else:
            yield key, value


def template(form: type[Record]) -> str:
    """A form to fill in with an editor and give back with --from: TOML, each field under its question."""
    lines = [f"# {_(form.title)}", "# " + _("Write between the quotes; leave empty what is not known.")]
    plain = [field for field in fields(form) if "." not in field.name]
    nested = [field for field in fields(form) if "." in field.name]
    for field in plain:
        lines += ["", *_explained(field), f"{field.name} = {_blank(field)}"]
    for part in dict.fromkeys(field.name.partition(".")[0] for field in nested):
        lines += ["", f"[{part}]"]
        for field in nested:
            if field.name.startswith(f"{part}."):
                lines += [*_explained(field), f"{field.name.partition('.')[2]} = {_blank(field)}"]
    return "\n".join(lines) + "\n"


def _explained(field: Field) -> Iterator[str]:
    needed = " " + _("(needed)") if field.required else ""
    yield f"# {_(field.title)}: {_(field.help)}{needed}"
    if field.choices:
        yield f"#   {', '.join(field.choices)}{'' if field.closed else ', …'}"
    elif field.kind is Kind.YES_NO:
        yield "#   true, false"


def _blank(field: Field) -> str:
    if field.many:
        return "[]"
    return '"""\n"""' if field.long else '""'


def json_schema(form: type[Record]) -> dict[str, Any]:
    """The JSON Schema of a record as `--json` shows it and the journal stores it."""
    return msgspec.json.schema(form)


# Checking


def check(field: Field, value: Any, today: date) -> Any:
    """`value` as the field's type, or a sentence about what is wrong with it.

    Raises NotValid, NotText, UnknownChoice, DateNotUnderstood or AmbiguousDate.
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


def missing(form: type[msgspec.Struct], answers: Answers) -> list[Field]:
    """The required fields without an answer."""
    return [field for field in fields(form) if field.required and is_unanswered(answers.get(field.name))]


def build(form: type[Built], answers: Answers, stamp: Mapping[str, Any]) -> Built:
    """The record of these answers; `stamp` is what the journal sets itself: ref, recorded_at, worker, on."""
    values: dict[str, Any] = dict(stamp)
    for name, answer in answers.items():
        part, dot, inner = name.partition(".")
        if dot:
            values.setdefault(part, {})[inner] = answer
        else:
            values[name] = answer
    for info in msgspec.structs.fields(form):
        if isinstance(values.get(info.name), dict):
            nested, _metas = _unwrapped(info.type)
            values[info.name] = nested(**values[info.name])
    return form(**values)


# Showing


def rows(record: Record, *, without: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """The answered fields of a record as titles and texts, in the order of the form."""
    for field in _fields(type(record), "", "shown"):
        if field.name not in without:
            value: Any = record
            for part in field.name.split("."):
                value = getattr(value, part)
            if not is_unanswered(value):
                yield _(field.title), told(field, value)


def title(form: type[Record], name: str) -> str:
    """What a person calls the field of that name, nested or set by the journal; the name itself when it is unknown."""
    for info in msgspec.structs.fields(form):
        if info.name == name:
            _kind_of, metas = _unwrapped(info.type)
            return next((_(meta.title) for meta in metas if meta.title), name)
    return name


def told(field: Field, value: Any) -> str:
    """An answer in the worker's language."""
    if field.many:
        between = ", " if field.choices else "; "
        return between.join(told(msgspec.structs.replace(field, many=False), each) for each in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return dates.told(value)
    labels = {choice.value: choice.label for choice in field.choices}
    return _(labels[value]) if value in labels else str(value)
