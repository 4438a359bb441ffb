"""The screen of `cj today`: everything that waits."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from casejournal.domain import dates
from casejournal.domain.agenda import Absentee, Agenda
from casejournal.domain.summary import Summary
from casejournal.render.case_list import last_contact
from casejournal.render.danger import in_a_list
from casejournal.render.page import Block, Column, Heading, Page, Prose, Table, Tone, Words, section
from casejournal.render.tasks import waiting_table
from casejournal.words import _, ngettext


def today_page(agenda: Agenda, cases: int, groups: int, most: int | None, *, closed: int, drafts: int) -> Page:
    """What waits, the most urgent first.

    `cases` and `groups` count the open ones, `closed` the closed cases, `drafts` the forms that are not finished. Each
    section shows at most `most` rows.
    """
    return tuple(_blocks(agenda, (cases, groups, closed), most, drafts))


def _blocks(agenda: Agenda, counts: tuple[int, int, int], most: int | None, drafts: int) -> Iterator[Block]:
    cases, groups, closed = counts
    count = ngettext("{n} open case", "{n} open cases", cases).format(n=cases)
    if groups:
        count += ", " + ngettext("{n} group", "{n} groups", groups).format(n=groups)
    yield section(dates.day(agenda.day), count, top=True)
    if agenda.empty:
        none = _("No open cases.") if closed else _("No cases yet. Write down the first one: cj intake")
        yield Prose(Words(_("Nothing is waiting.") if cases or groups else none, Tone.GOOD))
    if agenda.safety:
        yield Heading((Words(_("Safety"), Tone.DANGER),))
        yield _people(agenda.safety[:most], agenda.day)
        yield from _more(agenda.safety, most)
    waiting = (*agenda.overdue, *agenda.today, *agenda.soon)
    if waiting:
        yield section(_("Overdue, today and the next seven days"))
        yield waiting_table(((row.case, row.client, row.due) for row in waiting[:most]), agenda.day)
        yield from _more(waiting, most)
    for title, rows in (
        (_("Referrals: whose turn it is"), agenda.referrals),
        (_("Consents that run out"), agenda.consents),
        (_("To look at again"), agenda.reviews),
    ):
        if rows:
            yield section(title)
            yield waiting_table(((row.case, row.client, row.due) for row in rows[:most]), agenda.day)
            yield from _more(rows, most)
    yield from _beside(agenda, most, drafts)


def _beside(agenda: Agenda, most: int | None, drafts: int) -> Iterator[Block]:
    """Who stays away from a group, tasks without a day, drafts, and clients not met for long."""
    if agenda.away:
        yield Heading((Words(_("Absent from their group twice in a row"), Tone.WARN),))
        yield _absentees(agenda.away[:most])
        yield from _more(agenda.away, most)
    if agenda.undated:
        some = ngettext("{n} task has no day: cj task list", "{n} tasks have no day: cj task list", len(agenda.undated))
        yield Prose(Words(some.format(n=len(agenda.undated)), Tone.QUIET))
    if drafts:
        some = ngettext("{n} form is not finished: cj draft list", "{n} forms are not finished: cj draft list", drafts)
        yield Prose(Words(some.format(n=drafts), Tone.WARN))
    if agenda.silent:
        yield Heading((Words(_("Not met for 30 days"), Tone.WARN),))
        yield _people(agenda.silent[:most], agenda.day, agenda.in_group)
        yield from _more(agenda.silent, most)


def backup_blocks(days: int) -> Iterator[Block]:
    """That there has been no backup for so many days; nothing for 0."""
    if days:
        told = ngettext("No backup for {n} day: cj backup FILE", "No backup for {n} days: cj backup FILE", days)
        yield Prose(Words(told.format(n=days), Tone.WARN))


def _more(rows: Sequence[object], most: int | None) -> Iterator[Block]:
    if most is not None and len(rows) > most:
        yield Prose(Words(_("… and {n} more: cj today --plain").format(n=len(rows) - most), Tone.QUIET))


def _absentees(away: Sequence[Absentee]) -> Table:
    columns = (Column(_("Member")), Column(_("Group"), narrow=True, spare=True), Column(_("Name")))
    return Table(
        columns,
        tuple((Words(each.called, Tone.STRONG), Words(each.group, Tone.REF), Words(each.name)) for each in away),
    )


def _people(cases: Sequence[Summary], today: date, in_group: Mapping[str, date] | None = None) -> Table:
    """Cases, one per line. With `in_group`, also the day each client last came to a group."""
    seen = in_group or {}
    columns = (
        Column(_("Case"), narrow=True),
        Column(_("Client")),
        Column(_("Safety")),
        Column(_("Last contact"), narrow=True),
        *((Column(_("In a group"), narrow=True),) if seen else ()),
    )
    return Table(
        columns,
        tuple(
            (
                Words(case.ref, Tone.REF),
                Words(case.client, Tone.STRONG),
                in_a_list(case.safety),
                last_contact(case, today),
                *((_in_group(seen.get(case.ref), today),) if seen else ()),
            )
            for case in cases
        ),
    )


def _in_group(on: date | None, today: date) -> Words:
    return Words(dates.short(on), short=dates.brief(on, today)) if on else Words("")
