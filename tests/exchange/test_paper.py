"""One document in each format, opened by something this project did not write: nothing is lost, nothing is markup."""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from docx.shared import Mm

from casejournal.exchange.paper.document import Document, Part, Picture
from casejournal.exchange.paper.formats import FORMATS, form_asked
from casejournal.exchange.refusals import ExtraMissing
from casejournal.render.page import Column, Facts, Heading, Moment, Prose, Steps, Table, Tone, Words
from tests.papers import READERS, in_docx, in_pdf, together

HOSTILE = (
    "[b]x[/b] #let x = 1; #read(\"/etc/passwd\") <script>document.title='taken'</script> <img src=x> =1+1 | *a* _b_",
    "$x$ @ref `code` {{ 7*7 }} {% raw %} \\textbf ~s~ ![p](http://x) [l](http://y) -- ... https://x.example &amp; '\"",
    "# not a heading",
    "- no item\n1. no number\n> no quote\n    no code\n---",
    "مرحبا يا سارة Ṣāliḥ, ñandú, “typographic” – dashes … · × →",
)
LONG = "x" * 100_000
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40" role="img"><title>Chart</title>'
    '<rect width="90" height="30" fill="#dddddd"/><text x="5" y="20">45</text></svg>'
)


def document(*more: Part, title: str = "Case file") -> Document:
    """A document with something of every kind; its rows can be read once."""
    rows = ((Words(f"row {n}"), Words("drawn"), Words(each)) for n, each in enumerate(HOSTILE))
    return Document(
        title=title,
        language="en",
        facts=(("Worker", HOSTILE[0]), ("Day", "23 November 2026\nsecond line")),
        foot="Confidential: " + HOSTILE[1],
        parts=(
            Steps(("new", "assessing", "planning"), 1, "on hold"),
            Heading((Words("A section | of it"), Words("N-55MX", Tone.REF)), "aside"),
            Facts((("A title", Words(HOSTILE[1], Tone.WARN)),)),
            Prose(Words("only beside a drawing", Tone.QUIET), drawn=True),
            Table((Column("First"), Column("Bar", picture=True), Column("Second | column")), rows),
            Moment((Words("1 November", Tone.STRONG),), (("Role", Words("broker")),), "\n".join(HOSTILE)),
            *more,
        ),
    )


def parts_of(document: Document) -> Iterator[str]:
    """Each text that must be found."""
    *others, mixed = HOSTILE
    yield from (
        document.title,
        document.foot,
        *others,
        *mixed.split(),
        "Worker",
        "second line",
        "on hold",
        "N-55MX",
        "aside",
        "broker",
    )
    yield from ("A title", "First", "Second | column", "row 0", "row 4", "1 November")


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_says_everything_as_it_was_written(form: str, tmp_path: Path) -> None:
    paper = document()

    found = together(READERS[form](FORMATS[form](paper), tmp_path))

    assert [each for each in parts_of(paper) if together(each) not in found] == []
    assert "onlybesideadrawing" not in found
    assert "drawn" not in found


@pytest.mark.parametrize("form", FORMATS)
def test_control_characters_and_writing_against_the_grain_are_shown_and_not_obeyed(form: str, tmp_path: Path) -> None:
    paper = document(Prose(Words("a\x1b[31mb\x00c\u202ed\ufffee\ud800f\u200b\U0001f600")))

    found = READERS[form](FORMATS[form](paper), tmp_path)

    assert not set("\x1b\x00\u202e\ufffe") & {*found}
    told = together(found)
    assert "d⟨U+FFFE⟩e⟨U+D800⟩f⟨U+200B⟩" in told
    escape, null = ("⟨symbolforescape⟩", "⟨symbolfornull⟩") if form == "pdf" else ("␛", "␀")
    assert f"a{escape}[31mb{null}c⟨U+202E⟩d" in told


@pytest.mark.parametrize("form", ["html", "md", "docx"])
def test_a_word_of_a_hundred_thousand_letters_is_all_there(form: str, tmp_path: Path) -> None:
    found = READERS[form](FORMATS[form](document(Prose(Words(LONG)))), tmp_path)

    assert together(found).count("x") >= len(LONG)


def test_a_word_of_a_hundred_thousand_letters_fills_pages_and_is_not_cut() -> None:
    pages = pypdf.PdfReader(BytesIO(FORMATS["pdf"](document(Prose(Words(LONG), indent=2), Prose(Words("end")))))).pages

    assert len(pages) > 15
    assert pages[-1].extract_text().count("x") > 100
    assert "end" in pages[-1].extract_text()


def test_what_no_font_draws_is_told_by_its_name() -> None:
    found = in_pdf(FORMATS["pdf"](document(Prose(Words("𒀀 \u2603\ufe0f end")))), Path())

    assert "⟨cuneiform sign a⟩" in found.lower()
    assert "\x00" not in found


def test_a_pdf_is_tagged_and_says_so() -> None:
    file = pypdf.PdfReader(BytesIO(FORMATS["pdf"](document(Picture("A chart", SVG)))))
    root: Any = file.trailer["/Root"].get_object()
    kinds = {*tags(root["/StructTreeRoot"])}

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert file.metadata is not None
    assert (file.metadata.title, file.metadata.author) == ("Case file", None)
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Figure"} <= kinds


def tags(node: Any) -> Iterator[str]:
    """The kinds of everything in the tree of a PDF's structure."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            yield from tags(each)
    elif isinstance(node, dict):
        yield str(node.get("/S", ""))
        yield from tags(node.get("/K"))


def test_a_text_document_has_headings_a_repeated_table_head_and_pictures_with_words() -> None:
    paper = docx.Document(BytesIO(FORMATS["docx"](document(Picture("A chart", SVG)))))
    styles = [
        (each.style.name, each.text) for each in paper.paragraphs if each.style and "Head" in str(each.style.name)
    ]

    assert styles == [
        ("Heading 1", "Case file"),
        ("Heading 2", "A section | of it N-55MX aside"),
        ("Heading 3", "1 November"),
    ]
    assert "w:tblHeader" in paper.tables[2].rows[0]._tr.xml
    assert paper.inline_shapes[0]._inline.docPr.get("descr") == "A chart"
    assert abs((paper.sections[0].page_width or 0) - Mm(210)) < Mm(1)
    assert (paper.core_properties.author, paper.core_properties.language) == ("", "en")


def test_a_text_document_without_the_library_that_draws_is_whole_but_for_the_drawing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    content = FORMATS["docx"](document(Picture("A chart", SVG), Prose(Words("The chart in words."))))

    assert "The chart in words." in in_docx(content, Path())
    assert not docx.Document(BytesIO(content)).inline_shapes


@pytest.mark.parametrize(("form", "library"), [("docx", "docx"), ("pdf", "typst")])
def test_a_library_that_is_not_installed_is_named_with_how_to_install_it(
    form: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)

    with pytest.raises(ExtraMissing) as failure:
        FORMATS[form](document())

    assert failure.value.hint() == f'Install it with: pip install "casejournal[{form}]"'


def test_a_page_brings_everything_with_it() -> None:
    page = FORMATS["html"](document(Picture("A chart", SVG))).decode()
    own = page.replace("http://www.w3.org/2000/svg", "")

    assert re.findall(r"""(?:src|href|url)\s*[=(]\s*['"]?(?!x)\S+""", own.replace("![p](http", "")) == []
    assert "default-src 'none'" in page
    assert '<html lang="en">' in page
    assert SVG in page


def test_headings_in_markdown_skip_no_level() -> None:
    lines = FORMATS["md"](document()).decode().splitlines()

    assert [line.split()[0] for line in lines if line.startswith("#")] == ["#", "##", "###"]


@pytest.mark.parametrize(
    ("form", "output", "meant"),
    [("", "", "html"), ("", "a.PDF", "pdf"), ("md", "a.html", "md"), ("", "x.docx", "docx")],
)
def test_the_format_is_the_one_asked_for_or_that_of_the_file(form: str, output: str, meant: str) -> None:
    assert form_asked(form, output) == meant
