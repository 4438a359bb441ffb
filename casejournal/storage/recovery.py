"""Recovery words: a second way to the journal key, written on paper. Twelve words, 128 bits and a check (BIP 39)."""

from typing import TYPE_CHECKING

from casejournal.words import LOCALE, N_, language

if TYPE_CHECKING:
    from mnemonic import Mnemonic

COUNT = 12
BITS = 128
KIND = "recovery"
"""The kind of the key slot for recovery words; there is at most one."""
SUGGESTED = 5
"""The number of words in a suggested passphrase: at least 50 bits, behind Argon2id."""
IT_IS = N_("recovery words")


def new_words() -> str:
    """Twelve random words, separated by spaces."""
    return str(_list().generate(BITS))


def suggested() -> str:
    """A few random words as an example of a passphrase, in the reader's language if it has a list of its own."""
    import secrets  # lazy: only where a passphrase is chosen

    own = LOCALE / language() / "passphrase.txt"
    words = own.read_text(encoding="utf-8").split() if own.exists() else _list().wordlist
    return " ".join(secrets.choice(words) for _place in range(SUGGESTED))


def read_words(text: str) -> str | None:
    """The twelve words in a text, spelled out; None if it is not twelve valid words.

    Letter case and spaces do not matter, and the first four letters of a word are enough.
    """
    given = text.casefold().split()
    if len(given) != COUNT:
        return None
    every = _list().wordlist
    found = [
        next((word for word in every if word == each or (len(each) >= 4 and word[:4] == each[:4])), "")
        for each in given
    ]
    words = " ".join(found)
    return words if _list().check(words) else None


def _list() -> "Mnemonic":
    from mnemonic import Mnemonic  # lazy: only where words are made or typed

    return Mnemonic("english")
