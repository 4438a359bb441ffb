"""`cj strike`: say that a record does not hold. It is kept, and shown as struck."""

from typing import Annotated

import typer

from casejournal.commands._verb import RecordArgument, verb
from casejournal.desk import Desk
from casejournal.desk.casework import require_record, tell_of_safety
from casejournal.domain.amend import require_strikable
from casejournal.domain.amend import strike as struck_for
from casejournal.domain.correction import Struck
from casejournal.domain.refusals import BuiltUpon
from casejournal.forms import check
from casejournal.render.page import Answer, Heading, Prose, Tone, Words
from casejournal.render.struck import struck_words
from casejournal.words import N_, _

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def strike(
    desk: Desk,
    ref: RecordArgument,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=N_("Why you strike it."))] = "",
) -> Answer:
    """Strike a record: written by mistake, or in the wrong case. It stays readable, and no longer counts.

    A case or a group opened by mistake is struck as a whole, as long as nothing else was written in it.

    Examples: cj strike N-55MX --reason "this was Pak Budi" · cj strike C-7K4Q --reason "taken in twice"
    """
    owner, about = desk.journal.whereabouts(ref)
    file = desk.journal.file(owner)
    require_strikable(file, require_record(file, about, ref))
    _require_no_member(desk, about)
    why = check.reason("--reason", reason) or desk.ask_line("--reason", _("Why strike {ref}?").format(ref=about), about)
    desk.confirm(_("Strike {ref}? It stays readable in the history.").format(ref=about))
    with desk.journal.writing_file(owner, "strike") as drawer:
        record = require_record(drawer.file, about, ref)
        require_strikable(drawer.file, record)
        struck = struck_for(record, Struck(reason=why, at=desk.now(), worker=desk.worker))
        drawer.put(struck)
    tell_of_safety(desk, drawer.file, drawer.file.with_record(struck))
    return Answer(
        kind="struck",
        data=lambda: {**file.heads, "ref": about, "struck": struck.struck},
        page=lambda: (
            Heading(struck_words(struck), top=True),
            Prose(Words(_("It stays readable: cj history {ref}").format(ref=about), Tone.QUIET)),
        ),
        wrote=True,
    )


def _require_no_member(desk: Desk, ref: str) -> None:
    """Raises BuiltUpon for a case that is or was a member of a group: the group's file needs it."""
    groups = [desk.journal.group(group.ref) for group in desk.journal.labels.groups if ref in group.cases]
    if members := [each.ref for group in groups for each in group.memberships if each.case == ref]:
        raise BuiltUpon(ref=ref, others=", ".join(members))
