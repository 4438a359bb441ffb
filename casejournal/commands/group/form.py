"""`cj group form`: form a group and write its charter."""

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.founding import offer
from casejournal.domain.group.charter import Group
from casejournal.domain.group.file import GroupFile
from casejournal.forms import records
from casejournal.forms.fields import Answers
from casejournal.render.page import Answer
from casejournal.render.written import written
from casejournal.words import _

app = typer.Typer(add_completion=False)


@app.command()
@verb(form=Group)
def form(desk: Desk, *, answers: Answers) -> Answer:
    """Form a group and write its charter: its purpose, why it is formed, for whom, when it meets.

    What else the six principles of group work ask for is offered at the end. Name no person in the name or the purpose
    of the group: both are shown in the case of each member.

    Examples: cj group form · cj group form --name "Ibu Tangguh" --purpose "To sell what we sew, together."
    """
    offer(desk)
    journal = desk.journal
    answers = desk.complete(Group, answers, "group", "form")
    for group in journal.labels.groups:
        if group.is_called(answers["name"]):
            desk.tell(_("There is already a group with that name: {ref}.").format(ref=group.ref))
    with journal.forming("group form") as drawer:
        formed = records.build(Group, answers, drawer.stamp(Group))
        drawer.put(formed)
    return written(formed, GroupFile(ref=formed.ref, group=formed))
