"""One JSON document: each case as `cj show --json` has it, each group with all its records."""

from collections.abc import Iterator

import msgspec

from casejournal.domain.case_file import CaseFile
from casejournal.domain.derived import whole_case, whole_file
from casejournal.exchange.export.leaving import About, Cases, Leaving

SCHEMA = "casejournal/export/1"


def write(cases: Cases, about: About) -> Iterator[bytes]:
    """The document, in UTF-8, a case or group a line."""
    told = {name: getattr(about, name) for name in ("made", "by", "to", "journal", "agency")}
    head = msgspec.json.encode({"schema": SCHEMA, **told})
    yield head[:-1] + b',"files":['
    between = b"\n"
    for leaving in cases():
        yield between + msgspec.json.encode(_document(leaving, about), enc_hook=str)
        between = b",\n"
    yield b"\n]}\n"


def _document(leaving: Leaving, about: About) -> dict[str, object]:
    file, today = leaving.file, about.made.date()
    kind = "case" if isinstance(file, CaseFile) else "group"
    told = whole_case(file, today) if isinstance(file, CaseFile) else whole_file(file, today)
    return {"kind": kind, "left_out": leaving.left_out, **told, "groups": leaving.groups()}
