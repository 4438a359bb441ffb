"""`cj verify`: whether everything is as it was written."""

import typer

from casejournal.commands import verb
from casejournal.desk import Desk
from casejournal.errors import ExitCode
from casejournal.render.page import Answer
from casejournal.render.verify import verify_page
from casejournal.storage.verify import verify as verify_journal

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def verify(desk: Desk) -> Answer:
    """Read every line of the journal and name whatever was changed, dropped, doubled, moved or shortened.

    It changes nothing. Ends with code 13 when something is wrong.
    """
    report = verify_journal(desk.journal)
    code = ExitCode.DONE if report.sound else ExitCode.DAMAGED
    return Answer(kind="verify", data=lambda: report, page=lambda: verify_page(report), exit_code=code)
