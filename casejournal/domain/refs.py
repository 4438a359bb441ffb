"""Refs: the short permanent names that stand for a client, a note or a task on paper and in talk.

A letter for the kind and four Crockford base-32 characters: `C-7K4Q`. Crockford's alphabet leaves out I, L, O and U, so
a ref read aloud or copied by hand comes back as it was; I and L are read as 1, O as 0.
Source: Douglas Crockford, "Base 32".
"""

import os
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 4
_MISREAD = str.maketrans("ILO", "110")


def random_characters(count: int) -> str:
    """`count` characters of the alphabet, each as likely as any other."""
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in os.urandom(count))


def new_ref(letter: str, taken: Callable[[str], bool]) -> str:
    """A random ref that is not `taken`, by any record there is or was."""
    while True:
        ref = f"{letter}-{random_characters(LENGTH)}"
        if not taken(ref):
            return ref


def read_ref(text: str) -> str | None:
    """`text` as a ref or the beginning of one, in its canonical spelling; None when it cannot be one."""
    letter, dash, rest = text.strip().upper().partition("-")
    rest = rest.translate(_MISREAD)
    if dash and len(letter) == 1 and letter.isalpha() and len(rest) <= LENGTH and all(c in ALPHABET for c in rest):
        return f"{letter}-{rest}"
    return None


def is_whole(ref: str) -> bool:
    """Whether `ref`, as `read_ref` gives it, is complete."""
    return len(ref) == LENGTH + 2
