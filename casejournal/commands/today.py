"""`cj today`: everything that waits, on one screen."""

import msgspec
import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.domain.agenda import agenda
from casejournal.render.page import Answer
from casejournal.render.today import backup_blocks, today_page
from casejournal.storage.last_backup import OLD, days_without

app = typer.Typer(add_completion=False)

SCREENFUL = 50
"""The most rows of each section shown at a terminal."""


@app.command()
@verb()
def today(desk: Desk) -> Answer:
    """Show what waits: safety first, then what is overdue, due today or within seven days, how the referrals are going,
    which consents run out, what to review, who stays away from a group, whom you have not met lately, and whether the
    last backup is old.

    Examples: cj today · cj today --json
    """
    summaries = desk.journal.summaries()
    groups = desk.journal.labels.groups
    waiting = agenda(summaries, groups, desk.today)
    cases, meeting = (sum(label.open for label in labels) for labels in (summaries, groups))
    most = SCREENFUL if desk.screen.draws else None
    closed, drafts = len(summaries) - cases, desk.journal.drafts.count()
    unsafe = days_without(desk.state, desk.journal.header, desk.now())
    return Answer(
        kind="today",
        data=lambda: {**msgspec.structs.asdict(waiting), "days_without_backup": unsafe},
        page=lambda: (
            *today_page(waiting, cases, meeting, most, closed=closed, drafts=drafts),
            *backup_blocks(unsafe if unsafe > OLD and summaries else 0),
        ),
    )
