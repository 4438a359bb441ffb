"""`cj import`: take in what was written elsewhere: a caseload from a spreadsheet."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.named import named
from casejournal.errors import CannotRead, NotValid
from casejournal.exchange.arriving import ENOUGH, Arriving, arriving
from casejournal.render.page import Answer
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def import_(
    desk: Desk,
    file: Annotated[str, typer.Argument(metavar="FILE", help=N_("The file to take in."), show_default=False)],
) -> Answer:
    """Take in what was written elsewhere. What kind of file it is, is told by its content, not by its name."""
    path = Path(named(file))
    kind = arriving(_first(path))
    if kind not in _TAKES:
        raise NotValid(field=file, problem=_("this is {kind}, which cj cannot take in").format(kind=_(kind.value)))
    return _TAKES[kind](desk, path)


def _first(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(ENOUGH)
    except (OSError, ValueError) as error:
        raise CannotRead(path=str(path), reason=getattr(error, "strerror", None) or "") from error


_TAKES: dict[Arriving, Callable[[Desk, Path], Answer]] = {}
"""How each kind of file is taken in."""
