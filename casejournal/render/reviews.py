"""What was reached: the T-score of each review, always with the goals beside it."""

from collections.abc import Callable, Iterable, Iterator

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.plan import LEVELS, Goal
from casejournal.domain.progress import Progress, Versions
from casejournal.domain.review import Review
from casejournal.render.change import apart, changed
from casejournal.render.page import Block, Column, Prose, Table, Tone, Words, section
from casejournal.render.plan import level_picture, told_level
from casejournal.words import _

_LOWEST, _HIGHEST, _STEP = 20, 80, 3
"""The picture shows T from 20 to 80; one place is 3 points."""


def review_blocks(file: CaseFile, review: Review) -> Callable[[], Iterable[Block]]:
    """A function that gives a review goal by goal, then the T-scores of all reviews."""
    return lambda: (*_goals(file, review), *progress_blocks(file))


def progress_blocks(file: CaseFile) -> Iterator[Block]:
    """The T-score of every review, with the change from the baseline and a picture; nothing if there is none."""
    scored = [each for each in file.progress if each.t is not None]
    if not scored:
        return
    yield section(_("What was reached"), _("T-score: 50 means as expected"))
    columns = (
        Column(_("Day"), narrow=True),
        Column(_("Rated by")),
        Column("T", narrow=True),
        Column(_("Change"), narrow=True),
        Column(f"{_LOWEST}{50:>9}{_HIGHEST:>10}", narrow=True, picture=True, spare=True),
        Column(_("Levels"), spare=True),
    )
    yield Table(columns, tuple(_row(each) for each in scored))
    for each in scored:
        if told := apart(each):
            who = f"{dates.short(each.review.on)} {_(each.review.by.label)}"
            yield Prose(Words(f"{who}: {told}", Tone.WARN), indent=2)
    yield Prose(Words(_("A T-score is only a summary; read the goals."), Tone.QUIET), indent=2)


def _row(progress: Progress) -> tuple[Words, ...]:
    t, change = progress.t or 0.0, progress.change
    tone = Tone.PLAIN if change is None else Tone.GOOD if change > 0 else Tone.WARN if change < 0 else Tone.PLAIN
    levels = (f"{rating.goal}: {told_level(rating.level)}" for rating in progress.review.ratings)
    return (
        Words(dates.short(progress.review.on)),
        Words(_(progress.review.by.label)),
        Words(f"{t:.1f}", Tone.STRONG),
        Words(changed(progress), tone),
        Words(_picture(t), tone),
        Words(", ".join(levels), Tone.QUIET),
    )


def _picture(t: float) -> str:
    places = (_HIGHEST - _LOWEST) // _STEP + 1
    here = round((min(max(t, _LOWEST), _HIGHEST) - _LOWEST) / _STEP)
    middle = (50 - _LOWEST) // _STEP
    return "".join("●" if place == here else "│" if place == middle else "·" for place in range(places))


def _goals(file: CaseFile, review: Review) -> Iterator[Block]:
    versions = Versions(file.plans)
    plan = versions.of(review)
    if plan is None:
        return
    earlier = [each for each in file.reviews[: file.reviews.index(review)] if each.by is review.by]
    columns = (
        Column("", narrow=True),
        Column(_("Goal")),
        Column(_("Level"), narrow=True),
        Column("", narrow=True, picture=True),
        Column(_("Last time"), narrow=True),
        Column(_("What it means"), spare=True),
    )
    rows = []
    for goal in plan.goals:
        level = review.level_of(goal.number)
        last = next((each for each in reversed(earlier) if each.level_of(goal.number) is not None), None)
        meaning = "" if level is None else goal.levels.at(level) or _(LEVELS[level])
        rows.append(
            (
                Words(str(goal.number), Tone.REF),
                Words(goal.statement, Tone.STRONG),
                Words(told_level(level)),
                Words(level_picture(level), Tone.QUIET),
                Words(_last_time(last, goal, versions)),
                Words(meaning, Tone.QUIET),
            )
        )
    yield section(_("Goal by goal"), _(review.by.label))
    yield Table(columns, tuple(rows))


def _last_time(last: Review | None, goal: Goal, versions: Versions) -> str:
    """The level in the last review; “other scale” if the scale has changed; empty if there was no review."""
    if last is None:
        return ""
    level = versions.level(last, goal)
    return _("other scale") if level is None else told_level(level)
