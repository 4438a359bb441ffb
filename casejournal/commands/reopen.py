"""`cj reopen`: open a closed case again."""

import typer

from casejournal.commands._verb import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.domain import dates
from casejournal.domain.closing import Reopening
from casejournal.domain.process import require_closed
from casejournal.domain.refusals import BeforeItBegan
from casejournal.forms import records
from casejournal.forms.fields import Answers
from casejournal.render.page import Answer
from casejournal.render.written import written

app = typer.Typer(add_completion=False)


@app.command()
@verb(form=Reopening)
def reopen(desk: Desk, case: CaseArgument, *, answers: Answers) -> Answer:
    """Open a closed case again. Everything in it is as you left it.

    Example: cj reopen sari --reason "the boy left school again"
    """
    found = desk.journal.find(case)
    file = desk.journal.case(found.ref)
    closing = require_closed(file)
    if desk.can_ask and closing.if_reopened:
        desk.tell_whose(found.ref)
        desk.tell(closing.if_reopened)
    answers = desk.complete(Reopening, answers, "reopen", found.ref)
    with desk.journal.writing(found.ref, "reopen") as drawer:
        closing = require_closed(drawer.file)
        if answers.get("on", closing.on) < closing.on:
            raise BeforeItBegan(ref=closing.ref, day=dates.short(answers["on"]), last=dates.short(closing.on))
        again = records.build(Reopening, answers | {"closing": closing.ref}, drawer.stamp(Reopening))
        drawer.put(again)
    return written(again, drawer.file)
