"""JSON Lines: every version of every record, for `cj import` and for `jq`. See `exchange/lines`."""

from collections.abc import Iterator

from casejournal.exchange.export.leaving import About, Cases
from casejournal.exchange.lines import SCHEMA, Head, told


def write(cases: Cases, about: About) -> Iterator[bytes]:
    """The lines, in UTF-8."""
    head = Head(
        schema=SCHEMA,
        made=about.made,
        by=about.by,
        to=about.to,
        journal=about.journal,
        agency=about.agency,
        practice=about.practice,
    )
    return told(head, ((leaving.file.ref, leaving.lines()) for leaving in cases()))
