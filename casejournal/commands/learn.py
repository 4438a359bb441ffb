"""`cj learn`: the reference shelf of the method."""

from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.errors import UnknownName
from casejournal.knowledge.shelf import find, near, shelf
from casejournal.render.learn import shelf_page, topics_page
from casejournal.render.page import Answer
from casejournal.words import N_, language

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def learn(
    desk: Desk,  # noqa: ARG001 - every verb is handed the desk
    topic: Annotated[
        str,
        typer.Argument(
            metavar="[TOPIC]",
            help=N_("A principle, a role, a task, a step; or all of a kind: roles, principles. In any language."),
        ),
    ] = "",
) -> Answer:
    """Read what the method says: what casework and group work are, their steps, principles, roles and tasks.

    Each page tells you what to ask yourself, how it shows in the journal, and whose statement it is.

    Examples: cj learn · cj learn broker · cj learn principles · cj learn penerimaan
    """
    if not topic.strip():
        chapters = list(shelf())
        return Answer(kind="shelf", data=lambda: chapters, page=lambda: shelf_page(chapters))
    found = find(topic)
    if not found.every:
        raise _unknown(topic)
    return Answer(kind="topic", data=lambda: found.every, page=lambda: topics_page(found))


def _unknown(topic: str) -> UnknownName:
    """The refusal of a topic that is not on the shelf; it names what is, and what may have been meant."""
    told = language()
    kinds = dict.fromkeys(chapter.word.in_language(told) for chapter in shelf())
    meant = ", ".join(title.in_language(told) for title in near(topic))
    return UnknownName(what=N_("topic"), asked=topic, near=meant, known=", ".join(kinds))
