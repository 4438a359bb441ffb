"""`cj report`: the work of a month in figures; and what left the journal, where to, and who did it."""

from collections.abc import Iterator
from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.counting import counted, period_meant
from casejournal.desk.outgoing import hand_out, outgoing, text_file
from casejournal.domain import dates
from casejournal.domain.report.report import Report
from casejournal.domain.report.small import without_small
from casejournal.errors import NotValid
from casejournal.render.access import access_page
from casejournal.render.page import Answer, Prose, Tone, Words, said
from casejournal.render.report import as_data, report_page
from casejournal.storage.access import Access
from casejournal.storage.refusals import Damaged
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def report(  # noqa: PLR0917 - one for each option
    desk: Desk,
    month: Annotated[
        str,
        typer.Option("--month", metavar="MONTH", help=N_("2026-10, october, last month. Without it: this month.")),
    ] = "",
    first: Annotated[str, typer.Option("--from", metavar="DAY", help=N_("The first day, for any other period."))] = "",
    last: Annotated[str, typer.Option("--to", metavar="DAY", help=N_("The last day; today if you leave it out."))] = "",
    suppress_small: Annotated[
        bool,
        typer.Option(
            "--suppress-small",
            help=N_("Hide figures about fewer than five people, and what would give them away. For a report that goes to others."),
        ),
    ] = False,
    csv: Annotated[bool, typer.Option("--csv", help=N_("As CSV, a line for each figure: the same as --format csv."))] = False,
    form: Annotated[
        str,
        typer.Option("--format", metavar="html|md|docx|pdf|csv", help=N_("A page with charts, a document, or CSV.")),
    ] = "",
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar="FILE", help=N_("A file only you can read; - prints it.")),
    ] = "",
    access: Annotated[
        bool, typer.Option("--access", help=N_("Not figures: who printed, handed out, backed up or erased what, when."))
    ] = False,
) -> Answer:
    """Report on a month, or any period: cases, contacts, help, referrals, goals, groups, principles. Names nobody.

    The figures tell how things stood on the last day of the period, whenever you make the report.

    Examples: cj report · cj report --month "last month" · cj report --month october -o report.html --suppress-small
    · cj report --from 2026-01-01 --to 2026-06-30 --csv · cj report --access
    """
    if access:
        return _of_access(desk)
    form = _form(form, output, csv=csv)
    path = _path(desk, form, output) if form else None
    found = counted(desk, period_meant(desk, month, first, last))
    found = without_small(found) if suppress_small else found
    if form:
        return _handed_out(desk, found, form, output)
    return Answer(kind="report", data=lambda: as_data(found), page=lambda: report_page(found))
