"""How a person chooses a passphrase, proves that they know it, and copies recovery words."""

import random

import msgspec

from casejournal.ask import alone
from casejournal.desk import Desk, unlocking
from casejournal.desk.refusals import NotThoseWords, PassphraseOnSeveralLines, PassphrasesDiffer, PassphraseTooShort
from casejournal.errors import AnswerNeeded, CannotRead, DiskRefused
from casejournal.storage import keys, recovery, slots
from casejournal.storage.access import KeyChange
from casejournal.storage.header import Header
from casejournal.storage.journal import Journal
from casejournal.storage.keys import Slot
from casejournal.storage.refusals import Busy, Damaged, WrongPassphrase
from casejournal.words import _

LEAST = 8
"""The fewest characters a passphrase may have."""
NEW = "CJ_NEW_PASSPHRASE"
"""Where a script names a new passphrase: this with _FILE, or with _COMMAND."""
_STRONG = 3
"""The zxcvbn score (0 to 4) from which a passphrase counts as strong, behind a slow hash."""
_JUDGED = 72
"""Characters of a passphrase that zxcvbn takes; more of them make it no weaker."""
_PROBED = 3


def chosen(desk: Desk, source: str = unlocking.SOURCE) -> str:
    """A new passphrase, from the script's `source` or typed twice.

    Raises AnswerNeeded, PassphraseTooShort, PassphrasesDiffer, or what `unlocking.given_passphrase` does.
    """
    given = unlocking.given_passphrase(desk.env, source)
    if given is not None:
        if _is_weak(_long_enough(given)):
            desk.tell(_("This passphrase is easy to guess."))
        return given
    if not desk.can_ask:
        raise AnswerNeeded(options=f"{source}_FILE, {source}_COMMAND")
    advice = _("Choose four or five unrelated words, at least {least} characters.")
    desk.tell(advice.format(least=LEAST))
    desk.tell(_("For example: {words}").format(words=recovery.suggested()))
    mistakes = (PassphrasesDiffer, PassphraseTooShort, PassphraseOnSeveralLines)
    while True:
        typed = unlocking.within_tries(
            lambda: _typed_twice(desk), lambda failure: desk.tell(failure.message()), *mistakes
        )
        easy = _("This passphrase is easy to guess. Use it anyway?")
        if not _is_weak(typed) or desk.flags.get("yes") or desk.asks.yes(easy, mere_enter=False):
            return typed
        desk.tell(_("Then choose another one."))


class WayIn(msgspec.Struct, frozen=True):
    """The key slot that opened, and what was typed to open it."""

    slot: Slot
    typed: str


def proven(desk: Desk, described: Header) -> tuple[bytes, WayIn]:
    """Ask for the passphrase, even if the journal is unlocked. Returns the journal key and the way in that opened.

    Raises NotSealed, WrongPassphrase or AnswerNeeded.
    """
    slots.require_sealed(described)
    given = unlocking.given_passphrase(desk.env)
    if given is not None:
        return _opened(described, given)
    if not desk.can_ask:
        raise AnswerNeeded(options=f"{unlocking.SOURCE}_FILE, {unlocking.SOURCE}_COMMAND")

    def attempt() -> tuple[bytes, WayIn]:
        return _opened(described, desk.ask_secret(_("Passphrase of the journal, or the recovery words")))

    return unlocking.within_tries(
        attempt, lambda failure: desk.tell(f"{failure.message()} {failure.hint()}"), WrongPassphrase
    )


def _opened(described: Header, typed: str) -> tuple[bytes, WayIn]:
    key, slot = unlocking.opened_by(described, typed)
    return key, WayIn(slot, typed)


def copied(desk: Desk) -> str:
    """Show new recovery words, ask a few of them back from the paper, and return them. Raises NotThoseWords."""
    words = recovery.new_words()
    desk.tell(_("Write these twelve words on paper, in this order. They are shown only once."))
    desk.tell("\n" + numbered(words) + "\n")
    every = words.split()
    if not desk.can_ask:
        raise AnswerNeeded(options="--yes")
    for place in sorted(random.SystemRandom().sample(range(recovery.COUNT), _PROBED)):
        _ask_back(desk, place + 1, every[place])
    return words


def _ask_back(desk: Desk, number: int, word: str) -> None:
    """Ask for a word from the paper, again if it is another one. Raises NotThoseWords after three tries."""
    typed = ""
    for left in reversed(range(unlocking.TRIES)):
        typed = alone.line(desk.asks, desk.tell, _("From the paper: word number {n}").format(n=number), typed)
        if typed.casefold() == word:
            return
        if left:
            desk.tell(_("That is not word number {n}. Please look at your paper again.").format(n=number))
    raise NotThoseWords


def keep_words(desk: Desk, key: bytes, described: Header, words: str) -> Header:
    """Make these words a way in, replacing earlier ones. Returns the new header."""
    journal = Journal(desk.folder, described, key, desk.hand())
    slot = keys.wrap(key, words, described.id, desk.world.cost, name=recovery.KIND, kind=recovery.KIND)
    made = slots.put_words(journal, slot)
    noted(desk, made, key, KeyChange.WORDS)
    return made


def noted(desk: Desk, made: Header, key: bytes, what: KeyChange, way: str = "") -> None:
    """Remember the new header, and note the change of the key in the access log. If that fails, it is told."""
    unlocking.known(desk.env, desk.folder).remember(made)
    try:
        Journal(desk.folder, made, key, desk.hand(), state=desk.state).noted("key", what=what, way=way)
    except (Busy, CannotRead, Damaged, DiskRefused) as failure:  # what was chosen holds all the same
        told = _("The change was made, but it could not be noted in the access log: {reason}")
        desk.tell(told.format(reason=failure.message()))


def numbered(words: str, in_a_row: int = 4) -> str:
    """The words with their numbers, `in_a_row` on each line."""
    told = [f"{place:2} {word:10}" for place, word in enumerate(words.split(), start=1)]
    return "\n".join("".join(told[at : at + in_a_row]).rstrip() for at in range(0, len(told), in_a_row))


def _typed_twice(desk: Desk) -> str:
    passphrase = _long_enough(unlocking.on_one_line(desk.asks.secret(_("Passphrase")), _("Passphrase")))
    if passphrase != unlocking.on_one_line(desk.asks.secret(_("Once more")), _("Once more")):
        raise PassphrasesDiffer
    return passphrase


def _long_enough(passphrase: str) -> str:
    if len(passphrase) < LEAST:
        raise PassphraseTooShort(least=LEAST)
    return passphrase


def _is_weak(passphrase: str) -> bool:
    """Whether zxcvbn, which knows what people choose (Wheeler 2016), finds it easy to guess."""
    from zxcvbn import zxcvbn  # lazy: only where a passphrase is chosen

    return int(zxcvbn(passphrase[:_JUDGED])["score"]) < _STRONG
