"""`cj agency add`: write a service into the directory."""

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.directory import entry_answer, writing
from casejournal.desk.founding import offer
from casejournal.domain.agency import Agency
from casejournal.forms import records
from casejournal.forms.fields import Answers
from casejournal.render.page import Answer
from casejournal.words import _

app = typer.Typer(add_completion=False)


@app.command()
@verb(form=Agency)
def add(desk: Desk, *, answers: Answers) -> Answer:
    """Write an agency, or one of its services, into your directory. It says nothing about a client.

    cj refer offers it, with its numbers, its hours and the papers the client must bring. To correct it: cj amend REF.

    Examples: cj agency add · cj agency add --name "Puskesmas Melati" --service "Poli jiwa" --area mental_health
    --phone "0274 555 123: loket" --hours "Sen-Jum 08.00-14.00" --document KTP --city Sleman
    """
    offer(desk)
    answers = desk.complete(Agency, answers, "agency", "add")
    with writing(desk, "agency add") as drawer:
        entry = records.build(Agency, answers, drawer.stamp(Agency))
        same = drawer.file.meant(entry.called)
        drawer.put(entry)
    if same:
        desk.tell(_("There is already an entry with that name: {ref}.").format(ref=same.ref))
    return entry_answer(desk, entry, wrote=True)
