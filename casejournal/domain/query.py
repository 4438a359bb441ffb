"""What is looked for: words, phrases, words that must not be there, and which records are looked through.

`school "two months" -market kind:note from:yesterday`. The names before the colon are understood in every language.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from casejournal.domain import dates
from casejournal.domain.areas import Area
from casejournal.domain.choice import Choice, listed, meant
from casejournal.domain.names import is_address, text_folded
from casejournal.domain.refusals import FromBehindTo, NothingToLookFor, OnlyWordsLeftOut
from casejournal.domain.roles import Role
from casejournal.domain.spelling import Spelled
from casejournal.domain.vocabulary import prefixes
from casejournal.errors import Ambiguous, GivenTwice, NotValid, UnknownChoice
from casejournal.words import N_, _

_TOKEN = re.compile(r'(?P<no>[-−]?)(?:(?P<prefix>[^\W\d_]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_WHOLE = re.compile(r"(?P<no>[-−]?)(?:(?P<prefix>[^\W\d_]+):)?(?P<rest>.*)", re.DOTALL)
_QUOTES = str.maketrans("“”„«»", '"""""')
_NUMBER = re.compile(r"\+?\d[\d\s().\-]*")
_MANY_DIGITS, _OF_A_TELEPHONE = 6, 8
_BETWEEN_DIGITS = r"[\s./_()]{0,3}"


class Term(NamedTuple):
    """A word or phrase that is looked for, as it was typed and as regular expressions over folded text."""

    said: str
    whole: str
    quick: tuple[str, ...]
    """One of these fits wherever `whole` does; they are looked for faster."""


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for. A record fits if each of the `terms` stands in it or in the name of its client or group."""

    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    """None of these may be there."""
    beside: tuple[Term, ...] = ()
    """Forms of address before a name: they may be missing; a record that has them comes first."""
    areas: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    """Of the kinds of record."""
    cases: tuple[str, ...] = ()
    """Cases and groups, as they were named."""
    since: date | None = None
    until: date | None = None


class _Said(NamedTuple):
    no: bool
    prefix: str
    """The English name of what stands before the colon; empty for a word."""
    text: str
    is_phrase: bool


def read_query(
    arguments: Iterable[str], today: date, given: Iterable[tuple[str, str]] = (), own_areas: Iterable[str] = ()
) -> Query:
    """The query in the words of a command line. `given` are more pairs of a prefix and its value: the options.

    An argument without quotation marks is one word or, if there are spaces in it, one phrase: a shell has taken the
    quotation marks away. Raises NotValid, UnknownChoice, Ambiguous, GivenTwice, and what `dates.understand` raises.
    """
    said = [each for argument in _joined(arguments) for each in _said(argument.translate(_QUOTES))]
    said += [_Said(no=False, prefix=prefix, text=value, is_phrase=True) for prefix, value in given]
    for each in said:
        if each.prefix and each.no:
            raise OnlyWordsLeftOut(given=f"-{each.prefix}:{each.text}")
        if each.prefix and not each.text.strip():
            raise NotValid(field=each.prefix, problem=N_("nothing stands behind the colon"))
    values = {prefix: [each.text for each in said if each.prefix == prefix] for prefix in prefixes().values()}
    words = [each for each in said if not each.prefix and text_folded(each.text).strip()]
    beside, terms = _parted([each for each in words if not each.no])
    since, until = (_day(name, values[name], today) for name in ("from", "to"))
    if since and until and since > until:
        raise FromBehindTo(since=dates.day(since), until=dates.day(until))
    if not (words or any(values.values())):
        raise NothingToLookFor
    return Query(
        terms=terms,
        without=tuple(_term(each.text) for each in words if each.no),
        beside=beside,
        areas=tuple(_area(each, own_areas) for each in values["area"]),
        roles=tuple(_one_of("role", each, _choices(Role)) for each in values["role"]),
        tables=tuple(table for each in values["kind"] for table in _tables(each)),
        cases=tuple(values["case"]),
        since=since,
        until=until,
    )


def _joined(arguments: Iterable[str]) -> Iterator[str]:
    """The arguments, each prefix that stands alone with the one behind it: a shell that completes it adds a space."""
    prefix = ""
    for argument in arguments:
        if not prefix and argument.endswith(":") and argument[:-1].lower() in prefixes():
            prefix = argument
        else:
            yield prefix + argument
            prefix = ""
    if prefix:
        yield prefix


def _said(argument: str) -> Iterator[_Said]:
    known = prefixes()
    for each in _TOKEN.finditer(argument) if '"' in argument else filter(None, [_WHOLE.match(argument.strip())]):
        parts = each.groupdict()
        quoted = parts.get("phrase")
        text = next(part for part in (quoted, parts.get("word"), parts.get("rest"), "") if part is not None)
        prefix = known.get((parts["prefix"] or "").lower(), "")
        if parts["prefix"] and not prefix:  # 14:30, SOAP: they are words
            text = f"{parts['prefix']}:{text}"
        yield _Said(bool(parts["no"]), prefix, text, quoted is not None or len(text.split()) > 1)


def _parted(words: Sequence[_Said]) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """The forms of address that stand before another word, and everything else that is looked for.

    If there is nothing else, forms of address are looked for as whole words: “bu” is not in “ibu” and “buku”.
    """
    if all(is_address(word) for each in words for word in each.text.lower().split()):
        return (), tuple(_whole_word(each.text) for each in words)
    beside, terms = [], []
    for place, each in enumerate(words):
        if not each.is_phrase and is_address(each.text.lower()) and place + 1 < len(words):
            beside.append(_whole_word(each.text))
        elif each.is_phrase:
            first, rest = _addressed(each.text.split())
            beside += map(_whole_word, first)
            terms.append(_term(" ".join(rest)))
        else:
            terms.append(_term(each.text))
    return tuple(beside), tuple(terms)


def _addressed(words: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The forms of address before the words of a phrase, and the words."""
    first = next((place for place, word in enumerate(words) if not is_address(word.lower())), 0)
    return words[:first], words[first:]


def _term(text: str) -> Term:
    if _NUMBER.fullmatch(text) and len(digits := re.sub(r"\D", "", text)) >= _MANY_DIGITS:
        if len(digits) > _OF_A_TELEPHONE:  # +62 812, 0812
            digits = re.sub(r"^(?:0062|62|0)", "", digits)
        pattern = _BETWEEN_DIGITS.join(digits)
        return Term(text, pattern, (pattern,))
    words = (text_folded(word).strip() for word in text.split())
    spelled = Spelled(*filter(None, words))
    return Term(text, spelled.whole, spelled.quick)


def _whole_word(text: str) -> Term:
    term = _term(text.rstrip(".,"))
    pattern = rf"(?<![^\W_]){term.whole}(?![^\W_])"
    return Term(text, pattern, (pattern,))


def _day(prefix: str, said: Sequence[str], today: date) -> date | None:
    if len(said) > 1:
        raise GivenTwice(one=f"{prefix}:{said[0]}", other=f"{prefix}:{said[1]}")
    return dates.understand(said[0], today, past=True) if said else None


def _choices(among: type[Choice]) -> list[tuple[str, str]]:
    return [(each.value, each.label) for each in among]


def _area(said: str, own: Iterable[str]) -> str:
    """An area of life, or one of the worker's own."""
    return _one_of("area", said, [*_choices(Area), *((each, each) for each in own)])


def _tables(said: str) -> Iterator[str]:
    """The table of that kind of record, named by what people or scripts call it, or by the table."""
    from casejournal.domain.kinds import TABLES, kind_of  # lazy: few queries name a kind, and it loads every form

    kinds = {table: kind_of(table) for table in TABLES}
    if said.lower() in kinds:
        yield said.lower()
        return
    yield _one_of("kind", said, [(kind.kind_name(), kind.title) for kind in kinds.values()], list(kinds))


def _one_of(prefix: str, said: str, among: Sequence[tuple[str, str]], gives: Sequence[str] = ()) -> str:
    """The value that is meant, or what stands in its place in `gives`. Raises UnknownChoice or Ambiguous."""
    found = [*dict.fromkeys(meant(said, among, begun=True))]
    values = [value for value, _label in among]
    if len(found) == 1:
        place = values.index(found[0])
        return gives[place] if gives else values[place]
    if found:
        raise Ambiguous(asked=f"{prefix}:{said}", candidates=listed(each for each in among if each[0] in found))
    from difflib import get_close_matches  # lazy: only what is mistyped is looked for like this

    names = {name.casefold(): name for value, label in among for name in (_(label), value)}
    near = [names[each] for each in get_close_matches(said.casefold(), names, 3, 0.6)]
    raise UnknownChoice(field=prefix, given=said, choices=listed(among), near=", ".join(dict.fromkeys(near)))
