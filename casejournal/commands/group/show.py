"""`cj group show`: everything about one group."""

import typer

from casejournal.commands._verb import GroupArgument, LastOption, verb
from casejournal.desk import Desk
from casejournal.desk.members import roster_of
from casejournal.render.group.show import group_answer
from casejournal.render.page import Answer

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def show(desk: Desk, group: GroupArgument, *, last: LastOption = None) -> Answer:
    """Show a group: who is in it and who came, its decisions, the eight tasks, its charter and its sessions.

    Examples: cj group show tangguh · cj group show @ --last 3
    """
    file = desk.journal.group(desk.journal.find_group(group).ref)
    return group_answer(file, roster_of(desk, file), desk.today, last)
