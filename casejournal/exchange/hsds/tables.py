"""The tables of an HSDS data package: nested objects taken apart into rows, and put together again.

An object inside another has, as a row, the id of that one in a column: `service_id`. A row that belongs to several has
several such columns.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID, uuid5

from casejournal.exchange.hsds.model import Kind, kinds

Object = dict[str, Any]
Tables = dict[str, dict[str, Object]]
"""Rows by kind and id."""
_LINKS = {"attribute": ("link_id", "link_entity"), "metadata": ("resource_id", "resource_type")}
"""The kinds that may belong to an object of any kind: the columns for its id and its kind."""


def taken_apart(kind: str, objects: Iterable[Object]) -> Tables:
    """The rows of these objects, and of all that stand inside them."""
    tables: Tables = {}
    for each in objects:
        _row(tables, kinds()[kind], each, {})
    return tables


def _row(tables: Tables, kind: Kind, found: Object, owner: Object) -> None:
    row: Object = {}
    for name, value in found.items():
        if name in kind.one and isinstance(value, dict):
            inner = kinds()[kind.one[name]]
            row[f"{inner.name}_id"] = value["id"]
            _row(tables, inner, value, {})
        elif name in kind.many and isinstance(value, list):
            inner = kinds()[kind.many[name]]
            for each in value:
                _row(tables, inner, each, _owned_by(inner.name, kind.name, found["id"]))
        elif value is not None:
            row[name] = value
    row |= owner
    rows = tables.setdefault(kind.name, {})
    if kind.name in _LINKS and any(rows.get(row["id"], row)[name] != told for name, told in owner.items()):
        row["id"] = str(uuid5(UUID(row["id"]), "/".join(owner.values())))  # it stands in two places, and a row in one
    rows[row["id"]] = rows.get(row["id"], {}) | row


def _owned_by(kind: str, owner: str, ref: str) -> Object:
    if kind in _LINKS:
        to, what = _LINKS[kind]
        return {to: ref, what: owner}
    return {f"{owner}_id": ref}


def put_together(tables: Tables) -> tuple[list[Object], list[Object]]:
    """The organizations, each with its services, and the services that no organization in the tables gives."""
    owned = {kind.name: _by_owner(tables, kind.name) for kind in kinds().values()}
    organizations = [_whole(tables, owned, "organization", row, ()) for row in tables.get("organization", {}).values()]
    known = tables.get("organization", {}).keys()
    alone = [row for row in tables.get("service", {}).values() if row.get("organization_id") not in known]
    return organizations, [_whole(tables, owned, "service", row, ()) for row in alone]


def _by_owner(tables: Tables, kind: str) -> dict[tuple[str, str], list[Object]]:
    """The rows of that kind by the kind and id of what they belong to."""
    found: dict[tuple[str, str], list[Object]] = {}
    for row in tables.get(kind, {}).values():
        for owner in _owners(kind, row):
            found.setdefault(owner, []).append(row)
    return found


def _owners(kind: str, row: Object) -> Iterator[tuple[str, str]]:
    if kind in _LINKS:
        to, what = _LINKS[kind]
        yield str(row.get(what, "")), str(row.get(to, ""))
        return
    for each in kinds().values():
        if kind in each.many.values() and row.get(f"{each.name}_id"):
            yield each.name, str(row[f"{each.name}_id"])


def _whole(
    tables: Tables,
    owned: dict[str, dict[tuple[str, str], list[Object]]],
    name: str,
    row: Object,
    around: tuple[str, ...],
) -> Object:
    """A row with all that stands inside it, without the columns that say where it belongs itself."""
    kind = kinds()[name]
    found = {column: value for column, value in row.items() if not _says_where(name, column, around)}
    if name in around:  # rows that belong to each other in a ring
        return found
    for inside, inner in kind.one.items():
        other = tables.get(inner, {}).get(str(row.get(f"{inner}_id", "")))
        if other is not None and inner not in around:
            found.pop(f"{inner}_id", None)
            found[inside] = _whole(tables, owned, inner, other, (*around, name))
    for inside, inner in kind.many.items():
        if rows := owned[inner].get((name, str(row["id"]))):
            found[inside] = [_whole(tables, owned, inner, each, (*around, name)) for each in rows]
    return found


def _says_where(kind: str, column: str, around: tuple[str, ...]) -> bool:
    """Whether a column only names what the object stands in, or what else it belongs to."""
    if not around:
        return False
    if kind in _LINKS:
        return column in _LINKS[kind]
    owners = {f"{each.name}_id" for each in kinds().values() if kind in each.many.values()}
    return column in owners
