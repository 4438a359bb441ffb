"""`cj import`: take in what was written elsewhere: a caseload from a spreadsheet."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.arrivals import Content, looked_at, taken_in
from casejournal.desk.named import named
from casejournal.desk.sealing import opened
from casejournal.errors import CannotRead, NotValid
from casejournal.exchange.arriving import ENOUGH, Arriving, arriving
from casejournal.render.page import Answer
from casejournal.render.taken_in import taken_in_answer
from casejournal.storage.outside import pieces
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def import_(
    desk: Desk,
    file: Annotated[str, typer.Argument(metavar="FILE", help=N_("The file to take in."), show_default=False)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Only say what would be taken in."))] = False,
) -> Answer:
    """Take in what was written elsewhere. What kind of file it is, is told by its content, not by its name."""
    path = Path(named(file))
    kind = arriving(_first(path))
    if kind not in _TAKES:
        raise NotValid(field=file, problem=_("this is {kind}, which cj cannot take in").format(kind=_(kind.value)))
    return _TAKES[kind](desk, path, dry_run)


def _first(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(ENOUGH)
    except (OSError, ValueError) as error:
        raise CannotRead(path=str(path), reason=getattr(error, "strerror", None) or "") from error


def _lines(desk: Desk, path: Path, dry_run: bool) -> Answer:
    return _from_a_journal(desk, lambda: pieces(path), path, dry_run)


def _sealed(desk: Desk, path: Path, dry_run: bool) -> Answer:
    content = opened(desk, path)
    kind = arriving(next(content(), b""))
    if kind is not Arriving.JOURNAL:
        problem = _("this is {kind}, sealed; open it first: cj unseal FILE").format(kind=_(kind.value))
        raise NotValid(field=str(path), problem=problem)
    return _from_a_journal(desk, content, path, dry_run)


def _from_a_journal(desk: Desk, content: Content, path: Path, dry_run: bool) -> Answer:
    """Everything is checked before anything is written."""
    _head, brought = looked_at(desk, content)
    if not dry_run:
        brought = taken_in(desk, content, path)
    names = {label.ref: label.name for label in desk.journal.labels.every}
    return taken_in_answer(brought, names, dry_run=dry_run)


_TAKES: dict[Arriving, Callable[[Desk, Path, bool], Answer]] = {Arriving.JOURNAL: _lines, Arriving.SEALED: _sealed}
"""How each kind of file is taken in; the last answer is whether it is only said what would be."""
