"""Tables as CSV. A cell that a spreadsheet would take for a formula is guarded by an apostrophe."""

import csv
import io
from collections.abc import Iterable

from casejournal.words import visible

_BEGINS_A_FORMULA = ("=", "+", "-", "@")


def as_csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """The rows as CSV (RFC 4180), the header first. Numbers stay numbers; text is guarded: see `guarded`."""
    return rows_as_csv([header, *rows])


def rows_as_csv(rows: Iterable[Iterable[object]]) -> str:
    """Rows as CSV, to be added to others."""
    out = io.StringIO()
    csv.writer(out).writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue()


def guarded(text: str) -> str:
    """`text` with control characters made visible, and an apostrophe before what would be a formula."""
    shown = visible(text)
    return f"'{shown}" if shown.lstrip().startswith(_BEGINS_A_FORMULA) or shown != text else shown
