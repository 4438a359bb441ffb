# ruff: noqa: N999 - the command is called so
"""`cj agency import`: take in a directory of services that others made."""

from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.agencies_taken import take_in_all
from casejournal.desk.founding import offer
from casejournal.desk.received import received
from casejournal.domain.taken import Fate, TakenIn
from casejournal.errors import ExitCode
from casejournal.exchange.hsds.reading import read
from casejournal.render.agencies_taken import taken_page
from casejournal.render.page import Answer
from casejournal.words import N_

app = typer.Typer(add_completion=False)


@app.command(name="import")
@verb()
def import_(
    desk: Desk,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help=N_("HSDS 3: a JSON file, or a ZIP file of CSV tables."), show_default=False
        ),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Only show what would be taken in."))] = False,
    theirs: Annotated[
        bool, typer.Option("--theirs", help=N_("Where you and the file both changed something, take the file's."))
    ] = False,
) -> Answer:
    """Take services into your directory from a file of the Human Services Data Specification (HSDS 3).

    Doing it again changes nothing: services are known again by their id. What you changed yourself stays as you wrote
    it, and you are told. A service that is not as HSDS wants it is left out, with the reason; then the code is 17.

    Examples: cj agency import services.json --dry-run · cj agency import services.zip
    """
    offer(desk)
    found = read(received(file))
    taken = take_in_all(desk, found, file, theirs=theirs, write=not dry_run)
    return _answer(taken, file, dry_run=dry_run)


def _answer(taken: TakenIn, file: str, *, dry_run: bool) -> Answer:
    return Answer(
        kind="agency-import",
        data=lambda: {"file": file, "dry_run": dry_run, **_facts(taken)},
        page=lambda: taken_page(taken, dry_run=dry_run),
        exit_code=ExitCode.FOUND_PROBLEMS if taken.rejected else ExitCode.DONE,
        wrote=not dry_run,
    )


def _facts(taken: TakenIn) -> dict[str, object]:
    told = [
        {"ref": each.entry.ref, "called": each.entry.called, "fate": each.fate, "fields": each.fields}
        for each in taken.taken
        if each.fate is not Fate.SAME
    ]
    return {**{fate.value: n for fate, n in taken.counts.items()}, "rejected": taken.rejected, "items": told}
