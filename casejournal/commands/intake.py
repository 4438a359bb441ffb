"""`cj intake`: who came, and what they say troubles them."""

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.at_intake import as_on_file, known_at_intake
from casejournal.desk.founding import offer
from casejournal.domain.case_file import CaseFile
from casejournal.domain.follow_up import follow_up
from casejournal.domain.intake import Intake
from casejournal.forms import records
from casejournal.forms.fields import Answers
from casejournal.render.page import Answer
from casejournal.render.written import written
from casejournal.words import _

app = typer.Typer(add_completion=False)


@app.command()
@verb(form=Intake)
def intake(desk: Desk, answers: Answers) -> Answer:
    """Take a case in: who came, and what they say troubles them.

    At a terminal it asks for what was not given. Immediate danger makes a task for today.

    Examples: cj intake · cj intake --client "Ibu Sari" --presenting-problem "…" --area family --safety concern ·
    cj intake --client "Rina" --presenting-problem "…" --birth "about 2015" --related C-7K4Q=sibling ·
    cj intake --template > intake.toml, then cj intake --from intake.toml
    """
    offer(desk)
    journal = desk.journal
    answers = desk.complete(Intake, as_on_file(desk, answers), "intake", known=known_at_intake(desk))
    namesakes = [case for case in journal.summaries() if case.is_called(answers["client"])]
    for case in namesakes:
        desk.tell(_("There is already a case of that name: {ref}.").format(ref=case.ref))
    with journal.opening("intake") as drawer:
        opened = records.build(Intake, answers, drawer.stamp(Intake))
        file = CaseFile(ref=opened.ref, intake=opened)
        task = follow_up(opened, drawer.new_ref)
        drawer.put(opened, *task)
    return written(opened, file, task)
