"""`cj report --portfolio`: a student's portfolio on paper, reviewed before it is written."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from casejournal.commands._refusals import NoEvidence
from casejournal.desk import Desk
from casejournal.desk.competencies import competencies
from casejournal.desk.counting import counted, period_meant
from casejournal.desk.outgoing import hand_out, place
from casejournal.desk.packing import seen_and_agreed
from casejournal.desk.portfolio import begun, elsewhere
from casejournal.desk.portfolio_paper import PortfolioPaper, Preparing
from casejournal.domain import dates
from casejournal.domain.portfolio.evidence import Evidence
from casejournal.domain.portfolio.overview import in_use
from casejournal.domain.report.period import Period
from casejournal.domain.report.small import without_small
from casejournal.exchange.paper.document import Document
from casejournal.exchange.paper.formats import FORMATS, TEXTS, form_asked
from casejournal.exchange.portfolio import portfolio_paper, week
from casejournal.render.packet import review_page, told_review
from casejournal.render.page import Answer, Page, Prose, Tone, Words, said
from casejournal.words import _


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked of the paper."""

    month: str
    first: str
    last: str
    form: str
    output: str
    hide: Sequence[str]
    keep: Sequence[str]
    review: bool
    suppress_small: bool


def of_portfolio(desk: Desk, asked: Asked) -> Answer:
    """The portfolio: shown, its review shown, or written into a file after it was reviewed. Raises NoEvidence."""
    writes = bool(asked.form or asked.output) and not asked.review
    wanted = form_asked(asked.form, asked.output) if writes else ""
    path = place(desk, asked.output, is_text=wanted in TEXTS) if writes else None
    period = _period(desk, asked)
    preparing = Preparing(desk, period, elsewhere(desk))
    made = preparing.portfolio(asked.hide, asked.keep)
    if not made.evidence:
        raise NoEvidence(first=dates.short(period.first), last=dates.short(period.last))
    if asked.review:
        return _reviewed(made)
    if not writes:
        paper = _paper(desk, made, period, asked)
        return Answer(kind="portfolio-paper", data=lambda: _data(made, period), page=lambda: paper.page)
    made = seen_and_agreed(
        desk,
        made,
        again=lambda more: preparing.portfolio([*asked.hide, *more], asked.keep),
        review=_reviewed,
        question=_("Write the portfolio?"),
    )
    content = FORMATS[wanted](_paper(desk, made, period, asked))
    hand_out(desk, path, content, "report", what="portfolio", of=made.files)
    return _written(content, wanted, path)


def _period(desk: Desk, asked: Asked) -> Period:
    """The period that was asked for; else from the day the first case or group was opened until today."""
    if asked.month or asked.first or asked.last:
        return period_meant(desk, asked.month, asked.first, asked.last)
    return Period(min(begun(desk), desk.today), desk.today)


def _paper(desk: Desk, made: PortfolioPaper, period: Period, asked: Asked) -> Document:
    report = counted(desk, period, leaves=True)
    report = without_small(report) if asked.suppress_small else report
    lists = in_use(competencies(desk), made.evidence)
    facts = ((_("Name"), desk.worker), (_("Made on"), dates.in_a_letter(desk.today)))
    return portfolio_paper(made.evidence, lists, report, facts, practice=desk.journal.header.practice)


def _reviewed(made: PortfolioPaper) -> Answer:
    return Answer(
        kind="portfolio-review",
        data=lambda: told_review(made),
        page=lambda: review_page(made, _("De-identified portfolio")),
    )


def _data(made: PortfolioPaper, period: Period) -> dict[str, object]:
    told = [name for name in Evidence.__struct_fields__ if name not in _OURS]
    pieces = [{name: getattr(each, name) for name in told} | {"week": week(each.on, period)} for each in made.evidence]
    return {"from": period.first, "to": period.last, "evidence": pieces, "left_out": made.left_out}


_OURS = frozenset({"ref", "about", "on", "private"})
"""What of a piece is not told in the paper either."""


def _written(content: bytes, form: str, path: Path | None) -> Answer:
    if path is None:
        text = content.decode()
        return said("portfolio-file", {"format": form, "text": text}, Prose(Words(text.rstrip("\n"))))
    return Answer(kind="portfolio-file", data=lambda: {"format": form, "file": str(path)}, page=lambda: _done(path))


def _done(path: Path) -> Page:
    done = _("The portfolio is in {path}. Only you can read the file; it is not sealed.").format(path=path)
    return (
        Prose(Words(done, Tone.GOOD)),
        Prose(Words(_("Read it before you hand it in: no rule knows everything."), Tone.WARN)),
    )
