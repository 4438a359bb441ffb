"""How a person makes a new journal: it is offered if there is none, with a passphrase and recovery words."""

from pathlib import Path

from casejournal.desk import Desk, unlocking
from casejournal.desk.passphrases import chosen, copied, keep_words
from casejournal.desk.refusals import FolderNotEmpty, NotThoseWords
from casejournal.storage import header, keys
from casejournal.storage.founding import create
from casejournal.storage.header import Header
from casejournal.storage.leftovers import is_left
from casejournal.storage.refusals import JournalExists, NoJournal
from casejournal.words import _


def offer(desk: Desk) -> None:
    """If there is no journal yet, offer to make one. Raises NoJournal if nobody can be asked, Cancelled for a no."""
    try:
        header.read(desk.folder)
    except NoJournal as missing:
        from casejournal.desk.practice.talk import or_practised  # lazy: only where a journal is missing

        told = or_practised(desk, missing)
        if told is not missing or not desk.can_ask:
            raise told from None
        question = _("There is no journal in {folder} yet. Make one now?").format(folder=desk.folder)
        desk.confirm(question, mere_enter=True)
        make(desk, sealed=True)
        desk.tell(advice(sealed=True))


def make(desk: Desk, *, sealed: bool) -> None:
    """Make the journal and leave it unlocked. Raises JournalExists, FolderNotEmpty, or what `chosen` does."""
    folder, now = desk.folder, desk.now()
    _refuse_taken(folder)
    if not sealed:
        unlocking.known(desk.env, desk.folder).found(create(folder, key=None, now=now, slots=lambda _id: ()))
        return
    key, passphrase = keys.new_key(), chosen(desk)
    cost = desk.world.cost
    made = create(folder, key=key, now=now, slots=lambda name: (keys.wrap(key, passphrase, name, cost),))
    unlocking.known(desk.env, desk.folder).found(made)
    if not unlocking.is_given(desk.env):
        unlocking.keep_if_possible(key, made, desk.config, desk.env, now, desk.tell)
    _offer_words(desk, key, made)


def _offer_words(desk: Desk, key: bytes, made: Header) -> None:
    """Offer to make recovery words now. A no is fine: they can be made later."""
    if not desk.can_ask or desk.flags.get("yes") or unlocking.is_given(desk.env):
        return
    question = _(
        "Make recovery words now? They open the journal if you forget the passphrase. Have a pen and paper ready."
    )
    try:
        if desk.asks.yes(question, mere_enter=True):
            keep_words(desk, key, made, copied(desk))
            desk.tell(_("These words now open this journal. Keep the paper away from this computer."))
            return
    except NotThoseWords as failure:
        desk.tell(failure.message())
    desk.tell(_("You can make them later: cj key recovery"))


def _refuse_taken(folder: Path) -> None:
    if (folder / header.NAME).exists():
        raise JournalExists(folder=folder)
    require_empty(folder)


def require_empty(folder: Path) -> None:
    """Raises FolderNotEmpty if anything is in the folder but what a process was writing when it died."""
    if folder.is_dir() and not all(map(is_left, folder.iterdir())):
        raise FolderNotEmpty(folder=folder)


def advice(*, sealed: bool) -> str:
    """The warning for somebody with a new journal: keep the passphrase, or do not use it for real clients."""
    if sealed:
        return _(
            "Write the passphrase down and keep it away from this computer. Without it or the recovery "
            "words nobody can read the journal, not even you."
        )
    return _(
        "Use this journal only to practise with made-up people. For real clients make a sealed one: cj init "
        "--journal DIR"
    )
