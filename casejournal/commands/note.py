"""`cj note`: what happened in a contact."""

from typing import Annotated

import typer

from casejournal.commands import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.domain.case_file import follow_up
from casejournal.domain.note import Note
from casejournal.forms import options, records
from casejournal.forms.fields import Answers
from casejournal.render.page import Answer
from casejournal.render.written import written
from casejournal.words import N_

app = typer.Typer(add_completion=False)


@app.command()
@verb(form=Note)
def note(
    desk: Desk,
    case: CaseArgument,
    text: Annotated[
        str, typer.Argument(metavar="[TEXT]", help=N_("What happened; - reads standard input."), show_default=False)
    ] = "",
    edit: Annotated[bool, typer.Option("--edit", "-e", help=N_("Write it in your editor."))] = False,
    *,
    answers: Answers,
) -> Answer:
    """Write down what happened: what was said, seen, done and agreed.

    Without a text it asks at a terminal. A next step becomes a task of yours.

    Examples: cj note sari "…" · cj note @ --edit · cj note C-7K4Q - < note.txt ·
    cj note @ "…" --role advocate --channel visit --on yesterday --next-step "…" --next-on friday
    """
    found = desk.journal.find(case)
    desk.journal.case(found.ref)  # what can fail is tried before a word is asked for
    if given := _text(desk, text, edit=edit):
        answers |= options.from_options(Note, {"body": given}, desk.today)
    answers = desk.complete(Note, answers, "note", found.ref)
    with desk.journal.writing(found.ref, "note") as drawer:
        noted = records.build(Note, answers, drawer.stamp(Note))
        task = follow_up(noted, drawer.new_ref)
        drawer.put(noted, *task)
    return written(noted, drawer.file, task)


def _text(desk: Desk, text: str, *, edit: bool) -> str:
    if text == "-":
        return desk.read_text("-")
    return desk.edit(text) if edit else text
