"""`cj process`: a talk turn by turn, sent to a supervisor without names, and commented by them."""

from typing import Annotated

import typer

from casejournal.commands._table import VerbFirst
from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.members import reading
from casejournal.desk.recordings import agree_to_names, put_back, talk_meant, with_dialogue
from casejournal.domain.recording.dialogue import turns_of
from casejournal.domain.recording.process_recording import ProcessRecording
from casejournal.errors import Cancelled
from casejournal.forms import records
from casejournal.forms.fields import Answers, Known
from casejournal.render.page import Answer
from casejournal.render.recording import recording_blocks
from casejournal.render.written import written
from casejournal.words import N_

app = typer.Typer(
    cls=VerbFirst,
    add_completion=False,
    no_args_is_help=True,
    help=N_("Process recordings. cj process CASE writes one; its options: cj process write --help"),
)


@app.command()
@verb(form=ProcessRecording)
def write(
    desk: Desk,
    whose: Annotated[
        str,
        typer.Argument(
            metavar="CASE|NOTE|GROUP|SESSION",
            help=N_("A case or a group, for its last contact; or one contact or session, by its ref."),
            show_default=False,
        ),
    ],
    source: Annotated[
        str,
        typer.Argument(
            metavar="[FILE]", help=N_("A text file with the dialogue; - reads standard input."), show_default=False
        ),
    ] = "",
    edit: Annotated[bool, typer.Option("--edit", "-e", help=N_("Write it in your editor."))] = False,
    *,
    answers: Answers,
) -> Answer:
    """Write down a talk turn by turn, with what you felt and what you think of it. You may leave out the word write.

    Type it as a dialogue, a line a turn: W: what you said, C: what the client said, or any other short name. Below a
    turn, (what you felt) in brackets, and = what you think of it; any other line goes on with the line above. Use
    aliases, no names. Only you and supervision may read it.

    Examples: cj process sari · cj process N-55MX --edit · cj process @ talk.txt · cj process @ - < talk.txt ·
    cj process @ --dialogue "W: How are you?" --skill "open question" --question "Was I too fast?"
    """
    file, about = talk_meant(desk, whose)
    command = ("process", about.ref if about else file.ref)
    if edit:
        desk.draft.goes_on_with("--edit")
    answers = with_dialogue(desk, source, answers, command, edit=edit)
    known = Known(assumed={"on": about.on} if about else {})
    answers = desk.complete(ProcessRecording, answers, *command, known=known)
    try:
        agree_to_names(desk, file, turns_of(answers["dialogue"]))
    except Cancelled:
        put_back(desk, answers, command)
        raise
    with desk.journal.writing_file(file.ref, "process") as drawer:
        stamp = {**drawer.stamp(ProcessRecording), "about": about.ref if about else ""}
        recorded = records.build(ProcessRecording, answers, stamp)
        drawer.put(recorded)
    return written(
        recorded,
        drawer.file,
        more=lambda: recording_blocks(recorded),
        without=("dialogue", "comments"),
        reads=reading(desk, drawer.file),
    )
