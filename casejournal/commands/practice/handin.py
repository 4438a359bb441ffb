"""`cj practice handin`: a practice run as one file for the lecturer."""

from typing import Annotated

import typer

from casejournal.commands._hand import OutputOption
from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.outgoing import hand_out, outgoing
from casejournal.desk.practice.handing_in import file_name, to_hand_in
from casejournal.exchange.handin import handed_in, written
from casejournal.render.page import Answer
from casejournal.render.practice.handin import going_page, handed_page, told_handed
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def handin(
    desk: Desk,
    output: OutputOption = "",
    student: Annotated[
        str, typer.Option("--student", metavar="NAME", help=N_("Your name; if left out, the name of the worker."))
    ] = "",
) -> Answer:
    """Hand in your practice: one file with what you said, the records you wrote, and how each item ended.

    You see what goes in before it is written. Private records stay here. A journal of real people cannot be handed in.

    Examples: cj practice handin · cj practice handin -o ratna.json --student "Dewi Lestari"
    """
    if not student and desk.can_ask and not desk.flags.get("yes") and not desk.config.value("worker"):
        student = desk.ask_line("--student", _("What is your name, for your lecturer?"))
    handed, looked = to_hand_in(desk, " ".join(student.split()))
    path = outgoing(desk, output or file_name(handed), "--output")
    file = str(path)
    if not desk.flags.get("yes"):
        if desk.can_ask and not desk.flags.get("json"):
            desk.screen.put(Answer(kind="practice-handin", data=dict, page=lambda: going_page(handed, looked, file)))
        desk.confirm(_("Write the file?"))
    hand_out(desk, path, written(handed_in(handed)), "practice handin", what="handin")
    return Answer(
        kind="practice-handin",
        data=lambda: told_handed(handed, looked, file),
        page=lambda: handed_page(handed, looked, file),
        wrote=True,
    )
