"""`cj task add`, `cj task done`, `cj task drop`, `cj task list`: who does what by when."""

from typing import Annotated

import msgspec
import typer

from casejournal.commands._refusals import TaskNotFound
from casejournal.commands._verb import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.desk.casework import knowing_goals, record_meant, standing
from casejournal.domain.due import Due, DueKind
from casejournal.domain.label import Label
from casejournal.domain.record import is_unanswered
from casejournal.domain.task import USUAL_UNIT, Done, Task
from casejournal.domain.undertaking import Help
from casejournal.forms import check, fields, options, records
from casejournal.forms.fields import Answers, Known
from casejournal.render.page import Answer
from casejournal.render.tasks import task_page
from casejournal.render.written import written
from casejournal.words import N_, _

app = typer.Typer(add_completion=False, help=N_("Tasks: who does what by when."), no_args_is_help=True)


TaskArgument = Annotated[str, typer.Argument(metavar="TASK", help=N_("The ref of the task."), show_default=False)]


@app.command()
@verb(form=Task, without=("what",))
def add(
    desk: Desk,
    case: CaseArgument,
    what: Annotated[str, typer.Argument(metavar="[WHAT]", help=N_("What needs to be done."), show_default=False)] = "",
    *,
    answers: Answers,
) -> Answer:
    """Write down a task.

    Example: cj task add sari "Ask the school about the fees" --who client --due friday
    """
    found = desk.journal.labels.either(case)
    if what:
        desk.require_given_once("what", "WHAT")
        answers |= options.from_options(Task, {"what": what}, desk.today)
    known = knowing_goals(desk.journal.file(found.ref))
    answers = desk.complete(Task, answers, "task", "add", found.ref, known=known)
    with desk.journal.writing_file(found.ref, "task add") as drawer:
        drawer.file.require_goals([answers.get("goal")])
        task = records.build(Task, _counted(answers), drawer.stamp(Task))
        drawer.put(task)
    return written(task, drawer.file)


@app.command()
@verb(form=Done)
def done(desk: Desk, ref: TaskArgument, *, answers: Answers) -> Answer:
    """Write down that a task was done. For material help you are asked how much it was, and from whom.

    Examples: cj task done T-8ZQ1 --evidence "the receipt was shown" --on yesterday ·
    cj task done T-8ZQ1 --kind-of-help material --amount 150000 --provided-by Baznas
    """
    case, whole = record_meant(desk, ref, Task)
    task = standing(desk.journal.file(case), whole, Task, TaskNotFound)
    task.require_open()
    said = {field.name: getattr(task, field.name) for field in fields.fields(Done) if field.name != "on"}
    assumed = {name: value for name, value in said.items() if not is_unanswered(value)}
    material = {**assumed, **answers}.get("help") is Help.MATERIAL
    known = Known(assumed=assumed, asks=material and "amount" not in {**assumed, **answers})
    answers = desk.complete(Done, answers, "task", "done", whole, known=known)
    with desk.journal.writing_file(case, "task done") as drawer:
        came_of_it = records.build(Done, _counted(answers), {"on": desk.today})
        finished = standing(drawer.file, whole, Task, TaskNotFound).finish(came_of_it, desk.today)
        drawer.put(finished)
    return written(finished, drawer.file)


@app.command()
@verb()
def drop(
    desk: Desk,
    ref: TaskArgument,
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help=N_("Why you drop it."))] = "",
    on: Annotated[str, typer.Option("--on", metavar="DAY", help=N_("The day it was dropped, if not today."))] = "",
) -> Answer:
    """Drop a task that nobody has to do any more. It stays in the case, with the reason, and is no longer due.

    Example: cj task drop T-8ZQ1 --because "the school has waived the fees"
    """
    case, whole = record_meant(desk, ref, Task)
    standing(desk.journal.file(case), whole, Task, TaskNotFound).require_open()
    day = desk.day(on)
    why = check.check(fields.field(Task, "dropped_because"), because, desk.today)
    why = why or desk.ask_line("--because", _("Why drop {ref}?").format(ref=whole))
    with desk.journal.writing_file(case, "task drop") as drawer:
        dropped = standing(drawer.file, whole, Task, TaskNotFound).drop(day, why, desk.today)
        drawer.put(dropped)
    return written(dropped, drawer.file)


def _counted(answers: Answers) -> Answers:
    """The answers; an amount without a unit gets the usual one."""
    return {"unit": USUAL_UNIT, **answers} if "amount" in answers else answers


@app.command(name="list")
@verb()
def list_(
    desk: Desk,
    case: Annotated[
        str,
        typer.Argument(
            metavar="[CASE]", help=N_("Only of this case or group, finished tasks too."), show_default=False
        ),
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
    rows.sort(key=lambda row: (row[1].ended, row[1].on is None, row[1].on, row[1].ref))
    return Answer(
        kind="task-list", data=lambda: [_data(*row) for row in rows], page=lambda: task_page(rows, desk.today)
    )


def _data(label: Label, due: Due) -> dict[str, object]:
    return {"case": label.ref, "client": label.name, "case_open": label.open, **msgspec.to_builtins(due)}
