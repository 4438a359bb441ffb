"""Hides everybody else's name in what is shown of one person."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise
from unicodedata import category

import msgspec

from casejournal.domain.names import as_compared
from casejournal.domain.refs import is_whole, read_ref
from casejournal.domain.vocabulary import every

_LETTER = r"[^\W\d_]"
_JOINT = "\x01"
"""Stands before a capital inside a word: diSari is di and Sari."""
_ADDRESSES, _BETWEEN = every("addresses"), every("between_names")
_PARTICLES = every("name_particles")


def _one_of(words: Iterable[str]) -> str:
    """A regular expression for any of these, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_BEFORE = f"(?<!{_LETTER})(?:(?P<address>{_one_of(every('glued_addresses'))}){_JOINT}?)?"
_ENDINGS = rf"(?P<ending>(?:{_one_of(every('name_endings'))})*)(?!{_LETTER})"
"""What the languages attach to a name, before and behind it."""
_ADDRESSED = re.compile(rf"(?<!{_LETTER})(?:{_one_of(_ADDRESSES)})\.?[\s_-]+$")
_BEGINS = re.compile(r"(?:^|[.!?…:;\n])\W*$")
_SIDE_BY_SIDE = re.compile(rf"[\s_'{_JOINT}-]+")
_NEAR = 20
"""In characters: how much of the text before a name tells whether it is addressed, or begins a sentence."""
_UNSEEN = {"Mn", "Mc", "Cf"}
"""Unicode categories of accents and of characters that take no room: with or without them, a name is the same."""
_EDGE = "\0"
"""Stands on both sides of a letter in a script that sets no spaces between words."""
_MISREAD = str.maketrans({"0": "[0o]", "1": "[1il]"})
_DASH = "[-‐-―−]"
_SHORT = 2
"""Letters: what is no longer is taken as it is written."""
_TELLING = 5
"""Letters: what is at least as long is also known by an old spelling, and by a letter that is doubled or is not."""
_JOINED = f"['{_JOINT}-]*"
_SPELLED_OTHERWISE = {
    "u": f"(?:u(?:{_JOINED}u)?|oe)",
    "oe": "(?:u|oe)",
    "j": "d?j",
    "dj": "d?j",
    "c": "(?:c{1,2}|tj)",
    "tj": "(?:c|tj)",
}
_SPELLED_IN_SEVERAL_WAYS = str.maketrans("c", "j", "oeudt")
"""What to do with letters that come and go with the spelling: tj and c are told as j, oe and u not at all."""
_IN_DOUBT = every("everyday") | _PARTICLES | _ADDRESSES | _BETWEEN


class _Name(msgspec.Struct, frozen=True):
    """Somebody's name as it is compared: whole, and by its words without forms of address."""

    whole: str
    words: frozenset[str]
    in_small: frozenset[str]
    """The words that the list of names itself writes without capitals."""

    @classmethod
    def read(cls, name: str) -> "_Name":
        in_small = {word for each in name.split() if each.islower() for word in _words(each)}
        words = frozenset(_words(name)) - _ADDRESSES - _BETWEEN
        return cls(" ".join(_folded(name).split()), words, frozenset(in_small))


class Found(msgspec.Struct, frozen=True):
    """A place in a text where a name stands."""

    begin: int
    end: int
    word: str
    """The name or the word of it, as it is compared; empty for a ref."""


def veil(hidden: Iterable[str], shown: Iterable[str], instead: str) -> Callable[[str], str]:
    """A function that puts `instead` in place of each name in `hidden`, and of each word of one: see `finder`."""
    find = finder(hidden, shown)

    def hide(text: str) -> str:
        seen, upto = [], 0
        for each in find(text):
            seen += [text[upto : each.begin], instead]
            upto = each.end
        return "".join([*seen, text[upto:]])

    return hide


def finder(hidden: Iterable[str], shown: Iterable[str] = ()) -> Callable[[str], Iterator[Found]]:
    """A function that finds each name in `hidden` in a text, and each word of one, in order. Words of a name in `shown`
    do not count.

    Letter case, accents and the old spelling make no difference. A word that is also an everyday word counts as the
    name only where it has a capital, follows a form of address, or stands beside another word of the name. A ref is
    found as a whole.
    """
    refs, names = set(), []
    for each in hidden:
        ref = read_ref(each) or ""
        if is_whole(ref):
            refs.add(ref)
        elif any(map(str.isalnum, each)):
            names.append(_Name.read(each))
    own = {word for name in shown for word in _words(name)}
    looked_for = {name.whole for name in names} | {word for name in names for word in name.words - own}
    if not refs and not looked_for:
        return lambda _text: iter(())
    longest_first = "|".join(map(_spaced, sorted(looked_for, key=len, reverse=True))) or "(?!)"
    pattern = re.compile("|".join([*map(_of_ref, refs), f"{_BEFORE}(?P<name>{longest_first}){_ENDINGS}"]))
    return lambda text: _found(text, pattern, names, own - looked_for)


def finder_of_many(hidden: Iterable[str]) -> Callable[[str], Iterator[Found]]:
    """What `finder` gives, for thousands of names: in each text only those are looked for that could stand in it."""
    every_name = [(name, {*map(_bones, _words(name))} if not read_ref(name) else {""}) for name in hidden]
    known = lru_cache(maxsize=64)(finder)

    def find(text: str) -> Iterator[Found]:
        bones = _bones(text)
        return known(tuple(name for name, words in every_name if any(word in bones for word in words)))(text)

    return find


def _bones(text: str) -> str:
    """The letters of a text that are the same however it is spelled, none twice in a row, and its spaces. Those of a
    word of a name are in those of every text with that name in it.
    """
    letters = "".join(map(_as_compared, text)).translate(_SPELLED_IN_SEVERAL_WAYS)
    return re.sub(r"(.)\1+", r"\1", "".join(each for each in letters if each.isalpha() or each.isspace()))


def _of_ref(ref: str) -> str:
    letter, _dash, rest = ref.lower().partition("-")
    written = f"{_JOINT}?".join(each.translate(_MISREAD) for each in rest)
    return rf"(?<![^\W_]){letter}{_DASH}{written}(?![^\W_])"


def _spaced(name: str) -> str:
    """The name however it is spaced; with and without the apostrophes and hyphens in it, and run together where its
    words are too long to make another word.
    """
    words = name.split()
    runs = all(len(word) > _SHORT and word not in _IN_DOUBT for word in words)
    return rf"[\s_'{_JOINT}-]*".join(map(_spelled, words)) if runs else r"\s+".join(map(_spelled, words))


def _spelled(word: str) -> str:
    if len(word) <= _SHORT or _EDGE in word:
        return re.escape(word)
    letters = "".join(letter for letter in word if letter not in "'-")
    if len(letters) < _TELLING:
        return _JOINED.join(map(re.escape, letters))
    sounds = (each[0] for each in re.finditer(r"oe|dj|tj|(.)\1|.", letters, re.DOTALL))
    return _JOINED.join(_SPELLED_OTHERWISE.get(each) or _doubled(each[0]) for each in sounds)


def _doubled(letter: str) -> str:
    """That letter, once or twice."""
    return f"{re.escape(letter)}(?:{_JOINED}{re.escape(letter)})?"


def _words(name: str) -> list[str]:
    """The words of a name, and the parts of a word that is joined by a hyphen or an apostrophe."""
    folded = _folded(name)
    return [*folded.split(), *re.findall(rf"(?:{_LETTER}|{_EDGE})+", folded)]


def _folded(text: str) -> str:
    return text if _EDGE in text else "".join(map(_as_compared, text))


@cache
def _as_compared(letter: str) -> str:
    if letter.isascii():
        return as_compared(letter)
    compared = "".join(each for each in as_compared(letter) if category(each) not in _UNSEEN)
    return f"{_EDGE}{compared}{_EDGE}" if compared and not compared.isascii() and _runs_on(letter) else compared


def _runs_on(letter: str) -> bool:
    """Whether its script sets no spaces between words: Thai to Myanmar, Khmer, Chinese, Japanese, Korean."""
    return "\u0e00" <= letter <= "\u109f" or "\u1780" <= letter <= "\u17ff" or letter >= "\u2e80"


def _found(text: str, pattern: re.Pattern[str], names: Sequence[_Name], own: Collection[str]) -> Iterator[Found]:
    """Where the names stand. They are looked for in the folded text; the places are those of the text as written."""
    compared = [*map(_as_compared, text)]
    for place in _run_together(text):
        compared[place] = _JOINT + compared[place]
    places = [*chain.from_iterable([place] * len(letters) for place, letters in enumerate(compared))]
    found = [*pattern.finditer("".join(compared))]
    beside = {*_beside_another(found, names)}
    for each in found:
        begin, end = places[each.start()], places[each.end() - 1] + 1
        written = text[places[each.start("name")] : places[each.end("name") - 1] + 1] if each["name"] else ""
        if each["name"] in own or not (each in beside or _is_meant(each, written, names)):
            continue
        while end < len(text) and not compared[end]:
            end += 1
        yield Found(begin, end, each["name"] or "")


def _run_together(text: str) -> Iterator[int]:
    """Where a capital follows a small letter."""
    if text.isascii():  # quick: few notes have other letters
        return (found.end() for found in re.finditer("[a-z](?=[A-Z])", text))
    return (place for place, (one, other) in enumerate(pairwise(text), 1) if one.islower() and other.isupper())


def _beside_another(found: Sequence[re.Match[str]], names: Sequence[_Name]) -> Iterator[re.Match[str]]:
    """The matches that stand beside another word of the same name. A single letter may have a dot behind it."""
    for one, other in pairwise(found):
        between = one.string[one.end() : other.start()]
        if len(one["name"] or "") == 1:
            between = between.removeprefix(".")
        two = {one["name"], other["name"]}
        if len(two) > 1 and _SIDE_BY_SIDE.fullmatch(between) and any(two <= name.words for name in names):
            yield from (one, other)


def _is_meant(found: re.Match[str], written: str, names: Sequence[_Name]) -> bool:
    """Whether a match that stands alone is the name. Only an everyday word or a single letter may be something else."""
    word, text, begin = found["name"], found.string, found.start()
    if found["address"] and written.islower() and f"{found['address']}{word}{found['ending']}" in every("run_together"):
        return False
    if not word or not (len(word) == 1 or word in _IN_DOUBT):
        return True
    near = max(0, begin - _NEAR)
    addressed = bool(found["address"] or _ADDRESSED.search(text, near, begin))
    if len(word) == 1:
        is_all = any(name.words == {word} for name in names)
        return not written.islower() and (addressed or is_all)
    if written.islower():
        return (addressed and word not in _PARTICLES) or any(word in name.in_small for name in names)
    if word in _PARTICLES:
        return addressed or not _BEGINS.search(text, near, begin)
    return addressed or found["ending"] != "s"
