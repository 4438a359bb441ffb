"""Where a person's words stand in a record: every field that holds text, and which hold an answer from a list.

They are read from the stored record, not from the form: ten thousand records are looked through in the time it takes
to build a thousand.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

import msgspec
from msgspec import inspect

from casejournal.domain.kinds import kind_of


class Place(msgspec.Struct, frozen=True):
    """One field of a record, or of a part of one, that holds texts or answers from a list."""

    field: str
    """The name of the field of the record, and what it is called."""
    title: str
    weighs: bool = False
    """Whether its words tell most about the record: its headline, or what somebody is called."""
    unlisted: bool = False
    """Whether no list shows it: an identity number."""
    chosen: type | None = None
    """The list its answers are from; None for a text."""
    known: frozenset[str] = frozenset()
    """The known answers of an open list. Any other is the worker's own word."""


_IDENTITY = "identity"
"""The field by which an answer to a question of the worker's own says that it is like a NIK: see `OwnField`."""

Shape: TypeAlias = "Place | dict[str, Shape]"
Found = tuple[Place, str]


def texts(table: str, record: Mapping[str, Any]) -> list[Found]:
    """Every text in a stored record, with its place. A known answer from a list is no text."""
    found: list[Found] = []
    _gather(shape(table), record, found)
    return [each for each in found if each[0].chosen is None or (each[0].known and each[1] not in each[0].known)]


def chosen(table: str, record: Mapping[str, Any], among: type) -> frozenset[str]:
    """The answers from that list that the record gives."""
    found: list[Found] = []
    _gather(shape(table), record, found)
    return frozenset(said for place, said in found if place.chosen is among)


def _gather(of: Mapping[str, Shape], value: Mapping[str, Any], found: list[Found]) -> None:
    """Add every text and every answer from a list, with its place."""
    for name, each in value.items():
        within = of.get(name)
        if within is None or not each:
            continue
        if isinstance(within, Place):
            if isinstance(each, str):
                found.append((within, each))
            elif isinstance(each, list):
                found += [(within, one) for one in each if isinstance(one, str)]
            elif isinstance(each, dict):
                found += [(within, one) for one in each.values() if isinstance(one, str)]
        else:
            for part in each if isinstance(each, list) else [each]:
                if isinstance(part, dict):
                    within_it: list[Found] = []
                    _gather(within, part, within_it)
                    is_number = part.get(_IDENTITY) is True
                    found += [(_not_listed(place), said) for place, said in within_it] if is_number else within_it


@cache
def _not_listed(place: Place) -> Place:
    return msgspec.structs.replace(place, unlisted=True)


@cache
def may_choose(table: str, among: type) -> bool:
    """Whether the records of that table have a field for an answer from that list."""
    return among in _lists(shape(table))


@cache
def shape(table: str) -> dict[str, Shape]:
    """The fields of the records in that table which hold texts or answers from a list, by name."""
    told = inspect.type_info(kind_of(table))
    assert isinstance(told, inspect.StructType)  # noqa: S101 - every record is one
    return _fields(told, None)


def _lists(of: Shape) -> Iterator[type | None]:
    if isinstance(of, Place):
        yield of.chosen
    else:
        for each in of.values():
            yield from _lists(each)


def _fields(told: inspect.StructType, within: Place | None) -> dict[str, Shape]:
    """The fields of a record or, `within` one of its fields, of a part."""
    shapes = ((each, _shape(each.type, within or Place(each.encode_name, _title(each.type)))) for each in told.fields)
    return {each.encode_name: of for each, of in shapes if of}


def _shape(told: inspect.Type, place: Place) -> "Shape | None":
    """What of that type is looked at; None for a number, a day, a ref, or what the journal writes by itself."""
    told, says = _unwrapped(told)
    match told:
        case inspect.StructType():
            return _fields(told, place)
        case inspect.EnumType():
            return msgspec.structs.replace(place, chosen=told.cls)
        case inspect.StrType() if says and says["searched"] and not says["refs"]:
            known = frozenset(each.value for each in says["choices"] or ())
            weighs = says["headline"] or says["called"]
            return msgspec.structs.replace(
                place, weighs=weighs, unlisted=says["unlisted"], chosen=says["choices"], known=known
            )
    return None


def _unwrapped(told: inspect.Type) -> tuple[inspect.Type, dict[str, Any]]:
    """The type of an answer, or of each of several, and what its field says of itself."""
    says: dict[str, Any] = {}
    while True:
        match told:
            case inspect.Metadata(type=inner, extra=extra):
                told, says = inner, extra or says
            case inspect.UnionType():
                told = next(each for each in told.types if not isinstance(each, inspect.NoneType))
            case inspect.VarTupleType():
                told = told.item_type
            case inspect.DictType():
                told = told.value_type
            case _:
                return told, says


def _title(told: inspect.Type) -> str:
    while isinstance(told, inspect.Metadata):
        if told.extra_json_schema and "title" in told.extra_json_schema:
            return str(told.extra_json_schema["title"])
        told = told.type
    return ""
