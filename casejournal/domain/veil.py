"""Veil: in what is shown of one person, nobody else's name stands, wherever in the text it was written."""

import re
from collections.abc import Callable, Iterable
from itertools import chain
from unicodedata import category, normalize

from casejournal.domain.names import ADDRESSES

_BETWEEN = ["and", "the", "dan", "bin", "binti"]
"""Words that come before a name, or between two, and name nobody by themselves."""
_LETTER = r"[^\W\d_]"
_BEFORE = f"(?<!{_LETTER})(?:{'|'.join(sorted(ADDRESSES))})?"
_ENDINGS = rf"(?:'?s|nya|ku|mu|lah|kah|pun|tah)*(?!{_LETTER})"
"""What English and Indonesian write before and behind a name without a space."""
_UNSEEN = {"Mn", "Mc", "Cf"}
"""Accents and other signs on a letter, characters that take no room: with them or without, a name is the same."""
_EDGE = "\0"
"""Stands on both sides of a letter of a script that sets no spaces between words."""
_APOSTROPHES = re.compile("[’‘ʼ`´]")


def veil(hidden: Iterable[str], shown: Iterable[str], instead: str) -> Callable[[str], str]:
    """What puts `instead` where a name of `hidden`, or one word of it, stands in a text; words of a `shown` name stay.

    Names are one whatever their letter case and accents. A name of one letter is hidden where it is no small one.
    """
    own = {word for name in shown for word in _words(name)}
    whole = {" ".join(_folded(name).split()) for name in hidden if any(map(str.isalnum, name))}
    words = {word for name in whole for word in _words(name)}
    longest_first = sorted(whole | (words - own - {*ADDRESSES, *_BETWEEN}), key=len, reverse=True)
    if not longest_first:
        return str
    names = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    pattern = re.compile(f"{_BEFORE}({names}){_ENDINGS}")
    return lambda text: _hide(text, pattern, instead)


def _words(name: str) -> list[str]:
    """The words of a name, and the parts of one that is joined by a hyphen or an apostrophe."""
    folded = _folded(name)
    return [*folded.split(), *re.findall(rf"(?:{_LETTER}|{_EDGE})+", folded)]


def _folded(text: str) -> str:
    return text if _EDGE in text else "".join(map(_as_compared, text))


def _as_compared(letter: str) -> str:
    if letter.isascii():
        return "'" if letter == "`" else letter.lower()
    apart = normalize("NFKD", _APOSTROPHES.sub("'", letter)).casefold()
    compared = "".join(each for each in apart if category(each) not in _UNSEEN)
    return f"{_EDGE}{compared}{_EDGE}" if compared and _runs_on(letter) else compared


def _runs_on(letter: str) -> bool:
    """Whether its script sets no spaces between words: Thai to Myanmar, Khmer, Chinese, Japanese, Korean."""
    return "\u0e00" <= letter <= "\u109f" or "\u1780" <= letter <= "\u17ff" or letter >= "\u2e80"


def _hide(text: str, names: re.Pattern[str], instead: str) -> str:
    """The names are looked for in the text as it is compared, and taken out of the text as it was written."""
    compared = [_as_compared(letter) for letter in text]
    places = list(chain.from_iterable([place] * len(letters) for place, letters in enumerate(compared)))
    seen, upto = [], 0
    for found in names.finditer("".join(compared)):
        begin, end = places[found.start()], places[found.end() - 1] + 1
        if len(found[1]) == 1 and text[places[found.start(1)]].islower():
            continue
        while end < len(text) and not compared[end]:
            end += 1
        seen += [text[upto:begin], instead]
        upto = end
    return "".join([*seen, text[upto:]])
