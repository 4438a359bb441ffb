"""A directory as an HSDS tabular data package: a ZIP file of one CSV file for each table, and `datapackage.json`.

The files are for machines: a cell is written as it is, so that a number like +62 274 arrives as one. Only a text that a
spreadsheet would run as a formula gets an apostrophe in front, which is taken away again on the way in.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from casejournal.exchange.hsds.model import VERSION, Kind, allowed, kinds
from casejournal.exchange.hsds.tables import Object, Tables
from casejournal.exchange.refusals import NotADirectory
from casejournal.exchange.sheet import guarded
from casejournal.words import N_, _

DESCRIPTOR = "datapackage.json"
_NUMBER_LIKE = re.compile(r"[+-][\d\s().,/-]*")
"""What begins like a formula and is none: a phone number, a coordinate."""
_GUARDED = re.compile(r"'(?=\s*[=+@-])")
_FORMATS = {"uuid": "uuid", "email": "email", "uri": "uri"}
_MOST = 256 * 1024**2
"""So many bytes may be in a package when it is unpacked."""


def packed(tables: Tables) -> bytes:
    """The data package as a ZIP file: the same bytes for the same tables."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        resources = []
        for kind in kinds().values():
            if rows := [*tables.get(kind.name, {}).values()]:
                columns = _columns(kind, rows)
                archive.writestr(zipfile.ZipInfo(kind.path), _csv(columns, rows))
                resources.append(_resource(kind, columns))
        archive.writestr(zipfile.ZipInfo(DESCRIPTOR), json.dumps(_descriptor(resources), indent=1) + "\n")
    return out.getvalue()


def _descriptor(resources: list[Object]) -> Object:
    return {
        "name": "human_services_data",
        "title": "Human Services Data Specification",
        "profile": "tabular-data-package",
        "version": f"{VERSION}.0",
        "homepage": "http://docs.openreferral.org",
        "resources": resources,
    }


def _columns(kind: Kind, rows: Iterable[Object]) -> dict[str, str]:
    """Every column of a table and its type: the known ones first, then those that only these rows have."""
    used = dict.fromkeys(name for row in rows for name in row)
    known = {name: told for name, told in kind.fields.items() if name in used or name in kind.required}
    return known | {name: _type_of(name, rows) for name in used if name not in known}


def _type_of(name: str, rows: Iterable[Object]) -> str:
    """The type of a column that HSDS does not know: that of all its values, else any."""
    types = {type(row[name]) for row in rows if name in row}
    if types <= {str}:
        return "string"
    if types <= {bool}:
        return "boolean"
    return "number" if types <= {int, float} else "any"


def _resource(kind: Kind, columns: Mapping[str, str]) -> Object:
    return {
        "name": kind.name,
        "path": kind.path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"primaryKey": "id", "fields": [_described(kind, name, told) for name, told in columns.items()]},
    }


def _described(kind: Kind, name: str, told: str) -> Object:
    constraints: Object = {"required": True} if name == "id" else {}
    constraints |= {"unique": True} if name == "id" else {}
    if values := allowed(kind.name, name):
        constraints["enum"] = [*values]
    shape = {"type": "string", "format": _FORMATS[told]} if told in _FORMATS else {"type": told}
    return {"name": name, **shape, **({"constraints": constraints} if constraints else {})}


def _csv(columns: Mapping[str, str], rows: Iterable[Object]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name), told) for name, told in columns.items()] for row in rows)
    return out.getvalue()


def _cell(value: Any, told: str) -> object:
    if value is None:
        return ""
    if told == "any" or isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    return value if _NUMBER_LIKE.fullmatch(value) else _safe(value)


def _safe(text: str) -> str:
    """The text, guarded if a spreadsheet would run it. An apostrophe of its own before that is doubled."""
    return f"'{text}" if _GUARDED.match(text) else guarded(text)


# In


def unpacked(data: bytes) -> Tables:
    """The tables of a data package. Raises NotADirectory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MOST:
                raise NotADirectory(problem=N_("it is too large when it is unpacked"))
            files: dict[str, bytes] = {}
            for name in filter(_is_part, archive.namelist()):
                base = name.rpartition("/")[2]
                if base in files:
                    raise NotADirectory(problem=_("{file} is in it more than once").format(file=base))
                files[base] = archive.read(name)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, NotImplementedError) as error:
        raise NotADirectory(problem=N_("it cannot be unpacked")) from error
    return tables_of(files)


def _is_part(name: str) -> bool:
    return name.rpartition("/")[2] in part_names()


def part_names() -> frozenset[str]:
    """The names of the files that a data package may have."""
    return frozenset({DESCRIPTOR, *(kind.path for kind in kinds().values())})


def tables_of(files: Mapping[str, bytes]) -> Tables:
    """The tables in the files of a data package, by the names of the files. Raises NotADirectory."""
    types = _types(_text(files[DESCRIPTOR], DESCRIPTOR)) if DESCRIPTOR in files else {}
    tables: Tables = {}
    for kind in kinds().values():
        if kind.path in files:
            rows = _rows(kind, _text(files[kind.path], kind.path), types.get(kind.path, {}))
            tables[kind.name] = {str(row["id"]): row for row in rows}
    if not tables.get("organization") and not tables.get("service"):
        raise NotADirectory(problem=N_("it has no organizations and no services"))
    return tables


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotADirectory(problem=_("{file} is not readable text (UTF-8)").format(file=name)) from error


def _types(descriptor: str) -> dict[str, dict[str, str]]:
    """The type of each column that the descriptor tells, by file. A descriptor that makes no sense tells none."""
    try:
        resources = json.loads(descriptor)["resources"]
        return {
            each["path"].rpartition("/")[2]: {told["name"]: told["type"] for told in each["schema"]["fields"]}
            for each in resources
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _rows(kind: Kind, text: str, types: Mapping[str, str]) -> Iterator[Object]:
    """The rows of one file. A cell that is empty is left out, unless HSDS needs a text there."""
    csv.field_size_limit(_MOST)
    try:
        for number, row in enumerate(csv.DictReader(io.StringIO(text, newline="")), start=2):
            cells = ((name, cell) for name, cell in row.items() if name and isinstance(cell, str))
            said = {name: _value(kind, name, cell, types) for name, cell in cells}
            found = {name: value for name, value in said.items() if value != "" or name in kind.required}
            if not found.get("id"):
                told = _("line {line} of {file} has no id").format(line=number, file=kind.path)
                raise NotADirectory(problem=told)
            yield found
    except csv.Error as error:
        raise NotADirectory(problem=_("{file} cannot be read as CSV").format(file=kind.path)) from error


def _value(kind: Kind, name: str, cell: str, types: Mapping[str, str]) -> Any:
    """What a cell says, as the type of its column. What is not of that type stays a text, and is refused later."""
    told = kind.fields.get(name) or types.get(name, "string")
    try:
        if told in {"number", "integer", "any", "object", "array"}:
            return json.loads(cell) if cell else ""
        if told == "boolean" and cell:
            return {"true": True, "false": False}[cell.lower()]
    except (ValueError, KeyError, RecursionError):
        pass
    return _GUARDED.sub("", cell, count=1) if _GUARDED.match(cell) else cell
