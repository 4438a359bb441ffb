"""`cj process`: a talk turn by turn, sent to a supervisor without names, and commented by them."""

from typing import Annotated

import typer

from casejournal.commands._hand import HideOption, KeepOption, OutputOption
from casejournal.commands._table import VerbFirst
from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.casework import record_meant, standing
from casejournal.desk.members import reading
from casejournal.desk.outgoing import place
from casejournal.desk.packing import seen_and_agreed
from casejournal.desk.received import received
from casejournal.desk.recordings import (
    agree_to_names,
    known_recording,
    of_practice,
    put_back,
    talk_meant,
    with_dialogue,
)
from casejournal.desk.sending import Prepared, Sending, sent_before, taken_in
from casejournal.domain.file import File
from casejournal.domain.recording.dialogue import turns_of
from casejournal.domain.recording.process_recording import ProcessRecording
from casejournal.domain.recording.taken import TakenIn, take_in
from casejournal.errors import Cancelled
from casejournal.exchange.paper.formats import TEXTS, form_asked
from casejournal.exchange.recording.paper import FORMATS
from casejournal.exchange.recording.returned import returned
from casejournal.exchange.refusals import NotReturned
from casejournal.forms import check, records
from casejournal.forms.fields import Answers
from casejournal.render.packet import NO_RULE, READ_IT, review_page, told_review
from casejournal.render.page import Answer
from casejournal.render.recording import recording_blocks, sent_page, taken_page
from casejournal.render.written import written
from casejournal.words import N_, _

app = typer.Typer(
    cls=VerbFirst,
    add_completion=False,
    no_args_is_help=True,
    help=N_("Process recordings. cj process CASE writes one; its options: cj process write --help"),
)

_Whose = Annotated[
    str,
    typer.Argument(
        metavar="CASE|NOTE|GROUP|SESSION",
        help=N_("A case or a group, for its last contact; or one contact or session, by its ref."),
        show_default=False,
    ),
]
_Source = Annotated[
    str,
    typer.Argument(
        metavar="[FILE]", help=N_("A text file with the dialogue; - reads standard input."), show_default=False
    ),
]
_FromPractice = Annotated[
    bool, typer.Option("--from-practice", help=N_("Begin with the dialogue of your practice run."))
]
_Recording = Annotated[
    str,
    typer.Argument(metavar="REF", help=N_("The ref of the recording, or its case or group."), show_default=False),
]
_Format = Annotated[
    str,
    typer.Option("--format", metavar="|".join(FORMATS), help=N_("The format; if left out, by the ending of FILE.")),
]
_Review = Annotated[bool, typer.Option("--review", help=N_("Only show what would be replaced; write nothing."))]


@app.command()
@verb(form=ProcessRecording)
def write(
    desk: Desk,
    whose: _Whose,
    source: _Source = "",
    edit: Annotated[bool, typer.Option("--edit", "-e", help=N_("Write it in your editor."))] = False,
    from_practice: _FromPractice = False,
    *,
    answers: Answers,
) -> Answer:
    """Write down a talk turn by turn, with what you felt and what you think of it. You may leave out the word write.

    Type it as a dialogue, a line a turn: W: what you said, C: what the client said, or any other short name. Below a
    turn, (what you felt) in brackets, and = what you think of it; any other line goes on with the line above. Use
    aliases, no names. Only you and supervision may read it; that of a private note, only you.

    Examples: cj process sari · cj process N-55MX --edit · cj process @ talk.txt · cj process @ --from-practice --edit ·
    cj process @ --dialogue "W: How are you?" --skill "open question" --question "Was I too fast?"
    """
    talked = of_practice(desk) if from_practice else ""
    file, about = talk_meant(desk, whose)
    command = ("process", about.ref if about else file.ref)
    if edit:
        desk.draft.goes_on_with("--edit")
    answers = with_dialogue(desk, source, talked, answers, command, edit=edit)
    answers = desk.complete(ProcessRecording, answers, *command, known=known_recording(about))
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


@app.command()
@verb()
def export(  # noqa: PLR0917 - each is an option
    desk: Desk,
    ref: _Recording,
    output: OutputOption = "",
    form: _Format = "",
    hide: HideOption = [],  # noqa: B006 - Typer reads it
    keep: KeepOption = [],  # noqa: B006 - as above
    review: _Review = False,
) -> Answer:
    """Write a recording to a file for your supervisor, without names, with room for a comment beside each row.

    Names, places, numbers and days are replaced; you see what was replaced before anything is written. There are no
    refs in the file, only a code by which the comments find back: cj process import FILE.

    Examples: cj process export Q-55MX -o talk.docx · cj process export sari --review · cj process export @ -o talk.html
    """
    owner, about = record_meant(desk, ref, ProcessRecording)
    file = desk.journal.file(owner)
    sending = Sending(desk, file, standing(file, about, ProcessRecording))
    made = sending.prepared(hide, keep)
    if review:
        return _reviewed(about, made)
    wanted = form_asked(form or ("" if output else "md"), output, tuple(FORMATS))
    path = place(desk, output, is_text=wanted in TEXTS)
    made = seen_and_agreed(
        desk,
        made,
        again=lambda more: sending.prepared([*hide, *more], keep),
        review=lambda made: _reviewed(about, made),
        question=_("Write the file?"),
    )
    sent, content = sending.sent(made, wanted, path)
    told = {**file.heads, "ref": about, "code": sent.code, "format": wanted, "file": str(path or "-")}
    return Answer(
        kind="process-export",
        data=lambda: told | ({} if path else {"text": content.decode()}),
        page=lambda: sent_page(content.decode(), str(path or "")) if wanted in TEXTS else sent_page("", str(path)),
        wrote=True,
    )


def _reviewed(ref: str, made: Prepared) -> Answer:
    """What was replaced, and what is left to the worker."""
    return Answer(
        kind="process-export",
        data=lambda: {"ref": ref, "file": "", **told_review(made)},
        page=lambda: review_page(made, _(ProcessRecording.title), (READ_IT[0], NO_RULE)),
    )


@app.command(name="import")
@verb()
def import_(
    desk: Desk,
    path: Annotated[
        str, typer.Argument(metavar="FILE", help=N_("The file as your supervisor sent it back."), show_default=False)
    ],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help=N_("Who wrote the comments."))] = "",
) -> Answer:
    """Take in the comments that your supervisor wrote into the file of cj process export.

    You see them before they are written. Your own words stay as they are, whatever the file says; the version before
    stays in cj history.

    Examples: cj process import talk.docx · cj process import talk.html --by "Bu Ningsih"
    """
    came = returned(received(path, N_("it is larger than {size} MB, far too large for a process recording")), path)
    file, recording, sent = sent_before(desk, came.codes, path)
    if not any(each.comment for each in came.rows):
        raise NotReturned(
            file=path, problem=N_("there are no comments in it; a web page must be saved as a complete page")
        )
    by = check.reason("--by", by)
    seen = take_in(recording, sent, came.rows, by, desk.now(), desk.worker)
    if seen.new and not desk.flags.get("yes"):
        if desk.can_ask and not desk.flags.get("json"):
            desk.screen.put(_taken(file, seen, by, wrote=False))
            by = by or desk.ask_line("--by", _("Who wrote the comments?"), recording.ref)
        desk.confirm(_("Write these comments into {ref}?").format(ref=recording.ref))
    return _taken(file, taken_in(desk, file, recording.ref, sent, came, by), by, wrote=True)


def _taken(file: File, taken: TakenIn, by: str, *, wrote: bool) -> Answer:
    return Answer(
        kind="process-import",
        data=lambda: {
            **file.heads,
            "ref": taken.recording.ref,
            "by": by,
            "comments": [{"row": each.row, "comment": each.comment} for each in taken.new],
            "remarks": [each.in_words for each in taken.remarks],
        },
        page=lambda: taken_page(taken, wrote=wrote),
        wrote=wrote and bool(taken.new),
        shows=file.ref if wrote else "",
    )
