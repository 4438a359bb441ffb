"""`cj practice new`: a small complete vignette, for a lecturer to begin with."""

import re
from typing import Annotated

import typer

from casejournal.commands._refusals import NotAName
from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.named import STANDARD
from casejournal.desk.outgoing import text_file
from casejournal.domain.practice.vignette import NAME
from casejournal.knowledge import vignettes
from casejournal.render.page import Answer, Prose, Words, said
from casejournal.storage import disk
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def new(
    desk: Desk,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help=N_("What the case is called: pak-tono."), show_default=False)
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help=N_("The file; if left out, NAME.toml. - prints it."))
    ] = "",
) -> Answer:
    """Write a case of your own: a small complete one to begin with, which you change. It explains itself.

    docs/vignettes.md describes every word. Whether it is sound: cj practice check FILE

    Examples: cj practice new pak-tono · cj practice new pak-tono -o homework.toml
    """
    if not re.match(NAME, name):
        raise NotAName(name=name)
    file = output or f"{name}{vignettes.ENDING}"
    path = text_file(desk, file, "--output")
    text = vignettes.to_begin_with(name, f"{name}{vignettes.ENDING}" if path is None else path.name)
    if path is None:
        return said("practice-new", {"name": name, "file": STANDARD, "text": text}, Prose(Words(text.rstrip("\n"))))
    disk.replace(path, text.encode())
    told = _("Written to {file}. Change it, then: cj practice check {file}").format(file=path)
    return said("practice-new", {"name": name, "file": str(path)}, Prose(Words(told)))
