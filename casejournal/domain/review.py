"""Review (peninjauan): looking together at what was reached, goal by goal."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, ClassVar

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.field import Among, Asked, field
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

    goal: Annotated[int, field(N_("Goal"), N_("The number of the goal."), asked=Asked.FIRST, among=Among.GOALS)]
    level: Annotated[Level, field(N_("Level"), N_("From -2 to +2; 0 is as expected."), asked=Asked.FIRST, scale=LEVELS)]


class Review(Step, frozen=True, kw_only=True):
    """What was reached by a day, as one person sees it."""

    leads_on = True
    sets_aside: ClassVar = N_("reviewed without a plan")
    ref_letter: ClassVar = "V"
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
    plan: Annotated[str, field(N_("Of the plan"), refs=True, asked=Asked.NEVER, given=False, shown=True)] = ""

    def next_review(self, set_before: date | None) -> date | None:
        """The day of the next review: the one it sets, else the one that was set before and has not come yet."""
        held = set_before is not None and set_before <= self.on
        return self.next_on or (None if held else set_before)

    def level_of(self, goal: int) -> int | None:
        """The level at which that goal was rated, if it was."""
        return next((rating.level for rating in self.ratings if rating.goal == goal), None)


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """What a review says in numbers."""

    review: Review
    t: float | None
    """The T-score; None when nothing was rated."""
    baseline: float | None
    """T of the rated goals when they began; None when nothing is known of that."""
    change: float | None
    """How far T has moved from there. Only goals are compared of which the beginning is known."""
    compared: tuple[int, ...] = ()
    """The numbers of those goals."""


def progress(reviews: Iterable[Review], plans: Iterable[Plan]) -> tuple[Progress, ...]:
    """The numbers of each review, in their order. The weights are those of the plan it was made on.

    A goal began at the level the plan says it started at or, where it does not, at this rater's first rating of it.
    """
    by_ref = {plan.ref: plan for plan in plans}
    first: dict[tuple[Rater, int], int] = {}
    told = []
    for review in reviews:
        goals = by_ref[review.plan].goals if review.plan in by_ref else ()
        rated = [goal for goal in goals if review.level_of(goal.number) is not None]
        begun = {goal.number: _began(goal, first.get((review.by, goal.number))) for goal in rated}
        known = [goal for goal in rated if begun[goal.number] is not None]
        start, now = _t(known, begun.get), _t(known, review.level_of)
        change = now - start if now is not None and start is not None else None
        told.append(
            Progress(
                review=review,
                t=_t(rated, review.level_of),
                baseline=start,
                change=change,
                compared=tuple(goal.number for goal in known),
            )
        )
        for rating in review.ratings:
            first.setdefault((review.by, rating.goal), rating.level)
    return tuple(told)


def _began(goal: Goal, first: int | None) -> int | None:
    return first if goal.starts_at is None else goal.starts_at


def _t(goals: list[Goal], level_of: Callable[[int], int | None]) -> float | None:
    return t_score([level_of(goal.number) for goal in goals], [goal.weighs for goal in goals])
