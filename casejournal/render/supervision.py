"""The screens of supervision: what to bring, and what a supervision settled."""

from collections.abc import Callable, Iterable, Sequence

from casejournal.domain import dates
from casejournal.domain.record import Visibility
from casejournal.domain.task import Task
from casejournal.domain.to_bring import Sort, ToBring
from casejournal.render.page import Block, Column, Page, Prose, Table, Tone, Words, section
from casejournal.words import _, ngettext

_TONES = {Sort.BREACHED: Tone.DANGER, Sort.RISK: Tone.DANGER, Sort.SAFETY_PLAN: Tone.WARN, Sort.STRAINED: Tone.WARN}


def to_bring_page(items: Sequence[ToBring], only: str = "") -> Page:
    """What is to be brought, an entry per line."""
    flag = _('To put an entry on this list: cj supervision flag REF "your question"')
    if not items:
        return (
            Prose(Words(_("Nothing to bring to supervision."), Tone.STRONG)),
            Prose(Words(flag, Tone.QUIET)),
        )
    columns = (
        Column(_("Ref"), narrow=True),
        Column(_("Why")),
        Column(_("Client")),
        Column(_("Entry"), spare=True),
        Column(_("Day"), narrow=True, spare=True),
    )
    title = ngettext("{n} entry", "{n} entries", len(items)).format(n=len(items))
    after = _("When you have talked about it: cj supervision {case}").format(case=only or _("CASE"))
    return (
        section(_("To bring to supervision"), title, top=True),
        Table(columns, tuple(_row(each) for each in items)),
        Prose(Words(after, Tone.QUIET)),
        Prose(Words(flag, Tone.QUIET)),
    )


def _row(each: ToBring) -> tuple[Words, ...]:
    told = "; ".join(why.in_words for why in each.why)
    if each.visibility is Visibility.PRIVATE:
        told += f" ({_(each.visibility.label)})"
    return (
        Words(each.ref, Tone.REF),
        Words(told, _TONES.get(each.sort, Tone.PLAIN)),
        Words(each.client, Tone.STRONG),
        Words(_(each.title), Tone.QUIET),
        Words(dates.short(each.on)),
    )


def settled_blocks(settled: Sequence[Task]) -> Callable[[], Iterable[Block]]:
    """A function that gives a line for each task that is done because it was brought."""
    told = _("Done, because you brought it: {ref} {what}")
    return lambda: tuple(Prose(Words(told.format(ref=each.ref, what=each.text), Tone.GOOD)) for each in settled)
