"""`cj history`: every version of a record, and who wrote it when."""

from collections.abc import Callable, Iterable
from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.domain.file import File
from casejournal.render.history import history_page
from casejournal.render.page import Answer, Block
from casejournal.words import N_

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def history(
    desk: Desk,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF", help=N_("A case, a group, a note, a task; a client's name, or @."), show_default=False
        ),
    ],
) -> Answer:
    """Show every change to a record, or to a whole case or group, newest first. Every version is kept.

    Examples: cj history C-7K4Q · cj history N-55MX
    """
    case, record = desk.journal.whereabouts(ref)
    changes, reads = desk.journal.history(case), _reads(desk, case)
    if record != case:
        changes = [change.only(record) for change in changes if change.touches(record)]
    commented = desk.journal.file(case, struck=True)
    return Answer(
        kind="history",
        data=lambda: {
            "case": case,
            "record": record,
            "items": changes[::-1],
            "comments": commented.comments_on(record),
        },
        page=lambda: (
            *history_page(record, changes, reads),
            *_from_the_version_before(desk, case, record),
            *_comments(commented, record, reads),
        ),
        shows=case,
    )


def _comments(file: File, ref: str, reads: Callable[[str], str]) -> Iterable[Block]:
    """What others said of the record: that changed nothing in it, so it is none of its versions."""
    if not file.comments:
        return ()
    from casejournal.render.comments import comment_blocks  # lazy: few files have some

    return comment_blocks(file, ref, reads)


def _reads(desk: Desk, ref: str) -> Callable[[str], str]:
    """A function that replaces members' refs by their names; for a case it changes nothing."""
    if ref not in {group.ref for group in desk.journal.labels.groups}:
        return str
    from casejournal.desk.members import roster_of  # lazy: a case needs none of it

    return roster_of(desk, desk.journal.group(ref)).read


def _from_the_version_before(desk: Desk, case: str, ref: str) -> Iterable[Block]:
    """What a plan changed compared with the one before: each version of a plan is a record of its own."""
    if not ref.startswith("P-"):
        return ()
    from casejournal.domain.derived import plan_before  # lazy: only a plan has a version before it
    from casejournal.domain.plan import Plan
    from casejournal.render.plan import difference

    file = desk.journal.case(case)
    plan = file.record(ref)
    return difference(plan_before(plan, file), plan)() if isinstance(plan, Plan) else ()
