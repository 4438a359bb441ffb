"""`cj check`: whether the work is complete and sound."""

from collections.abc import Iterator
from typing import Annotated

import msgspec
import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.domain.kinds import GROUP
from casejournal.domain.soundness import Problem, problems
from casejournal.errors import ExitCode
from casejournal.render.check import check_page
from casejournal.render.page import Answer
from casejournal.words import N_

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def check(
    desk: Desk,
    case: Annotated[
        str,
        typer.Argument(
            metavar="[CASE]",
            help=N_("Only this case or group; else all that are open, or closed with something waiting."),
        ),
    ] = "",
) -> Answer:
    """Look whether the work is complete and sound. Each rule names the principle it guards.

    Ends with code 17 when something is found. Example: cj check sari
    """
    labels = desk.journal.labels
    refs = [labels.either(case).ref] if case else [each.ref for each in labels.every if each.open or each.due]
    found = [problem for ref in refs for problem in _problems(desk, ref)]
    groups = sum(ref.startswith(GROUP) for ref in refs)
    cases = len(refs) - groups
    return Answer(
        kind="check",
        data=lambda: {"cases": cases, "groups": groups, "items": found},
        page=lambda: check_page(found, cases, groups),
        exit_code=ExitCode.FOUND_PROBLEMS if found else ExitCode.DONE,
    )


def _problems(desk: Desk, ref: str) -> Iterator[Problem]:
    """What the rules for its kind find in a case or a group; in a group, members by their names."""
    if not ref.startswith(GROUP):
        yield from problems(desk.journal.case(ref), desk.today)
        return
    from casejournal.desk.members import roster_of  # lazy: many journals hold no group
    from casejournal.domain.group.soundness import RULES

    file = desk.journal.group(ref)
    roster = roster_of(desk, file)
    for problem in problems(file, desk.today, RULES):
        yield msgspec.structs.replace(problem, sentence=roster.read(problem.sentence))
