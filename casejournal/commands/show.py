"""`cj show`: everything about one case."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import typer

from casejournal.commands._verb import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.domain.case_file import CaseFile
from casejournal.domain.derived import whole_file
from casejournal.render.case import case_page
from casejournal.render.page import Answer
from casejournal.storage.refusals import Damaged
from casejournal.words import _

if TYPE_CHECKING:
    from casejournal.domain.group.own import OwnGroup

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def show(desk: Desk, case: CaseArgument) -> Answer:
    """Show a case: where you left off, how the problem was seen, the plan, what is open, and all that happened.

    Examples: cj show C-7K4Q · cj show sari · cj show @
    """
    file = desk.journal.case(desk.journal.find(case).ref)
    parts = tuple(_in_groups(desk, file.ref))
    return Answer(
        kind="case",
        data=lambda: _data(file, desk.today) | {"groups": parts},
        page=lambda: case_page(file, desk.today, parts),
    )


def _in_groups(desk: Desk, case: str) -> "Iterator[OwnGroup]":
    """The part this client has in each of their groups; nothing of one that cannot be read, or in which somebody is
    whose name is not known here and so could not be hidden. That is told.
    """
    for group in desk.journal.labels.groups:
        if case in group.cases:
            from casejournal.desk.members import roster_of  # lazy: few cases are in a group
            from casejournal.domain.group.own import own_groups

            try:
                file = desk.journal.group(group.ref)
            except Damaged as trouble:
                desk.journal.troubles.append(trouble)
                continue
            roster = roster_of(desk, file)
            if file.strangers or not roster.knows_all:
                told = _("Nothing is shown of the group {ref}: somebody is in it whose name is not known here.")
                desk.tell(told.format(ref=group.ref))
            else:
                yield from own_groups(file, case, roster)


def _data(file: CaseFile, today: date) -> dict[str, object]:
    """The whole file, each record with what follows from it."""
    names = ("stage", "safety", "risk", "last_contact_on", "contacts", "overrides", "waiting")
    stands = {name: getattr(file, name) for name in names}
    return {**whole_file(file, today), **stands}
