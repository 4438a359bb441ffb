"""`cj practice say`: one sentence to the made-up client, and what they answer."""

from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.practice.asking import mark_from
from casejournal.desk.practice.talk import talk, write_down
from casejournal.render.page import Answer
from casejournal.render.practice.talk import answered_page, told_talk
from casejournal.words import N_

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def say(
    desk: Desk,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MOVE] [TOPIC] [TEXT]",
            help=N_("What kind of sentence it is, what it is about, and the sentence itself."),
            show_default=False,
        ),
    ] = None,
) -> Answer:
    """Say something to the client. You mark what kind of sentence it is (MOVE) and its TOPIC; the client answers.

    cj does not understand your sentence: it is kept for the transcript. What you leave out is asked for at a terminal.
    Without a topic it is about the one you spoke of last. cj help practice lists the moves.

    Examples: cj practice say · cj practice say ask school "How is school for Dimas?" ·
    cj practice say reflect "That sounds hard." · cj practice say silence "(I wait)"
    """
    before = talk(desk)
    mark = mark_from(desk, before, words or ())
    after = write_down(desk, mark, "practice say")
    came = after.conversation.last
    return Answer(
        kind="practice-answer",
        data=lambda: told_talk(after, came),
        page=lambda: answered_page(after, came),
        wrote=True,
    )
