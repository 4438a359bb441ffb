"""`cj check`: whether the work is complete and sound."""

from collections.abc import Iterator
from typing import Annotated

import msgspec
import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.domain.kinds import GROUP
from casejournal.domain.soundness import RULES, Problem, Rule, problems, that_look
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
            help=N_("Only this case or group. Without it: all open ones, and closed ones where something is due."),
        ),
    ] = "",
) -> Answer:
    """Check whether the work is complete and sound. Each rule names the principle it guards.

    Ends with code 17 if it finds something. Example: cj check sari
    """
    labels = desk.journal.labels
    refs = [labels.either(case).ref] if case else [each.ref for each in labels.every if each.open or each.due]
    looked: set[Rule] = set()
    found = [problem for ref in refs for problem in _problems(desk, ref, looked)]
    groups = sum(ref.startswith(GROUP) for ref in refs)
    cases = len(refs) - groups
    return Answer(
        kind="check",
        data=lambda: {"cases": cases, "groups": groups, "rules": len(looked), "items": found},
        page=lambda: check_page(found, cases, groups, len(looked)),
        exit_code=ExitCode.FOUND_PROBLEMS if found else ExitCode.DONE,
    )


def _problems(desk: Desk, ref: str, looked: set[Rule]) -> Iterator[Problem]:
    """The problems that the rules find in a case or a group. A group's members are named.

    The rules that looked are added to `looked`.
    """
    if not ref.startswith(GROUP):
        case = desk.journal.case(ref)
        looked.update(that_look(RULES, case))
        yield from problems(case, desk.today, RULES)
        return
    from casejournal.desk.members import roster_of  # lazy: many journals hold no group
    from casejournal.domain.group.soundness import RULES as OF_A_GROUP

    file = desk.journal.group(ref)
    looked.update(that_look(OF_A_GROUP, file))
    roster = roster_of(desk, file)
    for problem in problems(file, desk.today, OF_A_GROUP):
        yield msgspec.structs.replace(problem, sentence=roster.read(problem.sentence))
