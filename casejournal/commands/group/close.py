"""`cj group close`: the end of a group, and what became of each member's aim."""

import typer

from casejournal.commands._verb import GroupArgument, verb
from casejournal.desk import Desk
from casejournal.desk.casework import why_it_ends
from casejournal.desk.members import known_aims, named, roster_of
from casejournal.domain.group.ending import Ending
from casejournal.domain.group.meeting import require_ends, require_over, unfinished
from casejournal.forms import records
from casejournal.forms.fields import Answers
from casejournal.render.page import Answer
from casejournal.render.written import written

app = typer.Typer(add_completion=False)


@app.command()
@verb(form=Ending)
def close(desk: Desk, group: GroupArgument, *, answers: Answers) -> Answer:
    """Close a group: why, what it reached, what became of each member's aim, what goes on for them.

    What is still open is named first; with --because it is closed all the same, and the reason stays visible.

    Examples: cj group close tangguh ·
    cj group close G-2M9D --reason planned --result "…" --aim wati=reached --told "at the last session"
    """
    found = desk.journal.find_group(group)
    file = desk.journal.group(found.ref)
    day = answers.get("on", desk.today)
    roster, known = roster_of(desk, file), known_aims(desk, file, day)
    answers = named(Ending, answers, roster, desk.today)
    require_over(file, day)
    known = why_it_ends(desk, unfinished(file), answers, known)
    answers = desk.complete(Ending, answers, "group", "close", file.ref, known=known)
    with desk.journal.writing_group(file.ref, "group close") as drawer:
        because = require_ends(drawer.file, answers.get("on", desk.today), answers.get("because", ""))
        answers = named(Ending, answers, roster_of(desk, drawer.file), desk.today)
        ended = records.build(Ending, answers | {"because": because}, drawer.stamp(Ending))
        drawer.put(ended)
    return written(ended, drawer.file, reads=roster.read)
