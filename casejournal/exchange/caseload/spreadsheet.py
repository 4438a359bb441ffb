"""A table in a spreadsheet: XLSX, ODS, XLS. What a formula came to is read, never the formula."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casejournal.exchange.caseload.table import Cell, Row, Table
from casejournal.exchange.extras import extra
from casejournal.exchange.refusals import NoTable
from casejournal.words import N_, _

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_MOST = 200_000_000
"""In bytes, unpacked: far more than a caseload of a hundred thousand clients."""
_PIECE = 1 << 20


def spreadsheet(path: Path, sheet: str = "") -> Table:
    """The table in that sheet, or in the first. Raises NoTable or ExtraMissing."""
    with extra(_("A spreadsheet"), "import"):
        from python_calamine import CalamineError, PasswordError, load_workbook  # lazy: only spreadsheets need it
    _require_size(path)
    try:
        book = load_workbook(str(path))
        names = book.sheet_names
        if sheet and sheet not in names:
            known = _("there is no sheet “{sheet}”, only: {known}").format(sheet=sheet, known=", ".join(names))
            raise NoTable(file=path.name, problem=known)
        if not names:
            raise NoTable(file=path.name, problem=N_("the file is empty"))
        found = book.get_sheet_by_name(sheet or names[0])
    except PasswordError as error:
        raise NoTable(file=path.name, problem=N_("it has a password; save it without one and try again")) from error
    except (CalamineError, ValueError, OSError) as error:
        raise NoTable(file=path.name, problem=N_("it cannot be read as a spreadsheet; save it again")) from error
    begins = (found.start or (0, 0))[0]

    def rows() -> Iterator[Row]:
        for line, cells in enumerate(found.iter_rows(), 1):
            yield Row(line, tuple(map(_cell, cells)))

    read_as = _("sheet “{sheet}” of {n}").format(sheet=found.name, n=len(names))
    return Table(rows=rows, lines=found.height, read_as=read_as, remarks=tuple(_remarks(found, begins)))


def _remarks(sheet: "CalamineSheet", begins: int) -> Iterator[str]:
    """A sentence about merged cells below the first row: only one of them holds something."""
    merged = [area for area in sheet.merged_cell_ranges or () if area[1][0] > begins]
    if merged:
        lines = ", ".join(f"{top + 1}-{bottom + 1}" for (top, _left), (bottom, _right) in merged[:5])
        told = _("Cells are merged in lines {lines}: only the first of them holds something, the others are empty.")
        yield told.format(lines=f"{lines} …" if len(merged) > len(merged[:5]) else lines)


def _cell(value: Any) -> Cell:
    if value == "":
        return None
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value if isinstance(value, (str, float, bool, date, datetime)) else str(value)


def _require_size(path: Path) -> None:
    """Raises NoTable for a file that would fill the memory when it is unpacked, whatever it says of its own size."""
    if not zipfile.is_zipfile(path):
        return  # an older format, which is not packed
    left = _MOST
    try:
        with zipfile.ZipFile(path) as packed:
            for info in packed.infolist():
                info.file_size = 1 << 62  # what it says of itself is not believed
                with packed.open(info) as part:
                    while left >= 0 and (piece := part.read(_PIECE)):
                        left -= len(piece)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise NoTable(file=path.name, problem=N_("it cannot be read as a spreadsheet; save it again")) from error
    if left < 0:
        raise NoTable(file=path.name, problem=N_("unpacked it is far too large for a caseload"))
