"""`cj plan`: the goals that worker and client agree on, and who does what by when."""

from collections.abc import Mapping
from typing import Annotated

import msgspec
import typer

from casejournal.commands._verb import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.desk.casework import step_in_order
from casejournal.domain.case_file import CaseFile
from casejournal.domain.field import Among
from casejournal.domain.follow_up import follow_up
from casejournal.domain.plan import Goal, Plan, revised
from casejournal.domain.process import in_order
from casejournal.errors import UnknownName
from casejournal.forms import check, fields, records
from casejournal.forms.fields import Answers, Choices, Known
from casejournal.render.page import Answer
from casejournal.render.plan import difference
from casejournal.render.written import written
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)

TEMPLATES = "plan_templates"


@app.command()
@verb(form=Plan)
def plan(
    desk: Desk,
    case: CaseArgument,
    use: Annotated[
        str,
        typer.Option("--use", metavar="NAME", help=N_("A plan template from your config.toml."), show_default=False),
    ] = "",
    *,
    answers: Answers,
) -> Answer:
    """Draw up a plan together: goals, who does what by when, and whether the client agrees.

    A second plan is the next version: goals you do not mention stay, --drop ends one, 2="…" changes goal 2.

    Examples: cj plan sari ·
    cj plan C-7K4Q --goal "…" --goal "…" --agreed yes --task "client: ask the school about fees by friday" ·
    cj plan @ --reason "she found work" --drop 2 --goal "…" --agreed yes
    """
    found = desk.journal.find(case)
    file = desk.journal.case(found.ref)
    because = step_in_order(desk, file, Plan, answers)
    answers = _template(desk, use) | answers if use else answers
    if use and desk.can_ask:
        desk.tell_whose(found.ref)
        for name in ("goals", "tasks"):
            desk.tell(records.in_words(fields.field(Plan, name), answers.get(name, ())))
    said = answers
    answers = desk.complete(Plan, said, "plan", found.ref, known=_known(file))
    if answers != said:  # a goal may be changed first, and dropped after going back
        kept = (goal for goal in answers.get("goals", ()) if goal.number not in answers.get("dropped", ()))
        answers["goals"] = tuple(kept)
    with desk.journal.writing(found.ref, "plan") as drawer:
        before = drawer.file.plan
        in_order(drawer.file, Plan, because)
        planned = _drawn_up(drawer.file, records.build(Plan, answers | {"because": because}, drawer.stamp(Plan)))
        tasks = follow_up(planned, drawer.new_ref)
        drawer.put(planned, *tasks)
    return written(planned, drawer.file, tasks, more=difference(before, planned))


def _drawn_up(file: CaseFile, said: Plan) -> Plan:
    """The next version of the plan: with its number, and with the goals that were not mentioned.

    Raises UnknownGoal if a task belongs to a goal that is not in it.
    """
    highest = max((number for each in file.plans for number in each.numbers), default=0)
    goals = revised(file.plan, said.goals, said.dropped, highest)
    planned = msgspec.structs.replace(said, version=file.plan.version + 1 if file.plan else 1, goals=goals)
    for task in planned.tasks:
        if task.goal is not None:
            planned.goal(task.goal)
    return planned


def _known(file: CaseFile) -> Known:
    """What the form must know. In a revision the goals stay unless they are dropped, and a reason is needed."""
    told = _("The underlying problem: {problem}")
    seen = [told.format(problem=file.assessment.underlying_problem)] if file.assessment else []
    highest = max((number for each in file.plans for number in each.numbers), default=0)

    def kept(answers: Answers) -> tuple[Goal, ...]:
        return tuple(goal for goal in file.goals if goal.number not in answers.get("dropped", ()))

    def lists(answers: Answers) -> Mapping[Among, Choices]:
        new = [goal.statement for goal in answers.get("goals", ()) if not goal.number]
        return {
            Among.EARLIER_GOALS: [(str(goal.number), goal.statement) for goal in file.goals],
            Among.GOALS: [
                *((str(goal.number), goal.statement) for goal in kept(answers)),
                *((str(highest + place), statement) for place, statement in enumerate(new, 1)),
            ],
        }

    if file.plan is None:
        return Known(beforehand=seen, lists=lists, needless=frozenset({"reason", "dropped"}))
    return Known(
        beforehand=seen,
        lists=lists,
        standing=lambda answers: {"goals": kept(answers)},
        counted={"goals": highest},
        needed=frozenset({"reason"}),
        optional=frozenset({"goals"}),
    )


def _template(desk: Desk, name: str) -> Answers:
    """The answers in a plan template; its days count from its own. Raises UnknownName, or what checks raise."""
    templates = desk.config.table(TEMPLATES)
    if name not in templates:
        raise UnknownName(what=N_("plan template"), asked=name, known=", ".join(templates) or N_("none in config.toml"))
    answers = check.from_values(Plan, templates[name], f"{TEMPLATES}.{name}", desk.today, desk.since)
    desk.since.tell_counted(desk.tell)
    return check.with_own_words(Plan, answers, desk.config.value("areas"))
