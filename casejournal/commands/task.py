"""`cj task add`, `cj task done`, `cj task list`: who does what by when."""

from typing import Annotated

import msgspec
import typer

from casejournal.commands._verb import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.desk.casework import knowing_goals, record_meant
from casejournal.domain.due import Due, DueKind
from casejournal.domain.label import Label
from casejournal.domain.task import Task
from casejournal.errors import TaskNotFound
from casejournal.forms import check, fields, options, records
from casejournal.forms.fields import Answers
from casejournal.render.page import Answer
from casejournal.render.tasks import task_page
from casejournal.render.written import written
from casejournal.words import N_

app = typer.Typer(add_completion=False, help=N_("Tasks: who does what by when."), no_args_is_help=True)


@app.command()
@verb(form=Task, without=("what",))
def add(
    desk: Desk,
    case: CaseArgument,
    what: Annotated[str, typer.Argument(metavar="[WHAT]", help=N_("What is to be done."), show_default=False)] = "",
    *,
    answers: Answers,
) -> Answer:
    """Write down a task.

    Example: cj task add sari "Ask the school about the fees" --who client --due friday
    """
    found = desk.journal.labels.either(case)
    if what:
        answers |= options.from_options(Task, {"what": what}, desk.today)
    known = knowing_goals(desk.journal.file(found.ref))
    answers = desk.complete(Task, answers, "task", "add", found.ref, known=known)
    with desk.journal.writing_file(found.ref, "task add") as drawer:
        drawer.file.require_goals([answers.get("goal")])
        task = records.build(Task, answers, drawer.stamp(Task))
        drawer.put(task)
    return written(task, drawer.file)


@app.command()
@verb()
def done(
    desk: Desk,
    ref: Annotated[
        str, typer.Argument(metavar="TASK", help=N_("The ref of the task, or its case."), show_default=False)
    ],
    evidence: Annotated[str, typer.Option("--evidence", metavar="TEXT", help=N_("How you know it was done."))] = "",
    on: Annotated[str, typer.Option("--on", metavar="DAY", help=N_("The day it was done, if not today."))] = "",
) -> Answer:
    """Write down that a task was done.

    Example: cj task done T-8ZQ1 --evidence "the receipt was shown" --on yesterday
    """
    case, whole = record_meant(desk, ref, Task)
    given = options.from_options(Task, {"on": on or None}, desk.today)
    known = check.check(fields.field(Task, "evidence"), evidence, desk.today)
    with desk.journal.writing_file(case, "task done") as drawer:
        task = drawer.file.standing(whole)
        if not isinstance(task, Task):
            raise TaskNotFound(asked=ref)
        finished = task.finish(given.get("on", desk.today), known, desk.today)
        drawer.put(finished)
    return written(finished, drawer.file)


@app.command(name="list")
@verb()
def list_(
    desk: Desk,
    case: Annotated[
        str, typer.Argument(metavar="[CASE]", help=N_("Only of this case, the finished ones too."), show_default=False)
    ] = "",
) -> Answer:
    """List the open tasks of all cases and groups, or every task of one.

    Examples: cj task list · cj task list sari
    """
    if not case:
        every = ((label, due) for label in desk.journal.labels.every for due in label.due)
        rows = [(summary, due) for summary, due in every if due.kind is DueKind.TASK]
    else:
        found = desk.journal.labels.either(case)
        rows = [(found, task.due_item()) for task in desk.journal.file(found.ref).tasks]
    rows.sort(key=lambda row: (row[1].done, row[1].on is None, row[1].on, row[1].ref))
    return Answer(
        kind="task-list", data=lambda: [_data(*row) for row in rows], page=lambda: task_page(rows, desk.today)
    )


def _data(label: Label, due: Due) -> dict[str, object]:
    return {"case": label.ref, "client": label.name, **msgspec.to_builtins(due)}
