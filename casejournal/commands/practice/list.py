"""`cj practice list`: the made-up cases to practise with."""

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.practice.runs import begun
from casejournal.knowledge import vignettes
from casejournal.render.page import Answer
from casejournal.render.practice.vignettes import listed, vignettes_page

app = typer.Typer(add_completion=False)


@app.command(name="list")
@verb()
def list_(desk: Desk) -> Answer:
    """List the cases to practise with, the easier ones first, and how far you are with each.

    Example: cj practice list
    """
    every, runs = vignettes.every(), begun(desk)
    return Answer(
        kind="practice-list",
        data=lambda: [listed(each, runs.get(each.name)) for each in every],
        page=lambda: vignettes_page(every, runs),
    )
