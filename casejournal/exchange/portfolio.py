"""A student's portfolio on paper: what was done in figures, then the evidence, competency by competency."""

from collections.abc import Iterator, Sequence
from datetime import date

from casejournal.domain.deidentify.packet import RULES
from casejournal.domain.portfolio.evidence import Evidence, Origin
from casejournal.domain.portfolio.overview import Competency
from casejournal.domain.report.period import Period
from casejournal.domain.report.report import Report
from casejournal.exchange.paper.document import Document, Part
from casejournal.exchange.report import table_of
from casejournal.render.page import Facts, Moment, Prose, Tone, Words, section
from casejournal.render.portfolio import tags
from casejournal.render.report import spanned
from casejournal.words import N_, _

WHAT_IT_IS = (
    N_("Names, places, numbers and days in the evidence are replaced; weeks are counted from the first day of the"
       " period. Each person has the same name throughout one case."),
    N_("Rules did this (version {rules}); nobody certified it. It may still tell somebody who a client is: hand it only"
       " to those who must read it."),
)  # fmt: skip
FIGURES = frozenset({"notes", "minutes", "roles", "sessions", "principles"})
"""What of a report tells about the student's own work."""
SUPERVISION = "supervision"
"""The section of a report that is theirs as a whole."""


def portfolio_paper(
    evidence: Sequence[Evidence],
    lists: Sequence[Competency],
    report: Report,
    facts: Sequence[tuple[str, str]],
    *,
    practice: bool,
) -> Document:
    """The paper. `evidence` names nobody, and `lists` are the competencies it is shown by. `facts` stand on top. The
    portfolio of a `practice` journal says that its clients are made up.
    """
    return Document(
        title=_("Portfolio"),
        facts=(*facts, (_("Period"), spanned(report.period))),
        parts=(*_what_it_is(practice=practice), *_parts(evidence, lists, report)),
        foot=_("De-identified by rules, version {rules}; not certified. A portfolio for a school.").format(rules=RULES),
    )


def _what_it_is(*, practice: bool) -> Iterator[Part]:
    if practice:
        yield Prose(Words(_("From a practice journal: the clients are made up."), Tone.STRONG))
    yield from (Prose(Words(_(sentence).format(rules=RULES), Tone.QUIET)) for sentence in WHAT_IT_IS)


def _parts(evidence: Sequence[Evidence], lists: Sequence[Competency], report: Report) -> Iterator[Part]:
    yield from _in_figures(report)
    real = [each for each in evidence if each.origin is Origin.RECORD]
    numbers = {each.ref: place for place, each in enumerate(_in_order(real, lists), 1)}
    told: set[str] = set()
    for competency in _every(lists, real):
        pieces = [each for each in real if competency.code in each.competencies]
        if pieces:
            yield section(f"{competency.code} · {competency.title}" if competency.title else competency.code)
        for each in pieces:
            yield _piece(each, numbers[each.ref], report.period, again=each.ref in told)
            told.add(each.ref)
    yield from _without_evidence(lists, real)
    yield from _practice([each for each in evidence if each.origin is Origin.PRACTICE])


def _in_figures(report: Report) -> Iterator[Part]:
    told = [
        part
        for of, parts in report.sections
        for part in parts
        if (part.figure.key in FIGURES or of.key == SUPERVISION) and not part.empty
    ]
    if told:
        yield section(_("What was done"))
    for part in told:
        yield table_of(part)
        if part.figure.key == "minutes" and part.total and part.total.value:
            hours, minutes = divmod(int(part.total.value), 60)
            yield Prose(Words(_("In hours: {hours}").format(hours=f"{hours}:{minutes:02}")))


def _every(lists: Sequence[Competency], evidence: Sequence[Evidence]) -> Iterator[Competency]:
    """The competencies in the order of their lists; behind them those that are in no list any more."""
    yield from lists
    known = {each.code for each in lists}
    for code in dict.fromkeys(code for each in evidence for code in each.competencies if code not in known):
        yield Competency(code=code, title="", names=(code,), of="", list_title="")


def _in_order(evidence: Sequence[Evidence], lists: Sequence[Competency]) -> Iterator[Evidence]:
    """The pieces as they follow each other in the paper, each once."""
    yielded: set[str] = set()
    for competency in _every(lists, evidence):
        for each in evidence:
            if competency.code in each.competencies and each.ref not in yielded:
                yielded.add(each.ref)
                yield each


def _piece(each: Evidence, number: int, period: Period, *, again: bool) -> Moment:
    """A piece; if it stands above already, only which one it is."""
    told = (
        _("Evidence {number}").format(number=number),
        _("week {number}").format(number=week(each.on, period)),
        _(each.title),
        each.of,
    )
    heading = (Words(" · ".join(told), Tone.STRONG),)
    if again:
        return Moment(heading, body=_("See evidence {number} above.").format(number=number))
    record = ((title, Words(text)) for title, text in each.excerpt)
    return Moment(heading, facts=(*record, *((title, Words(text)) for title, text in tags(each))),
                  body=_("Reflection: {text}").format(text=each.reflection))  # fmt: skip


def week(day: date, period: Period) -> int:
    """In which week of the period a day lies: the first seven days are week 1."""
    return (day - period.first).days // 7 + 1


def _without_evidence(lists: Sequence[Competency], evidence: Sequence[Evidence]) -> Iterator[Part]:
    named = {code for each in evidence for code in each.competencies}
    missing = [each for each in lists if each.code not in named]
    if missing:
        yield section(_("No evidence yet"))
        yield Facts(tuple((each.code, Words(each.title)) for each in missing))


def _practice(evidence: Sequence[Evidence]) -> Iterator[Part]:
    """Practice runs by themselves: nobody was helped in them, and something was learned."""
    if not evidence:
        return
    yield section(_("Practice runs"))
    yield Prose(Words(_("Made-up clients. What is shown is how each item of the feedback ended."), Tone.QUIET))
    for each in evidence:
        heading = (Words(each.title, Tone.STRONG), Words(each.of, Tone.QUIET))
        mine = _("You wrote: {text}").format(text=each.reflection) if each.reflection else ""
        yield Moment(heading, facts=tuple((title, Words(text)) for title, text in tags(each)), body=mine)
