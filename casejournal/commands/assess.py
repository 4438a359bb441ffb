"""`cj assess`: from the presenting problem to the underlying one."""

import typer

from casejournal.commands._verb import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.domain.assessment import Assessment, scores
from casejournal.domain.case_file import CaseFile
from casejournal.domain.process import require_open
from casejournal.forms import records
from casejournal.forms.fields import Answers, Known
from casejournal.render.assessment import compared
from casejournal.render.page import Answer
from casejournal.render.written import written
from casejournal.words import _

app = typer.Typer(add_completion=False)


@app.command()
@verb(form=Assessment)
def assess(desk: Desk, case: CaseArgument, *, answers: Answers) -> Answer:
    """Assess a case: what the real problem is, how each area of life is going, what there is to build on.

    The earlier assessments are kept, so you can follow how the view changed.

    Examples: cj assess sari ·
    cj assess C-7K4Q --underlying-problem "…" --shared-by both --domain income=2:"day labour only" --strength "…"
    """
    found = desk.journal.find(case)
    file = desk.journal.case(found.ref)
    require_open(file)
    answers = desk.complete(Assessment, answers, "assess", found.ref, known=_known(file))
    with desk.journal.writing(found.ref, "assess") as drawer:
        require_open(drawer.file)
        assessed = records.build(Assessment, answers, drawer.stamp(Assessment))
        drawer.put(assessed)
    return written(assessed, drawer.file, more=compared(assessed, drawer.file), without=("domains",))


def _known(file: CaseFile) -> Known:
    """The problem as it was seen so far, the last scores, and the areas that are likely to be scored."""
    seen = [_("The problem as the client told it: {problem}").format(problem=file.intake.presenting_problem)]
    if file.assessment:
        seen.append(_("As you saw it last time: {problem}").format(problem=file.assessment.underlying_problem))
    scored = {area: every[-1].domain for area, every in scores(file.assessments).items()}
    told = _("Last time {score}: {reason}")
    return Known(
        beforehand=seen,
        reminders={
            ("score", area): told.format(score=domain.score, reason=domain.reason) for area, domain in scored.items()
        },
        marked={"domains": (*file.intake.areas, *scored)},
    )
