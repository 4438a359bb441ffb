"""`cj packet`: a case for supervision and teaching, without what tells who it is."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from casejournal.commands._hand import HideOption, KeepOption, OutputOption
from casejournal.commands._verb import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.desk.outgoing import hand_out, place
from casejournal.desk.packing import Packing, seen_and_agreed
from casejournal.domain.deidentify.packet import Packet
from casejournal.exchange.packet import packet_paper
from casejournal.exchange.paper.formats import FORMATS, TEXTS, form_asked
from casejournal.render.packet import NO_RULE, review_page, told_review
from casejournal.render.page import Answer, Page, Prose, Tone, Words
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def packet(  # noqa: PLR0917 - each is an option
    desk: Desk,
    case: CaseArgument,
    output: OutputOption = "",
    form: Annotated[
        str,
        typer.Option("--format", metavar="|".join(FORMATS), help=N_("The format; if left out, by the ending of FILE.")),
    ] = "",
    hide: HideOption = [],  # noqa: B006 - Typer reads it
    keep: KeepOption = [],  # noqa: B006 - as above
    review: Annotated[
        bool, typer.Option("--review", help=N_("Only show what would be replaced; write nothing."))
    ] = False,
    for_supervision: Annotated[
        bool, typer.Option("--for-supervision", help=N_("Entries that are visible to supervision go along."))
    ] = False,
) -> Answer:
    """Make a de-identified packet of a case, for supervision and teaching.

    Names, places, numbers, births and other marks of a person are replaced wherever they stand, and all days are moved
    by the same weeks. You see what was replaced and what is left to you before anything is written. Private entries
    are never in it. Read the packet before you hand it on: no rule knows everything.

    Examples: cj packet sari -o packet.docx · cj packet sari --review · cj packet sari --hide Kalijaga --yes -o p.md
    """
    file = desk.journal.case(desk.journal.find(case).ref)
    packing = Packing(desk, file, with_supervision=for_supervision)
    made = packing.packet(hide, keep)
    if review:
        return _answer(made, lambda: review_page(made), written="")
    output = output or desk.ask_line("--output", _("Which file shall it be written to?"), file.ref)
    wanted = form_asked(form, output)
    path = place(desk, output, is_text=wanted in TEXTS)
    made = seen_and_agreed(
        desk,
        made,
        again=lambda more: packing.packet([*hide, *more], keep),
        review=lambda made: _answer(made, lambda: review_page(made), written=""),
        question=_("Write the packet?"),
    )
    content = FORMATS[wanted](packet_paper(made))
    hand_out(desk, path, content, "packet", what="packet", of=(file.ref,))
    if path is None:
        return _answer(made, lambda: (Prose(Words(content.decode().rstrip("\n"))),), written=output)
    return _answer(made, lambda: _done(path), written=str(path))


def _done(path: Path) -> Page:
    done = _("The packet is in {path}. Only you can read the file; it is not sealed.").format(path=path)
    return (
        Prose(Words(done, Tone.GOOD)),
        Prose(Words(_(NO_RULE), Tone.WARN)),
    )


def _answer(made: Packet, page: Callable[[], Page], written: str) -> Answer:
    return Answer(
        kind="packet",
        data=lambda: {"file": written, **told_review(made)},
        page=page,
    )
