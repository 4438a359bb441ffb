"""The plan in force: CarePlan with its tasks, Goal with its scale, Observation for each rating of a goal."""

from collections.abc import Iterator

from casejournal.domain import dates
from casejournal.domain.areas import area_label
from casejournal.domain.case_file import CaseFile
from casejournal.domain.closing import Outcome
from casejournal.domain.plan import LEVELS as TITLES
from casejournal.domain.plan import Agreed, Plan
from casejournal.domain.plan import Goal as Aim
from casejournal.domain.progress import Versions
from casejournal.domain.review import Rater, Review
from casejournal.domain.stage import Stage
from casejournal.domain.task import Task as Errand
from casejournal.exchange.fhir.codes import ACHIEVED, ENDED, LEVEL, LEVELS, LIFECYCLE, OBSERVED, PLANS, SCALE, SCORES
from casejournal.exchange.fhir.elements import Concept, Extension, Period, Reference, coded
from casejournal.exchange.fhir.names import Names, noted, said
from casejournal.exchange.fhir.person import PRESENTING, UNDERLYING
from casejournal.exchange.fhir.resources import Activity, ActivityDetail, CarePlan, Goal, GoalTarget, Observation
from casejournal.words import _


def plan(file: CaseFile, names: Names) -> Iterator[CarePlan | Goal | Observation]:
    """The plan that holds, its goals, and how far they have come."""
    holds = file.plan
    if holds is None:
        return
    rated = [*_ratings(file, names)]
    yield _care_plan(file, holds, names)
    for aim in holds.goals:
        yield _goal(file, holds, aim, names, [each.id for each in rated if each.focus == (_aim(aim.number, names),)])
    yield from rated


def _aim(number: int, names: Names) -> Reference:
    return names.reference("Goal", str(number))


def _problem(file: CaseFile, names: Names) -> tuple[Reference, ...]:
    return (names.reference("Condition", UNDERLYING if file.assessment else PRESENTING),)


def _care_plan(file: CaseFile, holds: Plan, names: Names) -> CarePlan:
    of_the_plan = {each.ref for each in file.plans}
    tasks = [task for task in file.tasks if task.source in of_the_plan or task.goal is not None]
    ended = dates.short(max(file.closing.on, holds.on)) if file.closing else None
    return CarePlan(
        id=names.id("CarePlan"),
        identifier=names.known_as("plan", holds.ref),
        status=_status(file, holds),
        intent="plan",
        subject=names.patient,
        period=Period(start=dates.short(holds.on), end=ended),
        created=dates.stamp(holds.recorded_at),
        addresses=_problem(file, names),
        goal=tuple(_aim(aim.number, names) for aim in holds.goals),
        activity=tuple(Activity(detail=_detail(task, holds, names)) for task in tasks),
        note=(noted(holds.client_words),) if holds.client_words else (),
    )


def _status(file: CaseFile, holds: Plan) -> str:
    if file.is_closed:
        return "revoked" if holds.refused else "completed"
    return "on-hold" if file.stage is Stage.ON_HOLD else PLANS[holds.agreed]


def _detail(task: Errand, holds: Plan, names: Names) -> ActivityDetail:
    open_as = "scheduled" if task.due else "not-started"
    return ActivityDetail(
        status="completed" if task.done_on else "cancelled" if task.dropped_on else open_as,
        description=said(task.text),
        goal=(_aim(task.goal, names),) if task.goal in holds.numbers else (),
        scheduled_period=Period(end=dates.short(task.due)) if task.due else None,
        performer=(Reference(display=_(task.who.label)),),
    )


def _goal(file: CaseFile, holds: Plan, aim: Aim, names: Names, outcomes: list[str]) -> Goal:
    lifecycle, achieved = _ended(file, holds, aim)
    return Goal(
        id=names.id("Goal", str(aim.number)),
        extension=tuple(_levels(aim)),
        identifier=names.known_as("goal", f"{file.ref}/{aim.number}"),
        lifecycle_status=lifecycle,
        achievement_status=coded(ACHIEVED, achieved) if achieved else None,
        category=(Concept(text=said(area_label(aim.area))),) if aim.area else (),
        description=Concept(text=said(aim.statement)),
        subject=names.patient,
        start_date=dates.short(holds.on),
        target=(
            GoalTarget(
                measure=Concept(coding=(SCALE,)),
                detail_string=said(aim.levels.expected) if aim.levels.expected else None,
                due_date=dates.short(aim.due) if aim.due else None,
            ),
        ),
        expressed_by=names.patient if holds.agreed is Agreed.YES else None,
        addresses=_problem(file, names),
        note=(noted(aim.measure),) if aim.measure else (),
        outcome_reference=tuple(Reference(reference=f"urn:uuid:{each}", type="Observation") for each in outcomes),
    )


def _ended(file: CaseFile, holds: Plan, aim: Aim) -> tuple[str, str | None]:
    """The status of a goal, and what was achieved if the closing says so."""
    if file.closing is None:
        return LIFECYCLE[holds.agreed], None
    outcomes: dict[int, Outcome] = {each.goal: each for each in file.closing.outcomes}
    told = outcomes.get(aim.number)
    return ENDED[told.result] if told else ("cancelled", None)


def _levels(aim: Aim) -> Iterator[Extension]:
    """The five levels of a goal, as far as they were described."""
    for level, coding in LEVELS.items():
        if text := aim.levels.at(level):
            told = Extension(url="level", value_coding=coding), Extension(url="text", value_string=said(text))
            yield Extension(url=LEVEL, extension=told)


def _ratings(file: CaseFile, names: Names) -> Iterator[Observation]:
    """Each rating of a goal that is still measured on the same scale."""
    versions = Versions(file.plans)
    for review in file.ratings:
        for aim in file.goals:
            level = versions.level(review, aim)
            if level is not None:
                yield _rating(review, aim.number, level, names)


def _rating(review: Review, number: int, level: int, names: Names) -> Observation:
    code = SCORES[review.by]
    told = _("rated by {who}").format(who=_(review.by.label))
    return Observation(
        id=names.id("Observation", f"{review.ref}/{number}"),
        identifier=names.known_as("rating", f"{review.ref}/{number}"),
        status="final",
        category=(coded(OBSERVED, "survey"),),
        code=Concept(coding=(code,) if code else (), text=told),
        subject=names.patient,
        focus=(_aim(number, names),),
        effective_date_time=dates.short(review.on),
        performer=(names.patient,) if review.by is Rater.CLIENT else (),
        value_codeable_concept=Concept(coding=(LEVELS[level],), text=f"{level:+} ({_(TITLES[level])})"),
    )
