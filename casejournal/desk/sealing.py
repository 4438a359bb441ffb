"""Files sealed for somebody else: with a passphrase both know, or for the age key of the one who is to read it."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from casejournal.desk import Desk, unlocking
from casejournal.desk.passphrases import chosen
from casejournal.desk.refusals import SealedForAge
from casejournal.errors import AnswerNeeded
from casejournal.storage import age, sealed_file
from casejournal.storage.disk import Built
from casejournal.storage.outside import pieces
from casejournal.storage.refusals import WrongSealPassphrase
from casejournal.words import _

SOURCE = "CJ_SEAL_PASSPHRASE"
"""Where a script names the passphrase of a sealed file: this with _FILE, or with _COMMAND."""
Fill = Callable[[Iterable[bytes], Built], None]
"""Writes a content into a file."""
WITH_WORDS = "passphrase"
"""What is said instead of an age key."""


def sealer(desk: Desk, seal: str) -> Fill:
    """What writes a content sealed, as `--seal` asked: for an age key, or with a passphrase, which is asked for now.
    Without it, what writes it as it is.

    Raises what `age.recipient` and `passphrases.chosen` do.
    """
    if not seal:
        return unsealed
    if seal != WITH_WORDS:
        return age.sealer(seal)
    if desk.can_ask and not unlocking.is_given(desk.env, SOURCE):
        desk.tell(_("Choose a passphrase for this file. Tell it to the one who is to open it, but not with the file."))
    passphrase = chosen(desk, SOURCE)
    return lambda content, file: unsealed(sealed_file.sealed(content, passphrase, desk.world.cost), file)


def unsealed(content: Iterable[bytes], file: Built) -> None:
    """Write the content as it is."""
    for piece in content:
        file.write(piece)


def opened(desk: Desk, path: Path) -> Callable[[], Iterator[bytes]]:
    """What gives the content of a sealed file, once its passphrase is right.

    Raises SealedForAge, AnswerNeeded, or what `sealed_file.opened` does.
    """
    if not next(pieces(path), b"").startswith(sealed_file.BEGINS):
        raise SealedForAge(path=path)
    passphrase = _passphrase(desk, path)
    return lambda: sealed_file.opened(pieces(path), passphrase)


def _passphrase(desk: Desk, path: Path) -> str:
    def right(passphrase: str) -> str:
        next(sealed_file.opened(pieces(path), passphrase), None)
        return passphrase

    given = unlocking.given_passphrase(desk.env, SOURCE)
    if given is not None:
        return right(given)
    if not desk.can_ask:
        raise AnswerNeeded(options=f"{SOURCE}_FILE, {SOURCE}_COMMAND")
    return unlocking.within_tries(
        lambda: right(desk.ask_secret(_("Passphrase of the file"))),
        lambda failure: desk.tell(f"{failure.message()} {failure.hint()}"),
        WrongSealPassphrase,
    )
