"""The JSON of stock TinyDB, for people's own scripts: `TinyDB("cases.tinydb.json").table("notes")`."""

from collections.abc import Iterator

import msgspec

from casejournal.domain.kinds import TABLES
from casejournal.exchange.export.apart import Apart
from casejournal.exchange.export.leaving import About, Cases


def write(cases: Cases, about: About) -> Iterator[bytes]:  # noqa: ARG001 - as every format
    """The document, in UTF-8. Each record says in which file it is; struck ones say so, as always."""
    tables, encode, counted = Apart(), msgspec.json.Encoder().encode, dict[str, int]()
    for leaving in cases():
        for record in (*leaving.file.every_record, *leaving.file.struck):
            number = counted[record.table] = counted.get(record.table, 0) + 1
            before = b",\n" if number > 1 else b"\n"
            told = encode({"file": leaving.file.ref, **record.stored()})
            tables.add(record.table, before + b'"%d": ' % number + told)
    between = b"{"
    for table in (table for table in TABLES if table in tables):
        yield between + encode(table) + b": {"
        yield from tables.pieces(table)
        yield b"\n}"
        between = b",\n"
    yield b"}\n" if counted else b"{}\n"
