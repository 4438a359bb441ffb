"""`cj unlock`: open the journal for a while."""

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk, unlocking
from casejournal.domain import dates
from casejournal.render.page import Answer, Prose, Tone, Words, said
from casejournal.storage import header
from casejournal.words import _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def unlock(desk: Desk) -> Answer:
    """Open the journal for a while, so that the next commands do not ask for the passphrase.

    It locks itself after 15 minutes without use and after 8 hours in any case (cj config unlock_minutes 30). Unlocking
    again begins the time anew.
    """
    described = header.read(desk.folder)
    if not described.sealed:
        sentence = _("This journal is not sealed; there is nothing to unlock.")
        return said("unlock", {"sealed": False, "until": None}, Prose(Words(sentence)))
    kept = unlocking.place(desk.env, described)
    key = desk.key_of(described)
    if key is not None:
        unlocking.keep(key, described, desk.config, desk.env, desk.now())
    until = kept.until(desk.now())
    sentence = _("Unlocked. It locks itself at {time} if it is not used.").format(
        time=dates.clock(until) if until else "-"
    )
    return said("unlock", {"sealed": True, "until": until}, Prose(Words(sentence, Tone.GOOD)))
