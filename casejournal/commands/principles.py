"""`cj principles checklist`: whether the work stayed true to its principles."""

from typing import Annotated

import typer

from casejournal.commands import verb
from casejournal.desk import Desk
from casejournal.domain.case_file import CaseFile
from casejournal.domain.checklist import Checklist
from casejournal.domain.principles import Principle
from casejournal.errors import AnswerNeeded, RecordNotFound
from casejournal.forms import records
from casejournal.forms.fields import Answers, Known
from casejournal.render.page import Answer
from casejournal.render.written import written
from casejournal.words import N_

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help=N_("The principles of the work, and whether it stayed true to them."),
)


@app.callback()
def principles() -> None:
    """The principles of the work, and whether it stayed true to them."""


@app.command()
@verb(form=Checklist)
def checklist(
    desk: Desk,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="CASE|NOTE", help=N_("A case, or one contact by the ref of its note."), show_default=False
        ),
    ],
    *,
    answers: Answers,
) -> Answer:
    """Look at the six principles, each kept, strained, breached or not applicable, with a line of evidence.

    Examples: cj principles checklist sari ·
    cj principles checklist N-55MX --acceptance kept --participation "strained: I decided for her"
    """
    case, about = desk.journal.whereabouts(ref)
    _require_contact(desk.journal.case(case), about, ref)
    answers = desk.complete(Checklist, answers, "principles", "checklist", about, known=Known(asks=not answers))
    if not any(principle.value in answers for principle in Principle):
        raise AnswerNeeded(options=", ".join(f"--{principle.value.replace('_', '-')}" for principle in Principle))
    with desk.journal.writing(case, "principles checklist") as drawer:
        looked_at = records.build(Checklist, answers | {"about": about}, drawer.stamp(Checklist))
        drawer.put(looked_at)
    return written(looked_at, drawer.file)


def _require_contact(file: CaseFile, about: str, asked: str) -> None:
    """Only a case and a contact are looked at so. Raises RecordNotFound."""
    if about != file.ref and about not in {note.ref for note in file.notes}:
        raise RecordNotFound(asked=asked)
