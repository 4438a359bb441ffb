"""`cj practice wait`: let days pass in a practice journal."""

from datetime import date
from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.desk.practice.talk import talk, write_down
from casejournal.domain import dates
from casejournal.domain.practice.conversation import Mark
from casejournal.domain.practice.run import LONGEST_WAIT
from casejournal.errors import Failure, NotValid
from casejournal.render.page import Answer
from casejournal.render.practice.talk import answered_page, told_talk
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def wait(
    desk: Desk,
    span: Annotated[str, typer.Argument(metavar="[DAYS]", help=N_("How long: 7d, 2w, 3."), show_default=False)] = "",
) -> Answer:
    """Let days pass. What happens meanwhile is told, and the clock of the practice journal moves on.

    How long is asked for at a terminal if it is left out. Days that have passed do not come back.

    Examples: cj practice wait 7d · cj practice wait 2w
    """
    talk(desk)
    days = _days(span or desk.ask_line(N_("DAYS"), _("How many days pass?")), desk.today)
    after = write_down(desk, Mark(days=days), "practice wait")
    came = after.conversation.last
    return Answer(
        kind="practice-answer", data=lambda: told_talk(after, came), page=lambda: answered_page(after, came), wrote=True
    )


def _days(said: str, today: date) -> int:
    """The number of days. Raises NotValid."""
    spelled = "".join(said.split()).removeprefix("+")
    try:
        then = dates.understand(f"+{spelled}d" if spelled.isdecimal() else f"+{spelled}", today)
    except Failure:
        then = today
    days = (then - today).days
    if not 0 < days <= LONGEST_WAIT:
        raise NotValid(field=N_("Days"), problem=N_("say how many days, for example 7d or 2w; a year at most"))
    return days
