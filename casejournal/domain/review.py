"""Review (evaluasi): looking together at what was reached, goal by goal."""

from datetime import date
from typing import Annotated, ClassVar

from casejournal.domain.choice import Choice
from casejournal.domain.field import Among, Asked, field
from casejournal.domain.part import Part
from casejournal.domain.plan import LEVELS, Level
from casejournal.domain.record import Step
from casejournal.words import N_


class Rater(Choice):
    """Who rates."""

    CLIENT = "client", N_("the client")
    WORKER = "worker", N_("the worker")
    CAREGIVER = "caregiver", N_("a caregiver")
    SUPERVISOR = "supervisor", N_("the supervisor")


class Rating(Part, frozen=True, kw_only=True):
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
            N_("Who rates the goals?"),
            why=N_("Client and worker may see it differently, so each has their own line."),
            asked=Asked.FIRST,
        ),
    ]
    ratings: Annotated[
        tuple[Rating, ...],
        field(
            N_("Ratings"),
            N_("Where is each goal now, from -2 to +2?"),
            why=N_("0 is what you expected when you agreed on the goal. What each level means was written down then."),
            asked=Asked.FIRST,
            one="rate",
        ),
    ] = ()
    helped: Annotated[str, field(N_("What helped"), N_("What made the difference?"), asked=Asked.FIRST, long=True)] = ""
    next: Annotated[str, field(N_("What next"), N_("What follows from it?"), asked=Asked.FIRST, long=True)] = ""
    next_on: Annotated[
        date | None,
        field(N_("Next review on"), N_("When do you look at it together again? For example +30d."), asked=Asked.FIRST),
    ] = None
    plan: Annotated[str, field(N_("Plan"), refs=True, asked=Asked.NEVER, given=False, shown=True)] = ""

    def next_review(self, set_before: date | None) -> date | None:
        """The day of the next review: the one it sets or, if it sets none, the one set before, if this review is not on
        it or later.
        """
        held = set_before is not None and set_before <= self.on
        return self.next_on or (None if held else set_before)

    def level_of(self, goal: int) -> int | None:
        """The level at which that goal was rated; None if it was not."""
        return next((rating.level for rating in self.ratings if rating.goal == goal), None)
