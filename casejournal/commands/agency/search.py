"""`cj agency search`: find a service by any word of its entry."""

from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.directory import directory, holding, listed
from casejournal.render.page import Answer
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def search(
    desk: Desk,
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS...", help=N_("All of them must stand in the entry."), show_default=False),
    ],
) -> Answer:
    """Find services by any word: name, what they do, town, papers, remarks. What cj search understands works here too.

    Examples: cj agency search sleman jiwa · cj agency search KTP
    """
    found = holding(desk, directory(desk).by_name, words)
    return listed(desk, found, nothing=_("No service of your directory says all of this."))
