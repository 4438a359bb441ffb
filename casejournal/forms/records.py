"""A form as a record, and a record as the rows of a screen."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

import msgspec

from casejournal.domain import dates
from casejournal.domain.record import Record, is_unanswered
from casejournal.forms.fields import Answers, Field, shown, unwrapped
from casejournal.words import _

Built = TypeVar("Built", bound=msgspec.Struct)


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
            nested, _metas = unwrapped(info.type)
            values[info.name] = nested(**values[info.name])
    return form(**values)


def rows(record: Record, *, without: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """The answered fields of a record as titles and texts, in the order of the form."""
    for field in shown(type(record)):
        if field.name not in without:
            value: Any = record
            for part in field.name.split("."):
                value = getattr(value, part)
            if not is_unanswered(value):
                yield _(field.title), told(field, value)


def stored_rows(form: type[Record], doc: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The same for a version as it was stored, which may be older than the form: what does not fit is told as it is."""
    try:
        yield from rows(msgspec.convert(doc, form))
    except msgspec.ValidationError:
        yield from ((name, str(value)) for name, value in doc.items())


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
