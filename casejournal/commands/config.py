"""`cj config`: the settings, and where each comes from."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.at_intake import own_questions
from casejournal.desk.competencies import own_competencies
from casejournal.desk.config import SETTINGS, Setting, setting
from casejournal.domain.own_field import in_language
from casejournal.domain.own_question import OwnQuestion
from casejournal.domain.portfolio.overview import Competency
from casejournal.render.page import Answer, Block, Column, Prose, Table, Tone, Words, said, section
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
    own = () if name else own_questions(desk).every
    listed = () if name else own_competencies(desk)
    return said(
        "config",
        {"file": str(desk.config.path), "items": data, "intake_fields": own, "competencies": listed},
        section(_("Settings"), str(desk.config.path), top=True),
        Table(columns, rows),
        Prose(Words(_("Change one: cj config NAME VALUE"), Tone.QUIET)),
        *_own(own),
        *_listed(listed),
    )


def _own(questions: Sequence[OwnQuestion]) -> Iterator[Block]:
    """The worker's own questions at intake."""
    if questions:
        yield section(_("Own questions at intake"), "[intake_fields]")
        columns = (Column(_("Name"), narrow=True), Column(_("Title")), Column(_("Answer")), Column(_("Rules")))
        yield Table(columns, tuple((Words(each.name, Tone.STRONG), *map(Words, _about(each))) for each in questions))


def _listed(competencies: Sequence[Competency]) -> Iterator[Block]:
    """The competencies of a school's own lists."""
    if competencies:
        yield section(_("Competencies"), "[competencies]")
        columns = (Column(_("Code"), narrow=True), Column(_("Competency")))
        yield Table(columns, tuple((Words(each.code, Tone.STRONG), Words(each.title)) for each in competencies))


def _about(question: OwnQuestion) -> tuple[str, str, str]:
    """The title of a question, what is answered to it, and what else holds for it."""
    choices = ", ".join(in_language(dict(each.called)) for each in question.choices)
    rules = (
        _("must be answered") if question.required else "",
        _("treated as an identity number") if question.identity else "",
        "" if question.leaves else _("never leaves the house"),
    )
    kind = f"{_(question.kind.label)}: {choices}" if choices else _(question.kind.label)
    return question.called, kind, ", ".join(filter(None, rules))


def _told(desk: Desk, known: Setting) -> dict[str, Any]:
    value, source = desk.config.look_up(known.name)
    return {"name": known.name, "value": value, "from": source.value, "variable": known.variable}


def _text(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(value)
    return {True: _("yes"), False: _("no")}[value] if isinstance(value, bool) else str(value)
