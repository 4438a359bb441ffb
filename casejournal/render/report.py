"""The screen of a report: each figure with its groups, and a small picture; and the words in which figures are told."""

from collections.abc import Iterator

from msgspec import structs

from casejournal.domain import dates
from casejournal.domain.report.figure import Figure, Picture, Taken, Unit
from casejournal.domain.report.period import Period
from casejournal.domain.report.report import Breakdown, Cell, Hidden, Later, Line, Report
from casejournal.render.page import Block, Column, Heading, Page, Prose, Table, Tone, Words, section
from casejournal.words import _, ngettext

_WIDEST = 24
"""The most marks in a picture."""
_MARKS = "●◐○"
"""The signs of the series of a stacked picture, in order."""


def report_page(report: Report) -> Page:
    """The figures, section by section. Figures of which nothing was counted are only named."""
    return tuple(_blocks(report))


def _blocks(report: Report) -> Iterator[Block]:
    yield section(called(report.period), spanned(report.period), top=True)
    yield from (Prose(Words(told, tone)) for told, tone in remarks(report))
    nothing = []
    for part, of in ((part, of) for of, parts in report.sections for part in parts):
        if part.empty:
            nothing.append(_(part.figure.title))
            continue
        yield Heading((Words(_heading(part.figure), Tone.STRONG),), _(of.title))
        yield _table(part)
        if part.figure.picture is Picture.STACKED:
            signs = zip(_MARKS, part.figure.series, strict=False)
            yield Prose(Words(" · ".join(f"{mark} {_(name)}" for mark, (_key, name) in signs), Tone.QUIET), drawn=True)
    if all(part.empty for _of, parts in report.sections for part in parts):
        yield Prose(Words(_("Nothing happened in this period, and no case was open at its end."), Tone.STRONG))
        yield Prose(Words(_('For another month: cj report --month "last month"'), Tone.QUIET))
    elif nothing:
        yield section(_("Nothing in this period"))
        yield Prose(Words("; ".join(nothing), Tone.QUIET))


def _heading(figure: Figure) -> str:
    """The title of a figure, and what is counted if that does not say it already."""
    title, unit = _(figure.title), _(figure.unit.label)
    return title if unit.casefold() in title.casefold() else f"{title} ({unit})"


def _table(part: Breakdown) -> Table:
    figure = part.figure
    titles = [_(title) for _key, title in figure.series] or [""]
    pictured = figure.picture is Picture.STACKED or len(titles) == 1
    columns = (
        Column(""),
        *(Column(title, narrow=True) for title in titles),
        *((Column("", picture=True),) if pictured else ()),
    )
    most = max((_length(line) for line in part.lines), default=0)
    rows = [
        (
            Words(_(line.title), Tone.STRONG),
            *(Words(told(cell, figure)) for cell in line.cells),
            *((_picture(line, figure, most),) if pictured else ()),
        )
        for line in shown_lines(part)
    ]
    if part.total:
        rows.append((Words(_("in all"), Tone.QUIET), Words(told(part.total, figure), Tone.QUIET), Words("")))
    return Table(columns, tuple(rows))


def shown_lines(part: Breakdown) -> Iterator[Line]:
    """The groups that people are shown: those in which something was counted, or all of a figure that is `whole`."""
    return (line for line in part.lines if part.figure.whole or part.counted(line))


def told(cell: Cell, figure: Figure) -> str:
    """A number as people read it; of one that is hidden, the sign for why. Empty if there is none."""
    if cell.hidden is Hidden.FEW:
        return "<5" if figure.unit.people else _("<5 people")
    if cell.hidden:
        return "–"
    if cell.value is None:
        return ""
    number = f"{cell.value:.1f}" if figure.taken is not Taken.SUM and cell.value % 1 else f"{cell.value:.0f}"
    return f"{number} %" if figure.unit is Unit.PERCENT else number


def called(period: Period) -> str:
    """What the report is called: Report for October 2026."""
    if period.month:
        return _("Report for {month}").format(month=dates.month_in_words(period.first))
    return _("Report for a period")


def spanned(period: Period) -> str:
    """From which day to which: 2026-10-01 to 2026-10-31."""
    return _("{first} to {last}").format(first=dates.short(period.first), last=dates.short(period.last))


def remarks(report: Report) -> Iterator[tuple[str, Tone]]:
    """What must be known to read the figures."""
    if report.unread:
        sentence = ngettext(
            "This report is incomplete: {n} file could not be read.",
            "This report is incomplete: {n} files could not be read.",
            report.unread,
        )
        yield sentence.format(n=report.unread), Tone.DANGER
    if report.later != Later():
        sentence = _("Records of this period were written or changed after {last}. An earlier report differs.")
        if not report.suppressed:
            sentence = _(
                "Of the records of this period, after {last}: {written} added, {corrected} corrected, {struck} struck. "
                "An earlier report differs by these."
            )
        yield sentence.format(last=dates.short(report.period.last), **structs.asdict(report.later)), Tone.QUIET
    if report.suppressed:
        yield (
            _("<5: fewer than five people. –: left out, because it would show how many they are."),
            Tone.QUIET,
        )


def as_data(report: Report) -> dict[str, object]:
    """The report for scripts: every figure by its key. Of what is hidden the value is null, and why is said."""
    return {
        "from": report.period.first,
        "to": report.period.last,
        "month": report.period.month,
        "unread": report.unread,
        "later": None if report.suppressed else report.later,
        "suppressed": report.suppressed,
        "sections": [{"key": of.key, "figures": [_figure(part) for part in parts]} for of, parts in report.sections],
    }


def _figure(part: Breakdown) -> dict[str, object]:
    series = [key for key, _title in part.figure.series]
    return {
        "key": part.figure.key,
        "unit": part.figure.unit,
        "groups": [
            {"key": line.key}
            | (
                {"series": {key: _number(cell) for key, cell in zip(series, line.cells, strict=True)}}
                if series
                else _number(line.cells[0])
            )
            for line in part.lines
        ],
        **({"total": _number(part.total)} if part.total else {}),
    }


def _number(cell: Cell) -> dict[str, object]:
    return {"value": cell.value} | ({"hidden": cell.hidden.value} if cell.hidden else {})


def _length(line: Line) -> float:
    return sum(cell.value or 0 for cell in line.cells)


def _picture(line: Line, figure: Figure, most: float) -> Words:
    """Marks for how many there are, so that the longest line has no more than there is room for."""
    if figure.picture is Picture.NONE:
        return Words("")
    scale = min(1, _WIDEST / most) if most else 1
    signs = _MARKS if figure.picture is Picture.STACKED else "■"
    marks = "".join(
        sign * max(round((cell.value or 0) * scale), bool(cell.value))
        for sign, cell in zip(signs, line.cells, strict=False)
    )
    return Words(marks, Tone.GOOD)
