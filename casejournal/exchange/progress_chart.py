"""The T-scores of a case over time, as a drawing. No line runs across a changed scale: there a new one begins."""

from collections.abc import Hashable, Iterator, Sequence
from datetime import date

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.plan import Plan
from casejournal.domain.progress import Progress, Versions
from casejournal.exchange.charts import MOST_SERIES, Series, lines
from casejournal.exchange.paper.document import Picture
from casejournal.words import _

_SCALE, _EXPECTED = (20, 80), 50
"""The T-scores that the chart shows, and the one that means as expected."""


def progress_chart(file: CaseFile) -> Iterator[Picture]:
    """A line for each rater, once there were reviews on two days; nothing if there would be too many lines."""
    scored = [each for each in file.progress if each.t is not None]
    days = sorted({each.review.on for each in scored})
    series = tuple(_series(scored, days, Versions(file.plans)))
    if len(days) > 1 and len(series) <= MOST_SERIES:
        title, places = _("T-scores over time"), [dates.short(day) for day in days]
        yield Picture(title, lines("progress", title, _told(scored), places, series, _SCALE, _EXPECTED))


def _told(scored: Sequence[Progress]) -> str:
    return "; ".join(f"{dates.short(each.review.on)} {_(each.review.by.label)}: {each.t:.1f}" for each in scored)


def _series(scored: Sequence[Progress], days: Sequence[date], versions: Versions) -> Iterator[Series]:
    """The lines; where a rater has more than one, each is named with the version of the plan that began it."""
    runs: dict[tuple[str, Hashable], dict[date, float | None]] = {}
    began: dict[tuple[str, Hashable], int] = {}
    for each in scored:
        if plan := versions.of(each.review):
            run = (_(each.review.by.label), _measured(plan))
            began.setdefault(run, plan.version)
            runs.setdefault(run, {})[each.review.on] = each.t
    raters = [rater for rater, _scale in runs]
    for (rater, scale), run_of in runs.items():
        apart = _("{who}, version {n}").format(who=rater, n=began[rater, scale])
        name = apart if raters.count(rater) > 1 else rater
        yield Series(name=name, values=tuple(run_of.get(day) for day in days))


def _measured(plan: Plan) -> Hashable:
    """What its goals are measured on."""
    return tuple((goal.number, goal.statement, goal.levels, goal.weighs) for goal in plan.goals)
