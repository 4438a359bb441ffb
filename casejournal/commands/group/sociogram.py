"""`cj group sociogram`: who chose whom, as a table and a drawing."""

from typing import Annotated

import msgspec
import typer

from casejournal.commands._refusals import NoChoices
from casejournal.commands._verb import GroupArgument, verb
from casejournal.desk import Desk
from casejournal.desk.members import roster_of
from casejournal.desk.outgoing import text_file
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.session import Session
from casejournal.domain.group.sociogram import sociogram as from_choices
from casejournal.domain.refs import read_ref
from casejournal.errors import RecordNotFound
from casejournal.exchange.sociogram import svg as drawn
from casejournal.render.group.sociogram import sociogram_page
from casejournal.render.page import Answer, Prose, Tone, Words, said
from casejournal.storage import disk
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def sociogram(
    desk: Desk,
    group: GroupArgument,
    session: Annotated[
        str, typer.Option("--session", metavar="REF", help=N_("Which session; the latest if you leave it out."))
    ] = "",
    svg: Annotated[
        str,
        typer.Option("--svg", metavar="FILE", help=N_("Save the drawing in a file only you can read; - prints it.")),
    ] = "",
) -> Answer:
    """Show who chose whom: stars, pairs, who was not chosen, and how close the group is. Only positive choices count.

    You write the choices down with a session: cj group session GROUP --choice "sari>wati"

    Examples: cj group sociogram tangguh · cj group sociogram tangguh --svg choices.svg
    """
    file = desk.journal.group(desk.journal.find_group(group).ref)
    held, roster = _session(file, session), roster_of(desk, file)
    found = from_choices(held.present, held.choices)
    if svg:
        path, picture = text_file(desk, svg, "--svg"), drawn(file, held, found, roster)
        if path:
            disk.replace(path, picture.encode())
        desk.journal.noted("group sociogram", what="sociogram", of=(file.ref, held.ref), file=str(path or svg))
        if not path:
            return said("sociogram-file", {"file": svg, "svg": picture}, Prose(Words(picture.rstrip("\n"))))
        done = _("The drawing is in {path}. Only you can read the file; it names the members and is not sealed.")
        return said("sociogram-file", {"file": str(path)}, Prose(Words(done.format(path=path), Tone.GOOD)))
    return Answer(
        kind="sociogram",
        data=lambda: {
            **file.heads,
            "session": held.ref,
            "on": held.on,
            "called": {ref: roster.called(ref) for ref in found.members},
            **msgspec.to_builtins(found),
        },
        page=lambda: sociogram_page(file, held, found, roster),
        shows=file.ref,
    )


def _session(file: GroupFile, asked: str) -> Session:
    """The session asked for; else the latest that has choices. Raises RecordNotFound or NoChoices."""
    chosen = [each for each in file.sessions if each.choices]
    if asked:
        chosen = [each for each in chosen if each.ref == read_ref(asked)]
        if not chosen:
            raise RecordNotFound(asked=asked)
    if not chosen:
        raise NoChoices(ref=file.ref)
    return chosen[-1]
