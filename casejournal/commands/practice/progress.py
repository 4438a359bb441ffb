"""`cj practice progress`: how practice goes over time, run by run."""

from pathlib import Path
from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.named import named
from casejournal.desk.practice.runs import attempts
from casejournal.render.page import Answer
from casejournal.render.practice.progress import progress_page, told_progress
from casejournal.words import N_

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def progress(
    desk: Desk,
    folders: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DIR]", help=N_("Only the practice journals in these folders."), show_default=False),
    ] = None,
) -> Answer:
    """Show how your practice goes over time: each time you asked for feedback, by what you practised. No sum, no mark.

    Examples: cj practice progress · cj practice progress ~/practice/ratna
    """
    every = attempts(desk, [Path(named(each)) for each in folders or ()])
    return Answer(kind="practice-progress", data=lambda: told_progress(every), page=lambda: progress_page(every))
