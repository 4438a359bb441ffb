"""`cj group`: social group work, one verb per file, from forming a group to closing it."""

import typer

from casejournal.commands import GROUP_VERBS
from casejournal.commands._table import OneByOne
from casejournal.words import N_


class GroupVerbs(OneByOne):
    """The verbs of group work."""

    package = "casejournal.commands.group"
    names = GROUP_VERBS


app = typer.Typer(cls=GroupVerbs, add_completion=False, no_args_is_help=True)


@app.callback(
    help=N_("Group work: form a group, who joins and leaves, its sessions, its own decisions, what comes of it.")
)
def group() -> None:
    """Only the verbs do something."""
