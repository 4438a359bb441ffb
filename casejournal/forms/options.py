"""A form as the options of a command."""

from collections.abc import Iterable, Mapping
from datetime import date
from inspect import Parameter
from typing import Annotated, Any, Union

import msgspec
import typer

from casejournal.domain.dates import Since
from casejournal.forms import short
from casejournal.forms.check import check
from casejournal.forms.fields import Answers, Field, Kind, fields
from casejournal.words import _


def parameters(form: type[msgspec.Struct], without: Iterable[str] = ()) -> list[Parameter]:
    """The options of a form, for a command's signature. `explain` gives them their texts where they are shown."""
    return [
        Parameter(field.parameter, Parameter.KEYWORD_ONLY, default=None, annotation=_option(field))
        for field in fields(form)
        if field.name not in without
    ]


def explain(form: type[msgspec.Struct] | None, params: Iterable[Any]) -> None:
    """Tell, in the language of now, what each option of the form asks and what is typed for it."""
    by_name = {field.parameter: field for field in fields(form)} if form else {}
    for param in params:
        if param.param_type_name == "option" and (field := by_name.get(param.name)):
            param.help, param.rich_help_panel = _help(field), _("What the form asks")
            param.metavar = short.spelled(field) if field.part else param.metavar


def escaped(text: str) -> str:
    """Text for a help page: a bracket would be markup to Typer."""
    return text.replace("[", r"\[")


def unescaped(text: str) -> str:
    """The text that `escaped` was given."""
    return text.replace(r"\[", "[")


def _option(field: Field) -> Any:
    if field.kind is Kind.YES_NO:
        return Annotated[Union[bool, None], typer.Option(f"{field.option}/--no-{field.option[2:]}")]  # noqa: UP007
    kept = list[str] if field.many else Union[str, None]  # noqa: UP007 - Typer reads it at run time
    metavar = {Kind.NUMBER: "N", Kind.DAY: "DAY", Kind.CHOICE: "WORD"}.get(field.kind, "TEXT")
    return Annotated[kept, typer.Option(field.option, metavar="TEXT" if field.reads else metavar)]


def _help(field: Field) -> str:
    told = escaped(_(field.help))
    if field.words:
        told = f"{told} ({field.words})"
    if field.many:
        told = f"{told} {_('May be given several times.')}"
    if field.kind is Kind.YES_NO and field.says:
        told = f"{told} ({field.option}: {_(field.says[True])})"
    return told


def from_options(
    form: type[msgspec.Struct], given: Mapping[str, Any], today: date, since: Since | None = None
) -> Answers:
    """The answers in a command's parameters. The day of the record, if it is among them, is the day that offsets count
    from. Raises what `check` raises.
    """
    answers = {}
    own_day = next((field for field in fields(form) if field.name == "on"), None)
    if since and own_day and given.get(own_day.parameter):
        since.begin(check(own_day, given[own_day.parameter], today))
    for field in fields(form):
        value = given.get(field.parameter)
        if value is not None and value != []:
            answers[field.name] = check(field, value, today, since)
    return answers
