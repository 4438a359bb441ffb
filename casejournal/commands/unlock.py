"""`cj unlock`: open the journal for a while."""

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk, unlocking
from casejournal.domain import dates
from casejournal.render.page import Answer, Prose, Tone, Words, said
from casejournal.storage import header
from casejournal.storage.unlocked import Open
from casejournal.words import _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def unlock(desk: Desk) -> Answer:
    """Open the journal for a while, so that the next commands do not ask for the passphrase.

    It locks itself after 15 minutes without use and after 8 hours in any case (cj config unlock_minutes 30). Only
    the passphrase starts the 8 hours again: cj lock, then cj unlock.
    """
    described = header.read(desk.folder)
    unlocking.known(desk.env, desk.folder).require(described)
    if not described.sealed:
        sentence = _("This journal is not sealed; there is nothing to unlock.")
        return said("unlock", {"sealed": False, "until": None}, Prose(Words(sentence)))
    kept, now = unlocking.place(desk.env, described), desk.now()
    was_open = kept.open(now) is not None
    given = unlocking.given_key(described, desk.env)
    key = given or desk.key_of(described)
    if key is not None and (given or kept.open(now) is None):
        unlocking.keep(key, described, desk.config, desk.env, now)
    opened = kept.open(now)
    data = {"sealed": True, "until": opened and opened.until, "at_most_until": opened and opened.latest}
    return said("unlock", data, Prose(Words(_told(opened, again=was_open and given is None), Tone.GOOD)))


def _told(opened: Open | None, *, again: bool) -> str:
    if opened is None:  # less than a second was left
        return _("It has locked itself.")
    if again:
        told = _(
            "It was already unlocked. It locks itself at {time} if it is not used, and at {latest} in any case. For "
            "longer: cj lock, then cj unlock."
        )
    else:
        told = _("Unlocked. It locks itself at {time} if it is not used, and at {latest} in any case.")
    return told.format(time=dates.clock(opened.until), latest=dates.clock(opened.latest))
