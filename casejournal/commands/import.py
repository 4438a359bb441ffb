"""`cj import`: take in what was written elsewhere: a caseload from a table, cases of another journal."""

from pathlib import Path
from typing import Annotated

import typer

from casejournal.commands._refusals import FromPractice
from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.arrivals import Content, ask_before, looked_at, taken_in
from casejournal.desk.named import named
from casejournal.desk.practice.talk import require_no_practice
from casejournal.desk.sealing import opened
from casejournal.errors import CannotRead, NotValid
from casejournal.exchange.arriving import ENOUGH, Arriving, arriving
from casejournal.render.page import Answer
from casejournal.render.taken_in import taken_in_answer
from casejournal.storage.outside import pieces
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)

_Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="COLUMN=FIELD", help=N_("What a column fills; - for nothing. May be given several times.")
    ),
]
_MapFile = Annotated[str, typer.Option("--map-file", metavar="FILE", help=N_('A TOML file with "COLUMN" = "field".'))]
_Sheet = Annotated[str, typer.Option("--sheet", metavar="NAME", help=N_("The sheet; if left out, the first."))]
_Dates = Annotated[
    str, typer.Option("--dates", metavar="dmy|mdy|ymd", help=N_("The order of days written in numbers: 03/04/2024."))
]
_Key = Annotated[
    str,
    typer.Option(
        "--key",
        metavar="COLUMN",
        help=N_("The column by which a row is known when it comes again; if left out, all that is taken in of it."),
    ),
]
_Likely = Annotated[bool, typer.Option("--allow-likely", help=N_("Take in people who seem to have a case already."))]
_Rejects = Annotated[
    str,
    typer.Option("--rejects", metavar="FILE", help=N_("A CSV file for the rejected rows, to be mended and taken in.")),
]
_DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("Only say what would be taken in."))]


@app.command()
@verb()
def import_(  # noqa: PLR0917 - each is an option
    desk: Desk,
    file: Annotated[str, typer.Argument(metavar="FILE", help=N_("The file to take in."), show_default=False)],
    dry_run: _DryRun = False,
    said: _Map = None,
    map_file: _MapFile = "",
    sheet: _Sheet = "",
    dates: _Dates = "",
    key: _Key = "",
    allow_likely: _Likely = False,
    rejects: _Rejects = "",
) -> Answer:
    """Take in what was written elsewhere: a caseload from a table (CSV, XLSX, ODS), or cases of another journal.

    Each row of a table becomes a case, or is rejected as a whole, with its reason; then the command ends with 17. The
    same table can be taken in again: what is here already adds nothing. Columns are recognised by name, in either
    language. What kind of file it is, is told by its content.

    Examples: cj import clients.csv --dry-run · cj import clients.xlsx --map "Keluhan utama=presenting_problem" --dates
    dmy --rejects rejected.csv · cj import cases.jsonl
    """
    require_no_practice(desk)
    path = Path(named(file))
    kind = arriving(_first(path))
    if kind in {Arriving.JOURNAL, Arriving.SEALED}:
        of_a_table = {"--map": said, "--map-file": map_file, "--sheet": sheet, "--dates": dates, "--key": key}
        for option, given in (of_a_table | {"--allow-likely": allow_likely, "--rejects": rejects}).items():
            if given:
                raise NotValid(field=option, problem=N_("this is only for a table"))
        content = _unsealed(desk, path) if kind is Arriving.SEALED else lambda: pieces(path)
        return _from_a_journal(desk, content, path, dry_run)
    from casejournal.desk.caseload import caseload, wanted  # lazy: a journal's own file needs no tables

    how = wanted(said or (), map_file, sheet, dates, key, allow_likely=allow_likely, dry_run=dry_run)
    return caseload(desk, path, how, rejects)


def _first(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(ENOUGH)
    except (OSError, ValueError) as error:
        raise CannotRead(path=str(path), reason=getattr(error, "strerror", None) or "") from error


def _unsealed(desk: Desk, path: Path) -> Content:
    """What is in a sealed file: records of another journal. Raises NotValid for anything else."""
    content = opened(desk, path)
    kind = arriving(next(content(), b""))
    if kind is not Arriving.JOURNAL:
        problem = _("this is {kind}, sealed; open it first: cj unseal FILE").format(kind=_(kind.value))
        raise NotValid(field=str(path), problem=problem)
    return content


def _from_a_journal(desk: Desk, content: Content, path: Path, dry_run: bool) -> Answer:
    """Everything is checked before anything is written."""
    head, brought = looked_at(desk, content, path)
    if head.practice:
        raise FromPractice(file=str(path))
    if not dry_run:
        ask_before(desk, head, brought)
        brought = taken_in(desk, content, path, brought)
    names = {label.ref: label.name for label in desk.journal.labels.every}
    return taken_in_answer(brought, names, dry_run=dry_run)
