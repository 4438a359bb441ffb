"""The formats that a document can be written in, by name."""

from collections.abc import Callable, Collection
from pathlib import Path

from casejournal.errors import UnknownChoice
from casejournal.exchange.paper.document import Document
from casejournal.exchange.paper.docx import docx
from casejournal.exchange.paper.html import html
from casejournal.exchange.paper.markdown import markdown
from casejournal.exchange.paper.pdf import pdf

FORMATS: dict[str, Callable[[Document], bytes]] = {"html": html, "md": markdown, "docx": docx, "pdf": pdf}
"""By the ending of the file's name. Each gives the whole file."""
TEXTS = ("html", "md")
"""The formats that can be printed on the screen."""


def form_asked(form: str, output: str, among: Collection[str] = tuple(FORMATS)) -> str:
    """The format asked for, which is `among` these; if none is, the ending of the file's name; else the first.

    Raises UnknownChoice.
    """
    wanted = form or Path(output).suffix.lstrip(".").lower() or next(iter(among))
    if wanted not in among:
        raise UnknownChoice(field="--format", given=wanted, choices=", ".join(among))
    return wanted
