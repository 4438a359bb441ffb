"""Review (peninjauan): looking together at what was reached, goal by goal."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.field import Asked, field
from casejournal.domain.gas import t_score
from casejournal.domain.plan import LEVELS, Goal, Level, Plan
from casejournal.domain.record import Step
from casejournal.words import N_


class Rater(Choice):
    """Who rates."""

    CLIENT = "client", N_("the client")
    WORKER = "worker", N_("the worker")
    CAREGIVER = "caregiver", N_("a caregiver")
    SUPERVISOR = "supervisor", N_("the supervisor")


class Rating(msgspec.Struct, frozen=True, kw_only=True):
    """Where one goal stands."""

    key: ClassVar = "goal"
    short: ClassVar = "{goal}={level}"

    goal: Annotated[int, field(N_("Goal"), N_("The number of the goal."), asked=Asked.FIRST, among="goals")]
    level: Annotated[Level, field(N_("Level"), N_("From -2 to +2; 0 is as expected."), asked=Asked.FIRST, scale=LEVELS)]


class Review(Step, frozen=True, kw_only=True):
    """What was reached by a day, as one person sees it."""

    letter: ClassVar = "V"
    table: ClassVar = "reviews"
    title: ClassVar = N_("Review")

    by: Annotated[
        Rater,
        field(
            N_("Rated by"),
            N_("Who rates the goals."),
            why=N_("Client and worker may see it differently; each has a line of their own."),
            asked=Asked.FIRST,
        ),
    ]
    ratings: Annotated[
        tuple[Rating, ...],
        field(
            N_("Ratings"),
            N_("Where a goal stands, from -2 to +2."),
            why=N_("0 is what was expected when the goal was agreed; what each level means was written down then."),
            asked=Asked.FIRST,
            one="rate",
        ),
    ] = ()
    helped: Annotated[str, field(N_("What helped"), N_("What made the difference."), asked=Asked.FIRST, long=True)] = ""
    next: Annotated[str, field(N_("What next"), N_("What follows from it."), asked=Asked.FIRST, long=True)] = ""
    next_on: Annotated[
        date | None, field(N_("Next review on"), N_("The day you look at it together again: +30d."), asked=Asked.FIRST)
    ] = None
    plan: Annotated[str, field(N_("Of the plan"), asked=Asked.NEVER, given=False, shown=True)] = ""

    def level_of(self, goal: int) -> int | None:
        """The level at which that goal was rated, if it was."""
        return next((rating.level for rating in self.ratings if rating.goal == goal), None)


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """What a review says in numbers."""

    review: Review
    t: float | None
    """The T-score; None when nothing was rated."""
    baseline: float | None
    """T when it began: at the levels the goals started at or, where those are not all known, at this rater's first
    review; None when this is the first."""

    @property
    def change(self) -> float | None:
        """How far T has moved from the baseline."""
        return None if self.t is None or self.baseline is None else self.t - self.baseline


def progress(reviews: Iterable[Review], plans: Iterable[Plan]) -> tuple[Progress, ...]:
    """The numbers of each review, in their order. The weights are those of the plan it was made on."""
    by_ref = {plan.ref: plan for plan in plans}
    first: dict[Rater, float] = {}
    told = []
    for review in reviews:
        plan = by_ref.get(review.plan)
        rated = [goal for goal in plan.goals if review.level_of(goal.number) is not None] if plan else []
        t = _t(rated, [review.level_of(goal.number) for goal in rated])
        known_start = bool(rated) and all(goal.starts_at is not None for goal in rated)
        start = _t(rated, [goal.starts_at for goal in rated]) if known_start else first.get(review.by)
        told.append(Progress(review=review, t=t, baseline=start))
        if t is not None:
            first.setdefault(review.by, t)
    return tuple(told)


def _t(goals: list[Goal], levels: list[int | None]) -> float | None:
    return t_score(levels, [goal.weighs for goal in goals])
