"""Progress (kemajuan): what the reviews say in numbers, and over which goals a change can be computed.

A level means what was written beside it. If the words, the levels or the weight of a goal change, it is measured on
another scale: no change is computed across that, and the goal is named.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.gas import t_score
from casejournal.domain.plan import Goal, Plan
from casejournal.domain.review import Review
from casejournal.words import N_


class Why(Choice):
    """Why a goal is left out of a comparison."""

    SCALE_CHANGED = "scale_changed", N_("scale changed in version {n}")
    CAME = "came", N_("new in version {n}")
    WENT = "went", N_("ended in version {n}")
    FIRST_RATED = "first_rated", N_("rated for the first time")
    NOT_RATED = "not_rated", N_("not rated this time")


class Apart(msgspec.Struct, frozen=True, kw_only=True):
    """A goal that is left out of a comparison, or compared only from a later version on, and why."""

    goal: int
    why: Why
    version: int | None = None
    """The version of the plan in which it happened."""


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """What a review says in numbers."""

    review: Review
    t: float | None
    """The T-score; None when nothing was rated."""
    baseline: float | None
    """T of the compared goals at their beginning; None when no goal is compared."""
    change: float | None
    """How far T of the compared goals has moved since then."""
    compared: tuple[int, ...] = ()
    """The numbers of the goals whose beginning is known, on the scale they are measured on now."""
    left_out: tuple[Apart, ...] = ()
    """The goals that are not compared, and why."""
    anew: tuple[Apart, ...] = ()
    """The goals that are compared, but only from a later version of the plan on."""


def progress(reviews: Iterable[Review], plans: Iterable[Plan]) -> tuple[Progress, ...]:
    """The numbers of each review, in their order. The weights are those of the plan that was reviewed.

    A goal began at the level that the plan says it started at or, if it does not say, at this rater's first rating of
    it. Either counts only on the scale the goal is measured on now.
    """
    versions = Versions(plans)
    every = [*reviews]
    return tuple(
        _progress(review, [each for each in every[:place] if each.by is review.by], versions)
        for place, review in enumerate(every)
    )


class Versions:
    """The versions of a plan, and how each goal was measured in them. If two have the same number, the one recorded
    later counts.
    """

    def __init__(self, plans: Iterable[Plan]) -> None:
        self._by_ref = {plan.ref: plan for plan in plans}
        self._held = {plan.version: plan for plan in sorted(self._by_ref.values(), key=lambda each: each.recorded_at)}

    def of(self, review: Review) -> Plan | None:
        """The version that a review looked at; None if there is none."""
        return self._by_ref.get(review.plan)

    def level(self, review: Review, goal: Goal) -> int | None:
        """The level that a review gave that goal; None if it was not rated, or was measured on another scale then."""
        then = _goal_in(self.of(review), goal.number)
        return review.level_of(goal.number) if then and then.measured_like(goal) else None

    def since(self, goal: Goal, plan: Plan) -> Apart | None:
        """The version since which the goal is measured as it is in `plan`, and what happened then; None if it always
        was.
        """
        first = plan.version
        while (before := self._goal(first - 1, goal.number)) and before.measured_like(goal):
            first -= 1
        if before:
            return Apart(goal=goal.number, why=Why.SCALE_CHANGED, version=first)
        came = any(version < first for version in self._held)
        return Apart(goal=goal.number, why=Why.CAME, version=first) if came else None

    def start(self, goal: Goal, since: Apart | None) -> int | None:
        """The level at which a goal started, if that was said. One carried over from another scale does not count."""
        before = self._goal(since.version - 1, goal.number) if since and since.version else None
        return None if before and before.starts_at == goal.starts_at else goal.starts_at

    def ended(self, number: int, plan: Plan) -> int:
        """The version in which a goal ended that an earlier version than `plan` had."""
        return 1 + max((each for each in self._held if each < plan.version and self._goal(each, number)), default=0)

    def _goal(self, version: int, number: int) -> Goal | None:
        return _goal_in(self._held.get(version), number)


def _goal_in(plan: Plan | None, number: int) -> Goal | None:
    return next((goal for goal in plan.goals if goal.number == number), None) if plan else None


def _progress(review: Review, earlier: Sequence[Review], versions: Versions) -> Progress:
    """The numbers of one review; `earlier` are those of the same rater."""
    plan = versions.of(review)
    if plan is None:
        return Progress(review=review, t=None, baseline=None, change=None)
    rated = [goal for goal in plan.goals if review.level_of(goal.number) is not None]
    since = {goal.number: versions.since(goal, plan) for goal in rated}
    begun = {goal.number: _began(goal, since[goal.number], earlier, versions) for goal in rated}
    known = [goal for goal in rated if begun[goal.number] is not None]
    start, now = _t(known, begun.get), _t(known, review.level_of)
    return Progress(
        review=review,
        t=_t(rated, review.level_of),
        baseline=start,
        change=None if now is None or start is None else now - start,
        compared=tuple(goal.number for goal in known),
        left_out=tuple(_left_out(plan, since, begun, earlier, versions)),
        anew=tuple(apart for goal in known if (apart := since[goal.number])),
    )


def _began(goal: Goal, since: Apart | None, earlier: Sequence[Review], versions: Versions) -> int | None:
    levels = (versions.start(goal, since), *(versions.level(each, goal) for each in earlier))
    return next((level for level in levels if level is not None), None)


def _left_out(
    plan: Plan,
    since: dict[int, Apart | None],
    begun: dict[int, int | None],
    earlier: Sequence[Review],
    versions: Versions,
) -> Iterator[Apart]:
    """The goals without a beginning, and those this rater rated before and not this time."""
    for number, began in begun.items():
        if began is None:
            yield since[number] or Apart(goal=number, why=Why.FIRST_RATED)
    for number in sorted({rating.goal for each in earlier for rating in each.ratings} - begun.keys()):
        if number in plan.numbers:
            yield Apart(goal=number, why=Why.NOT_RATED)
        else:
            yield Apart(goal=number, why=Why.WENT, version=versions.ended(number, plan))


def _t(goals: list[Goal], level_of: Callable[[int], int | None]) -> float | None:
    return t_score([level_of(goal.number) for goal in goals], [goal.weighs for goal in goals])
