"""`cj practice heard`: everything that was heard so far, numbered."""

from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.practice.talk import talk
from casejournal.render.page import Answer
from casejournal.render.practice.talk import heard_page, told_heard
from casejournal.words import N_

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def heard(
    desk: Desk,
    mine: Annotated[bool, typer.Option("--mine", help=N_("With what you said yourself in between."))] = False,
) -> Answer:
    """Show what you have heard so far. The numbers are what you cite in a record: [5].

    Examples: cj practice heard · cj practice heard --mine
    """
    now = talk(desk)
    return Answer(
        kind="practice-heard", data=lambda: told_heard(now, mine=mine), page=lambda: heard_page(now, mine=mine)
    )
