"""`cj show`: everything about one case."""

from datetime import date

import msgspec
import typer

from casejournal.commands import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.domain.case_file import CaseFile
from casejournal.domain.record import Record
from casejournal.render.case import case_page
from casejournal.render.page import Answer

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def show(desk: Desk, case: CaseArgument) -> Answer:
    """Show a case: where you left off, how the problem was seen, the plan, what is open, and all that happened.

    Examples: cj show C-7K4Q · cj show sari · cj show @
    """
    file = desk.journal.case(desk.journal.find(case).ref)
    return Answer(kind="case", data=lambda: _data(file, desk.today), page=lambda: case_page(file, desk.today))


def _data(file: CaseFile, today: date) -> dict[str, object]:
    """The whole file, each record with what follows from it."""
    stands = {
        name: getattr(file, name) for name in ("stage", "safety", "risk", "last_contact_on", "overrides", "waiting")
    }
    told = {table: [_told(each, file, today) for each in getattr(file, table)] for table in file.tables[1:]}
    return {**msgspec.to_builtins(file), **told, **stands}


def _told(record: Record, file: CaseFile, today: date) -> dict[str, object]:
    return {**msgspec.to_builtins(record), "late": record.late, **record.derived(file, today)}
