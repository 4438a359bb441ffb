"""`cj list`: the cases, one per line."""

import functools
from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.render.case_list import list_page
from casejournal.render.page import Answer
from casejournal.words import N_

app = typer.Typer(add_completion=False)

SCREENFUL = 50
"""The most cases shown at a terminal without --all."""


@app.command(name="list")
@verb()
def list_(
    desk: Desk,
    everything: Annotated[
        bool, typer.Option("--all", "-a", help=N_("All of them, closed and struck cases too."))
    ] = False,
) -> Answer:
    """List the open cases, most recently used first.

    Examples: cj list · cj list --all · cj --plain list
    """
    cases = desk.journal.labels.cases_and_struck if everything else desk.journal.summaries()
    listed = [summary for summary in cases if summary.open or everything]
    on_screen = listed if everything or not desk.screen.draws else listed[:SCREENFUL]
    closed, more = len(cases) - len(listed), len(listed) - len(on_screen)
    page = functools.partial(list_page, on_screen, desk.today, closed=closed, more=more)
    return Answer(kind="case-list", data=lambda: [each.told for each in listed], page=page)
