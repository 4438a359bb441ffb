"""`cj agency show`: one service, and how it went with those who were sent there."""

from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.directory import entry_answer, entry_meant
from casejournal.render.page import Answer
from casejournal.words import N_

app = typer.Typer(add_completion=False)

ServiceArgument = Annotated[
    str,
    typer.Argument(
        metavar="SERVICE", help=N_("A service of your directory: a ref, a name or its beginning."), show_default=False
    ),
]


@app.command()
@verb()
def show(desk: Desk, service: ServiceArgument) -> Answer:
    """Show a service: how to reach it, what to bring, and the referrals that went there.

    Examples: cj agency show puskesmas · cj agency show W-55MX
    """
    return entry_answer(desk, entry_meant(desk, service))
