"""`cj group close`: the end of a group, and what became of each member's aim."""

import msgspec
import typer

from casejournal.commands._verb import GroupArgument, verb
from casejournal.desk import Desk
from casejournal.desk.casework import why_it_ends
from casejournal.desk.groupwork import written_of_members
from casejournal.desk.members import known_aims, named, roster_of
from casejournal.domain.group.ending import Ending
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.meeting import require_ends, require_over, unfinished
from casejournal.forms import records
from casejournal.forms.fields import Answers
from casejournal.render.page import Answer

app = typer.Typer(add_completion=False)


@app.command()
@verb(form=Ending)
def close(desk: Desk, group: GroupArgument, *, answers: Answers) -> Answer:
    """Close a group: why, what it reached, what became of each member's aim, what continues for them.

    It first names what is still open. With --because you close the group anyway, and the reason stays visible. What a
    review said about an aim is kept, unless you say otherwise.

    Examples: cj group close tangguh ·
    cj group close G-2M9D --reason planned --result "…" --aim wati=reached --told "at the last session"
    """
    found = desk.journal.find_group(group)
    file = desk.journal.group(found.ref)
    day = answers.get("on", desk.today)
    require_over(file, day)
    roster, known = roster_of(desk, file), known_aims(desk, file, day)
    answers = _with_what_was_said(file, named(Ending, answers, roster, desk.today))
    known = msgspec.structs.replace(
        known,
        assumed={"aims": tuple(file.became.values())},
        fits={"on": lambda said: require_over(file, said.get("on", desk.today))},
    )
    known = why_it_ends(desk, unfinished(file), answers, known)
    answers = desk.complete(Ending, answers, "group", "close", file.ref, known=known)
    with desk.journal.writing_group(file.ref, "group close") as drawer:
        because = require_ends(drawer.file, answers.get("on", desk.today), answers.get("because", ""))
        answers = named(Ending, answers, roster_of(desk, drawer.file), desk.today)
        ended = records.build(Ending, answers | {"because": because}, drawer.stamp(Ending))
        drawer.put(ended)
    return written_of_members(ended, drawer.file, roster)


def _with_what_was_said(file: GroupFile, answers: Answers) -> Answers:
    """The answers. An aim that is not mentioned now keeps what was said about it before."""
    if "aims" not in answers:
        return answers
    now = {aim.member: aim for aim in answers["aims"]}
    return answers | {"aims": tuple((file.became | now).values())}
