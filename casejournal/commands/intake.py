"""`cj intake`: open a case: who came, and the presenting problem."""

import msgspec
import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.acquaintances import Acquaintances
from casejournal.desk.at_intake import as_on_file, asked, known_at_intake
from casejournal.desk.founding import offer
from casejournal.domain.case_file import CaseFile
from casejournal.domain.follow_up import follow_up
from casejournal.domain.intake import Intake
from casejournal.forms import records
from casejournal.forms.fields import Answers
from casejournal.forms.own_fields import kept
from casejournal.render.page import Answer
from casejournal.render.written import written

app = typer.Typer(add_completion=False)


@app.command()
@verb(form=Intake)
def intake(desk: Desk, answers: Answers) -> Answer:
    """Open a case: who came, and what they say troubles them.

    At a terminal it asks for what you did not give. Immediate danger makes a task for today. As soon as it knows the
    name, it says who may be the same person in another case, open or closed.

    Examples: cj intake · cj intake --client "Ibu Sari" --presenting-problem "…" --area family --safety concern ·
    cj intake --client "Rina" --presenting-problem "…" --birth "about 2015" --related C-7K4Q=sibling ·
    cj intake --template > intake.toml, then cj intake --from intake.toml
    """
    offer(desk)
    journal = desk.journal
    acquaintances = Acquaintances(desk)
    acquaintances.look(answers)
    known, form = msgspec.structs.replace(known_at_intake(desk), noticed=acquaintances.noticed), asked(desk, Intake)
    answers = kept(form, desk.complete(form, as_on_file(desk, form, answers), "intake", known=known))
    acquaintances.look(answers)  # an own question may ask for a number by which somebody is known
    same = acquaintances.among(answers)
    with journal.opening("intake") as drawer:
        opened = records.build(Intake, answers, drawer.stamp(Intake))
        file = CaseFile(ref=opened.ref, intake=opened)
        task = follow_up(opened, drawer.new_ref)
        drawer.put(opened, *task)
    answer = written(opened, file, task)
    return msgspec.structs.replace(answer, data=lambda: {**msgspec.to_builtins(answer.data()), "likely": same})
