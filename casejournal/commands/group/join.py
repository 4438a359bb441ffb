"""`cj group join`: somebody becomes a member."""

from typing import Annotated

import typer

from casejournal.commands._verb import GroupArgument, verb
from casejournal.desk import Desk
from casejournal.desk.members import roster_of, tell_of_cases
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.meeting import require_new
from casejournal.domain.group.membership import Membership
from casejournal.forms import records
from casejournal.forms.fields import Answers, Known
from casejournal.render.page import Answer
from casejournal.render.written import written
from casejournal.words import N_

app = typer.Typer(add_completion=False)


@app.command()
@verb(form=Membership)
def join(
    desk: Desk,
    group: GroupArgument,
    case: Annotated[
        str,
        typer.Argument(
            metavar="[CASE]",
            help=N_("The member's case; or use --alias."),
            show_default=False,
        ),
    ] = "",
    *,
    answers: Answers,
) -> Answer:
    """Write down that somebody joined: a client of this journal, or somebody known only by an alias.

    Of a client the group keeps only the ref, not the name.

    Examples: cj group join tangguh sari --aim "to sleep again" · cj group join G-2M9D --alias "Bu Wati" --on -7d
    """
    found = desk.journal.find_group(group)
    file = desk.journal.group(found.ref)
    member = desk.journal.find(case).ref if case else ""

    def fits(said: Answers) -> None:
        _require_new(desk, file, said | {"case": member})

    fits(answers)
    known = Known(
        needed=frozenset() if member else frozenset({"alias"}),
        asks="aim" not in answers,
        fits={"alias": fits, "on": fits},
    )
    command = ("group", "join", found.ref, *([member] if member else []))
    answers = desk.complete(Membership, answers, *command, known=known)
    tell_of_cases(desk, () if member else [answers["alias"]])
    with desk.journal.writing_group(found.ref, "group join") as drawer:
        joined = records.build(Membership, answers | {"case": member}, drawer.stamp(Membership))
        require_new(drawer.file, joined, roster_of(desk, drawer.file))
        drawer.put(joined)
    after = drawer.file.with_record(joined)
    return written(joined, after, reads=roster_of(desk, after).read_all)


def _require_new(desk: Desk, file: GroupFile, said: Answers) -> None:
    """Check that the person given so far could join on that day. Raises what `require_new` does."""
    stamp = {"ref": "", **desk.hand().moment()}
    require_new(file, records.build(Membership, said, stamp), roster_of(desk, file))
