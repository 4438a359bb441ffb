"""Papers in each format, read by something this project did not write. Nothing that a person wrote may be markup."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import docx
import pypdf
from markdown_it import MarkdownIt

from tests.tools import browsed


class Seen(HTMLParser):
    """The text and the elements of a page as a browser understood it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.elements, self.inside = "", [""], ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.elements.append(tag)
        self.inside = tag

    def handle_data(self, data: str) -> None:
        self.text += "" if self.inside == "style" else data


def in_html(content: bytes, folder: Path) -> str:
    page = folder / "paper.html"
    page.write_bytes(content)
    seen = Seen(browsed(page, folder=folder / "browser"))
    assert not {"script", "img", "b"} & {*seen.elements}
    return seen.text


def in_markdown(content: bytes, folder: Path) -> str:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(content.decode())
    inline = [child for token in tokens for child in token.children or ()]
    assert not {token.type for token in (*tokens, *inline)} & {
        "html_inline", "html_block", "link_open", "image", "em_open", "code_inline", "code_block", "blockquote_open",
        "ordered_list_open", "s_open",
    }  # fmt: skip
    return "".join(" " if child.type in {"hardbreak", "softbreak"} else child.content for child in inline)


def in_docx(content: bytes, folder: Path) -> str:
    paper = docx.Document(BytesIO(content))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    foot = (each.text for each in paper.sections[0].footer.paragraphs)
    return " ".join((*(each.text for each in paper.paragraphs), *cells, *foot))


def in_pdf(content: bytes, folder: Path) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)


READERS: dict[str, Callable[[bytes, Path], str]] = {
    "html": in_html,
    "md": in_markdown,
    "docx": in_docx,
    "pdf": in_pdf,
}


def together(text: str) -> str:
    """Without the spaces and lines, which each format breaks where it likes."""
    return re.sub(r"[\s\u200b]+", "", text)
