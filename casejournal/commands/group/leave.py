"""`cj group leave`: a member leaves."""

from typing import Annotated

import typer

from casejournal.commands._verb import GroupArgument, verb
from casejournal.desk import Desk
from casejournal.desk.members import roster_of
from casejournal.domain.group.meeting import require_not_there_after
from casejournal.domain.group.membership import Membership
from casejournal.forms import check, fields
from casejournal.render.page import Answer
from casejournal.render.written import written
from casejournal.words import N_

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def leave(
    desk: Desk,
    group: GroupArgument,
    member: Annotated[
        str, typer.Argument(metavar="MEMBER", help=N_("Who left: a case, an alias or a ref."), show_default=False)
    ],
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help=N_("Why they left, in their words."))] = "",
    on: Annotated[str, typer.Option("--on", metavar="DAY", help=N_("The day they left, if not today."))] = "",
) -> Answer:
    """Write down that a member left. They may join again later.

    Example: cj group leave tangguh wati --because "found work in the mornings"
    """
    found = desk.journal.find_group(group)
    day = desk.day(on)
    why = check.check(fields.field(Membership, "why_left"), because, desk.today)
    with desk.journal.writing_group(found.ref, "group leave") as drawer:
        roster = roster_of(desk, drawer.file)
        membership = roster.find(member, None)
        left = membership.leave(day, why)
        require_not_there_after(drawer.file, membership, day)
        drawer.put(left)
    return written(left, drawer.file, reads=roster.read)
