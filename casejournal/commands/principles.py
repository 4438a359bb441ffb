"""`cj principles`: the lists, the checklist, how they fared over time, and the roles the worker acted in."""

from collections.abc import Iterator
from typing import Annotated

import typer

from casejournal.commands import VerbFirst, verb
from casejournal.desk import Desk
from casejournal.domain.case_file import CaseFile
from casejournal.domain.checklist import Checklist
from casejournal.domain.follow_up import follow_up
from casejournal.domain.principles import Principle
from casejournal.domain.reflection import role_mix, trend
from casejournal.errors import AnswerNeeded, RecordNotFound
from casejournal.forms import records
from casejournal.forms.fields import Answers, Known
from casejournal.knowledge.shelf import part
from casejournal.render.learn import questions_page
from casejournal.render.page import Answer
from casejournal.render.reflection import role_page, trend_page
from casejournal.render.written import written
from casejournal.words import N_

app = typer.Typer(
    cls=VerbFirst,
    add_completion=False,
    help=N_("The principles of the work, whether it stayed true to them, and the roles you acted in."),
)

CaseOption = Annotated[
    str, typer.Argument(metavar="[CASE]", help=N_("Only of this case; else of all."), show_default=False)
]
MonthsOption = Annotated[int, typer.Option("--months", metavar="N", min=1, help=N_("How many months."))]


@app.command(name="lists")
@verb()
def lists(desk: Desk) -> Answer:  # noqa: ARG001 - every verb is handed the desk
    """Show the principles of casework and of group work, each with what to ask oneself. The word lists may be left out.

    Example: cj principles
    """
    parts = [part("principles"), part("group_principles")]
    return Answer(kind="shelf", data=lambda: parts, page=lambda: questions_page(parts))


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
        task = follow_up(looked_at, drawer.new_ref)
        drawer.put(looked_at, *task)
    return written(looked_at, drawer.file, task)


def _require_contact(file: CaseFile, about: str, asked: str) -> None:
    """Only a case and a contact are looked at so. Raises RecordNotFound."""
    if about != file.ref and about not in {note.ref for note in file.notes}:
        raise RecordNotFound(asked=asked)


@app.command(name="trend")
@verb()
def show_trend(desk: Desk, case: CaseOption = "", months: MonthsOption = 6) -> Answer:
    """Show how the principles fared month by month, and what was strained or breached.

    Examples: cj principles trend · cj principles trend sari --months 12
    """
    found = trend(_files(desk, case))
    return Answer(kind="principles-trend", data=lambda: found, page=lambda: trend_page(found, months))


@app.command(name="roles")
@verb()
def roles(desk: Desk, case: CaseOption = "", months: MonthsOption = 6) -> Answer:
    """Show in which of the eight roles you acted, month by month. The ones never taken are ways left unused.

    Examples: cj principles roles · cj principles roles sari
    """
    found = role_mix(_files(desk, case))
    return Answer(kind="role-mix", data=lambda: found, page=lambda: role_page(found, months))


def _files(desk: Desk, case: str) -> Iterator[CaseFile]:
    journal = desk.journal
    refs = [journal.find(case).ref] if case else [summary.ref for summary in journal.summaries()]
    return (journal.case(ref) for ref in refs)
