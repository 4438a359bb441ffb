"""Veil: in what is shown of one person, nobody else's name stands, wherever in the text it was written."""

import re
from collections.abc import Iterable
from unicodedata import normalize

_ADDRESSES = frozenset(
    """
    ibu bu bapak pak mbak mas kak kakak adik dik bang abang om tante nenek kakek haji hajah teh uni uda si
    mr mrs ms miss dr drs and the dan bin binti
    """.split()  # noqa: SIM905 - read as a list of words
)
"""Words that come before a name, or between two, and name nobody by themselves."""
_ENDINGS = r"(?:['’]s|nya|lah|kah|pun|ku|mu)?"
"""What English and Indonesian write behind a name without a space."""


def veiled(text: str, hidden: Iterable[str], shown: Iterable[str], instead: str) -> str:
    """`text` with `instead` where a name of `hidden`, or one word of it, stood; words of a `shown` name stay."""
    own = {word for name in shown for word in _words(name)}
    whole = {_plain(name) for name in hidden if name.strip()}
    words = {word for name in whole for word in _words(name) if len(word) > 1}
    names = whole | (words - own - _ADDRESSES)
    if not names:
        return text
    longest_first = sorted(names, key=len, reverse=True)
    pattern = "|".join(r"\s+".join(map(_as_written, name.split())) for name in longest_first)
    return re.sub(rf"(?<!\w)(?:{pattern}){_ENDINGS}(?!\w)", lambda _name: instead, _nfkc(text), flags=re.IGNORECASE)


def _words(name: str) -> list[str]:
    return re.findall(r"[\w'’-]+", _plain(name))


def _plain(name: str) -> str:
    return " ".join(_nfkc(name).lower().replace("’", "'").split())


def _as_written(word: str) -> str:
    return re.escape(word).replace("'", "['’]")


def _nfkc(text: str) -> str:
    return text if text.isascii() else normalize("NFKC", text)
