"""The screen of the access log: what left the journal, where to, and who did it."""

from collections.abc import Sequence

from casejournal.domain import dates
from casejournal.render.page import Column, Page, Prose, Table, Tone, Words
from casejournal.storage.access import Access, KeyChange
from casejournal.words import N_, _


def access_page(found: Sequence[Access]) -> Page:
    """A row for each, the newest first."""
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
    "print": N_("printed"),
    "letter": N_("letter"),
    "export": N_("export"),
    "transfer": N_("transfer"),
    "packet": N_("de-identified packet"),
    "recording": N_("process recording"),
    "handin": N_("handed in"),
    "imported": N_("taken in"),
    "sociogram": N_("sociogram"),
    "agencies": N_("directory of services"),
    "report": N_("report"),
    "portfolio": N_("portfolio"),
    "ecomap": N_("ecomap"),
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
    where = each.way or " · ".join(filter(None, (each.file, each.to, each.ground, each.asked_by)))
    return (
        Words(dates.moment(each.at)),
        Words(_(_WHAT.get(each.what, each.what)), Tone.WARN if each.what == "erased" else Tone.PLAIN),
        Words(of, Tone.REF),
        Words(where),
        Words(each.worker, Tone.QUIET),
        Words(each.ref, Tone.REF),
    )
