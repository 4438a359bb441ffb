"""The view of the problem: how it changed from one assessment to the next, and how the areas of life moved."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from casejournal.domain import dates
from casejournal.domain.areas import area_label
from casejournal.domain.assessment import SCORES, Assessment, Domain, Scored, scores
from casejournal.domain.case_file import CaseFile
from casejournal.render.page import Block, Column, Heading, Moment, Prose, Table, Tone, Words
from casejournal.words import _


def compared(now: Assessment, file: CaseFile) -> Callable[[], Iterable[Block]]:
    """The areas just scored, each with an arrow from its score before."""
    earlier = scores(each for each in file.assessments if (each.on, each.recorded_at) < (now.on, now.recorded_at))
    return lambda: _table(_row(domain, earlier.get(domain.area, ())) for domain in now.domains)


def formulations(file: CaseFile) -> Iterator[Block]:
    """The trail from the problem that shows to the one behind it, in the order it was seen."""
    yield Heading((Words(_("How the problem was seen"), Tone.STRONG),))
    intake = file.intake
    yield Moment(
        (Words("○", Tone.QUIET), Words(dates.told(intake.on), Tone.STRONG), Words(_("as it was told"), Tone.QUIET)),
        body=intake.presenting_problem,
    )
    for place, each in enumerate(file.assessments, 1):
        last = place == len(file.assessments)
        seen_by = _("seen so by {who}").format(who=_(each.shared_by.label)) if each.shared_by else _("seen so")
        mark = Words("●" if last else "↓", Tone.GOOD if last else Tone.QUIET)
        heading = (mark, Words(dates.told(each.on), Tone.STRONG), Words(each.ref, Tone.REF), Words(seen_by, Tone.QUIET))
        evidence = ((_("What changed the view"), Words(each.evidence)),) if each.evidence else ()
        yield Moment(heading, evidence, each.underlying_problem)
    if not file.assessments:
        yield Prose(
            Words(_("The problem behind it is not named yet: cj assess {ref}").format(ref=file.ref), Tone.QUIET)
        )


def standing(file: CaseFile) -> Iterator[Block]:
    """How each area of life stands, as it was last scored."""
    known = scores(file.assessments)
    if known:
        yield Heading((Words(_("Areas of life"), Tone.STRONG),))
        yield from _table(_row(scored[-1].domain, scored[:-1]) for scored in known.values())


def _table(rows: Iterable[tuple[Words, ...]]) -> tuple[Block, ...]:
    columns = (
        Column(_("Area")),
        Column(_("Score"), narrow=True),
        Column("", narrow=True, picture=True),
        Column(_("Before"), narrow=True),
        Column(_("Reason"), spare=True),
    )
    told = tuple(rows)
    return (Table(columns, told),) if told else ()


def _row(now: Domain, earlier: Sequence[Scored]) -> tuple[Words, ...]:
    tone = Tone.WARN if now.low else Tone.GOOD
    before = earlier[-1].domain.score if earlier else None
    return (
        Words(area_label(now.area), Tone.STRONG),
        Words(f"{now.score} {_(SCORES[now.score])}", tone),
        Words("●" * now.score + "○" * (len(SCORES) - now.score), tone),
        Words("" if before is None else f"{arrow(now.score, before)} {before}"),
        Words(now.reason, Tone.QUIET),
    )


def arrow(now: float, before: float) -> str:
    """Up, down, or the same."""
    return "↑" if now > before else "↓" if now < before else "="
