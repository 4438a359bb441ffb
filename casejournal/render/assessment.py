"""The view of the problem: how it changed from one assessment to the next, and how the areas of life moved."""

from collections.abc import Callable, Iterable, Iterator

from casejournal.domain import dates
from casejournal.domain.areas import Area
from casejournal.domain.assessment import SCORES, Assessment, Domain
from casejournal.domain.case_file import CaseFile
from casejournal.render.page import Block, Column, Heading, Moment, Prose, Table, Tone, Words
from casejournal.words import _

_AREAS = {area.value: area.label for area in Area}


def compared(now: Assessment, before: Assessment | None) -> Callable[[], Iterable[Block]]:
    """The areas just scored, each with an arrow from the score of the last time."""
    return lambda: _scores(now, before)


def area_label(area: str) -> str:
    """What an area is called; the worker's own are called as they wrote them."""
    return _(_AREAS.get(area, area))


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
    """How each area of life stands by the last assessment that scored it."""
    scored = [each for each in file.assessments if each.domains]
    if scored:
        yield Heading((Words(_("Areas of life"), Tone.STRONG),))
        yield from _scores(scored[-1], scored[-2] if len(scored) > 1 else None)


def _scores(now: Assessment, before: Assessment | None) -> Iterator[Block]:
    if not now.domains:
        return
    columns = (
        Column(_("Area")),
        Column(_("Score"), narrow=True),
        Column("", narrow=True, picture=True),
        Column(_("Last time"), narrow=True),
        Column(_("Reason"), spare=True),
    )
    yield Table(columns, tuple(_score_row(each, before.domain(each.area) if before else None) for each in now.domains))


def _score_row(now: Domain, before: Domain | None) -> tuple[Words, ...]:
    tone = Tone.WARN if now.low else Tone.GOOD
    return (
        Words(area_label(now.area), Tone.STRONG),
        Words(f"{now.score} {_(SCORES[now.score])}", tone),
        Words("●" * now.score + "○" * (len(SCORES) - now.score), tone),
        Words(f"{arrow(now.score, before.score)} {before.score}" if before else ""),
        Words(now.reason, Tone.QUIET),
    )


def arrow(now: float, before: float) -> str:
    """Up, down, or the same."""
    return "↑" if now > before else "↓" if now < before else "="
