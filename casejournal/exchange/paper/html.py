"""A document as one HTML file that prints to A4: no script, and nothing from outside."""

from casejournal.exchange.paper.document import Document, Part, on_paper
from casejournal.exchange.template import filled


def html(document: Document) -> bytes:
    """The page, in UTF-8. What a person wrote is never markup in it."""
    return filled("document.html", document=document, kind=_kind, on_paper=on_paper).encode()


def _kind(part: Part) -> str:
    return type(part).__name__.lower()
