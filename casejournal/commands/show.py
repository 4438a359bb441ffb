"""`cj show`: everything about one case."""

import msgspec
import typer

from casejournal.commands import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.domain.case_file import CaseFile
from casejournal.render.case import case_page
from casejournal.render.page import Answer

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def show(desk: Desk, case: CaseArgument) -> Answer:
    """Show a case: where it stands, what is open, and what happened, the newest first.

    Examples: cj show C-7K4Q · cj show sari · cj show @
    """
    file = desk.journal.case(desk.journal.find(case).ref)
    return Answer(kind="case", data=lambda: _data(file), page=lambda: case_page(file, desk.today))


def _data(file: CaseFile) -> dict[str, object]:
    derived = {"stage": file.stage, "safety": file.safety, "last_contact_on": file.last_contact_on}
    return {**derived, **msgspec.to_builtins(file)}
