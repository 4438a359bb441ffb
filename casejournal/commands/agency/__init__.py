"""`cj agency`: the directory of services, one verb per file."""

import typer

from casejournal.commands import AGENCY_VERBS
from casejournal.commands._table import OneByOne


class AgencyVerbs(OneByOne):
    """The verbs of the directory."""

    package = "casejournal.commands.agency"
    names = AGENCY_VERBS


app = typer.Typer(cls=AgencyVerbs, add_completion=False, no_args_is_help=True)


@app.callback()
def agency() -> None:
    """Your directory of services: who else can help, how they are reached, what to bring, and how it went there."""
