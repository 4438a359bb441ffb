"""`cj practice start`: begin a made-up case."""

from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.practice.beginning import begin
from casejournal.desk.practice.sources import source_of
from casejournal.desk.practice.talk import talk
from casejournal.knowledge import vignettes
from casejournal.render.page import Answer
from casejournal.render.practice.talk import begun_page, told_talk
from casejournal.words import N_

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def start(
    desk: Desk,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help=N_("The name of a case, or a file with one (a lecturer's own)."), show_default=False
        ),
    ],
    again: Annotated[bool, typer.Option("--again", help=N_("Begin it once more, in another new journal."))] = False,
) -> Answer:
    """Begin a case in a new practice journal. Everybody in it is made up, for ever.

    Then talk to the client with cj practice say, and write down what you do with the ordinary commands.

    Examples: cj practice start ratna · cj practice start ratna --journal ~/practice/ratna ·
    cj practice start homework.toml
    """
    source, called = source_of(name)
    begin(desk, source, vignettes.read(source, called), again=again)
    begun = talk(desk)
    return Answer(
        kind="practice-start",
        data=lambda: {"journal": str(desk.folder), **told_talk(begun, begun.conversation.last)},
        page=lambda: begun_page(begun, str(desk.folder.absolute()), desk.env),
        wrote=True,
    )
