"""`cj today`: the worker's morning on one screen."""

import msgspec
import typer

from casejournal.commands import verb
from casejournal.desk import Desk
from casejournal.domain.agenda import agenda
from casejournal.render.page import Answer
from casejournal.render.today import today_page

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def today(desk: Desk) -> Answer:
    """Show what waits: safety first, then what is overdue, due today and within seven days."""
    summaries = desk.journal.summaries()
    waiting = agenda(summaries, desk.today)
    page = today_page(waiting, sum(summary.open for summary in summaries))
    return Answer(kind="today", data=msgspec.to_builtins(waiting), page=page)
