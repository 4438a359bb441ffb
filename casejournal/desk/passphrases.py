"""Passphrases and recovery words as a person chooses, proves and copies them."""

import random

import msgspec

from casejournal.desk import Desk, unlocking
from casejournal.desk.refusals import PassphrasesDiffer, PassphraseTooShort
from casejournal.errors import AnswerNeeded
from casejournal.storage import keys, recovery, slots
from casejournal.storage.header import Header
from casejournal.storage.keys import Slot
from casejournal.storage.refusals import NotThoseWords, WrongPassphrase
from casejournal.words import _

LEAST = 8
"""Characters a passphrase needs at least."""
NEW = "CJ_NEW_PASSPHRASE"
"""Where a script names the one that takes the place of another."""
_STRONG = 3
"""Of 0 to 4, by zxcvbn: safe behind a slow hash."""
_PROBED = 3


def chosen(desk: Desk, source: str = unlocking.SOURCE) -> str:
    """A new passphrase: from the script's `source`, or typed twice. Raises AnswerNeeded, or what it lacks."""
    given = unlocking.given_passphrase(desk.env, source)
    if given is not None:
        if _is_weak(_long_enough(given)):
            desk.tell(_("This passphrase is easy to guess."))
        return given
    if not desk.can_ask:
        raise AnswerNeeded(options=f"{source}_FILE, {source}_COMMAND")
    advice = _("Choose four or five words that have nothing to do with each other, {least} characters at least.")
    desk.tell(advice.format(least=LEAST))
    desk.tell(_("For example: {words}").format(words=recovery.suggested()))
    mistakes = (PassphrasesDiffer, PassphraseTooShort)
    return unlocking.within_tries(lambda: _typed_twice(desk), lambda failure: desk.tell(failure.message()), *mistakes)


class WayIn(msgspec.Struct, frozen=True):
    """A slot that opened, and what was typed to open it."""

    slot: Slot
    typed: str


def proven(desk: Desk, described: Header) -> tuple[bytes, WayIn]:
    """The journal key and the way in that opened, asked for although the journal may be open.

    Raises NotSealed, WrongPassphrase, or AnswerNeeded.
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
    key, slot = keys.opened(described.slot, typed, described.id)
    return key, WayIn(slot, typed)


def copied(desk: Desk) -> str:
    """New recovery words, shown to a person who has shown that they wrote them down. Raises NotThoseWords."""
    words = recovery.new_words()
    desk.tell(_("Write these twelve words down on paper, in their order. They are shown this once."))
    desk.tell("\n" + numbered(words) + "\n")
    every = words.split()
    for place in sorted(random.SystemRandom().sample(range(recovery.COUNT), _PROBED)):
        typed = desk.ask_line("--yes", _("From the paper: word number {n}").format(n=place + 1))
        if typed.casefold() != every[place]:
            raise NotThoseWords
    return words


def keep_words(desk: Desk, key: bytes, described: Header, words: str) -> Header:
    """The header in which these words are a way in, and no earlier ones are."""
    slot = keys.wrap(key, words, described.id, desk.world.cost, name=recovery.KIND, kind=recovery.KIND)
    return slots.put_words(desk.folder, slot)


def numbered(words: str, in_a_row: int = 4) -> str:
    """The words with their numbers, a few on a line."""
    told = [f"{place:2} {word:10}" for place, word in enumerate(words.split(), start=1)]
    return "\n".join("".join(told[at : at + in_a_row]).rstrip() for at in range(0, len(told), in_a_row))


def _typed_twice(desk: Desk) -> str:
    passphrase = _long_enough(desk.asks.secret(_("Passphrase")))
    if passphrase != desk.asks.secret(_("Once more")):
        raise PassphrasesDiffer
    if _is_weak(passphrase):
        desk.confirm(_("This passphrase is easy to guess. Use it all the same?"))
    return passphrase


def _long_enough(passphrase: str) -> str:
    if len(passphrase) < LEAST:
        raise PassphraseTooShort(least=LEAST)
    return passphrase


def _is_weak(passphrase: str) -> bool:
    """How it looks to zxcvbn, which knows what people choose (Wheeler 2016)."""
    from zxcvbn import zxcvbn  # lazy: only where a passphrase is chosen

    return int(zxcvbn(passphrase[:100])["score"]) < _STRONG
