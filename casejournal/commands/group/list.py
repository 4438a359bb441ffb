"""`cj group list`: the groups, one per line."""

import functools
from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.render.group.list import groups_page
from casejournal.render.page import Answer
from casejournal.words import N_

app = typer.Typer(add_completion=False)


@app.command(name="list")
@verb()
def list_(
    desk: Desk,
    everything: Annotated[bool, typer.Option("--all", "-a", help=N_("Closed and struck groups too."))] = False,
) -> Answer:
    """List the groups that meet, most recently used first.

    Examples: cj group list · cj group list --all
    """
    groups = desk.journal.labels.groups_and_struck if everything else desk.journal.labels.groups
    listed = [group for group in groups if group.open or everything]
    page = functools.partial(groups_page, listed, desk.today, closed=len(groups) - len(listed))
    return Answer(kind="group-list", data=lambda: listed, page=page)
