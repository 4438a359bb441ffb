"""`cj config`: the settings, and where each comes from."""

from typing import Annotated, Any

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.config import SETTINGS, Setting, setting
from casejournal.render.page import Answer, Column, Prose, Table, Tone, Words, said, section
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def config(
    desk: Desk,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help=N_("A setting."), show_default=False)] = "",
    value: Annotated[
        str | None, typer.Argument(metavar="[VALUE]", help=N_("Its new value."), show_default=False)
    ] = None,
    unset: Annotated[bool, typer.Option("--unset", help=N_("Remove it; the default applies again."))] = False,
) -> Answer:
    """Show the settings, or change one. Separate the items of a list with commas.

    Examples: cj config · cj config worker "Rahma" · cj config areas "faith,debts" · cj config lang --unset
    """
    shown = SETTINGS if not name else (setting(name),)
    if name and (unset or value is not None):
        desk.config.change(name, None if unset else value)
    data = [_told(desk, each) for each in shown]
    columns = (
        Column(_("Setting"), narrow=True),
        Column(_("Value")),
        Column(_("Comes from"), narrow=True),
        Column(_("Meaning"), spare=True),
    )
    rows = tuple(
        (
            Words(each["name"], Tone.STRONG),
            Words(_text(each["value"])),
            Words(_(each["from"]), Tone.QUIET),
            Words(_(known.help)),
        )
        for each, known in zip(data, shown, strict=True)
    )
    return said(
        "config",
        {"file": str(desk.config.path), "items": data},
        section(_("Settings"), str(desk.config.path), top=True),
        Table(columns, rows),
        Prose(Words(_("Change one: cj config NAME VALUE"), Tone.QUIET)),
    )


def _told(desk: Desk, known: Setting) -> dict[str, Any]:
    value, source = desk.config.look_up(known.name)
    return {"name": known.name, "value": value, "from": source.value, "variable": known.variable}


def _text(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(value)
    return {True: _("yes"), False: _("no")}[value] if isinstance(value, bool) else str(value)
