"""`cj agency export`: the directory for others, as HSDS: JSON, or a ZIP file of CSV tables."""

from pathlib import Path
from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.directory import directory
from casejournal.desk.named import STANDARD
from casejournal.desk.outgoing import hand_out, text_file
from casejournal.domain.record import Visibility
from casejournal.errors import NotValid
from casejournal.exchange.hsds.entry import Ids
from casejournal.exchange.hsds.writing import FORMATS, written
from casejournal.exchange.paper.formats import form_asked
from casejournal.render.page import Answer, Prose, Tone, Words, said
from casejournal.words import N_, _, ngettext

app = typer.Typer(add_completion=False)
_ENDINGS = {".zip": "csv", ".json": "json"}


@app.command()
@verb()
def export(
    desk: Desk,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help=N_("Where to write it; - prints the JSON."), show_default=False)
    ],
    form: Annotated[
        str,
        typer.Option("--format", metavar="json|csv", help=N_("JSON, or a ZIP file of CSV tables (a data package).")),
    ] = "",
) -> Answer:
    """Write your directory of services to a file for others, in the format of the Human Services Data Specification.

    There is nothing about a client in it. Your own remarks, and entries that only you may see, stay here.

    Examples: cj agency export services.json · cj agency export services.zip
    """
    form = _format(form, file)
    if file == STANDARD and form != "json":
        raise NotValid(field="FILE", problem=N_("only JSON can be printed on the screen"))
    path = text_file(desk, file, "FILE")
    entries = directory(desk).agencies
    content = written(entries, Ids(desk.journal.header.id), form)
    hand_out(desk, path, content, "agency export", what="agencies")
    out = sum(each.visibility is Visibility.RECORD for each in entries)
    left = len(entries) - out
    told = {"file": file, "format": form, "services": out, "left_out": left}
    if path is None:
        text = content.decode()
        return said("agency-export", {**told, "text": text}, Prose(Words(text.rstrip("\n"))), wrote=True)
    done = ngettext("{n} service is in {path}.", "{n} services are in {path}.", out).format(n=out, path=path)
    stays = _("Left out, because they are not for others to read: {n}").format(n=left)
    blocks = [Prose(Words(done, Tone.GOOD)), *([Prose(Words(stays, Tone.QUIET))] if left else [])]
    return said("agency-export", told | {"file": str(path)}, *blocks, wrote=True)


def _format(form: str, file: str) -> str:
    """The format asked for; if none is, that of the ending of the file name; else JSON.

    Raises UnknownChoice, or NotValid for one table: the directory has several.
    """
    if not form and Path(file).suffix.lower() == ".csv":
        raise NotValid(field="FILE", problem=N_("the tables go into a ZIP file; let its name end in .zip"))
    return form_asked(form or _ENDINGS.get(Path(file).suffix.lower(), ""), "", FORMATS)
