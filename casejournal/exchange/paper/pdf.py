"""A document as a tagged PDF (PDF/UA-1), set by Typst. What a person wrote is handed over as data, never as markup."""

import re
import unicodedata
from typing import Any

import msgspec

from casejournal.exchange.extras import extra
from casejournal.exchange.paper.document import Document, Part, Picture, on_paper
from casejournal.exchange.template import TEMPLATES
from casejournal.render.page import Table
from casejournal.words import visible

_LONG = re.compile(r"\S{40}")
"""A word that may not fit into a line."""
_NOT_DRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def pdf(document: Document) -> bytes:
    """The file. It is set in the fonts of Typst; only characters these lack are looked for in those of the machine.

    A character that no font draws is replaced by its name. Raises ExtraMissing.
    """
    with extra("PDF", "pdf"):
        from typst import TypstError  # lazy: a library that not everybody has
    said = msgspec.json.encode(_data(document)).decode()
    for machine in (False, True):
        try:
            return _set(said, machine=machine)
        except TypstError as error:
            lacking = _lacking(error.diagnostic)
    try:
        return _set(said.translate(lacking), machine=True)
    except TypstError:  # tagged all the same, but it cannot claim PDF/UA-1
        return _set(said, machine=True, standards=[])


def _set(said: str, *, machine: bool, standards: list[Any] | None = None) -> bytes:
    from typst import compile as typeset  # lazy: as above

    return typeset(
        TEMPLATES / "document.typ",
        root=TEMPLATES,
        sys_inputs={"document": said},
        pdf_standards=["ua-1"] if standards is None else standards,
        ignore_system_fonts=not machine,
    )


def _lacking(told: str) -> dict[int, str]:
    """What stands for each character that could not be drawn, as Typst names them."""
    texts = (_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in _NOT_DRAWN.findall(told))
    return {ord(each): _named(each) for text in texts for each in text}


def _named(each: str) -> str:
    """The name of a character in brackets; nothing for one that only joins others."""
    joins = unicodedata.category(each) in {"Cf", "Mn"}
    return "" if joins else f"⟨{unicodedata.name(each, f'U+{ord(each):04X}').lower()}⟩"


def _data(document: Document) -> dict[str, object]:
    return {
        "title": _shown(document.title),
        "language": document.language,
        "foot": _shown(document.foot),
        "facts": [[_shown(title), {"text": _shown(text), "tone": "plain"}] for title, text in document.facts],
        "parts": [_part(part, level) for part, level in document.levelled()],
    }


def _part(part: Part, level: int) -> dict[str, object]:
    kind = type(part).__name__.lower()
    if isinstance(part, Picture):
        return {"kind": kind, "title": _shown(part.title), "svg": part.svg, "width": part.width}
    if isinstance(part, Table):
        columns, rows = on_paper(part)
        return {"kind": kind, "titles": [_shown(each.title) for each in columns], "rows": _shown(list(rows))}
    return {"kind": kind, "level": level, **_shown(part)}


def _shown(value: Any) -> Any:
    """`value` as JSON values, with control characters made visible and a place to break in every long word."""
    match value:
        case str():
            return _LONG.sub("\\g<0>\u200b", visible(value).replace("\t", "    "))
        case tuple() | list():
            return [_shown(each) for each in value]
        case msgspec.Struct():
            return {name: _shown(getattr(value, name)) for name in value.__struct_fields__}
    return getattr(value, "value", value)
