"""How names are compared: in one letter case, with single spaces, however their accents are written. When a person is
looked for, the forms of address before a name are left out too.
"""

import re
from collections.abc import Callable

ADDRESSES = frozenset(
    """
    ibu bu bunda bapak pak mbak mba mas kak kakak adik dik bang abang kang neng cak bli om tante nenek kakek
    pakde bude paklik bulik haji hajah hj teh uni uda si ny nyonya tn tuan nn nona sdr sdri saudara saudari
    ustaz ustadz ustadzah mr mrs ms mx miss sir madam dr drs prof
    """.split()  # noqa: SIM905 - read as a list of words
)
"""Forms of address, Indonesian and English. They do not tell people apart."""
_ABBREVIATED = {"h.", "ir."}
"""Forms of address only with their full stop: without it they may be a name, or part of a word."""
_WORDS = r"[\s\-‐‑]+"
APOSTROPHES = "'’‘ʼ`´"
"""What is typed, or put by an editor, for an apostrophe."""


def folded(name: str) -> str:
    """`name` as it is compared with others."""
    if not name.isascii():
        from unicodedata import normalize  # lazy: most names need no tables

        name = normalize("NFKC", name)
    return " ".join(name.casefold().split())


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same, whatever the letter case and the spaces."""
    return folded(one) == folded(other)


def answers_to(asked: str, name: str) -> bool:
    """Whether `name`, or a word of it, begins with what was `asked`."""
    return bool(asked.strip()) and f" {folded(asked)}" in f" {folded(name)}"


def bare(name: str) -> str:
    """`name` without the forms of address before it, accents, apostrophes and letter case; "Bu. José" is "jose".

    A name that is nothing but forms of address stays as it is.
    """
    words = re.split(_WORDS, _unaccented(re.sub(f"[{APOSTROPHES}]", "", name)).casefold().strip())
    first = next((place for place, word in enumerate(words) if not _is_address(word)), 0)
    return " ".join(word.strip(".,") for word in words[first:]).strip()


def fitting(asked: str) -> Callable[[str], bool]:
    """A test whether a name, or a word of it, begins with what was `asked`, both compared as `bare` gives them.

    If only a form of address was asked, the test is whether the name holds it: "pak" fits every Pak.
    """
    wanted = bare(asked)
    if not wanted:
        return lambda _name: False
    if all(map(_is_address, wanted.split())):
        return lambda name: answers_to(asked, name)
    first = wanted.partition(" ")[0]

    def fits(name: str) -> bool:
        if name.isascii() and first not in name.lower() and "'" not in name and "`" not in name:
            return False  # quick: `bare` is slow over ten thousand names
        return f" {wanted}" in f" {bare(name)}"

    return fits


def _is_address(word: str) -> bool:
    return word.rstrip(".,") in ADDRESSES or word in _ABBREVIATED


def _unaccented(name: str) -> str:
    if name.isascii():
        return name
    from unicodedata import category, normalize  # lazy, as above

    return "".join(letter for letter in normalize("NFKD", name) if category(letter) != "Mn")
