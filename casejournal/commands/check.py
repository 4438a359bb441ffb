"""`cj check`: whether the work is complete and sound."""

from typing import Annotated

import typer

from casejournal.commands import verb
from casejournal.desk import Desk
from casejournal.domain.soundness import problems
from casejournal.errors import ExitCode
from casejournal.render.check import check_page
from casejournal.render.page import Answer
from casejournal.words import N_

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def check(
    desk: Desk,
    case: Annotated[
        str,
        typer.Argument(
            metavar="[CASE]", help=N_("Only this case; else all that are open, or closed with something waiting.")
        ),
    ] = "",
) -> Answer:
    """Look whether the work is complete and sound. Each rule names the principle it guards.

    Ends with code 17 when something is found. Example: cj check sari
    """
    journal = desk.journal
    refs = [journal.find(case).ref] if case else [each.ref for each in journal.summaries() if each.open or each.due]
    found = [problem for ref in refs for problem in problems(journal.case(ref), desk.today)]
    return Answer(
        kind="check",
        data=lambda: {"cases": len(refs), "items": found},
        page=lambda: check_page(found, len(refs)),
        exit_code=ExitCode.FOUND_PROBLEMS if found else ExitCode.DONE,
    )
