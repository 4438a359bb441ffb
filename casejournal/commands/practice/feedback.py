"""`cj practice feedback`: what the records show of each thing they are looked at for."""

from contextlib import suppress
from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.practice.looking import Looked, choices_from, choose, keep, looked_at, open_choices
from casejournal.errors import Cancelled
from casejournal.render.page import Answer
from casejournal.render.practice.feedback import feedback_page, told_feedback
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def feedback(
    desk: Desk,
    nearest: Annotated[
        list[str] | None,
        typer.Option(
            "--nearest",
            metavar="ITEM=N",
            help=N_("Which of the author's wordings is nearest to yours. May be given several times."),
        ),
    ] = None,
) -> Answer:
    """Look at your work with the case: what is met, what is partly there, what was missed, what has not come up yet.

    It reads your ordinary records: closed answers, their order, and the lines you cite ([5]). How long a text is does
    not matter. There is no mark. Where wording is free, you say yourself which of the author's is nearest.

    Examples: cj practice feedback · cj practice feedback --nearest real_problem=2
    """
    looked = looked_at(desk)
    given = choices_from(looked, nearest or [])
    chosen = {**looked.file.chosen, **given}
    if desk.can_ask and not given:
        given = _asked(desk, looked, chosen)
        chosen |= given
    if given:
        choose(desk, given)
    keep(desk, looked)
    return Answer(
        kind="practice-feedback",
        data=lambda: told_feedback(looked.talk, looked.ends, chosen, looked.unheard),
        page=lambda: feedback_page(looked.talk, looked.ends, chosen, looked.unheard),
        wrote=True,
    )


def _asked(desk: Desk, looked: Looked, chosen: dict[str, int]) -> dict[str, int]:
    """The wordings that the student picks, item by item. Where none is near, the item stays open."""
    found = {}
    for each in open_choices(looked, chosen):
        desk.tell(_("You wrote: {text}").format(text=each.mine))
        wordings = [(str(number), text.text) for number, text in enumerate(each.item.formulations, 1)]
        title = _("{item}: which of these is nearest to yours?").format(item=each.item.called)
        with suppress(Cancelled):
            found[each.item.key] = int(desk.choose(title, wordings))
    return found
