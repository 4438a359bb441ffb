"""`cj init`: make a journal, sealed with a passphrase unless a plain one is asked for."""

from pathlib import Path
from typing import Annotated

import typer

from casejournal import unlocking
from casejournal.commands import verb
from casejournal.config import Source
from casejournal.desk import Desk
from casejournal.errors import FolderNotEmpty, JournalExists, NoJournal
from casejournal.passphrases import chosen, copied, keep_words
from casejournal.render.page import Answer, Facts, Heading, Prose, Tone, Words, said
from casejournal.storage import header, keys
from casejournal.storage.founding import create
from casejournal.storage.header import Header
from casejournal.storage.refusals import NotThoseWords
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def init(
    desk: Desk,
    plain_text: Annotated[
        bool, typer.Option("--plain-text", help=N_("Do not seal it: whoever can open the files can read them."))
    ] = False,
) -> Answer:
    """Make a journal, sealed with a passphrase.

    The passphrase is asked twice, or comes from CJ_PASSPHRASE_FILE or CJ_PASSPHRASE_COMMAND.

    Examples: cj init · cj init --journal ~/practice --plain-text
    """
    make(desk, sealed=not plain_text)
    return _answer(desk, header.read(desk.folder))


def make(desk: Desk, *, sealed: bool) -> None:
    """Make the journal and leave it unlocked. Raises JournalExists, FolderNotEmpty, or what the passphrase lacks."""
    folder, now = desk.folder, desk.now()
    _refuse_taken(folder)
    if not sealed:
        create(folder, key=None, now=now, slots=lambda _id: ())
        return
    key, passphrase = keys.new_key(), chosen(desk)
    cost = desk.world.cost
    made = create(folder, key=key, now=now, slots=lambda name: (keys.wrap(key, passphrase, name, cost),))
    if not unlocking.is_given(desk.env):
        unlocking.keep(key, made, desk.config, desk.env, now)
    _offer_words(desk, key, made)


def _offer_words(desk: Desk, key: bytes, made: Header) -> None:
    """Recovery words, where a person sits there and has pen and paper; later will do."""
    if not desk.can_ask or desk.flags.get("yes") or unlocking.is_given(desk.env):
        return
    question = _("Make recovery words now? They open the journal when the passphrase is forgotten; have a pen at hand.")
    try:
        if desk.asks.yes(question, mere_enter=True):
            keep_words(desk, key, made, copied(desk))
            desk.tell(_("The words open this journal. Keep the paper away from this machine."))
            return
    except NotThoseWords as failure:
        desk.tell(failure.message())
    desk.tell(_("You can make them later: cj key recovery"))


def _refuse_taken(folder: Path) -> None:
    if (folder / header.NAME).exists():
        raise JournalExists(folder=folder)
    if folder.is_dir() and any(folder.iterdir()):
        raise FolderNotEmpty(folder=folder)


def _answer(desk: Desk, made: Header) -> Answer:
    sealed = Words(_("sealed"), Tone.GOOD)
    if not made.sealed:
        sealed = Words(_("plain: anybody who opens the files can read them"), Tone.WARN)
    worker, source = desk.worker, desk.config.look_up("worker")[1]
    whose = _("Records carry your name as {worker}. Another: cj config worker NAME").format(worker=worker)
    return said(
        "journal",
        {"folder": str(desk.folder), "id": made.id, "sealed": made.sealed},
        Heading((Words(_("A new journal"), Tone.STRONG),), top=True),
        Facts(((_("Folder"), Words(str(desk.folder))), (_("State"), sealed))),
        Prose(Words(advice(sealed=made.sealed), Tone.WARN)),
        *([Prose(Words(whose, Tone.QUIET))] if source is Source.DEFAULT else []),
        Prose(Words(_("Take the first case in: cj intake"), Tone.QUIET)),
    )


def advice(*, sealed: bool) -> str:
    """What somebody with a new journal must know."""
    if sealed:
        return _("Write the passphrase down and keep it away from this machine: without it not even you can read this.")
    return _("Only for practice with made-up people. For real clients make a sealed one: cj init --journal DIR")


def offer(desk: Desk) -> None:
    """Where there is no journal yet and a person sits there, offer to make one. Raises NoJournal, Cancelled."""
    try:
        header.read(desk.folder)
    except NoJournal:
        if not desk.can_ask:
            raise
        question = _("There is no journal in {folder} yet. Make one now?").format(folder=desk.folder)
        desk.confirm(question, mere_enter=True)
        make(desk, sealed=True)
        desk.tell(advice(sealed=True))
