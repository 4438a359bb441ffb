"""`cj practice class`: what a class handed in, students by items."""

from pathlib import Path
from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.named import named
from casejournal.desk.outgoing import outgoing
from casejournal.desk.practice.handing_in import own_digests, works_in
from casejournal.domain.practice.classroom import groups
from casejournal.errors import ExitCode
from casejournal.exchange.sheet import rows_as_csv
from casejournal.render.page import Answer
from casejournal.render.practice.classroom import class_page, rows_of, told_class
from casejournal.storage import disk
from casejournal.words import N_

app = typer.Typer(add_completion=False)


@app.command(name="class")
@verb()
def class_(
    desk: Desk,
    folder: Annotated[
        str, typer.Argument(metavar="DIR", help=N_("The folder with the files handed in."), show_default=False)
    ],
    csv: Annotated[
        str, typer.Option("--csv", metavar="FILE", help=N_("Write the table into a file too, for a spreadsheet."))
    ] = "",
) -> Answer:
    """Look at what a class handed in: students by items, what most missed, sentences that several wrote.

    Everything is worked out anew from what was said and written. Ends with 17 if a file wants a second look: it is
    damaged, was changed by hand, handed in twice, or made from somebody else's run. The others are shown all the same.

    Examples: cj practice class handed-in · cj practice class handed-in --csv class.csv
    """
    works, failures = works_in(desk, Path(named(folder)))
    found = [*groups(works, dict(own_digests({each.handed.vignette for each in works})))]
    problems = [each.message() for each in failures]
    if csv:
        disk.replace(outgoing(desk, csv, "--csv"), rows_as_csv(rows_of(found)).encode())
    wrong = bool(problems) or any(group.remarks for group in found)
    return Answer(
        kind="practice-class",
        data=lambda: told_class(found, problems),
        page=lambda: class_page(found, problems),
        exit_code=ExitCode.FOUND_PROBLEMS if wrong else ExitCode.DONE,
    )
