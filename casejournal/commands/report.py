"""`cj report`: what left the journal, where to, and who did it."""

from collections.abc import Iterator
from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.domain.disclosure import Means
from casejournal.errors import NotValid
from casejournal.render.access import access_page
from casejournal.render.page import Answer
from casejournal.storage.access import Access
from casejournal.storage.refusals import Damaged
from casejournal.words import N_

app = typer.Typer(add_completion=False)


@app.command()
@verb()
def report(
    desk: Desk,
    access: Annotated[
        bool, typer.Option("--access", help=N_("Who printed, handed out, backed up or erased what, when."))
    ] = False,
) -> Answer:
    """Report on the journal. For now: who took what out of it.

    Example: cj report --access
    """
    if not access:
        raise NotValid(field="cj report", problem=N_("say on what: --access"))
    found = sorted((*desk.journal.access.every(), *_letters(desk)), key=lambda each: (each.at, each.ref), reverse=True)
    return Answer(kind="access", data=lambda: found, page=lambda: access_page(found))


def _letters(desk: Desk) -> Iterator[Access]:
    """The letters that were written. They are recorded in the cases, not in the access log."""
    for summary in desk.journal.summaries():
        try:
            letters = desk.journal.case(summary.ref).disclosures
        except Damaged as trouble:
            desk.journal.troubles.append(trouble)
            continue
        for each in (each for each in letters if each.means is Means.LETTER):
            of = (summary.ref, each.about) if each.about else (summary.ref,)
            at, worker = each.recorded_at, each.worker
            yield Access(ref=each.ref, at=at, worker=worker, what=each.means.value, of=of, file=each.recipient)
