"""How names are compared: folded, so that José is jose, Nur’aini nur'aini, and Al-Farabi al farabi. When a person is
looked for, the forms of address before a name are left out too.
"""

import re
from collections.abc import Callable
from functools import cache

from casejournal.domain.vocabulary import every

APOSTROPHES = "'’‘ʼ`´ʻʿʾ‛′ʹ＇"
"""What is typed, or put by an editor, for an apostrophe."""
_DASHES = "-‐‑‒–—―−﹣－"
_NOT_MADE_OF_TWO = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"}
"""Letters that Unicode does not take apart into a plain letter and its accent."""
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
SPELLINGS = (("oe", "u"), ("tj", "c"), ("dj", "j"))
"""Indonesian names as they were spelled before 1972, and since. In this order no letter is respelled twice."""
_DOUBLED = re.compile(r"([^\W\d_])\1+")


def folded(name: str) -> str:
    """`name` as it is compared with others: small letters, without accents and apostrophes, single spaces, also where
    a hyphen stands. The only way names are compared.
    """
    return " ".join(text_folded(name).split())


def text_folded(text: str) -> str:
    """A text of any length folded as names are, but with its spaces and line feeds. Letter for letter: what stands in
    a text stands in it folded, too.
    """
    if not text.isascii():
        text = _NOT_ASCII.sub(lambda run: "".join(map(as_compared, run[0])), text)
    for mark, instead in (("'", ""), ("`", ""), ("-", " ")):
        if mark in text:  # asked first: to replace nothing takes ten times as long
            text = text.replace(mark, instead)
    return text.lower()


@cache
def as_compared(letter: str) -> str:
    """One letter as it is compared: small, without its accent, the usual apostrophe and hyphen for those of any shape.
    Empty for what takes no room.
    """
    if letter in APOSTROPHES:
        return "'"
    if letter in _DASHES:
        return "-"
    from unicodedata import category, combining, normalize  # lazy: most names need no tables

    apart = normalize("NFKD", letter).casefold()
    seen = (each for each in apart if not combining(each) and category(each) != "Cf")
    return "".join(_NOT_MADE_OF_TWO.get(each, each) for each in seen)


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same, whatever the letter case, accents, apostrophes, hyphens and spaces."""
    return folded(one) == folded(other)


def answers_to(asked: str, name: str) -> bool:
    """Whether `name`, or a word of it, begins with what was `asked`."""
    wanted = folded(asked)
    return bool(wanted) and f" {wanted}" in f" {folded(name)}"


def bare(name: str) -> str:
    """`name` folded, without the forms of address before it; "Bu. José" is "jose".

    A name that is nothing but forms of address stays as it is.
    """
    words = folded(name).split()
    first = next((place for place, word in enumerate(words) if not is_address(word)), 0)
    return " ".join(word.strip(".,") for word in words[first:]).strip()


def fitting(asked: str) -> Callable[[str], bool]:
    """A test whether a name, or a word of it, begins with what was `asked`, both compared as `bare` gives them.

    If only a form of address was asked, the test is whether the name holds it: "pak" fits every Pak.
    """
    wanted = bare(asked)
    if not wanted:
        return lambda _name: False
    if all(map(is_address, wanted.split())):
        return lambda name: answers_to(asked, name)
    first = wanted.partition(" ")[0]

    def fits(name: str) -> bool:
        if name.isascii() and first not in name.lower() and "'" not in name and "`" not in name:
            return False  # quick: `bare` is slow over ten thousand names
        return f" {wanted}" in f" {bare(name)}"

    return fits


def sounded(name: str) -> str:
    """A folded name as it sounds: oe as u, dj as j, tj as c, each doubled letter once."""
    for old, new in SPELLINGS:
        name = name.replace(old, new)
    return _DOUBLED.sub(r"\1", name)


def is_address(word: str) -> bool:
    """Whether a folded word is a form of address."""
    return word.rstrip(".,") in every("addresses") or word in every("abbreviated_addresses")
