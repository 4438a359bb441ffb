"""`cj learn`: the reference shelf of the method."""

from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.errors import UnknownName
from casejournal.knowledge.shelf import find, shelf
from casejournal.render.learn import entry_page, shelf_page
from casejournal.render.page import Answer
from casejournal.words import N_

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def learn(
    desk: Desk,  # noqa: ARG001 - every verb is handed the desk
    topic: Annotated[
        str,
        typer.Argument(metavar="[TOPIC]", help=N_("A principle, a role, a task, a step; in English or Indonesian.")),
    ] = "",
) -> Answer:
    """Read what the method says: its components, steps, principles, roles, and those of group work.

    Each page tells what to ask oneself, how it shows in the journal, and its source.

    Examples: cj learn · cj learn broker · cj learn penerimaan
    """
    if not topic.strip():
        parts = list(shelf())
        return Answer(kind="shelf", data=lambda: parts, page=lambda: shelf_page(parts))
    found = find(topic)
    if not found:
        known = ", ".join(entry.title.en for part in shelf() for entry in part.entries)
        raise UnknownName(what=N_("topic"), asked=topic, known=known)
    return Answer(kind="topic", data=lambda: found, page=lambda: entry_page(found))
