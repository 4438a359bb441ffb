"""Tables of tasks and other things that are due, coloured by urgency."""

from collections.abc import Iterable, Sequence
from datetime import date

from casejournal.domain import dates
from casejournal.domain.due import Due, DueKind, When
from casejournal.domain.label import Label
from casejournal.render.page import Column, Page, Prose, Table, Tone, Words
from casejournal.words import _

Row = tuple[Label, Due]
DAY = 11
"""Columns for a day in short, Mon 30 Nov, and under it how urgent it is."""


def task_page(rows: Sequence[Row], today: date) -> Page:
    """A list of tasks, each with its case."""
    if not rows:
        nothing = _("No open tasks.")
        return (Prose(Words(nothing, Tone.STRONG)), Prose(Words(_("Write one down: cj task add CASE"), Tone.QUIET)))
    return (waiting_table(((case.ref, _named(case), due) for case, due in rows), today),)


def _named(case: Label) -> str:
    """The name of the client or group; “(closed)” is added for a closed one."""
    return case.name if case.open else _("{name} (closed)").format(name=case.name)


def task_table(dues: Iterable[Due], today: date) -> Table:
    """A table of things due in one case."""
    columns = (
        Column(_("Due"), narrow=True, folds=DAY),
        Column(_("Who"), narrow=True),
        Column(_("Task")),
        Column(_("Ref"), narrow=True),
    )
    rows = (
        (due_words(due, today), Words(_(due.who.label)), Words(told_due(due)), Words(due.ref, Tone.REF)) for due in dues
    )
    return Table(columns, tuple(rows))


def waiting_table(rows: Iterable[tuple[str, str, Due]], today: date) -> Table:
    """A table of things due in several cases. Rows are the ref of the case, the client, and what is due."""
    columns = (
        Column(_("Due"), narrow=True, folds=DAY),
        Column(_("Case"), narrow=True, spare=True),
        Column(_("Client")),
        Column(_("What")),
        Column(_("Who"), narrow=True, spare=True),
        Column(_("Ref"), narrow=True),
    )
    return Table(
        columns,
        tuple(
            (
                due_words(due, today),
                Words(case, Tone.REF),
                Words(client, Tone.STRONG),
                Words(told_due(due), Tone.QUIET if due.ended else Tone.PLAIN),
                Words(_(due.who.label), Tone.QUIET),
                Words(due.ref, Tone.REF),
            )
            for case, client, due in rows
        ),
    )


def told_due(due: Due) -> str:
    """What is to be done: for a task its own words, and the reason if it was dropped; else a sentence of ours."""
    if due.kind is DueKind.REFERRAL:
        from casejournal.domain.referral_log import TURNS, Status  # lazy: as its kind of record, see domain/kinds.py

        status = next(status for status in Status if status.value == due.status)
        return f"{due.what}: {_(status.label)}, {_(TURNS[status].what)}"
    if due.kind is DueKind.CONSENT:
        return _("{recipient}: consent runs out").format(recipient=due.what)
    if due.dropped_on:
        return f"{due.text}: {due.because}"
    return due.text or _(due.kind.label)


def due_words(due: Due, today: date) -> Words:
    """The day something is due, and how urgent it is; for a task also “done” or “dropped”."""
    if due.done:
        return Words(_("done"), Tone.GOOD)
    on = due.dropped_on or due.on
    if on is None:
        return Words("")
    long, short = dates.short(on), dates.brief(on, today)
    if due.dropped_on:
        return _day(_("dropped {day}"), long, short, Tone.QUIET)
    when = due.when(today)
    if when is When.OVERDUE:
        return _day(_("{day} overdue"), long, short, Tone.DANGER)
    if when is When.TODAY:
        return _day(_("{day} today"), long, short, Tone.WARN)
    return Words(dates.sorted_by(on), short=short)


def _day(sentence: str, long: str, short: str, tone: Tone) -> Words:
    return Words(sentence.format(day=long), tone, sentence.format(day=short))
