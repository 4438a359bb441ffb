"""A form as a record, and a record as the rows of a screen."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from casejournal.domain import dates
from casejournal.domain.part import Part
from casejournal.domain.record import Record, is_unanswered
from casejournal.forms.check import Built, assembled
from casejournal.forms.fields import Answers, Field, Kind, shown
from casejournal.words import _


def build(form: type[Built], answers: Answers, stamp: Mapping[str, Any]) -> Built:
    """The record of these answers; `stamp` is what the journal sets itself: ref, recorded_at, worker, on."""
    return assembled(form, {**stamp, **answers})


def rows(
    record: Record, *, without: Iterable[str] = (), only: Iterable[str] | None = None
) -> Iterator[tuple[str, str]]:
    """The answered fields of a record as titles and texts, in the order of the form; all, or `only` those named.

    Answers equal to the default are left out: met, routine, not refused.
    """
    for field in shown(type(record)):
        if field.name not in without and (only is None or field.name in only):
            value = record.as_read(field.name, answer(record, field))
            if field.apart:
                yield from ((each.heading, each.in_words) for each in value)
            elif not is_unanswered(value) and value != field.default:
                yield _(field.title), in_words(field, value)


def stored_rows(form: type[Record], doc: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The rows of a stored version. If it no longer fits the form, each field is shown as it was stored."""
    try:
        yield from rows(msgspec.convert(doc, form))
    except msgspec.ValidationError:
        yield from ((name, str(value)) for name, value in doc.items())


def in_words(field: Field, value: Any) -> str:
    """An answer in the worker's language."""
    if field.many:
        between = "\n" if field.part else ", " if field.choices else "; "
        return between.join(in_words(msgspec.structs.replace(field, many=False), each) for each in value)
    if field.part or field.in_words:
        return field.in_words(value) if field.in_words else part_in_words(field, value)
    if isinstance(value, bool):
        return _(field.yes_no[value])
    if isinstance(value, date):
        return dates.day(value)
    if value in field.scale:
        return f"{value} ({_(field.scale[value])})"
    labels = {choice.value: choice.label for choice in field.choices}
    return _(labels[value]) if value in labels else str(value)


def part_in_words(field: Field, value: Part, *, without: Iterable[str] = ()) -> str:
    """A part as text. The answers that its short form names stand on one line, each other answer on a line below,
    behind its title.
    """
    head, below = {}, []
    for part in shown(type(value)):
        said = answer(value, part)
        if is_unanswered(said) or said == part.default or part.name in without:
            continue
        place = field.short.find(f"{{{part.name}}}")
        if place >= 0:
            head[place] = f"{_(part.title)} {said}" if part.among and part.kind is Kind.NUMBER else in_words(part, said)
        else:
            below.append(f"    {_(part.title)}: {in_words(part, said)}")
    return "\n".join([value.between.join(text for _place, text in sorted(head.items())), *below])


def answer(value: Any, field: Field) -> Any:
    """The answer to a question in a record or a part of one."""
    for part in field.name.split("."):
        value = getattr(value, part)
    return value
