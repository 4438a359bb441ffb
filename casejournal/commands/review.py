"""`cj review`: looking together at what was reached."""

import msgspec
import typer

from casejournal.commands._verb import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.desk.casework import knowing_goals, step_in_order
from casejournal.domain.case_file import CaseFile
from casejournal.domain.plan import LEVELS
from casejournal.domain.process import in_order
from casejournal.domain.review import Review
from casejournal.forms import records
from casejournal.forms.fields import Answers, Known
from casejournal.render.page import Answer
from casejournal.render.reviews import review_blocks
from casejournal.render.written import written

app = typer.Typer(add_completion=False)


@app.command()
@verb(form=Review)
def review(desk: Desk, case: CaseArgument, *, answers: Answers) -> Answer:
    """Rate the goals of the plan from -2 to +2, where 0 is what you expected when you agreed on them.

    The T-score sums them up: 50 is as expected, 10 is one standard deviation. It is only a summary: read the goals.

    Examples: cj review sari · cj review C-7K4Q --rate 1=0 --rate 2=-1 --by worker
    """
    found = desk.journal.find(case)
    file = desk.journal.case(found.ref)
    because = step_in_order(desk, file, Review, answers)
    answers = desk.complete(Review, answers, "review", found.ref, known=_known(file))
    with desk.journal.writing(found.ref, "review") as drawer:
        before = drawer.file
        in_order(before, Review, because)
        before.require_goals(rating.goal for rating in answers.get("ratings", ()))
        answers |= {"because": because, "plan": before.plan.ref if before.plan else ""}
        reviewed = records.build(Review, answers, drawer.stamp(Review))
        drawer.put(reviewed)
    after = before.with_record(reviewed)
    return written(reviewed, after, more=review_blocks(after, reviewed), without=("ratings", "plan"))


def _known(file: CaseFile) -> Known:
    """The goals, and the meaning of each of their levels."""
    meanings = {(str(goal.number), str(level)): goal.levels.at(level) for goal in file.goals for level in LEVELS}
    return msgspec.structs.replace(knowing_goals(file, "ratings"), meanings=meanings)
