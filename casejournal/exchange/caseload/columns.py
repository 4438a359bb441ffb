"""Which column of a table means which field of an intake: by its name, in any language, or as a person says it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec

from casejournal.domain.identity import IdentityKind
from casejournal.domain.names import folded
from casejournal.exchange.caseload.table import Row, as_text
from casejournal.exchange.refusals import NoColumn, NoSuchColumn, SameColumn
from casejournal.forms.fields import Field, fields
from casejournal.forms.own_fields import questions_of
from casejournal.words import LANGUAGES, LOCALE, N_, in_every_language

WHY_NOT = N_("Not taken in because")
"""The heading of the column that says why a row was rejected; it is passed over when the row comes back."""
NUMBERS = {kind.value: kind for kind in IdentityKind if kind is not IdentityKind.OTHER}
"""The identity numbers that have a column of their own."""
_NEVER = frozenset({"related", "own", "identity_numbers", "visibility"})
"""What no cell can say."""
_HEADING_WITHIN = 10
"""The heading is among so many rows; above it there may be a title."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column: its place, its heading, and the field it fills: a name, `nik`, `kk` or `bpjs`; empty for none."""

    place: int
    heading: str
    fills: str = ""


def targets(form: type[msgspec.Struct]) -> dict[str, Field | None]:
    """What a column can fill, by name; the identity numbers have no field of their own."""
    return {field.name: field for field in fields(form) if field.name not in _NEVER} | dict.fromkeys(NUMBERS)


def heading_among(rows: Sequence[Row], known: Mapping[str, str]) -> Row | None:
    """The row that is the heading: the one of which most is recognised; None if none has anything in it."""
    begin = [row for row in rows[:_HEADING_WITHIN] if not row.is_empty]
    return max(begin, key=lambda row: sum(_folded(as_text(cell)) in known for cell in row.cells), default=None)


def recognised(form: type[msgspec.Struct]) -> dict[str, str]:
    """The names by which columns are recognised, folded, and what each fills. The words of the form go first."""
    found: dict[str, str] = {}
    for name, word in (*_of_the_form(form), *_usual()):
        found.setdefault(_folded(word), name)
    return {word: name for word, name in found.items() if word and name in targets(form)}


def understood(heading: Row, form: type[msgspec.Struct], said: Mapping[str, str]) -> list[Column]:
    """The columns. `said` is what a person says that one fills: `-` for nothing.

    Raises NoSuchColumn, NoColumn if one that is needed is missing, SameColumn if two fill the same.
    """
    names, known = [as_text(cell) for cell in heading.cells], recognised(form)
    meant = {_folded(column): _target(fills, form, known) for column, fills in said.items()}
    if strange := [column for column in said if _folded(column) not in map(_folded, names)]:
        raise NoSuchColumn(asked=strange[0], known=", ".join(filter(None, names)))
    taken = {*meant.values()}
    columns = []
    for place, name in enumerate(names):
        folded = _folded(name)
        by_name = known.get(folded, "")
        fills = meant.get(folded, "" if by_name in taken else by_name)
        columns.append(Column(place=place, heading=name or f"#{place + 1}", fills=fills))
    _require_once(columns, form)
    for field in fields(form):
        if field.required and not field.when and field.name not in {column.fills for column in columns}:
            raise NoColumn(field=field.title, name=field.name, known=", ".join(filter(None, names)))
    return columns


def is_why_not(heading: str) -> bool:
    """Whether a column is the one that says why a row was rejected."""
    return _folded(heading) in map(_folded, in_every_language(WHY_NOT))


def _require_once(columns: Sequence[Column], form: type[msgspec.Struct]) -> None:
    """Raises SameColumn if two columns fill a field that has one answer."""
    known, before = targets(form), dict[str, Column]()
    for column in columns:
        field = known.get(column.fills)
        if column.fills in before and not (field and field.many):
            raise SameColumn(one=before[column.fills].heading, other=column.heading, name=column.fills)
        if column.fills:
            before[column.fills] = column


def _target(said: str, form: type[msgspec.Struct], known: Mapping[str, str]) -> str:
    """What a person means a column to fill. Raises NoSuchColumn."""
    if said.strip() in {"", "-"}:
        return ""
    if said.strip() in targets(form):
        return said.strip()
    if (found := known.get(_folded(said))) is None:
        raise NoSuchColumn(asked=said, known=", ".join(targets(form)))
    return found


def _of_the_form(form: type[msgspec.Struct]) -> Iterator[tuple[str, str]]:
    """The names of the fields, their options and their titles in every language."""
    for field in fields(form):
        for word in (field.name, field.option.removeprefix("--"), *in_every_language(field.title)):
            yield field.name, word
    for question in questions_of(form):
        yield question.field_name, question.name
        yield from ((question.field_name, text) for _language, text in question.title)


@cache
def _usual() -> tuple[tuple[str, str], ...]:
    """What other people call their columns, language by language."""
    import tomllib  # lazy: only a table has columns

    paths = (LOCALE / language / "columns.toml" for language in LANGUAGES)
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in paths if path.is_file()]
    return tuple((name, word) for table in tables for name, words in table.items() for word in words)


def _folded(heading: str) -> str:
    """A heading as it is compared: without case, accents, marks and spaces."""
    return re.sub(r"[\W_]+", "", folded(heading))
