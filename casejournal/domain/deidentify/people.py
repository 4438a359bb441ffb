"""Who is named in a case: the client, those around them, those who work with them, and agencies. Each gets a name for
this packet, by which nobody outside of it is known.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache

import msgspec

from casejournal.domain.deidentify.finding import Piece, What, instead_of
from casejournal.domain.deidentify.places import is_a_name
from casejournal.domain.deidentify.telling import generic, no_names, one_of, said
from casejournal.domain.names import folded, sounded
from casejournal.domain.veil import finder
from casejournal.domain.vocabulary import every
from casejournal.words import _

_CAPITAL = r"[A-Z][\w'’-]*"
_GAP = r"[^\S\n]+"
"""Between the words of one name: two lines are two names."""
_WORD = r"[^\W\d_][\w'’.-]*"
_APART = re.compile(r"[,;/()&\n:]+|\s(?:dan|and|serta|with|dengan)\s")


class Named(msgspec.Struct, frozen=True):
    """Somebody or something with a name, as one field gives it."""

    names: tuple[str, ...]
    role: str
    agency: bool = False


class Known(msgspec.Struct):
    """Somebody or something of this case, under all names, and what they are called in this packet."""

    names: list[str]
    role: str
    agency: bool
    called: str = ""


def names_in(answer: str, title: str, *, agency: bool = False) -> Iterator[Named]:
    """Who is named in an answer like “Dimas (son), her friend Rini, the landlord”: each with what stands beside."""
    found = [*_each_named(answer, agency=agency)]
    for name, beside in found:
        role = [word for word in (re.findall(_WORD, answer) if len(found) == 1 else beside) if _tells_a_role(word)]
        kind = agency or any(folded(word).strip(".") in said("agencies") for word in beside)
        yield Named((name,), " ".join(role) or _(title), kind)


def _each_named(answer: str, *, agency: bool) -> Iterator[tuple[str, list[str]]]:
    """Each name in an answer, and the words beside it that name nobody."""
    for chunk in filter(None, map(str.strip, _APART.split(answer))):
        words = re.findall(r"[\w'’.-]+" if agency else _WORD, chunk)
        beside = [word for word in words if _is_generic(word)]
        own = [word for word in words if not _is_generic(word)]
        if not any(word[0].isupper() or word[0].isdigit() for word in own):
            beside_a_role = any(folded(word).strip(".") not in every("addresses") for word in beside)
            if len(own) > 2 or beside_a_role or agency:
                continue  # somebody told by what they are: best friend from school
        if kept := [word for word in own if word[0].isupper()] or own:
            yield " ".join(kept), beside


def _tells_a_role(word: str) -> bool:
    return folded(word).strip(".") in said("kin") | said("roles") | said("agencies")


def _is_generic(word: str) -> bool:
    plain = folded(word).strip(".")
    stem = re.sub(rf"(?:{'|'.join(every('name_endings'))})$", "", plain)
    return bool({plain, stem, plain.rstrip("s")} & generic()) or len(plain) < 2


def without_address(name: str) -> str:
    """A name as it is written, without the forms of address before it; one that is nothing else stays."""
    words = name.split()
    first = next((place for place, word in enumerate(words) if folded(word).strip(".,") not in every("addresses")), 0)
    return " ".join(words[first:])


class Cast:
    """Everybody and everything that is named, and the rule that finds them in a text."""

    def __init__(self, named: Iterable[Named]) -> None:
        self.known: list[Known] = []
        for each in named:
            self._add(each)
        self._words = self._by_word()
        self._find = finder(without_address(name) for each in self.known for name in each.names)
        self.used: set[str] = set()
        """What those are called who were named in a text."""

    def call(self, shuffled: Callable[[list[int]], list[int]]) -> None:
        """Give each their name for this packet: letters drawn by lot, so that two packets cannot be laid together."""
        for agency, name in ((False, _("Person {letter}")), (True, _("Agency {letter}"))):
            group = [each for each in self.known if each.agency is agency]
            for each, number in zip(group, shuffled([*range(len(group))]), strict=True):
                each.called = name.format(letter=letters(number))

    def rule(self, text: str, _on: date) -> Iterator[Piece]:
        """Whoever is named; two words of one name beside each other are one piece."""
        pending: Piece | None = None
        for found in self._find(text):
            who = self._who(found.word)
            written = text[found.begin : found.end]
            ending = written[-2:] if re.search(r"[^\W\d_]['’]s$", written) else ""
            what = What.AGENCY if who and who.agency else What.NAME
            end = found.end if ending or what is What.AGENCY else _with_what_follows(text, found.end)
            begin = found.begin if what is What.AGENCY else _with_what_precedes(text, found.begin)
            piece = Piece(begin, end, what, (who.called if who else instead_of(what)) + ending)
            if pending and begin < pending.end:
                if end <= pending.end:
                    continue
                piece = msgspec.structs.replace(piece, begin=pending.end)
            if pending and _same(pending, piece, text):
                pending = Piece(pending.begin, piece.end, what, piece.instead)
                continue
            if pending:
                yield pending
            pending = piece
        if pending:
            yield pending

    def called(self, text: str) -> str:
        """What the agency that a text names is called; empty if it is not known."""
        known = (self._who(found.word) for found in self._find(text))
        return next((who.called for who in known if who and who.agency), "")

    def _who(self, word: str) -> Known | None:
        return self._words.get(_key(word))

    def _by_word(self) -> dict[str, Known]:
        """Who is meant by each name and each word of one: a whole name before a word, a first word before a later."""
        words: dict[str, Known] = {}
        whole = [(without_address(name), each) for each in self.known for name in each.names]
        for name, each in whole:
            words.setdefault(_key(name), each)
        for place in range(max((len(_parts(name)) for name, _each in whole), default=0)):
            for name, each in whole:
                for word in _parts(name)[place : place + 1]:
                    words.setdefault(_key(word), each)
        return words

    def _add(self, named: Named) -> None:
        new = [name for name in named.names if any(map(str.isalnum, name))]
        if not new:
            return
        words = {tuple(map(_key, _parts(without_address(name)))) for name in new}
        for each in self.known:
            theirs = {tuple(map(_key, _parts(without_address(name)))) for name in each.names}
            if each.agency == named.agency and any(_is_one(one, other) for one in words for other in theirs):
                told = {word for other in theirs for word in other}
                each.names += [name for name in new if not {*map(_key, _parts(without_address(name)))} <= told]
                return
        self.known.append(Known([*new], named.role, named.agency))


def _is_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names are likely one person's: Sari and Sari Dewi, but not Dimas and Mama Dimas."""
    return one[0] == other[0] and (set(one) <= set(other) or set(other) <= set(one))


def _same(one: Piece, other: Piece, text: str) -> bool:
    return one.instead == other.instead and re.fullmatch(r"[\s.'’_-]{0,2}", text[one.end : other.begin]) is not None


def _with_what_follows(text: str, end: int) -> int:
    """The end of a name with the unknown words with a capital behind it: Joko, and then Susanto."""
    while (more := re.match(rf"{_GAP}({_CAPITAL})", text[end:])) and is_a_name(more[1]):
        end += more.end()
    return end


def _with_what_precedes(text: str, begin: int) -> int:
    """The beginning of a name with an unknown word with a capital before it, unless that begins a sentence: Mark, and
    then Anderson.
    """
    before = re.search(rf"(?:[a-z,]\s|\()({_CAPITAL}){_GAP}$", text[:begin])
    return before.start(1) if before and is_a_name(before[1]) else begin


def _parts(name: str) -> list[str]:
    return [*name.split(), *re.findall(r"[^\W\d_]+", name)] if re.search(r"['’_-]", name) else name.split()


def _key(word: str) -> str:
    """A name as it is looked up: its letters and figures, as they sound."""
    return sounded("".join(each for each in folded(word) if each.isalnum()))


def letters(number: int) -> str:
    """A, B, … Z, AA, AB, …: the letters for 0, 1, and so on."""
    rest, last = divmod(number, 26)
    return (letters(rest - 1) if rest else "") + chr(ord("A") + last)


# Names that are known only from where they stand


def mentioned(text: str, _on: date) -> Iterator[Piece]:
    """Whoever is named behind a form of address, a relative or a role, or a word like called: Bu Tuti, adiknya Rini."""
    for found in _ANNOUNCED().finditer(text):
        if folded(found["name"]).removesuffix("nya") not in no_names():
            yield Piece(found.start("name"), found.end("name"), What.NAME, instead_of(What.NAME))
    for found in _INITIALS().finditer(text):
        for each in re.finditer(r"(?<!\w)[A-Z](?:\.?[A-Z])*(?!\w)\.?", found["initials"]):
            begin = found.start("initials")
            yield Piece(begin + each.start(), begin + each.end(), What.NAME, instead_of(What.NAME))
    for place, pattern in enumerate(_BEFORE_A_NAME()):
        for found in pattern.finditer(text):
            words = [*re.finditer(r"\S+", found["name"])]
            fits = _is_announced if place in {0, 2, 3} else is_a_name
            while words and not fits(words[0][0].strip(",.")):
                words = words[1:]
            if words:
                begin = found.start("name") + words[0].start()
                yield Piece(begin, found.end("name"), What.NAME, instead_of(What.NAME))


def is_initials(name: str) -> bool:
    """Whether that are only the first letters of a name: S, R.W."""
    return name.isupper() and sum(map(str.isalpha, name)) <= 2


def _is_announced(word: str) -> bool:
    """Whether a word behind one that announces a name is a name: also one in capitals, RINI, or its first letter."""
    short = word.isupper() and (folded(word) not in no_names() if len(word) > 1 else word != "I")
    return short or is_a_name(word)


@cache
def _ANNOUNCED() -> re.Pattern[str]:  # noqa: N802 - a pattern, made when it is needed
    """A name in small letters, or in quotation marks."""
    sure, maybe = one_of(said("announcing")), one_of({*said("announcing"), *said("vocative")})
    quoted = rf"(?:{maybe})\.?\s*[:,]?\s*(?=[\"'“‘”’]\w)"
    return re.compile(rf"(?<!\w)(?i:(?:{sure})\.?\s*:?\s+|{quoted})[\"'“‘”’]?(?P<name>[^\W\d_][\w-]{{2,}})")


@cache
def _INITIALS() -> re.Pattern[str]:  # noqa: N802 - as above
    """The first letters of a name behind a word that says so, and of several."""
    one = r"(?:[A-Z]\.?[^\S\n]?){0,3}[A-Z](?!\w)\.?"
    word = one_of(said("initials"))
    return re.compile(rf"(?<!\w)(?i:{word})\s*:?\s+[\"'“]?(?P<initials>{one}(?:(?:,|\sdan|\sand|\s&)\s{one})*)(?!\w)")


@cache
def _BEFORE_A_NAME() -> Sequence[re.Pattern[str]]:  # noqa: N802 - patterns, made when they are needed
    name = rf"(?P<name>{_CAPITAL}\.?(?:{_GAP}(?:(?:bin|binti|van|de|al|bt|b)\.?{_GAP})?{_CAPITAL})*)"
    every_address = {
        *every("addresses"),
        *said("titles"),
        *(each.rstrip(".") for each in every("abbreviated_addresses")),
    } - {"si"}
    in_short = one_of(
        each for each in every_address if not set(each) & {*"aeiou"} or each in {"alm", "ir", "prof", "sdri", "ust"}
    )
    address = one_of(every_address)
    kin = one_of(
        {*said("kin"), *said("roles")}
        - {
            "rt",
            "rw",
            "bk",
            "pkk",
            "office",
            "service",
            "services",
            "social",
            "group",
            "village",
            "community",
            "kota",
            "rumah",
            "negara",
            "masyarakat",
        }
    )
    ending = r"(?:nya|ku|mu|['’]s)"
    years, ago = one_of({*said("years_old"), "bulan", "months"}), "lalu|lagi|ago|later|kemudian|yang lalu"
    whose = "(?:saya|aku|kami|kita|klien|dia|beliau|mereka)"
    called = r"(?:bernama|namanya|nama|dipanggil|called|named|name is|known as|alias|a\.n\.|atas nama|an\.)"
    return (
        re.compile(rf"(?<!\w)(?:(?i:{in_short})\.\s?|(?i:{address})\s+)+{name}"),
        re.compile(
            rf"(?<!\w)(?:(?:{kin}){ending}?|(?i:{kin})(?:(?:\s[a-z]{{3,12}})?{ending}|\s+{whose})),?\s+(?:{whose},?\s+)?(?:yang\s+)?"
            rf"(?:{called}\s+)?(?:si\s+)?{name}"
        ),
        re.compile(rf"(?<!\w)(?i:{called})\s*:?\s+{name}"),
        re.compile(rf"(?<!\w)(?:si)\s+{name}"),
        re.compile(rf"(?<!\w){name}(?=\s?\((?i:{kin}){ending}?(?!\w))"),
        re.compile(rf"(?<!\w){name}(?=(?:,\s|\s?\()\d{{1,3}}\s(?i:{years})(?!\w)(?!\s(?:{ago})))"),
    )


def agencies(cast: Cast, text: str, _on: date) -> Iterator[Piece]:
    """Agencies known only from where they stand: SMPN 3 Depok, Sunrise Clinic. What kind it is stays."""
    for pattern in _AGENCY():
        for found in pattern.finditer(text):
            words = [*re.finditer(r"\S+", found["name"])]
            streets = said("street_kinds") | said("street_kinds_capital")
            if found.start("name") > found.start() and folded(words[0][0]).strip(".,") in streets:
                continue
            while words and folded(words[0][0]).strip(".,") in no_names():
                words = words[1:]
            while words and folded(words[-1][0]).strip(".,") in generic():
                words = words[:-1]
            if words and not all(each[0].isupper() and each[0].isalpha() and len(each[0]) <= 2 for each in words):
                begin, end = found.start("name") + words[0].start(), found.start("name") + words[-1].end()
                instead = cast.called(text[begin:end]) or instead_of(What.AGENCY)
                yield Piece(begin, end, What.AGENCY, instead)


@cache
def _AGENCY() -> Sequence[re.Pattern[str]]:  # noqa: N802 - as above
    short = one_of({each.upper() for each in said("facilities") if len(each) <= 4})
    long = one_of({each for each in said("facilities") if len(each) > 4})
    behind = one_of(
        {each.capitalize() for each in said("facilities") if each in {*said("facilities")} and len(each) > 5}
    )
    word = r"(?:[A-Z][\w'’-]*|\d{1,3}(?!\w)|[IVX]+(?!\w))"
    return (
        re.compile(rf"(?<!\w)(?:{short}\.?|(?i:{long})){_GAP}(?P<name>{word}(?:{_GAP}{word}){{0,4}})"),
        re.compile(
            rf"(?<![.!?]\s)(?<!\w)(?P<name>(?:[A-Z][\w'’-]*{_GAP}){{1,4}}?)(?:(?:Elementary|Primary|Secondary|High|Junior|Senior|General|Community|Health|District|Public|State)\s+)*(?:{behind})(?!\w)"
        ),
    )
