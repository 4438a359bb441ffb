"""`cj safety`, `cj safety show`, `cj safety end`: the safety plan of somebody in danger."""

from typing import Annotated

import typer

from casejournal.commands._table import VerbFirst
from casejournal.commands._verb import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.domain.derived import whole
from casejournal.domain.process import require_open, require_safety_plan
from casejournal.domain.refs import read_ref
from casejournal.domain.safety_plan import SafetyPlan
from casejournal.forms import check, fields, records
from casejournal.forms.fields import Answers
from casejournal.render.page import Answer
from casejournal.render.safety_plan import safety_page
from casejournal.render.written import written
from casejournal.words import N_, _

app = typer.Typer(
    cls=VerbFirst,
    add_completion=False,
    no_args_is_help=True,
    help=N_("The safety plan of somebody in danger. cj safety CASE makes one; its options: cj safety make --help"),
)


@app.command()
@verb(form=SafetyPlan)
def make(desk: Desk, case: CaseArgument, *, answers: Answers) -> Answer:
    """Make a safety plan with somebody in danger. You may leave out the word make.

    It is shown at the top of the case until you end it; a new one takes its place.

    Examples: cj safety sari · cj safety C-7K4Q --warning-sign "he counts the money" --what-helps "leave by the back
    door" --person "Bu Wati next door" --service "women's line: 129" --review-on +7d
    """
    found = desk.journal.find(case)
    require_open(desk.journal.case(found.ref))
    answers = desk.complete(SafetyPlan, answers, "safety", "make", found.ref)
    with desk.journal.writing(found.ref, "safety") as drawer:
        require_open(drawer.file)
        made = records.build(SafetyPlan, answers, drawer.stamp(SafetyPlan))
        drawer.put(made)
    return written(made, drawer.file)


@app.command()
@verb()
def show(desk: Desk, case: CaseArgument) -> Answer:
    """Show every safety plan of a case, the latest first, and which one is in force.

    Example: cj safety show sari
    """
    file = desk.journal.case(desk.journal.find(case).ref)
    return Answer(
        kind="safety-plan-list",
        data=lambda: [whole(each, file, desk.today) for each in file.safety_plans],
        page=lambda: safety_page(file),
        shows=file.ref,
    )


@app.command()
@verb()
def end(
    desk: Desk,
    about: Annotated[
        str, typer.Argument(metavar="CASE|REF", help=N_("The case, or the ref of the plan."), show_default=False)
    ],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=N_("Why it is no longer needed."))] = "",
    on: Annotated[str, typer.Option("--on", metavar="DAY", help=N_("The day it ended, if not today."))] = "",
) -> Answer:
    """End a safety plan that is no longer needed, and say why.

    Example: cj safety end sari --reason "he moved to another island; she says she sleeps"
    """
    case, ref = _meant(desk, about)
    day = desk.day(on)
    require_safety_plan(desk.journal.case(case), ref).end(day, reason)  # fail before anything is asked
    said = reason.strip() or desk.ask_line("--reason", _("Why is the safety plan no longer needed?"))
    why = check.check(fields.field(SafetyPlan, "ended_because"), said, desk.today)
    with desk.journal.writing(case, "safety end") as drawer:
        ended = require_safety_plan(drawer.file, ref).end(day, why)
        drawer.put(ended)
    return written(ended, drawer.file)


def _meant(desk: Desk, about: str) -> tuple[str, str]:
    """The ref of the case, and the ref of the safety plan if that was given, else empty."""
    if (read_ref(about) or "").startswith(SafetyPlan.ref_letter):
        return desk.journal.whereabouts(about)
    return desk.journal.find(about).ref, ""
