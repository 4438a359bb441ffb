"""Plan (rencana): what worker and client set out to reach together, how they will know, and who does what by when."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, ClassVar, TypeVar

import msgspec

from casejournal.domain.areas import Area
from casejournal.domain.choice import Choice
from casejournal.domain.field import Among, Asked, field
from casejournal.domain.part import Part
from casejournal.domain.record import Step, is_unanswered
from casejournal.domain.refusals import CircularGoals, GoalTwice, NoGoals, UnknownGoal
from casejournal.domain.undertaking import Undertaking
from casejournal.words import N_

Struct = TypeVar("Struct", bound=msgspec.Struct)
Weight = Annotated[int, msgspec.Meta(ge=0, le=9)]
Level = Annotated[int, msgspec.Meta(ge=-2, le=2)]
LEVELS = {
    -2: N_("much less than expected"),
    -1: N_("less than expected"),
    0: N_("as expected"),
    1: N_("more than expected"),
    2: N_("much more than expected"),
}
"""The five levels of a goal (Kiresuk & Sherman 1968)."""


class Agreed(Choice):
    """Whether the client agrees to the plan."""

    YES = "yes", N_("yes")
    PARTLY = "partly", N_("partly")
    NO = "no", N_("no")


class How(Choice):
    """How the client agreed."""

    SIGNATURE = "signature", N_("by signature")
    THUMBPRINT = "thumbprint", N_("by thumbprint")
    VERBAL = "verbal", N_("verbally")
    READ_ALOUD = "read_aloud", N_("after it was read aloud")


class Levels(msgspec.Struct, frozen=True, kw_only=True):
    """What can be seen at each of the five levels of a goal."""

    expected: Annotated[str, field(N_("Expected (0)"), N_("What will you both see if it goes as expected?"))] = ""
    less: Annotated[str, field(N_("Less (-1)"), N_("What will you see if it goes less well?"))] = ""
    much_less: Annotated[str, field(N_("Much less (-2)"), N_("What will you see if it goes much less well?"))] = ""
    more: Annotated[str, field(N_("More (+1)"), N_("What will you see if it goes better?"))] = ""
    much_more: Annotated[str, field(N_("Much more (+2)"), N_("What will you see if it goes much better?"))] = ""

    def at(self, level: int) -> str:
        """What is seen at that level; empty when nobody said."""
        return (self.much_less, self.less, self.expected, self.more, self.much_more)[level + 2]

    @property
    def missing(self) -> tuple[int, ...]:
        """The levels nobody described."""
        return tuple(level for level in LEVELS if not self.at(level))


class Goal(Part, frozen=True, kw_only=True):
    """Something to be reached. Its number stays the same through every version of the plan."""

    title: ClassVar = N_("Goal")
    short: ClassVar = "[{number}=]{statement}[ @{area}]"
    listed_in: ClassVar = Among.GOALS
    """Where it stands itself: no goal is a part of itself."""

    statement: Annotated[
        str,
        field(
            N_("Goal"),
            N_("What do you want to change? Use the client's words."),
            why=N_("A goal in the client's words is the client's goal."),
            asked=Asked.FIRST,
            min_length=1,
        ),
    ]
    number: Annotated[
        int,
        field(N_("Number"), N_("The number of the goal you are changing; a new goal needs none."), asked=Asked.NEVER),
    ] = 0
    area: Annotated[str, field(N_("Area"), N_("Which area of life is it?"), choices=Area)] = ""
    measure: Annotated[str, field(N_("Measure"), N_("How will you both know? What you can count or see."))] = ""
    weight: Annotated[
        Weight | None,
        field(
            N_("Weight"),
            N_("Importance x difficulty, each from 0 to 3: 6 or 2x3. Leave empty for 1."),
            product=True,
        ),
    ] = None
    due: Annotated[date | None, field(N_("Due"), N_("By when? For example +30d, 2026-11-23."))] = None
    levels: Annotated[Levels, field(N_("Levels"), N_("What will you see at each level?"))] = Levels()
    starts_at: Annotated[
        Level | None,
        field(N_("Starts at"), N_("Which level is it at today? Usually -1."), scale=LEVELS),
    ] = None
    part_of: Annotated[
        int | None, field(N_("Part of"), N_("Which larger goal is it a step towards?"), among=Among.GOALS)
    ] = None

    def measured_like(self, other: "Goal") -> bool:
        """Whether both goals are measured on the same scale: same statement, same levels, same weight."""
        mine, theirs = ((each.statement, each.levels, each.weighs) for each in (self, other))
        return mine == theirs

    @property
    def weighs(self) -> int:
        """Its weight in the T-score."""
        return 1 if self.weight is None else self.weight


class Plan(Step, frozen=True, kw_only=True):
    """What was agreed. A revision is the next version, with a reason; earlier versions stay."""

    leads_on = True
    sets_aside: ClassVar = N_("planned without an assessment")
    settled: ClassVar = dict.fromkeys(
        ("goals", "tasks", "agreed", "dropped"), N_("write a new version of the plan, cj plan CASE")
    )
    ref_letter: ClassVar = "P"
    table: ClassVar = "plans"
    title: ClassVar = N_("Plan")

    version: Annotated[int, field(N_("Version"), asked=Asked.NEVER, given=False, shown=True)] = 1
    reason: Annotated[
        str,
        field(N_("Reason"), N_("Why are you changing the plan?"), asked=Asked.NEVER),
    ] = ""
    dropped: Annotated[
        tuple[int, ...],
        field(
            N_("Goals to drop"),
            N_("Which goals will you no longer work on? Give their numbers."),
            asked=Asked.FIRST,
            one="drop",
            among=Among.EARLIER_GOALS,
        ),
    ] = ()
    goals: Annotated[
        tuple[Goal, ...],
        field(
            N_("Goals"),
            N_("What do you want to change? Use the client's words."),
            why=N_("A goal in the client's words is the client's goal."),
            asked=Asked.FIRST,
            needed=True,
            one="goal",
        ),
    ] = ()
    tasks: Annotated[
        tuple[Undertaking, ...],
        field(
            N_("Tasks"),
            N_("Who does what, by when?"),
            why=N_("Participation: if only the worker has something to do, you did not make the plan together."),
            asked=Asked.FIRST,
            one="task",
        ),
    ] = ()
    agreed: Annotated[
        Agreed,
        field(
            N_("Agreed"),
            N_("Does the client agree?"),
            why=N_("Worker and client make the plan together. Until the client agrees, the case stays in planning."),
            asked=Asked.FIRST,
        ),
    ]
    client_words: Annotated[
        str,
        field(N_("In the client's words"), N_("What did the client say about it?")),
    ] = ""
    how: Annotated[
        How | None,
        field(N_("How agreed"), N_("How did the client agree?"), when=("agreed", ("yes", "partly"))),
    ] = None
    review_on: Annotated[
        date | None,
        field(N_("Review on"), N_("When will you look together at what you reached? For example +30d.")),
    ] = None

    @property
    def refused(self) -> bool:
        """Whether the client said no to it."""
        return self.agreed is Agreed.NO

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its goals."""
        return tuple(goal.number for goal in self.goals)

    def undertaken(self) -> tuple[Undertaking, ...]:
        """The tasks that were agreed."""
        return self.tasks

    def next_review(self, set_before: date | None) -> date | None:
        """The day of the next review: the one it sets or, where it sets none, the one that was set before."""
        return self.review_on or set_before

    def goal(self, number: int) -> Goal:
        """The goal of that number. Raises UnknownGoal."""
        for goal in self.goals:
            if goal.number == number:
                return goal
        raise UnknownGoal.among(number, self.numbers)


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """One goal in two versions of a plan; None in a version that does not have it."""

    goal: int
    before: Goal | None
    after: Goal | None


def changes(before: Plan, after: Plan) -> Iterator[Changed]:
    """The goals that differ between two versions, by number."""
    old, new = ({goal.number: goal for goal in plan.goals} for plan in (before, after))
    for number in sorted({*old, *new}):
        if old.get(number) != new.get(number):
            yield Changed(goal=number, before=old.get(number), after=new.get(number))


def revised(before: Plan | None, said: Iterable[Goal], dropped: Iterable[int], highest: int) -> tuple[Goal, ...]:
    """The goals of the next version: those of `before` without the `dropped` ones, changed where `said` has their
    number, then the new ones, with numbers after the `highest` one any version had. A goal that was part of a dropped
    one is no longer part of any.

    Raises UnknownGoal, GoalTwice, CircularGoals, or NoGoals when none is left.
    """
    goals = {goal.number: goal for goal in before.goals} if before else {}
    spoken_of = list(dropped)
    for goal in said:
        if goal.number:
            spoken_of.append(goal.number)
            goals[goal.number] = _changed(_known(goal.number, goals), goal)
        else:
            highest += 1
            goals[highest] = msgspec.structs.replace(goal, number=highest)
    for number in spoken_of:
        _known(number, goals)
        if spoken_of.count(number) > 1:
            raise GoalTwice(goal=number)
    gone = set(dropped)
    left = {
        number: msgspec.structs.replace(goal, part_of=None) if goal.part_of in gone else goal
        for number, goal in goals.items()
        if number not in gone
    }
    if not left:
        raise NoGoals
    for goal in left.values():
        _refuse_circles(goal, left)
    return tuple(left.values())


def _known(number: int, goals: Mapping[int, Goal]) -> Goal:
    if number not in goals:
        raise UnknownGoal.among(number, goals)
    return goals[number]


def _changed(known: Struct, said: Struct) -> Struct:
    """`known` with the answers of `said`. Where `said` leaves an answer open, the old one stays."""
    values = {name: getattr(said, name) for name in known.__struct_fields__}
    for name, value in values.items():
        before = getattr(known, name)
        if isinstance(value, msgspec.Struct):
            values[name] = _changed(before, value)
        elif is_unanswered(value):
            values[name] = before
    return type(known)(**values)


def _refuse_circles(goal: Goal, goals: Mapping[int, Goal]) -> None:
    """Raises CircularGoals if a goal is, by way of others, part of itself."""
    way = [goal.number]
    while goal.part_of is not None:
        goal = _known(goal.part_of, goals)
        if goal.number in way:
            raise CircularGoals(goals=" > ".join(map(str, [*way, goal.number])))
        way.append(goal.number)
