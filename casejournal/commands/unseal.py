"""`cj unseal`: open a sealed file that somebody handed out with cj."""

from pathlib import Path
from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.named import named
from casejournal.desk.outgoing import outgoing
from casejournal.desk.sealing import opened, unsealed
from casejournal.render.page import Answer, Prose, Tone, Words, said
from casejournal.storage import disk
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def unseal(
    desk: Desk,
    file: Annotated[str, typer.Argument(metavar="FILE", help=N_("A file that was sealed with a passphrase."))],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help=N_("Where to write it, open; only you can read it."))
    ] = "",
) -> Answer:
    """Open a sealed file that somebody handed out with cj, such as a table. No journal is needed.

    To take a case into your journal it need not be opened: cj import FILE.

    Example: cj unseal cases.sealed -o cases.zip
    """
    path = outgoing(desk, output or desk.ask_line("--output", _("Which file shall it be written to?")), "--output")
    content = opened(desk, Path(named(file)))
    with disk.building(path) as written:
        unsealed(content(), written)
    told = _("It is open in {path}. Only you can read the file; it is not sealed.").format(path=path)
    return said("unsealed", {"file": str(path)}, Prose(Words(told, Tone.WARN)))
