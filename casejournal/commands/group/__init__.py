"""`cj group`: social group work, one verb per file, from forming a group to closing it."""

import typer

from casejournal.commands import GROUP_VERBS
from casejournal.commands._table import OneByOne


class GroupVerbs(OneByOne):
    """The verbs of group work."""

    package = "casejournal.commands.group"
    names = GROUP_VERBS


app = typer.Typer(cls=GroupVerbs, add_completion=False, no_args_is_help=True)


@app.callback()
def group() -> None:
    """Group work: form a group, write down who joins and leaves, its sessions and decisions, and what came of it."""
