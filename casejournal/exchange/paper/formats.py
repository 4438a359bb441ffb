"""The formats that a document can be written in, by name."""

from collections.abc import Callable
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


def form_asked(form: str, output: str) -> str:
    """The format asked for; if none is, the ending of the file's name; else the first. Raises UnknownChoice."""
    wanted = form or Path(output).suffix.lstrip(".").lower() or next(iter(FORMATS))
    if wanted not in FORMATS:
        raise UnknownChoice(field="--format", given=wanted, choices=", ".join(FORMATS))
    return wanted
