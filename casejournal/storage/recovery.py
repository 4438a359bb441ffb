"""Recovery words: a second way to the journal key, written on paper. Twelve words, 128 bits and a check (BIP 39)."""

from typing import TYPE_CHECKING

from casejournal.words import N_

if TYPE_CHECKING:
    from mnemonic import Mnemonic

COUNT = 12
BITS = 128
KIND = "recovery"
"""The kind of their key slot; there is at most one."""
SUGGESTED = 5
"""Words of a passphrase that is made up for somebody: 55 bits, behind Argon2id."""
IT_IS = N_("recovery words")


def new_words() -> str:
    """Twelve words by chance, with a space between each."""
    return str(_list().generate(BITS))


def suggested() -> str:
    """A few words by chance, for a passphrase."""
    return " ".join(new_words().split()[:SUGGESTED])


def read_words(text: str) -> str | None:
    """The twelve words in a text as they were made, whatever the letter case and the spaces; None for anything else.

    The first four letters of a word are enough.
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
