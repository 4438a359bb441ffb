"""The short form of a part, as it is typed on the command line: `income=2:day labour only`, `client: call by friday`.

A part's class spells it with the names of its fields between braces, and what may be left out between brackets:
`{who}: {what}[ by|sebelum {due}][ #{goal}]`. A single `-` leaves a field open.
"""

import re
from collections.abc import Iterator
from functools import cache

from casejournal.forms.fields import Field, Kind
from casejournal.forms.refusals import NotShort
from casejournal.words import _

_PIECE = re.compile(r"\{(?P<name>\w+)\}|(?P<open>\[)|(?P<close>\])|(?P<between>[^{}\[\]]+)")
OPEN = "-"


def read(field: Field, text: str) -> dict[str, str]:
    """The values in `text`, by the name of their field. Raises NotShort, which shows how it is spelled."""
    numbers = frozenset(part.name for part in field.parts if part.kind is Kind.NUMBER)
    words = frozenset(part.name for part in field.parts if part.choices and part.closed)
    found = re.fullmatch(_pattern(field.short, numbers, words), " ".join(text.split()))
    if found is None:
        raise not_short(field, text)
    return {name: value for name, value in found.groupdict().items() if value not in (None, OPEN)}


def not_short(field: Field, text: str) -> NotShort:
    """That `text` is not spelled as the part is, and how it is."""
    return NotShort(field=field.title, given=text, spelled=spelled(field), told=" ".join(_told(field)))


def spelled(field: Field) -> str:
    """How the part is spelled, for people: `AREA=SCORE:REASON`."""
    titles = {part.name: _(part.title).upper() for part in field.parts}
    spelling = re.sub(r"\{(\w+)\}", lambda name: titles.get(name[1], name[1].upper()), field.short)
    return re.sub(r"\|\w+", "", spelling)


def _told(field: Field) -> Iterator[str]:
    """How to read the spelling: the words of closed lists, and what its brackets mean."""
    for part in field.parts:
        if part.choices and part.closed:
            yield _("{title} is one of: {words}.").format(title=_(part.title).upper(), words=", ".join(part.choices))
    if "[" in field.short:
        yield _("What stands between [ and ] may be left out; - leaves a part open.")


@cache
def _pattern(short: str, numbers: frozenset[str], words: frozenset[str]) -> str:
    """A regular expression: marks between fields are taken where they first stand, words where they last do.

    An answer from a closed list holds no colon, so that what stands before it may.
    """
    pattern, word = "", ""
    for piece in _PIECE.finditer(short):
        if piece["name"]:
            what = rf"(?:(?!{word}).)+?" if word else ".+?"
            what = r"[+-]?\d+|-" if piece["name"] in numbers else "[^:]+?" if piece["name"] in words else what
            pattern += f"(?P<{piece['name']}>{what})"
        elif piece["open"]:
            pattern += "(?:"
        elif piece["close"]:
            pattern, word = pattern + ")?", ""
        else:
            mark = piece["between"].strip()
            is_word = mark.replace("|", "").isalpha()
            word = rf"\s(?:{mark})\s" if is_word else ""
            before = r"\s+" if piece["between"].startswith(" ") else r"\s*"
            pattern += word or rf"{before}{re.escape(mark)}\s*"
    return pattern
