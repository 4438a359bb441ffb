"""A document as a text document (DOCX) that people can edit, with headings that a screen reader finds."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from casejournal.exchange.extras import extra
from casejournal.exchange.paper.document import WIDTH, Document, Part, Picture, on_paper
from casejournal.exchange.paper.drawing import png
from casejournal.render.page import Column, Facts, Heading, Moment, Prose, Steps, Table, Tone, Words
from casejournal.words import visible

if TYPE_CHECKING:
    from docx.document import Document as Paper
    from docx.table import Table as Grid
    from docx.text.paragraph import Paragraph

_PAGE = {"page_width": 210, "page_height": 297, "left_margin": 18, "right_margin": 18, "top_margin": 20}
"""A4, in millimetres."""
_TITLES = 50
"""The width of the titles of facts, in millimetres."""
_COLOURS = {Tone.QUIET: "595959", Tone.GOOD: "1D6B35", Tone.WARN: "7A4D00", Tone.DANGER: "A31515"}
_BOLD = {Tone.STRONG, Tone.DANGER}


def docx(document: Document) -> bytes:
    """The file. A drawing is in it where it can be made into a picture. Raises ExtraMissing."""
    with extra("DOCX", "docx"):
        from docx import Document as Paper  # lazy: a library that not everybody has
    paper = Paper()
    _set_up(paper, document)
    _words(_heading(paper, 1), Words(document.title))
    _facts(paper, [(title, Words(text)) for title, text in document.facts])
    for part, level in document.levelled():
        _put(paper, part, level)
    written = BytesIO()
    paper.save(written)
    return written.getvalue()


def _set_up(paper: "Paper", document: Document) -> None:
    """The page, the styles, the language, the foot with the number of the page, and nothing about who made it."""
    from docx.shared import Mm, Pt, RGBColor  # lazy: as above

    page, about = paper.sections[0], paper.core_properties
    for name, millimetres in _PAGE.items():
        setattr(page, name, Mm(millimetres))
    about.title, about.language, about.author, about.comments = visible(document.title)[:255], document.language, "", ""
    for each in about._element.xpath("dcterms:created | dcterms:modified"):  # noqa: SLF001 - they say 2013
        about._element.remove(each)  # noqa: SLF001
    paper.styles["Normal"].font.size = Pt(10.5)
    paper.styles["Normal"].paragraph_format.space_after = Pt(4)
    for language in paper.styles.element.iter(_named("w:lang")):
        language.set(_named("w:val"), document.language)
    for level in (1, 2, 3):
        paper.styles[f"Heading {level}"].font.color.rgb = RGBColor.from_string("1B1B1B")
    foot = _words(page.footer.paragraphs[0], Words(document.foot, Tone.QUIET))
    foot.add_run("\t")
    _counted(foot, "PAGE")
    foot.add_run(" / ")
    _counted(foot, "NUMPAGES")


def _put(paper: "Paper", part: Part, level: int) -> None:
    match part:
        case Heading(title, aside):
            _words(_heading(paper, level), *title, Words(aside, Tone.QUIET))
        case Steps(names, current, beside):
            steps = (Words(name, Tone.STRONG if place == current else Tone.QUIET) for place, name in enumerate(names))
            way = _words(paper.add_paragraph(), *steps, between=" → ")
            _words(way, Words(f" ({beside})" if beside else "", Tone.WARN))
        case Facts(rows):
            _facts(paper, rows)
        case Prose(words):
            _words(paper.add_paragraph(), words)
        case Table():
            _table(paper, part)
        case Moment(heading, facts, body):
            _words(_heading(paper, level), *heading)
            for name, said in facts:
                _words(paper.add_paragraph(), Words(f"{name}:", Tone.QUIET), said)
            _words(paper.add_paragraph(), Words(body))
        case Picture():
            _picture(paper, part)


def _heading(paper: "Paper", level: int) -> "Paragraph":
    """A new heading. By name, python-docx would search all styles for each."""
    paragraph: Paragraph = paper.add_paragraph()
    paragraph._p.style = f"Heading{level}"  # noqa: SLF001 - as said
    return paragraph


def _words(paragraph: "Paragraph", *several: Words, between: str = " ") -> "Paragraph":
    """The paragraph, with these words in it, each as it is meant."""
    from docx.shared import RGBColor  # lazy: as above

    said = [each for each in several if each.text]
    for place, each in enumerate(said):
        if place:
            paragraph.add_run(between)
        run = paragraph.add_run(visible(each.text))
        if each.tone in _BOLD:
            run.bold = True
        if colour := _COLOURS.get(each.tone):
            run.font.color.rgb = RGBColor.from_string(colour)
    return paragraph


def _facts(paper: "Paper", rows: "Iterable[tuple[str, Words]]") -> None:
    """The facts beside their titles, without lines."""
    cells = [(Words(title, Tone.QUIET), said) for title, said in rows]
    if cells:
        _wide(_grid(paper, cells), (_TITLES, WIDTH - _TITLES))


def _wide(grid: "Grid", widths: Sequence[int]) -> None:
    """Give the columns these widths, in millimetres, whatever stands in them."""
    from docx.shared import Mm  # lazy: as above

    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)
    for row in grid.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _shares(columns: Sequence[Column], cells: Sequence[tuple[Words, ...]]) -> tuple[int, ...]:
    """Widths for a table that somebody writes into: a narrow column has its longest word, what is written has most."""
    words = [
        max(len(word) for row in cells for word in (row[place].text.split() or [""])) for place in range(len(columns))
    ]
    narrow = {place: 5 + 2 * min(words[place], 20) for place, column in enumerate(columns) if column.narrow}
    parts = [0 if column.narrow else 5 if column.answer else 3 for column in columns]
    room = WIDTH - sum(narrow.values())
    return tuple(narrow.get(place, room * part // sum(parts)) for place, part in enumerate(parts))


def _table(paper: "Paper", table: Table) -> None:
    columns, rows = on_paper(table)
    head = tuple(Words(column.title, Tone.STRONG) for column in columns)
    named = [head] if any(each.text for each in head) else []
    if cells := [*named, *rows]:
        grid = _grid(paper, cells)
        grid.style = "Table Grid"
        if any(column.answer for column in columns):
            _wide(grid, _shares(columns, cells))
        for row in [*grid.rows][: len(named)]:
            _marked(row, "w:tblHeader")


def _grid(paper: "Paper", cells: Sequence[tuple[Words, ...]]) -> "Grid":
    """A table of these rows, none of which is broken at the end of a page."""
    grid: Grid = paper.add_table(len(cells), len(cells[0]))
    for row, said in zip(grid.rows, cells, strict=True):
        _marked(row, "w:cantSplit")
        for cell, words in zip(row.cells, said, strict=True):
            _words(cell.paragraphs[0], words)
    paper.add_paragraph()
    return grid


def _picture(paper: "Paper", picture: Picture) -> None:
    from docx.shared import Mm  # lazy: as above

    if drawn := png(picture.svg):
        shape = paper.add_picture(BytesIO(drawn), width=Mm(picture.width))
        shape._inline.docPr.set("descr", visible(picture.title))  # noqa: SLF001 - python-docx names no picture
        _words(paper.add_paragraph(), Words(picture.title, Tone.QUIET))


def _marked(row: Any, name: str) -> None:
    """Give the row that property."""
    from docx.oxml import OxmlElement  # lazy: as above

    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - python-docx has no other way


def _counted(paragraph: "Paragraph", what: str) -> None:
    """A field that the text program fills in: the number of this page, or of all."""
    from docx.oxml import OxmlElement  # lazy: as above

    field = OxmlElement("w:fldSimple")
    field.set(_named("w:instr"), what)
    paragraph._p.append(field)  # noqa: SLF001 - as above


def _named(name: str) -> str:
    from docx.oxml.ns import qn  # lazy: as above

    return str(qn(name))
