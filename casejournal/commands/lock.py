"""`cj lock`: lock the journal now."""

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk, unlocking
from casejournal.render.page import Answer, Prose, Words, said
from casejournal.storage import disk, header
from casejournal.storage.platform import runtime_folder
from casejournal.words import _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def lock(desk: Desk) -> Answer:
    """Lock the journal now. The next command asks for the passphrase again."""
    disk.sweep(runtime_folder(desk.env))  # a command that died may have left the key half written
    described = header.read(desk.folder)
    was_open = unlocking.place(desk.env, described).forget()
    if not described.sealed:
        sentence = _("This journal is not sealed; it cannot be locked.")
    else:
        sentence = _("Locked.") if was_open else _("It was already locked.")
    return said("lock", {"sealed": described.sealed, "was_open": was_open}, Prose(Words(sentence)))
