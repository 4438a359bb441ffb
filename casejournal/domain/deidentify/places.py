"""Places smaller than a province: addresses, villages, districts, regencies and cities. The province stays."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise

import msgspec

from casejournal.domain.deidentify.finding import Piece, What, instead_of
from casejournal.domain.deidentify.rule import MASK, Rule, matches
from casejournal.domain.deidentify.telling import generic, no_names, one_of, province_of, provinces, said
from casejournal.domain.names import folded
from casejournal.words import N_, _

_WORD = r"[^\W\d_][\w'’-]*"
_CAPITAL = r"[A-Z][\w'’-]*"
_NUMBER = r"(?i:no|nomor|km|lt|lantai|unit)?\.?\s?\d+(?:[-/]?[A-Za-z])?(?:[-/]\d+)?(?!\w)"
_MORE = rf"(?:(?:[^\S\n]|\.(?=[^\S\n]))+(?:{_CAPITAL}|[IVX]+(?!\w)|{_NUMBER})){{0,5}}"
_NEXT = (
    r"[\s,;:.()/-]{0,4}(?:(?i:no|nomor|nr)\.?\s?\d+[A-Za-z]?(?!\w)|\d{5}(?!\d)|(?i:di|in|at|near|dekat)(?!\w))?"
    rf"[\s,;:.()/-]{{0,3}}(?:(?<=,\s){_CAPITAL}(?:\s{_CAPITAL})?,?\s)?"
)
"""What may stand between two parts of one address."""
_EVERYDAY = frozenset({
    "agam", "alor", "bangli", "banjar", "batang", "batu", "belu", "bima", "binjai", "bone", "buru", "demak", "ende",
    "gowa", "karo", "kaur", "kendal", "kudus", "kuningan", "landak", "lahat", "lebak", "lebong", "lingga", "malang",
    "malaka", "maros", "metro", "muna", "padang", "palu", "pati", "poso", "puncak", "sabang", "sampang", "sambas",
    "serang", "siak", "sigi", "solo", "solok", "sorong", "sula", "tapin", "tegal", "toba", "tuban", "tual", "wajo",
    "wates", "kuta", "biak", "madura", "sumba", "flores", "langsa", "medan", "subang", "barru", "paser", "berau",
    "asmat", "mappi", "sarmi",
})  # fmt: skip
"""Names of towns and regencies that are words too: they count with a capital behind a word like di, in or kota."""


_IN = ("in", "from", "to", "near", "at", "via")
"""English words before a place, and before much else."""


@cache
def addresses() -> Sequence[Rule]:
    """Coordinates, and everything that is written like part of an address."""
    return (
        matches(r"(?<![\d.])-?\d{1,3}[.,]\d{3,}\s*[,;/ ]\s*-?\d{1,3}[.,]\d{3,}(?![\d.])", What.PLACE),
        matches(
            r"\d{1,3}\s?°\s?\d{0,2}[\d.'’′″\"\s]*[NSEWUTBL]+\b(?:[,\s]+\d{1,3}\s?°[\d.'’′″\"\s]*[NSEWUTBL]+\b)?",
            What.PLACE,
        ),
        matches(r"(?<!\w)[2-9CFGHJMPQRVWX]{4,8}\+[2-9CFGHJMPQRVWX]{2,3}(?!\w)", What.PLACE),
        _whole_address,
    )


@cache
def _parts() -> re.Pattern[str]:
    street, street_capital = one_of(said("streets")), one_of(said("streets_capital"))
    village, village_capital = one_of(said("villages")), one_of(said("villages_capital"))
    capital_kinds = {*map(str.capitalize, said("street_kinds")), *map(str.capitalize, said("street_kinds_capital"))}
    kinds = one_of({*said("street_kinds"), *said("street_kinds_capital")})
    either = one_of({*said("street_kinds"), *capital_kinds})
    return re.compile(
        rf"(?<!\w)(?i:{street})(?:\.\s?|\s+)(?!\w+ing\b)(?:{_WORD}|{_NUMBER}){_MORE}"
        rf"|(?<!\w)(?i:{street_capital})\s+[a-z][\w'’-]*\s+{_NUMBER}"
        rf"|(?<!\w)(?i:{street_capital})\.?\s+(?:{_CAPITAL}|[IVX]+(?!\w)|{_NUMBER}){_MORE}"
        rf"|(?<!\w)(?i:{village})\.\s?{_WORD}{_MORE}|(?<!\w)(?i:{village})\s+{_CAPITAL}{_MORE}"
        rf"|(?<!\w)(?i:{village_capital})\.?\s+{_CAPITAL}{_MORE}"
        r"|(?<!\w)(?i:rt)\s?[./]?\s?(?i:rw)\.?\s?:?\s?\d{1,3}\s?[/.-]\s?\d{1,3}"
        r"|(?<!\w)(?i:r\.?t\.?|r\.?w\.?)[\s.:]*\d{1,3}(?!\d)(?:[\s,/-]*(?i:r\.?w\.?)[\s.:]*\d{1,3}(?!\d))?(?:\s?/\s?\d{1,3}(?!\d))?"
        rf"|(?<!\w)(?i:{one_of(said('postcode'))})\s?:?\s?\d{{5}}(?!\d)"
        r"|(?<!\w)[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}(?!\w)"
        rf"|(?<!\w)\d{{1,4}}[A-Za-z]?,?\s+(?:{_CAPITAL}[^\S\n]+){{1,3}}(?i:{kinds})(?!\w)"
        rf"|(?<!\w)(?:{_CAPITAL}[^\S\n]+){{1,3}}(?:{either})(?!\w)"
    )


def _whole_address(text: str, _on: date) -> Iterator[Piece]:
    """Each address with all its parts as one piece; with its province, if a part tells it."""
    towns = [*_towns(text)]
    found = sorted({*_parted(text), *((town.begin, town.end) for town in towns)})
    begin = end = -1
    for first, last in found:
        if begin >= 0 and (first <= end or re.fullmatch(_NEXT, text[end:first])):
            end = max(end, last)
            continue
        if begin >= 0:
            yield _place(text, begin, end, towns)
        begin, end = first, last
    if begin >= 0:
        yield _place(text, begin, end, towns)


def _parted(text: str) -> Iterator[tuple[int, int]]:
    for each in _parts().finditer(text):
        words = [word for word in re.findall(_WORD, each[0]) if word[0].isupper() or len(word) > 3]
        if any(character.isdigit() for character in each[0]) or any(
            folded(word) not in _about_places() for word in words
        ):
            yield each.start(), each.end()


@cache
def _about_places() -> frozenset[str]:
    """Words of an address that tell no place by themselves."""
    lists = ("streets", "streets_capital", "villages", "villages_capital", "street_kinds", "street_kinds_capital")
    return generic() | {word for name in lists for each in said(name) for word in each.split()}


def _place(text: str, begin: int, end: int, towns: "Sequence[_Town]") -> Piece:
    """The piece with what belongs to it behind it: a house number, a postcode, the name of a village."""
    behind = re.match(r"(?:,?\s*(?i:no|nomor)\.?\s?\d+[A-Za-z]?|,?\s+\d{5})(?!\w)", text[end:])
    end += behind.end() if behind else 0
    while (more := re.match(rf",\s({_CAPITAL}(?:\s{_CAPITAL})*)(?=[,.;)\n]|$)", text[end:])) and is_a_name(more[1]):
        end += more.end()
    within = [town for town in towns if begin <= town.begin < end]
    return Piece(begin, end, What.PLACE, _told(_province_among(within, text)))


def place_in(text: str) -> str:
    """What stands for a place: with the province, if a regency or city in the text tells it."""
    return _told(_province_among([*_towns(text)], text))


def _told(province: str) -> str:
    return _(IN_PROVINCE).format(province=province) if province else instead_of(What.PLACE)


IN_PROVINCE = N_("[a place in {province}]")


def _province_among(towns: "Sequence[_Town]", text: str) -> str:
    """The province of the town that is named last, since an address goes from small to large; of one that is called a
    town or a regency, if any is. Empty if there is none.
    """
    small = re.compile(r"(?i:kec|kecamatan|kel|kelurahan|desa|dusun|jl|jalan)\.?\s+$")
    large = [town for town in towns if not small.search(text[: town.begin])]
    called = [town for town in large if town.called] or large
    return called[-1].province if called else ""


class _Town(msgspec.Struct, frozen=True):
    """Where a regency or a city is named, with the word for its kind before it if there is one."""

    begin: int
    end: int
    province: str
    called: bool
    """Whether a word says that it is a city or a regency."""


_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_KINDS = frozenset({"kota", "kotamadya", "kab", "kabupaten"})
_LONGEST = 4
"""Words in the name of a regency or a province."""


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0] for name in (*province_of(), *provinces()))


def _towns(text: str) -> Iterator[_Town]:
    """The regencies and cities that a text names. One whose name is an everyday word needs a capital and a word before
    it. A province is none: in `di yogyakarta` the first word is no part of its name.
    """
    words = [*_TOKEN.finditer(text)]
    plain = [folded(word[0]) for word in words]
    upto = 0
    for place, first in enumerate(plain):
        bare = first.removesuffix("nya") if first not in _first_words() else first
        if place < upto or bare.split()[0] not in _first_words():
            continue
        for count in range(min(_LONGEST, len(words) - place), 0, -1):
            name = " ".join([*plain[place : place + count - 1], plain[place + count - 1].removesuffix("nya")])
            if name in provinces() and not words[place][0].startswith(("di", "Di")):
                upto = place + count
                break
            if name in province_of() and _side_by_side(text, words[place : place + count]):
                upto = place + count
                called = place > 0 and plain[place - 1] in _KINDS
                begin = words[place - 1 if called else place].start()
                if called or name not in _EVERYDAY or _is_a_town(text, words[place]):
                    yield _Town(begin, words[upto - 1].end(), province_of()[name], called)
                break


def _side_by_side(text: str, words: Sequence[re.Match[str]]) -> bool:
    return all(not text[one.end() : other.start()].strip(" \t\u00a0-") for one, other in pairwise(words))


def _is_a_town(text: str, word: re.Match[str]) -> bool:
    """Whether an everyday word is a town here."""
    before = text[max(0, word.start() - 12) : word.start()]
    return word[0][0].isupper() and re.search(_before_a_place(), before) is not None


@cache
def _before_a_place() -> str:
    return rf"(?<!\w)(?i:{one_of({*said('at'), *_IN})})\s+$|,\s$"


def mentioned(text: str, _on: date) -> Iterator[Piece]:
    """Places known only from where they stand: di Caturtunggal, lives in Kalasan."""
    for found in re.finditer(rf"(?<![\w-])(?i:{one_of(said('at'))})\s*:?\s+({_CAPITAL}(?:[^\S\n]+{_CAPITAL})*)", text):
        words = found[1].split()
        if is_a_name(words[0]) and not re.fullmatch("|".join(map(re.escape, provinces())) or "(?!)", folded(found[1])):
            yield Piece(found.start(1), found.end(1), What.PLACE, instead_of(What.PLACE))


_TELLING = 9
"""Letters: a word at least as long is a known place in small letters too."""


def known(names: frozenset[str]) -> Rule:
    """A rule for places known from an address of the case: with a capital, or behind a word like di or in."""
    if not names:
        return lambda _text, _on: iter(())
    words = one_of(names)
    behind = "|".join(rf"(?<=(?i:\s{each})\s)" for each in map(re.escape, sorted({*said("at"), *_IN})))
    return matches(rf"(?:(?<!\w)(?=[A-Z]|\w{{{_TELLING}}})|{behind})((?i:{words}))(?=(?i:nya)?(?!\w))", What.PLACE)


def words_of(address: str) -> Iterator[str]:
    """The words of an address that name a place."""
    for word in re.findall(_WORD, address):
        if len(word) > 3 and folded(word) not in _about_places() and folded(word) not in province_of():
            yield folded(word)


def is_a_name(word: str) -> bool:
    """Whether a word with a capital may name somebody or some place: it is no word that names nobody, and no
    abbreviation.
    """
    plain = folded(word).strip(".")
    stem = re.sub(r"(?:nya|lah|kah|pun)$", "", plain)
    return (
        len(plain) > 1
        and not {plain, stem} & no_names()
        and not (word.isupper() and len(word) <= 4)
        and MASK not in word
    )
