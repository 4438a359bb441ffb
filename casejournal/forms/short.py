"""The short form of a part, as it is typed on the command line: `income=2:day labour only`, `client: call by friday`.

A part's class spells it with the names of its fields between braces, and what may be left out between brackets: `{who}:
{what}[ by {due}][ #{goal}]`. A single `-` leaves a field open. An answer for which the short form has no place is
written in a table, between braces, alone or behind the first field: `income={score = 2, reason = "day labour only"}`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from casejournal.domain.choice import offered
from casejournal.domain.vocabulary import vocabulary
from casejournal.forms.fields import Field, Kind
from casejournal.forms.refusals import NotShort
from casejournal.words import _, language

_PIECE = r"\{(?P<name>\w+)\}|(?P<open>\[)|(?P<close>\])|(?P<between>[^{}\[\]]+)"
_BEHIND_A_WORD = r"\[ [a-z]+ \{\w+\}\]"
_BEHIND_A_MARK = r"\[ (\W)\{(\w+)\}\]"
_BEGINS = r"^\[?\{(\w+)\}\[?([^\[\]{}]*)"
_HOLDS_A_TABLE = r"""^\{|\{\s*(?:[A-Za-z_][\w.-]*\s*=|"[^"]*"\s*[=:]|'[^']*'\s*[=:])"""
OPEN = "-"


def read(field: Field, text: str) -> dict[str, Any]:
    """The values in `text`, by the name of their field.

    Raises NotShort, which shows the right spelling; also for text that looks like a table and cannot be read as one.
    """
    return _table(field, text) if holds_a_table(text) else _short(field, text)


def holds_a_table(text: str) -> bool:
    """Whether the text begins with a brace, or holds one with `name =` after it."""
    return re.search(_HOLDS_A_TABLE, text) is not None


def ends_in_a_field(field: Field, text: str) -> bool:
    """Whether the text ends in a field that the short form puts behind a mark: ` @home`, ` #1`."""
    numbers = {part.name for part in field.parts if part.kind is Kind.NUMBER}
    for mark, name in re.findall(_BEHIND_A_MARK, field.short):
        value = r"[+-]?\d+" if name in numbers else r"\S.*"
        if re.search(rf"\s{re.escape(mark)}\s*{value}\s*$", text):
            return True
    return False


def _table(field: Field, text: str) -> dict[str, Any]:
    import tomllib  # lazy: few parts are spelled out on the command line

    head, _brace, rest = text.partition("{")
    first = _first(field, head)
    try:
        table: dict[str, Any] = tomllib.loads(f"part = {{{rest}")["part"]
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise not_short(field, text) from error
    if first is None or first.keys() & table.keys() or not text.rstrip().endswith("}"):
        raise not_short(field, text)
    return first | table


def _first(field: Field, head: str) -> dict[str, str] | None:
    """The first field of the short form, if it stands before a table. Empty if nothing stands there, None if something
    else does.
    """
    name, mark = re.findall(_BEGINS, re.sub(_BEHIND_A_WORD, "", field.short))[0]
    said = re.fullmatch(rf"\s*(.+?)\s*(?:{re.escape(mark.strip() or ':')}|=)\s*", head)
    return {name: said[1]} if said else None if head.strip() else {}


def _short(field: Field, text: str) -> dict[str, Any]:
    numbers = frozenset(part.name for part in field.parts if part.kind is Kind.NUMBER and not part.scale)
    words = frozenset(part.name for part in field.parts if (part.choices and part.closed) or part.scale)
    found = re.fullmatch(_pattern(field.short, numbers, words), " ".join(text.split()))
    if found is None:
        raise not_short(field, text)
    return {name: value for name, value in found.groupdict().items() if value not in (None, OPEN)}


def not_short(field: Field, text: str) -> NotShort:
    """The failure that says that `text` is not the short form of the part, and how that is spelled."""
    return NotShort(field=field.title, given=text, spelled=spelled(field), told=" ".join(_told(field, text)))


def spelled(field: Field) -> str:
    """How the part is spelled, for people: `AREA=SCORE:REASON`."""
    titles = {part.name: _(part.title).upper() for part in field.parts}
    short = re.sub(r"(?<= )by(?= \{)", next(iter(vocabulary(language()).by)), field.short)
    return re.sub(r"\{(\w+)\}", lambda name: titles.get(name[1], name[1].upper()), short)


def _told(field: Field, text: str) -> Iterator[str]:
    """How to read the spelling: the words of closed lists, what brackets mean and, if the text began a table, how that
    looks.
    """
    for part in field.parts:
        if part.choices and part.closed:
            words = offered((each.value, each.label) for each in part.choices)
            yield _("{title} is one of: {words}.").format(title=_(part.title).upper(), words=words)
    if "[" in field.short:
        yield _("You may leave out what is between [ and ]; a - leaves a field empty.")
    if holds_a_table(text):
        yield _("Or as a table: {table}").format(table=spelled_out(field))


def spelled_out(field: Field) -> str:
    """A part as a table of all its fields, each left empty."""
    blanks = ", ".join(f"{part.name} = " + ("[]" if part.many else '""') for part in field.parts)
    return f"{{{blanks}}}"


@cache
def _pattern(short: str, numbers: frozenset[str], words: frozenset[str]) -> str:
    """A regular expression for a short form. Each mark is matched at its first place. ` by {due}` is left out: the day
    stays in the text before it, where `check.with_days` finds it.

    An answer from a closed list holds no colon, so the text before it may hold some.
    """
    pattern = ""
    for piece in re.finditer(_PIECE, re.sub(_BEHIND_A_WORD, "", short)):
        if piece["name"]:
            what = r"[+-]?\d+|-" if piece["name"] in numbers else "[^:]+?" if piece["name"] in words else ".+?"
            pattern += f"(?P<{piece['name']}>{what})"
        elif piece["open"]:
            pattern += "(?:"
        elif piece["close"]:
            pattern += ")?"
        else:
            before = r"\s+" if piece["between"].startswith(" ") else r"\s*"
            pattern += rf"{before}{re.escape(piece['between'].strip())}\s*"
    return pattern
