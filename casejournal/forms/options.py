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
    """The options of a form, for a command's signature."""
    panel = _("What the form asks")
    return [
        Parameter(field.parameter, Parameter.KEYWORD_ONLY, default=None, annotation=_option(field, panel))
        for field in fields(form)
        if field.name not in without
    ]


def escaped(text: str) -> str:
    """Text for a help page: a bracket would be markup to Typer."""
    return text.replace("[", r"\[")


def unescaped(text: str) -> str:
    """The text that `escaped` was given."""
    return text.replace(r"\[", "[")


def _option(field: Field, panel: str) -> Any:
    help_text = escaped(_(field.help))
    if field.words:
        help_text = f"{help_text} ({field.words})"
    if field.many:
        help_text = f"{help_text} {_('May be given several times.')}"
    if field.kind is Kind.YES_NO:
        flags = f"{field.option}/--no-{field.option[2:]}"
        if field.says:
            help_text = f"{help_text} ({field.option}: {_(field.says[True])})"
        return Annotated[Union[bool, None], typer.Option(flags, help=help_text, rich_help_panel=panel)]  # noqa: UP007
    kept = list[str] if field.many else Union[str, None]  # noqa: UP007 - Typer reads it at run time
    metavar = {Kind.NUMBER: "N", Kind.DAY: "DAY", Kind.CHOICE: "WORD"}.get(field.kind, "TEXT")
    if field.reads:
        metavar = "TEXT"
    if field.part:
        metavar = short.spelled(field)
    return Annotated[kept, typer.Option(field.option, help=help_text, metavar=metavar, rich_help_panel=panel)]


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
