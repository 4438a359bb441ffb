"""The screen after services were imported: how many are new, what was kept as it is here, what was left out and why."""

from collections.abc import Iterator

from casejournal.domain.agency import Agency
from casejournal.domain.taken import TakenIn
from casejournal.forms.fields import field
from casejournal.render.page import Block, Column, Facts, Page, Prose, Table, Tone, Words, section
from casejournal.words import _

_MOST = 20


def taken_page(taken: TakenIn, *, dry_run: bool) -> Page:
    """The counts, then what a person should look at."""
    return tuple(_blocks(taken, dry_run=dry_run))


def _blocks(taken: TakenIn, *, dry_run: bool) -> Iterator[Block]:
    yield section(_("What would be taken in") if dry_run else _("Taken into your directory"), top=True)
    rows = [(_(fate.label), Words(str(n))) for fate, n in taken.counts.items() if n]
    rejected = [(_("Left out"), Words(str(len(taken.rejected)), Tone.WARN))] if taken.rejected else []
    yield Facts((*rows, *rejected))
    if kept := taken.kept:
        yield section(_("Kept as you wrote them"))
        titles = ((each, ", ".join(_(field(Agency, name).title) for name in each.fields)) for each in kept[:_MOST])
        columns = (Column(_("Ref"), narrow=True), Column(_("Service")), Column(_("Where the file differs")))
        yield Table(
            columns,
            tuple((Words(e.entry.ref, Tone.REF), Words(e.entry.called), Words(told)) for e, told in titles),
        )
        yield Prose(Words(_("To take what the file says instead, give the command again with --theirs."), Tone.QUIET))
    if taken.rejected:
        yield section(_("Left out"))
        columns = (Column(_("No."), narrow=True), Column(_("Service")), Column(_("Why")))
        left = taken.rejected[:_MOST]
        yield Table(columns, tuple((Words(str(e.number)), Words(e.name), Words("; ".join(e.problems))) for e in left))
        if (more := len(taken.rejected) - _MOST) > 0:
            yield Prose(Words(_("… and {n} more; all of them with --json.").format(n=more), Tone.QUIET))
    if dry_run:
        yield Prose(Words(_("Nothing was written."), Tone.QUIET))
