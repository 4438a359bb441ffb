"""`cj init`: make a journal, sealed with a passphrase or, with --plain-text, not sealed."""

from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.config import Source
from casejournal.desk.founding import advice, make
from casejournal.render.page import Answer, Facts, Prose, Tone, Words, said, section
from casejournal.storage import header
from casejournal.storage.header import Header
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def init(
    desk: Desk,
    plain_text: Annotated[
        bool, typer.Option("--plain-text", help=N_("Do not seal it: anybody who can open the files can read them."))
    ] = False,
) -> Answer:
    """Make a journal, sealed with a passphrase.

    You type the passphrase twice, or it comes from CJ_PASSPHRASE_FILE or CJ_PASSPHRASE_COMMAND.

    Examples: cj init · cj init --journal ~/practice --plain-text
    """
    make(desk, sealed=not plain_text)
    return _answer(desk, header.read(desk.folder))


def _answer(desk: Desk, made: Header) -> Answer:
    sealed = Words(_("sealed"), Tone.GOOD)
    if not made.sealed:
        sealed = Words(_("plain: anybody who opens the files can read them"), Tone.WARN)
    worker, source = desk.worker, desk.config.look_up("worker")[1]
    whose = _("Records are signed “{worker}”. To change that: cj config worker NAME").format(worker=worker)
    return said(
        "journal",
        {"folder": str(desk.folder), "id": made.id, "sealed": made.sealed},
        section(_("A new journal"), top=True),
        Facts(((_("Folder"), Words(str(desk.folder))), (_("State"), sealed))),
        Prose(Words(advice(sealed=made.sealed), Tone.WARN)),
        *([Prose(Words(whose, Tone.QUIET))] if source is Source.DEFAULT else []),
        Prose(Words(_("Open the first case: cj intake"), Tone.QUIET)),
    )
