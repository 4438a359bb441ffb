"""A record without what tells who somebody is: every field of every kind, by what the field says of itself. A new field
needs nothing here.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import msgspec

from casejournal.domain.deidentify.finding import What, instead_of
from casejournal.domain.deidentify.people import Named, names_in
from casejournal.domain.deidentify.places import place_in
from casejournal.domain.field import Identifies, described
from casejournal.domain.own_field import OwnField
from casejournal.domain.record import Record
from casejournal.domain.refs import is_whole, read_ref
from casejournal.words import N_, _

Struct = TypeVar("Struct", bound=msgspec.Struct)
_WHOLE = {
    Identifies.CONTACT: What.PHONE,
    Identifies.NUMBER: What.IDENTITY,
    Identifies.SECRET: What.SECRET,
    Identifies.ADDRESS: What.PLACE,
    Identifies.BIRTH: What.BIRTH,
}
"""The answers that are replaced as a whole."""
_ROLES = {Identifies.CLIENT: N_("the client"), Identifies.WORKER: N_("the worker")}
WORKER = "worker"
"""The field, in records and in parts of them, that says who wrote them."""


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A text in a record, and where it stands."""

    ref: str
    on: date
    field: str
    says: str


class Replaced(msgspec.Struct, frozen=True, kw_only=True):
    """How the answers of a record are replaced."""

    text: Callable[[Text], str]
    whole: Callable[[Text, What, str], str]
    """Given a text that is replaced as a whole, what it is and what stands for it."""
    ref: Callable[[str], str]
    weeks: int


def replaced(record: Struct, how: Replaced, ref: str, on: date, title: str = "") -> Struct:
    """The record, or the part of one, with every answer replaced. `ref` and `on` are those of the record."""
    values = {
        name: _answer(getattr(record, name), says, how, Text(ref=ref, on=on, field=told or title, says=""))
        for name, told, says in fields(type(record))
    }
    if isinstance(record, OwnField) and record.identity:
        at = Text(ref=ref, on=on, field=record.heading, says=record.value)
        values["value"] = how.whole(at, What.IDENTITY, instead_of(What.IDENTITY))
    return msgspec.structs.replace(record, **values)


def _answer(value: Any, says: dict[str, Any], how: Replaced, at: Text) -> Any:
    if isinstance(value, tuple):
        return tuple(_answer(each, says, how, at) for each in value)
    if isinstance(value, dict):
        return {_answer(key, says, how, at): _answer(each, says, how, at) for key, each in value.items()}
    if isinstance(value, msgspec.Struct):
        return replaced(value, how, at.ref, at.on, at.field)
    if isinstance(value, date):
        return value + timedelta(weeks=how.weeks)
    if not isinstance(value, str) or isinstance(value, Enum) or not value:
        return value
    return _text(value, says, how, msgspec.structs.replace(at, says=value))


def _text(value: str, says: dict[str, Any], how: Replaced, at: Text) -> str:
    choices = says.get("choices")
    if choices and value in {*choices}:
        return value
    if ref := _ref(value):
        return how.ref(ref)
    what = _WHOLE.get(says.get("identifies") or Identifies.PERSON)
    if what is None:
        return how.text(at)
    return how.whole(at, what, place_in(value) if what is What.PLACE else instead_of(what))


def _ref(value: str) -> str:
    """The ref that a text is, if it is nothing else; else empty."""
    ref = read_ref(value) or ""
    return ref if is_whole(ref) else ""


def texts(record: msgspec.Struct, ref: str, on: date, title: str = "") -> Iterator[tuple[Text, Identifies | None]]:
    """Every text in a record and its parts, with what its field tells."""
    for name, told, says in fields(type(record)):
        value = getattr(record, name)
        kind = Identifies.WORKER if name == WORKER else says.get("identifies")
        answers = value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else (value,)
        for each in answers:
            if isinstance(each, msgspec.Struct):
                yield from texts(each, ref, on, told or title)
            elif isinstance(each, str) and not isinstance(each, Enum) and each and not _ref(each):
                yield Text(ref=ref, on=on, field=told or title, says=each), kind


def named_in(record: Record) -> Iterator[Named]:
    """Who is named in the fields of a record that name somebody."""
    for text, kind in texts(record, record.ref, record.on):
        if kind in _ROLES:
            yield Named((text.says,), _(_ROLES[kind]))
        elif kind in {Identifies.PERSON, Identifies.AGENCY, Identifies.EITHER}:
            yield from names_in(text.says, text.field, agency=kind is Identifies.AGENCY)


@cache
def fields(form: type[msgspec.Struct]) -> tuple[tuple[str, str, dict[str, Any]], ...]:
    """The name of each field, its title, and what it says of itself."""
    return tuple((info.name, _title(info.type), described(info.type)) for info in msgspec.structs.fields(form))


def _title(annotation: Any) -> str:
    metas = (meta for meta in getattr(annotation, "__metadata__", ()) if isinstance(meta, msgspec.Meta))
    return next((str(meta.title) for meta in metas if meta.title), "")
