"""`cj agency list`: the directory, one service per line."""

from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.directory import directory, in_area, listed
from casejournal.domain.agency import ServiceStatus
from casejournal.render.page import Answer
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command(name="list")
@verb()
def list_(
    desk: Desk,
    area: Annotated[
        str, typer.Option("--area", metavar="AREA", help=N_("Only those that help in this area or category."))
    ] = "",
    stale: Annotated[
        bool, typer.Option("--stale", help=N_("Only those that nobody has confirmed for a long time."))
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", "-a", help=N_("Those that no longer exist or are not active too."))
    ] = False,
) -> Answer:
    """List the services of your directory by name. What nobody has confirmed for a year is marked.

    Examples: cj agency list · cj agency list --area mental_health · cj agency list --stale
    """
    every = directory(desk).by_name
    found = in_area(every, area, desk.config.value("areas")) if area else [*every]
    gone = {ServiceStatus.DEFUNCT, ServiceStatus.INACTIVE}
    shown = [each for each in found if everything or each.status not in gone]
    nothing = _("Your directory has no service for this.") if every else _("Your directory of services is empty.")
    left_out = len(found) - len(shown)
    return listed(desk, shown, only_stale=stale, left_out=left_out, nothing=nothing)
