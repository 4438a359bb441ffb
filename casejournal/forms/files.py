"""A form as a file: the template to fill in, and the answers it comes back with."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from casejournal.domain.dates import Since
from casejournal.domain.record import Record
from casejournal.forms import short
from casejournal.forms.check import from_values
from casejournal.forms.fields import Answers, Field, Kind, fields
from casejournal.forms.refusals import NotUnderstood
from casejournal.words import N_, _

_BOOLEANS = (("true", True), ("false", False))


def from_text(
    form: type[msgspec.Struct], text: str, source: str, today: date, *, is_json: bool, since: Since | None = None
) -> Answers:
    """The answers in a filled-in template or JSON object. Raises NotUnderstood, UnknownKey, or what `check` raises."""
    try:
        table = json.loads(text, object_pairs_hook=_each_once) if is_json else _toml(text)
    except _Doubled as error:
        raise NotUnderstood(source=source, problem=_("{key} is given twice").format(key=f"“{error}”")) from error
    except (ValueError, RecursionError) as error:
        raise NotUnderstood(source=source, problem=_without_the_text(error)) from error
    if not isinstance(table, dict):
        raise NotUnderstood(source=source, problem=N_("it has no fields"))
    try:
        return from_values(form, table, source, today, since)
    except RecursionError as error:
        raise NotUnderstood(source=source, problem=N_("it is nested too deeply")) from error


class _Doubled(Exception):
    """A name stands twice in one table."""


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The table of these pairs. Raises _Doubled: of two values, one would be dropped without a word."""
    table: dict[str, Any] = {}
    for key, value in pairs:
        if key in table:
            raise _Doubled(key)
        table[key] = value
    return table


def _toml(text: str) -> dict[str, Any]:
    import tomllib  # lazy: few forms come as files

    return tomllib.loads(text)


def _without_the_text(error: Exception) -> str:
    """What a parser says is wrong and where; it never quotes what the person wrote."""
    where = re.search(r"line (\d+)\D+column (\d+)|line (\d+)", str(error))
    return where[0] if where else _("something is missing")


def template(form: type[msgspec.Struct]) -> str:
    """A form in TOML, to fill in with an editor and give back with --from. Each field stands under its question."""
    lines = [
        f"# {_(getattr(form, 'title', form.__name__))}",
        "# " + _("Write between the quotes; leave empty what is not known."),
    ]
    plain = [field for field in fields(form) if "." not in field.name and not field.apart]
    nested = [field for field in fields(form) if "." in field.name]
    for field in plain:
        lines += ["", *_explained(field), f"{_key(field.name)} = {_blank(field)}"]
    for part in dict.fromkeys(field.name.partition(".")[0] for field in nested):
        lines += ["", f"[{part}]"]
        for field in nested:
            if field.name.startswith(f"{part}."):
                lines += [*_explained(field), f"{field.name.partition('.')[2]} = {_blank(field)}"]
    return "\n".join(lines) + "\n"


def _explained(field: Field) -> Iterator[str]:
    yield f"# {_(field.title)}: {_(field.help)}{_needed(field)}"
    if field.words:
        yield f"#   {field.words}"
    elif field.kind is Kind.YES_NO:
        told = [f"{word} ({_(field.says[value])})" if field.says else word for word, value in _BOOLEANS]
        yield "#   " + ", ".join(told)
    elif field.part:
        yield "#   " + _("each as a text, “{short}”, or as a table:").format(short=short.spelled(field))
        yield f"#   {short.spelled_out(field)}"


def _needed(field: Field) -> str:
    """Whether a field must be answered, and beside which answers."""
    if not field.required:
        return ""
    if not field.when:
        return " " + _("(needed)")
    name, values = field.when
    return " " + _("(needed with {field}: {answers})").format(field=name, answers=", ".join(map(str, values)))


def _key(name: str) -> str:
    """The name of a field as TOML spells it: a worker may have named one in other letters."""
    return name if name.isascii() else f'"{name}"'


def _blank(field: Field) -> str:
    if field.many:
        return "[]"
    return '"""\n"""' if field.long else '""'


def json_schema(form: type[Record]) -> dict[str, Any]:
    """The JSON Schema of a record as `--json` shows it and the journal stores it."""
    return msgspec.json.schema(form)
