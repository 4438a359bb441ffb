"""Numbers, codes and addresses on the net: telephones, cards, accounts, plates, e-mail.

A sum of money, a count and a score stay.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from casejournal.domain.deidentify.finding import Piece, What
from casejournal.domain.deidentify.rule import MASK, Rule, matches
from casejournal.domain.deidentify.telling import one_of, said

_SEP = r"[ \t\u00a0\u202f./_()\u2010-\u2015\u2212-]"
"""What is typed, or put by an editor, between the digits of a number."""
_GAP = rf"{_SEP}{{0,3}}"
_COLON = r"[\s.:=#’'/-]{0,4}(?:is|nya|no|nomor|number|atas nama|adalah)?[\s.:=#-]{0,4}"
"""What may stand between a word like passport and its number."""
_CODE = r"(?:[A-Za-z]{1,5}[-/.]){0,3}(?:[A-Za-z]{1,5} ?)?\d[\w]*(?:[-/.][\w]+| ?\d[\w]*)*"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:\d\d)?\d\d"
_YEAR = r"(?:19|20)\d\d"
_TLD = "com|net|org|id|info|biz|io|co|me|app|link|site|online|xyz|tv|edu|gov|uk|my|sg|au|ly|gl|be"
_PLATES = (
    "A|B|D|E|F|G|H|K|L|M|N|P|R|S|T|W|Z|AA|AB|AD|AE|AG|BA|BB|BD|BE|BG|BH|BK|BL|BM|BN|BP|DA|DB|DC|DD|DE|DG|DH|DK|DL|DM|DN"
    "|DP|DR|DS|DT|DW|EA|EB|ED|KB|KH|KT|KU|PA|PB|PG|PS|PT"
)
"""The letters with which a number plate begins, region by region."""
_IDENTITY_DIGITS = 13
_PHONE_DIGITS = 8
_SPELLED_DIGITS = 6
_MOST_OF_A_SUM, _MOST_OF_A_MARKED_SUM = 7, 12
"""Digits of a sum of money that is not marked as one, and of one that is."""


@cache
def on_the_net() -> Sequence[Rule]:
    """What leads to somebody on the net, and the files that show or sound like somebody."""
    sign = r"(?:@|\(at\)|\[at\]|\{at\}|\s+at\s+)"
    dot = r"(?:\.|\s?\(dot\)\s?|\s?\[dot\]\s?|\s+dot\s+)"
    octet = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
    cue = one_of(said("handle"))
    return (
        matches(r"[\w.+'-]+\s?@\s?[\w-]+(?:\.[\w-]+)+", What.EMAIL),
        matches(rf"[\w.+'-]+\s?{sign}\s?[\w-]+(?:{dot}[\w-]+)*{dot}(?:{_TLD})(?!\w)", What.EMAIL),
        matches(r"(?i:https?://|ftp://|www\.)[^\s<>\"']+", What.WEB),
        matches(
            r"(?<![\w.])[\w%()-]+(?:[-_][\w()-]+)*\.(?i:jpe?g|png|heic|gif|bmp|pdf|docx?|xlsx?|mp[34]|wav|m4a|mov|avi|3gp)(?!\w)",
            What.PHOTO,
        ),
        matches(rf"(?<![\w@.])(?:[\w-]+\.)+(?:{_TLD})(?:\.[a-z]{{2}})?(?:/[^\s<>\"']*)?(?![\w.])(?<!\.)", What.WEB),
        matches(r"(?<![\w.])(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}(?!\w)", What.DEVICE),
        matches(rf"(?<![\d.])(?:{octet}\.){{3}}{octet}(?::\d+)?(?![\d.]*\d)", What.NETWORK),
        matches(r"(?<![\w:])(?:[0-9A-Fa-f]{1,4}:){3,7}(?::?[0-9A-Fa-f]{1,4})+(?![\w:])", What.NETWORK),
        matches(r"(?<![\w.@])@[\w][\w.]*\w", What.HANDLE),
        matches(
            rf"(?i:(?<!\w)(?:{cue})(?:nya)?\s*(?:[:=]|is\b|adalah\b)\s*@?)([\w.-]*\w(?: [A-Z][\w.]*)*)", What.HANDLE
        ),
        matches(rf"(?i:(?<!\w)(?:{cue})(?:nya)?\s+)([A-Z][\w.]+(?: [A-Z][\w.]+)+)", What.HANDLE),
        matches(rf"(?i:(?<!\w)(?:{cue})(?:nya)?\s+)((?=[\w.]*[\d_.])[A-Za-z_][\w.]*\w)", What.HANDLE),
    )


@cache
def marked() -> Sequence[Rule]:
    """Numbers whose kind stands before them, and those with so many digits that they are nothing else."""
    kinds = (
        ("licence", What.LICENCE), ("medical", What.MEDICAL), ("account", What.ACCOUNT), ("scheme", What.SCHEME),
        ("device", What.DEVICE), ("vehicle", What.VEHICLE), ("phone", What.PHONE),
    )  # fmt: skip
    letters = rf"(?:{_PLATES})"
    car = one_of(said("vehicle"))
    return (
        matches(r"(?<!\w)[A-Z]{2}\d\d ?[A-Z]{3}(?!\w)", What.VEHICLE),
        matches(rf"(?<!\w){letters}[ -]?\d{{2,4}}[ -]?[A-Z]{{1,3}}(?!\w)", What.VEHICLE),
        matches(
            rf"(?i:(?<!\w)(?:{car})(?:nya)?\s*:?\s*)([A-Za-z]{{1,3}}[ -]?\d{{1,4}}[ -]?[A-Za-z]{{1,3}})(?!\w)",
            What.VEHICLE,
            lambda found: re.search(r"\d ?cc$", found[1], re.IGNORECASE) is None,
        ),
        *(_coded(name, what) for name, what in kinds if what is not What.PHONE),
        matches(rf"(?<![\d+])(?:\+\s?62|0062|62|0){_GAP}8(?:{_GAP}\d){{7,11}}(?!{_SEP}?\d)", What.PHONE),
        _coded("phone", What.PHONE),
        matches(rf"(?<!\d)\d(?:{_GAP}\d){{{_IDENTITY_DIGITS - 1},}}(?!\d)", What.IDENTITY, _no_date_inside),
    )


def _no_date_inside(found: re.Match[str]) -> bool:
    """Not a number: two dates beside each other, 2026-11-23 - 2026-11-27."""
    return re.fullmatch(rf"\d{{4}}-\d\d-\d\d{_SEP}+\d{{4}}-\d\d-\d\d", found[0]) is None


def _coded(name: str, what: What) -> Rule:
    """A code with at least three digits behind a word of that list."""
    word = rf"(?i:(?<!\w)(?:{one_of(said(name))})(?:nya)?(?!\w))"
    return matches(rf"{word}{_COLON}({_CODE})(?!\w)", what, _is_a_code, group=1)


def _is_a_code(found: re.Match[str]) -> bool:
    code = found[1]
    digits = sum(map(str.isdecimal, code))
    return (
        digits >= 3
        and not re.fullmatch(r"\d+ ?cc", code, re.IGNORECASE)
        and not re.fullmatch(rf"{_YEAR}|\d+(?:\.000)+|\d{{1,3}}000|{_DAY}|\d{{4}}-\d\d-\d\d", code)
    )


@cache
def plain() -> Sequence[Rule]:
    """Whatever else is a long number or a code; to be looked for when days and sums are out of the way."""
    digit = rf"(?:{one_of(said('digits'))})"
    return (
        _money,
        matches(
            rf"(?<![\w{MASK}])(?:\+|\((?=\+?\d{{1,4}}\))\+?|00)?\d(?:{_GAP}\d){{{_PHONE_DIGITS - 1},}}(?!\d)",
            What.PHONE,
            _is_no_span,
        ),
        matches(r"(?<![\w.,])\(?0\d{2,3}\)?[ -]\d{3,}(?!\d)", What.PHONE),
        matches(rf"(?<!\w)(?i:{digit})(?:[\s,-]+(?i:{digit})){{{_SPELLED_DIGITS - 1},}}(?!\w)", What.NUMBER),
        matches(
            r"(?<!\w)(?=[\w-]*[A-Za-z])(?=(?:[\w-]*?\d){4})[A-Za-z\d]+(?:-[A-Za-z\d]+)*(?!\w)", What.NUMBER, _is_mixed
        ),
        matches(rf"(?<!\w)[A-Z]{{1,6}}[/-](?!{_YEAR}(?!\d))\d{{3,}}[\w/-]*", What.NUMBER),
        matches(r"(?<![\w.,])\d{6,}(?![\w]|[.,]\d)", What.NUMBER, _is_no_sum),
        matches(rf"\d{{{_PHONE_DIGITS},}}", What.NUMBER),
    )


def _is_no_span(found: re.Match[str]) -> bool:
    """Not a number: from one hour to another, from one year to another."""
    hour = r"\d{1,2}[.:]\d\d"
    return re.fullmatch(rf"{hour} ?[-–] ?{hour}|{_YEAR} ?[-–/] ?{_YEAR}", found[0].strip(" .")) is None


def _is_mixed(found: re.Match[str]) -> bool:
    """Letters and digits in one, but no year with an ending: 2024-an, 90-an."""
    return re.fullmatch(rf"{_YEAR}-?[a-z]{{1,3}}|\d+(?:rb|jt|ribu|juta|kg|cm|mg|ml|an|th|st|nd|rd)", found[0]) is None


def _is_no_sum(found: re.Match[str]) -> bool:
    return not (found[0].endswith("000") and len(found[0]) <= _MOST_OF_A_SUM)


def _money(text: str, _on: date) -> Iterator[Piece]:
    """Sums of money stay. One written as a long number gets its full stops: no long number is left."""
    word = one_of(said("money"))
    before, behind = rf"(?i:(?<!\w)(?:{word})\s?\.?\s?)", rf"(?=\s?(?i:{word})(?!\w))"
    sums = rf"{before}(\d[\d.,]*\d|\d)|(\d[\d.,]*\d){behind}|(?:[$€£]\s?)(\d[\d.,]*)"
    for found in re.finditer(sums, text):
        group = found.lastindex or 0
        number = found[group]
        if sum(map(str.isdecimal, number)) <= _MOST_OF_A_MARKED_SUM and not re.match(r"0\d", number):
            whole = f"{int(number):,}".replace(",", ".") if number.isdecimal() and len(number) > 3 else number
            yield Piece(found.start(group), found.end(group), None, whole)
    for found in re.finditer(r"(?<![\w.,/-])\d{1,3}(?:\.\d{3}){1,3}(?:,\d\d?|,-)?(?![\w/]|[.,-]\d)", text):
        yield Piece(found.start(), found.end(), None, found[0])


def known_numbers(digits: Sequence[str]) -> Rule:
    """The identity numbers that the case knows, however they are broken up."""
    broken = rf"(?:{_SEP}|\n){{0,3}}"
    known = [rf"(?<!\d){broken.join(each)}(?!\d)" for each in digits if len(each) >= 4]
    return matches("|".join(known) or "(?!)", What.IDENTITY)
