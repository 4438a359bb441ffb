"""`cj group show`: everything about one group."""

from datetime import date

import typer

from casejournal.commands._verb import GroupArgument, verb
from casejournal.desk import Desk
from casejournal.desk.members import roster_of
from casejournal.domain.derived import whole_file
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.roster import Roster
from casejournal.render.group.show import group_page
from casejournal.render.page import Answer

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def show(desk: Desk, group: GroupArgument) -> Answer:
    """Show a group: who is in it and who came, its decisions, the eight tasks, its charter and its sessions.

    Examples: cj group show tangguh · cj group show @
    """
    file = desk.journal.group(desk.journal.find_group(group).ref)
    roster = roster_of(desk, file)
    return Answer(
        kind="group-file",
        data=lambda: _data(file, roster, desk.today),
        page=lambda: group_page(file, roster, desk.today),
    )


def _data(file: GroupFile, roster: Roster, today: date) -> dict[str, object]:
    """The whole file, each record with what follows from it, each member with what they are called."""
    called = {each.ref: roster.called(each.ref) for each in file.memberships}
    attendance = [
        {"member": each.member, "came": each.came, "rate": each.rate, "in_a_row": each.in_a_row, "away": each.flagged}
        for each in file.attendance
    ]
    stands = {"open": file.ending is None, "stage": file.stage, "waiting": file.waiting, "overrides": file.overrides}
    return {**whole_file(file, today), **stands, "called": called, "attendance": attendance, "became": file.became}
