"""`cj group review`: how the group works and what came of it, as each party sees it."""

import msgspec
import typer

from casejournal.commands._verb import GroupArgument, verb
from casejournal.desk import Desk
from casejournal.desk.groupwork import written_of_members
from casejournal.desk.members import known_aims, named, roster_of
from casejournal.domain.group.evaluation import Evaluation
from casejournal.domain.group.meeting import require_meets
from casejournal.forms import records
from casejournal.forms.fields import Answers
from casejournal.render.page import Answer

app = typer.Typer(add_completion=False)


@app.command()
@verb(form=Evaluation)
def review(desk: Desk, group: GroupArgument, *, answers: Answers) -> Answer:
    """Look at the group as a whole: how it works, what came of it, what each party says, what became of each aim.

    Examples: cj group review tangguh ·
    cj group review G-2M9D --process "…" --result "…" --account "members: …" --aim "wati=partly:sleeps four hours"
    """
    found = desk.journal.find_group(group)
    file = desk.journal.group(found.ref)
    roster = roster_of(desk, file)
    require_meets(file, answers.get("on", desk.today))
    answers = named(Evaluation, answers, roster, desk.today)
    known = msgspec.structs.replace(
        known_aims(desk, file, answers.get("on", desk.today)),
        fits={"on": lambda said: require_meets(file, said.get("on", desk.today))},
    )
    answers = desk.complete(Evaluation, answers, "group", "review", file.ref, known=known)
    with desk.journal.writing_group(file.ref, "group review") as drawer:
        require_meets(drawer.file, answers.get("on", desk.today))
        answers = named(Evaluation, answers, roster_of(desk, drawer.file), desk.today)
        reviewed = records.build(Evaluation, answers, drawer.stamp(Evaluation))
        drawer.put(reviewed)
    return written_of_members(reviewed, drawer.file, roster)
