"""`cj ecomap`: who and what is around a client, how each tie holds, and which way energy flows."""

from datetime import date
from typing import Annotated

import typer

from casejournal.commands._refusals import NoMapYet, NoTies
from casejournal.commands._verb import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.desk.outgoing import hand_out, text_file
from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.ecomap import Ecomap, compared, ecomap_on, first_map_on, for_outside
from casejournal.errors import NotValid
from casejournal.exchange.dot import dot as as_dot
from casejournal.exchange.ecomap import svg as as_svg
from casejournal.render.ecomap import ecomap_page
from casejournal.render.page import Answer, Prose, Tone, Words, said
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def ecomap(
    desk: Desk,
    case: CaseArgument,
    *,
    on: Annotated[str, typer.Option("--on", metavar="DAY", help=N_("The map of that day, instead of today's."))] = "",
    compare: Annotated[
        str, typer.Option("--compare", metavar="DAY", help=N_("What changed since the map of that day."))
    ] = "",
    svg: Annotated[
        str,
        typer.Option("--svg", metavar="FILE", help=N_("Save the drawing in a file only you can read; - prints it.")),
    ] = "",
    dot: Annotated[
        str, typer.Option("--dot", metavar="FILE", help=N_("The same for Graphviz (DOT); - prints it."))
    ] = "",
) -> Answer:
    """Show who and what is around a client: how strong each tie is, and which way energy flows.

    You write the ties down with an assessment: cj assess CASE --tie "grandmother:strong:to_client"

    The map of a day is the one of the last assessment up to that day that names ties.

    Examples: cj ecomap sari · cj ecomap sari --compare 2026-03-01 · cj ecomap sari --svg map.svg
    """
    if svg and dot:
        raise NotValid(field="--dot", problem=N_("choose one: --svg or --dot"))
    day, other = (desk.day(said) if said else None for said in (on, compare))
    file = desk.journal.case(desk.journal.find(case).ref)
    for_others = bool(svg or dot)
    found = _map(file, day or desk.today, for_others=for_others)
    before = _map(file, other, for_others=for_others) if other else None
    if before and before.drawn_on > found.drawn_on:
        found, before = before, found
    if for_others and found.assessment != _map(file, found.day, for_others=False).assessment:
        desk.tell(_("A later assessment is not for every reader of the case, so its ties are left out."))
    if svg:
        return _handed_out(desk, "svg", svg, found, before)
    if dot:
        return _handed_out(desk, "dot", dot, found, before)
    return Answer(
        kind="ecomap",
        data=lambda: {**_data(found), **({"compared": _compared(found, before)} if before else {})},
        page=lambda: ecomap_page(found, before),
        shows=file.ref,
    )


def _map(file: CaseFile, day: date, *, for_others: bool) -> Ecomap:
    """The map of that day. Raises NoTies or NoMapYet."""
    if found := ecomap_on(file, day, for_others=for_others):
        return found
    first = first_map_on(file, for_others=for_others)
    raise NoMapYet(ref=file.ref, day=dates.day(day), first=dates.short(first)) if first else NoTies(ref=file.ref)


def _handed_out(desk: Desk, form: str, output: str, found: Ecomap, before: Ecomap | None) -> Answer:
    """The drawing or the graph, in a file or printed, and entered in the access log."""
    path = text_file(desk, output, f"--{form}")
    drawn = _DRAWN[form](for_outside(found), for_outside(before) if before else None)
    hand_out(desk, path, drawn.encode(), "ecomap", what="ecomap", of=(found.case, found.assessment))
    if path is None:
        return said("ecomap-file", {"file": output, form: drawn}, Prose(Words(drawn.rstrip("\n"))))
    done = _("The map is in {path}. Only you can read the file; it names people and is not sealed.").format(path=path)
    return said("ecomap-file", {"file": str(path)}, Prose(Words(done, Tone.GOOD)))


_DRAWN = {"svg": as_svg, "dot": as_dot}


def _data(found: Ecomap) -> dict[str, object]:
    told = ("by_kind", "inflow", "outflow", "balance", "no_strong_tie")
    return {
        "on": found.day,
        **{name: getattr(found, name) for name in found.__struct_fields__ if name != "day"},
        **{name: getattr(found, name) for name in told},
    }


def _compared(found: Ecomap, before: Ecomap) -> dict[str, object]:
    return {**_data(before), "changes": compared(before, found)}
