"""A report as a file: a page with charts, a document, or CSV with a line for each number."""

from collections.abc import Iterator, Sequence

from casejournal.domain import dates
from casejournal.domain.report.figure import Picture as Kind
from casejournal.domain.report.report import Breakdown, Report
from casejournal.exchange.charts import Row, Series, bars, lines
from casejournal.exchange.paper.document import Document, Part, Picture
from casejournal.exchange.paper.formats import FORMATS as PAPER
from casejournal.exchange.paper.formats import TEXTS as PAPER_TEXTS
from casejournal.exchange.sheet import as_csv
from casejournal.render.page import Column, Prose, Table, Tone, Words, section
from casejournal.render.report import called, remarks, shown_lines, spanned, told
from casejournal.words import _

CSV = "csv"
FORMATS = (*PAPER, CSV)
TEXTS = (*PAPER_TEXTS, CSV)
"""The formats that can be printed on the screen."""
COLUMNS = ("from", "to", "section", "figure", "group", "series", "value", "unit", "title")
"""Of the CSV. They are the same in every language, and so are all keys; only the title is for people."""


def written(report: Report, form: str, facts: Sequence[tuple[str, str]]) -> bytes:
    """The report in that format. `facts` are titles and texts below its title: who made it, when."""
    return csv_of(report).encode() if form == CSV else PAPER[form](document(report, facts))


def csv_of(report: Report) -> str:
    """A line for each number: the period, its section, figure, group and series by their keys, then the number itself.

    A number that is hidden has its sign, as `<5`. One that there is none of is empty. The first line tells how many
    files could not be read: if it is not 0, the report is incomplete.
    """
    return as_csv(COLUMNS, _cells(report))


def _cells(report: Report) -> Iterator[tuple[object, ...]]:
    period = (dates.stamp(report.period.first), dates.stamp(report.period.last))
    yield (*period, "report", "unread", "", "", report.unread, "files", _("Files that could not be read"))
    for of, parts in report.sections:
        for part in parts:
            figure, unit = part.figure, part.figure.unit.value
            series = figure.series or (("", ""),)
            for line in part.lines:
                for (key, name), cell in zip(series, line.cells, strict=True):
                    value = told(cell, figure) if cell.hidden else cell.value
                    title = ": ".join(filter(None, (_(figure.title), _(line.title), name and _(name))))
                    yield (*period, of.key, figure.key, line.key, key, "" if value is None else value, unit, title)
            if part.total:
                value = told(part.total, figure) if part.total.hidden else part.total.value
                title = f"{_(figure.title)}: {_('in all')}"
                yield (*period, of.key, figure.key, "total", "", "" if value is None else value, unit, title)


def document(report: Report, facts: Sequence[tuple[str, str]]) -> Document:
    """The report as a document: each figure as a table, the more telling ones as a chart too, and what is counted."""
    return Document(
        title=called(report.period),
        facts=((_("Period"), spanned(report.period)), *facts),
        parts=tuple(_parts(report)),
        foot=_("No client is named in this report. Handle it with care all the same: few cases are easily recognised."),
    )


def _parts(report: Report) -> Iterator[Part]:
    yield from (Prose(Words(sentence, tone)) for sentence, tone in remarks(report))
    for of, parts in report.sections:
        counted = [part for part in parts if not part.empty]
        if counted:
            yield section(_(of.title))
        for part in counted:
            yield table_of(part)
            yield from _chart(part)
            yield Prose(Words(_(part.figure.means), Tone.QUIET))


def table_of(part: Breakdown) -> Table:
    """A figure as a table: its groups and what was counted."""
    figure = part.figure
    titles = [_(title) for _key, title in figure.series] or [_(figure.unit.label)]
    rows = [(Words(_(line.title)), *(Words(told(cell, figure)) for cell in line.cells)) for line in shown_lines(part)]
    if part.total:
        rows.append((Words(_("in all"), Tone.STRONG), Words(told(part.total, figure), Tone.STRONG)))
    columns = (Column(_(figure.title)), *(Column(title, narrow=True, number=True) for title in titles))
    return Table(columns, tuple(rows))


def _chart(part: Breakdown) -> Iterator[Picture]:
    """The figure as a chart, if it has one and there is anything to compare."""
    figure, shown = part.figure, [*shown_lines(part)]
    if figure.picture is Kind.NONE or len(shown) < 2:
        return
    title, names = _(figure.title), [_(name) for _key, name in figure.series]
    if figure.picture is Kind.LINES:
        series = [
            Series(name=name, values=tuple(line.cells[place].value for line in shown))
            for place, name in enumerate(names or [title])
        ]
        svg = lines(figure.key, title, _(figure.means), [_(line.title) for line in shown], series)
    else:
        rows = [
            Row(
                label=_(line.title),
                values=tuple(cell.value for cell in line.cells),
                told="" if names else told(line.cells[0], figure),
            )
            for line in shown
        ]
        svg = bars(figure.key, title, _(figure.means), rows, names)
    yield Picture(title=title, svg=svg)
