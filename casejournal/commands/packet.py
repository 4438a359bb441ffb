"""`cj packet`: a case for supervision and teaching, without what tells who it is."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from casejournal.commands._hand import OutputOption
from casejournal.commands._verb import CaseArgument, verb
from casejournal.desk import Desk
from casejournal.desk.outgoing import hand_out, place
from casejournal.desk.packing import Packing
from casejournal.domain.deidentify.doubts import MAYBE_A_NAME
from casejournal.domain.deidentify.finding import WHY
from casejournal.domain.deidentify.packet import RULES, Packet, by_class
from casejournal.exchange.packet import packet_paper
from casejournal.exchange.paper.formats import FORMATS, TEXTS, form_asked
from casejournal.render.packet import review_page
from casejournal.render.page import Answer, Page, Prose, Tone, Words
from casejournal.words import N_, _, visible

app = typer.Typer(add_completion=False)

_Words = Annotated[
    list[str], typer.Option("--hide", metavar="WORD", help=N_("Hide this word too. May be given several times."))
]
_Kept = Annotated[
    list[str], typer.Option("--keep", metavar="WORD", help=N_("Keep this word. May be given several times."))
]


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
    hide: _Words = [],  # noqa: B006 - Typer reads it
    keep: _Kept = [],  # noqa: B006 - as above
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
    made = _reviewed(desk, packing, made, [*hide], [*keep])
    content = FORMATS[wanted](packet_paper(made))
    hand_out(desk, path, content, "packet", what="packet", of=(file.ref,))
    if path is None:
        return _answer(made, lambda: (Prose(Words(content.decode().rstrip("\n"))),), written=output)
    return _answer(made, lambda: _done(path), written=str(path))


def _reviewed(desk: Desk, packing: Packing, made: Packet, hide: list[str], keep: list[str]) -> Packet:
    """The packet after the worker has seen what was replaced, chosen what else to hide, and said yes.

    Raises Cancelled or ConfirmationNeeded.
    """
    if not desk.flags.get("yes"):
        if desk.can_ask and not desk.flags.get("json"):
            desk.screen.put(_answer(made, lambda: review_page(made), written=""))
            names = [(each.word, visible(each.word, lines=False)) for each in made.doubts if each.why == MAYBE_A_NAME]
            more = (
                desk.mark(_("Which of these shall be hidden too?"), _("Mark the names; Enter goes on."), names)
                if names
                else []
            )
            made = packing.packet([*hide, *more], keep) if more else made
        desk.confirm(_("Write the packet?"))
    return made


def _done(path: Path) -> Page:
    done = _("The packet is in {path}. Only you can read the file; it is not sealed.").format(path=path)
    return (
        Prose(Words(done, Tone.GOOD)),
        Prose(Words(_("Read it before you hand it on: no rule knows everything."), Tone.WARN)),
    )


def _answer(made: Packet, page: Callable[[], Page], written: str) -> Answer:
    return Answer(
        kind="packet",
        data=lambda: {
            "rules": RULES,
            "file": written,
            "counts": {
                what.value: {"count": count, "safe_harbor": WHY[what]}
                for what, count in by_class(made.findings).items()
            },
            "findings": made.findings,
            "left_to_you": made.doubts,
            "left_out": made.left_out,
        },
        page=page,
    )
