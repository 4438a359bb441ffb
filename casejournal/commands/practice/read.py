"""`cj practice read`: a hand-in, with the student's own lines and the lecturer's comments."""

from typing import Annotated

import typer

from casejournal.commands._hand import HandInArgument
from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.practice.handing_in import read as read_file
from casejournal.render.page import Answer
from casejournal.render.practice.handin import read_page, told_read
from casejournal.words import N_

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def read(
    desk: Desk,  # noqa: ARG001 - every verb is handed the desk
    path: HandInArgument,
    talk: Annotated[bool, typer.Option("--talk", help=N_("With everything that was said and heard."))] = False,
) -> Answer:
    """Read a hand-in: each item, the student's own line beside the author's, and what the lecturer says to it.

    How the items end is worked out anew from what was said and written.

    Examples: cj practice read ratna-dewi.json · cj practice read ratna-dewi.json --talk
    """
    handin, looked = read_file(path)
    return Answer(
        kind="practice-read",
        data=lambda: told_read(handin, looked, path),
        page=lambda: read_page(handin, looked, talk=talk),
    )
