"""The scores of the areas of life, and how they changed from one assessment to the next."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from casejournal.domain.areas import area_label
from casejournal.domain.assessment import SCORES, Assessment, Domain, Scored, scores
from casejournal.domain.case_file import CaseFile
from casejournal.render.page import Block, Column, Table, Tone, Words, section
from casejournal.words import _


def compared(now: Assessment, file: CaseFile) -> Callable[[], Iterable[Block]]:
    """A function that gives a table of the areas just scored, each with its change from the score before."""
    earlier = scores(each for each in file.assessments if (each.on, each.recorded_at) < (now.on, now.recorded_at))
    return lambda: _table(_row(domain, earlier.get(domain.area, ())) for domain in now.domains)


def standing(file: CaseFile) -> Iterator[Block]:
    """The last score of each area of life."""
    known = scores(file.assessments)
    if known:
        yield section(_("Areas of life"))
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
    """An arrow up or down, or = for no change."""
    return "↑" if now > before else "↓" if now < before else "="
