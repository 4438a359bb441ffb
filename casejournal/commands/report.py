"""`cj report`: what left the journal, where to, and who did it."""

from collections.abc import Iterator
from typing import Annotated

import typer

from casejournal.commands._verb import verb
from casejournal.desk import Desk
from casejournal.domain import dates
from casejournal.errors import NotValid
from casejournal.render.page import Answer, Column, Page, Prose, Table, Tone, Words
from casejournal.storage.access import Access, KeyChange
from casejournal.storage.refusals import Damaged
from casejournal.words import N_, _

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
    return Answer(kind="access", data=lambda: found, page=lambda: _page(found))


def _letters(desk: Desk) -> Iterator[Access]:
    """The letters that were written. They are recorded in the cases, not in the access log."""
    for summary in desk.journal.summaries():
        try:
            letters = desk.journal.case(summary.ref).disclosures
        except Damaged as trouble:
            desk.journal.troubles.append(trouble)
            continue
        for each in letters:
            of = (summary.ref, each.about) if each.about else (summary.ref,)
            at, worker = each.recorded_at, each.worker
            yield Access(ref=each.ref, at=at, worker=worker, what=each.means.value, of=of, file=each.recipient)


def _page(found: list[Access]) -> Page:
    if not found:
        return (Prose(Words(_("Nothing has left this journal."), Tone.GOOD)),)
    columns = (
        Column(_("When"), narrow=True),
        Column(_("Action"), narrow=True),
        Column(_("Of what")),
        Column(_("Where to, or why")),
        Column(_("Done by"), spare=True),
        Column(_("Ref"), narrow=True, spare=True),
    )
    return (Table(columns, tuple(_row(each) for each in found)),)


_WHAT: dict[str, str] = {
    "backup": N_("backup"),
    "letter": N_("letter"),
    "sociogram": N_("sociogram"),
    "erased": N_("erased"),
    "removed": N_("backup removed"),
    "salvaged": N_("salvaged"),
    "restored": N_("restored"),
    "merged": N_("copy merged"),
    KeyChange.ADDED: N_("way in added"),
    KeyChange.CHANGED: N_("passphrase changed"),
    KeyChange.REMOVED: N_("way in removed"),
    KeyChange.WORDS: N_("recovery words made"),
    KeyChange.RENEWED: N_("key renewed"),
    "damaged": N_("this log was damaged"),
}


def _row(each: Access) -> tuple[Words, ...]:
    of = ", ".join(each.of) if len(each.of) <= 3 else _("{n} files").format(n=len(each.of))
    where = each.file or each.way or " · ".join(filter(None, (each.ground, each.asked_by)))
    return (
        Words(dates.moment(each.at)),
        Words(_(_WHAT.get(each.what, each.what)), Tone.WARN if each.what == "erased" else Tone.PLAIN),
        Words(of, Tone.REF),
        Words(where),
        Words(each.worker, Tone.QUIET),
        Words(each.ref, Tone.REF),
    )
