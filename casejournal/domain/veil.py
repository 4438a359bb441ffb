"""Veil: in what is shown of one person, nobody else's name stands, wherever in the text it was written."""

import re
from collections.abc import Callable, Iterable
from itertools import chain
from unicodedata import category, normalize

_ADDRESSES = frozenset(
    """
    ibu bu bapak pak mbak mas kak kakak adik dik bang abang om tante nenek kakek haji hajah teh uni uda si
    mr mrs ms miss dr drs and the dan bin binti
    """.split()  # noqa: SIM905 - read as a list of words
)
"""Words that come before a name, or between two, and name nobody by themselves."""
_LETTER = r"[^\W\d_]"
_ENDINGS = r"(?:'s|nya|lah|kah|pun|ku|mu)*"
"""What English and Indonesian write behind a name without a space."""
_UNSEEN = {"Mn", "Cf"}
"""Accents, and characters that take no room: with them or without, a name is the same."""


def veil(hidden: Iterable[str], shown: Iterable[str], instead: str) -> Callable[[str], str]:
    """What puts `instead` where a name of `hidden`, or one word of it, stands in a text; words of a `shown` name stay.

    Names are one whatever their letter case and accents. A name of one letter is hidden where it is no small one.
    """
    own = {word for name in shown for word in _words(name)}
    whole = {" ".join(_folded(name).split()) for name in hidden} - {""}
    words = {word for name in whole for word in _words(name) if len(word) > 1}
    longest_first = sorted(whole | (words - own - _ADDRESSES), key=len, reverse=True)
    if not longest_first:
        return str
    names = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    pattern = re.compile(rf"(?<!{_LETTER})({names}){_ENDINGS}(?!{_LETTER})")
    return lambda text: _hide(text, pattern, instead)


def _words(name: str) -> list[str]:
    """The words of a name, and the parts of one that is joined by a hyphen or an apostrophe."""
    folded = _folded(name)
    return [*folded.split(), *re.findall(rf"{_LETTER}+", folded)]


def _folded(text: str) -> str:
    return "".join(map(_as_compared, text))


def _as_compared(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    apart = normalize("NFKD", letter.replace("’", "'")).casefold()
    return "".join(each for each in apart if category(each) not in _UNSEEN)


def _hide(text: str, names: re.Pattern[str], instead: str) -> str:
    """The names are looked for in the text as it is compared, and taken out of the text as it was written."""
    compared = [_as_compared(letter) for letter in text]
    places = list(chain.from_iterable([place] * len(letters) for place, letters in enumerate(compared)))
    seen, upto = [], 0
    for found in names.finditer("".join(compared)):
        begin, end = places[found.start()], places[found.end() - 1] + 1
        if len(found[1]) == 1 and text[begin].islower():
            continue
        while end < len(text) and not compared[end]:
            end += 1
        seen += [text[upto:begin], instead]
        upto = end
    return "".join([*seen, text[upto:]])
