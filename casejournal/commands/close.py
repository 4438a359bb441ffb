"""`cj close`: the end of the work, with what became of each goal."""

import typer

from casejournal.commands._verb import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.desk.casework import knowing_goals, why_it_ends
from casejournal.domain.closing import Closing
from casejournal.domain.process import in_order, require_open, unfinished
from casejournal.forms import records
from casejournal.forms.fields import Answers
from casejournal.render.page import Answer
from casejournal.render.written import written

app = typer.Typer(add_completion=False)


@app.command()
@verb(form=Closing)
def close(desk: Desk, case: CaseArgument, *, answers: Answers) -> Answer:
    """Close a case: why, what became of each goal, what continues, and how the client was told.

    It first names what is still open. With --because you close the case anyway, and the reason stays visible.

    Examples: cj close sari ·
    cj close C-7K4Q --reason goals_met --outcome 1=reached --outcome "2=partly:two days a week"
    """
    found = desk.journal.find(case)
    file = desk.journal.case(found.ref)
    require_open(file)
    known = why_it_ends(desk, unfinished(file), answers, knowing_goals(file, "outcomes"))
    answers = desk.complete(Closing, answers, "close", found.ref, known=known)
    with desk.journal.writing(found.ref, "close") as drawer:
        before = drawer.file
        because = in_order(before, Closing, answers.get("because", ""))
        before.require_goals(outcome.goal for outcome in answers.get("outcomes", ()))
        closed = records.build(Closing, answers | {"because": because}, drawer.stamp(Closing))
        drawer.put(closed)
    return written(closed, before)
