"""What is wrong with an object that says it is HSDS: what is missing, of the wrong type, or no such value."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from casejournal.exchange.hsds.model import Kind, allowed, kinds
from casejournal.words import _

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_NEVER_EMPTY = frozenset({"id", "name", "status"})
_DEEPEST = 12


def problems(found: Any, kind: str, where: str = "", depth: int = 0) -> Iterator[str]:
    """A sentence for each thing that is wrong with an object of that kind, and with those inside it."""
    known = kinds()[kind]
    if not isinstance(found, dict) or depth > _DEEPEST:
        yield _("{where}: this is no object").format(where=where or kind)
        return
    yield from _missing(found, known, where)
    for name, value in found.items():
        place = f"{where}.{name}" if where else name
        if name in known.fields and value is not None:
            yield from _misfit(value, known, name, place)
        elif name in known.one and value is not None:
            yield from problems(value, known.one[name], place, depth + 1)
        elif name in known.many and value is not None:
            yield from _in_a_list(value, known.many[name], place, depth)


def _missing(found: dict[str, Any], known: Kind, where: str) -> Iterator[str]:
    for name in known.required:
        value = found.get(name)
        if value is None or (name in _NEVER_EMPTY and not str(value).strip()):
            yield _("{field} is missing").format(field=f"{where}.{name}" if where else name)


def _in_a_list(value: Any, kind: str, place: str, depth: int) -> Iterator[str]:
    if not isinstance(value, list):
        yield _("{where}: this is no list").format(where=place)
        return
    for number, each in enumerate(value, start=1):
        yield from problems(each, kind, f"{place}[{number}]", depth + 1)


def _misfit(value: Any, known: Kind, name: str, place: str) -> Iterator[str]:
    kind = known.fields[name]
    if kind == "number":
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield _("{field} is no number").format(field=place)
        return
    if not isinstance(value, str):
        yield _("{field} is no text").format(field=place)
        return
    if kind == "uuid" and value and not _UUID.fullmatch(value):
        yield _("{field} is no UUID").format(field=place)
    elif kind == "date" and value and day(value) is None:
        yield _("{field} is no day like 2026-11-23").format(field=place)
    choices = allowed(known.name, name)
    if choices and value and value not in choices:
        yield _("{field} must be one of: {choices}").format(field=place, choices=", ".join(choices))


def day(text: str) -> date | None:
    """The day in an ISO date, or at the beginning of a moment; None if there is none."""
    try:
        return msgspec.convert(text[:10], date)
    except msgspec.ValidationError:
        return None
