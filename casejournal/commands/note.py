"""`cj note`: what happened in a contact."""

from typing import Annotated

import msgspec
import typer

from casejournal.commands._verb import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.desk.casework import knowing_goals
from casejournal.domain.follow_up import follow_up
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

    Examples: cj note sari "…" · cj note @ --edit · cj note C-7K4Q - < note.txt · cj note @ --format soap ·
    cj note @ "…" --role advocate --channel visit --on yesterday --next-step "…" --next-on friday
    """
    found = desk.journal.find(case)
    file = desk.journal.case(found.ref)  # what can fail is tried before a word is asked for
    file.require_goals(answers.get("goals", ()))
    if given := _text(desk, text, found.ref, edit=edit):
        answers |= options.from_options(Note, {"body": given}, desk.today)
    known = knowing_goals(file)
    if "body" not in answers and "format" not in answers:
        usual = options.from_options(Note, {"format": desk.config.value("note_format")}, desk.today)
        known = msgspec.structs.replace(known, assumed=usual)
    answers = desk.complete(Note, answers, "note", found.ref, known=known)
    with desk.journal.writing(found.ref, "note") as drawer:
        drawer.file.require_goals(answers.get("goals", ()))
        noted = records.build(Note, answers, drawer.stamp(Note))
        task = follow_up(noted, drawer.new_ref)
        drawer.put(noted, *task)
    return written(noted, drawer.file, task)


def _text(desk: Desk, text: str, case: str, *, edit: bool) -> str:
    if text == "-":
        from casejournal.desk.whose import head, whose, without_head  # lazy: few notes come from standard input

        return without_head(desk.read_text("-"), head(whose(desk.journal, [case])))  # what an editor left behind
    return desk.edit(text, "body", "note", case) if edit else text
