"""JSON Lines: every command with every version of every record it wrote, for `cj import` and for `jq`.

The first line says what the file is, the last one how many lines there are. docs/format.md describes it.
"""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from casejournal.exchange.export.leaving import About, Cases
from casejournal.storage.line import Op

SCHEMA = "casejournal/lines/1"


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """One command as it is handed on: what it changed in one file, when, by whom and on which device."""

    of: str
    """The ref of the case or group."""
    tx: str
    at: datetime
    device: str
    worker: str
    command: str
    ops: tuple[Op, ...]


def write(cases: Cases, about: About) -> Iterator[bytes]:
    """The lines, in UTF-8."""
    encode = msgspec.json.Encoder().encode
    yield encode({"schema": SCHEMA, **msgspec.to_builtins(about)}) + b"\n"
    count = 0
    for leaving in cases():
        for line in leaving.lines():
            count += 1
            told = {name: getattr(line, name) for name in Written.__struct_fields__ if name != "of"}
            yield encode(Written(of=leaving.file.ref, **told)) + b"\n"
    yield encode({"end": count}) + b"\n"
