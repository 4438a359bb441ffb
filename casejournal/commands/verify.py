"""`cj verify`: check that nothing in the journal was changed or lost."""

from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk, unlocking
from casejournal.desk.passphrases import proven
from casejournal.errors import ExitCode
from casejournal.render.page import Answer
from casejournal.render.verify import verify_page
from casejournal.storage import header
from casejournal.storage.verify import verify as verify_journal
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def verify(
    desk: Desk,
    deep: Annotated[
        bool, typer.Option("--deep", help=N_("Check every earlier version and the index too; takes longer."))
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help=N_("Accept the files as they are: you put an older one back yourself."))
    ] = False,
) -> Answer:
    """Read every line of the journal and report what was changed, removed, duplicated, moved or cut short.

    It changes nothing, except with --accept. Ends with code 13 if something is wrong.

    Examples: cj verify · cj verify --deep
    """
    if accept:
        desk.confirm(_("Forget what this machine remembers of this journal? Then nobody will notice what is missing."))
        described = header.read(desk.folder)
        if described.sealed:
            proven(desk, described)
        unlocking.known(desk.env, desk.folder).forget()
        desk.journal.accept()
    with desk.progress(_("Verifying"), len(desk.journal.log_names())) as step:
        report = verify_journal(desk.journal, deep=deep, step=step)
    code = ExitCode.DONE if report.sound else ExitCode.DAMAGED
    return Answer(kind="verify", data=lambda: report, page=lambda: verify_page(report), exit_code=code)
