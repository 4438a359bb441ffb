"""`cj schema`: the JSON Schema of a record."""

import json
from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.at_intake import own_questions
from casejournal.domain.intake import Intake
from casejournal.domain.kinds import every_kind
from casejournal.errors import UnknownName
from casejournal.forms import files
from casejournal.render.page import Answer, Column, Prose, Table, Tone, Words, said
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def schema(
    desk: Desk,
    record: Annotated[
        str, typer.Argument(metavar="[RECORD]", help=N_("A kind of record: intake, note, task."), show_default=False)
    ] = "",
) -> Answer:
    """Print the JSON Schema of a kind of record; without a name, list the kinds.

    Example: cj schema note > note.schema.json
    """
    known = {kind.kind_name(): kind for kind in every_kind()}
    if not record:
        rows = tuple((Words(name, Tone.STRONG), Words(_(kind.title))) for name, kind in known.items())
        columns = (Column(_("Record"), narrow=True), Column(_("Title")))
        return said("schema-list", list(known), Table(columns, rows))
    name = record.lower().replace("_", "-").replace(" ", "-")
    if name not in known:
        raise UnknownName(what=N_("record"), asked=record, known=", ".join(known))
    found = files.json_schema(known[name])
    if known[name] is Intake and (own := own_questions(desk).every):
        found["$defs"]["OwnField"]["properties"]["name"]["examples"] = [each.name for each in own]
    text = json.dumps(found, indent=2, ensure_ascii=False)
    return said("schema", {"record": name, "json_schema": found}, Prose(Words(text)))
