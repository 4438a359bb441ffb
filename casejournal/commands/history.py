"""`cj history`: every version of a record, and who wrote it when."""

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.domain.file import File
from casejournal.render.history import history_page
from casejournal.render.page import Answer, Block
from casejournal.storage.history import Change
from casejournal.storage.refusals import CaseNotFound, GroupNotFound
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
    commented = _commented(desk, case, changes)
    if record != case:
        changes = [change.only(record) for change in changes if change.touches(record)]
    return Answer(
        kind="history",
        data=lambda: {
            "case": case,
            "record": record,
            "items": changes[::-1],
            "comments": commented.comments_on(record) if commented else (),
        },
        page=lambda: (
            *history_page(record, changes, reads),
            *_from_the_version_before(desk, case, record),
            *_comments(commented, record, reads),
        ),
        shows=case,
    )


def _commented(desk: Desk, case: str, changes: Sequence[Change]) -> File | None:
    """The file, if somebody commented on a record in it, and if its opening was not undone since."""
    if not any(version.table == "comments" for change in changes for version in change.versions):
        return None
    try:
        return desk.journal.file(case, struck=True)
    except (CaseNotFound, GroupNotFound):
        return None


def _comments(file: File | None, ref: str, reads: Callable[[str], str]) -> Iterable[Block]:
    """What others said of the record: that changed nothing in it, so it is none of its versions."""
    if file is None:
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
