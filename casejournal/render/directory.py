"""The screens of the directory of services: the list, one entry, and what a referral takes over from it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from casejournal.domain import dates
from casejournal.domain.agency import Agency
from casejournal.domain.areas import area_label
from casejournal.forms import records
from casejournal.render.page import Block, Column, Facts, Heading, Page, Prose, Table, Tone, Words, section
from casejournal.render.struck import corrected_mark
from casejournal.words import _, ngettext

if TYPE_CHECKING:
    from casejournal.domain.services_used import Used

_TOLD_ABOVE = ("name", "service", "on", "visibility", "status", "alert", "assured_on")
_TAKEN_OVER = ("documents", "hours", "fees", "wait_time", "how_to_apply", "contacts", "eligibility")
"""What whoever sends a client there should know, besides how the agency is reached."""


def directory_page(entries: Sequence[Agency], today: date, days: int, *, left_out: int, nothing: str) -> Page:
    """The entries as a table. `left_out` were not listed (a count); `nothing` is said where there are none."""
    if not entries:
        hint = _("Write one down: cj agency add") if not left_out else _("All of them: cj agency list --all")
        return (Prose(Words(nothing, Tone.STRONG)), Prose(Words(hint, Tone.QUIET)))
    columns = (
        Column(_("Ref"), narrow=True),
        Column(_("Service")),
        Column(_("Phone")),
        Column(_("Town"), spare=True),
        Column(_("Areas"), rare=True),
        Column(_("Confirmed"), narrow=True),
    )
    blocks: list[Block] = [Table(columns, tuple(_row(each, today, days) for each in entries))]
    stale = sum(each.is_stale(today, days) for each in entries)
    if stale:
        told = ngettext(
            "{n} entry has not been confirmed for a long time. Call, then: {command}",
            "{n} entries have not been confirmed for a long time. Call, then: {command}",
            stale,
        )
        command = _('cj amend REF --set assured_on=today --reason "…"')
        blocks.append(Prose(Words(told.format(n=stale, command=command), Tone.WARN)))
    if left_out:
        told = _("Not listed because they cannot be used: {n}. All of them: cj agency list --all")
        blocks.append(Prose(Words(told.format(n=left_out), Tone.QUIET)))
    return tuple(blocks)


def _row(entry: Agency, today: date, days: int) -> tuple[Words, ...]:
    called = entry.called if entry.usable else f"{entry.called} ({_(entry.status.label)})"
    return (
        Words(entry.ref, Tone.REF),
        Words(called, Tone.STRONG if entry.usable else Tone.WARN),
        Words("; ".join(phone.number for phone in entry.phones[:2])),
        Words(entry.city, Tone.QUIET),
        Words(", ".join(map(area_label, entry.areas)), Tone.QUIET),
        confirmed(entry, today, days),
    )


def confirmed(entry: Agency, today: date, days: int) -> Words:
    """The day it was last confirmed, or “never”; marked if that is long ago."""
    tone = Tone.WARN if entry.is_stale(today, days) else Tone.PLAIN
    on = entry.confirmed_on
    return Words(dates.short(on), tone, dates.brief(on, today)) if on else Words(_("never"), tone)


def entry_page(entry: Agency, today: date, days: int, used: "Sequence[Used] | None") -> Page:
    """Everything about an entry, and how it went with those who were sent there; None if that is not said."""
    return tuple(_entry(entry, today, days, used))


def _entry(entry: Agency, today: date, days: int, used: "Sequence[Used] | None") -> Iterator[Block]:
    title = (Words(entry.ref, Tone.REF), Words(entry.called, Tone.STRONG))
    yield Heading(title, _(entry.status.label), top=True)
    yield from warnings(entry, today, days)
    rows = [(name, Words(text)) for name, text in records.rows(entry, without=_TOLD_ABOVE)]
    if entry.categories:
        rows.append((_("Categories"), Words(", ".join(entry.categories))))
    on = entry.confirmed_on
    yield Facts((*rows, (_("Confirmed on"), Words(dates.day(on) if on else _("never")))))
    if mark := corrected_mark(entry):
        yield Prose(Words(mark, Tone.QUIET))
    if used is not None:
        yield from _used(used)
    told = _("To refer somebody there: cj refer CASE --to {ref}. To correct it: cj amend {ref}")
    yield Prose(Words(told.format(ref=entry.ref), Tone.QUIET))


def warnings(entry: Agency, today: date, days: int) -> Iterator[Block]:
    """What must be known before anybody is sent there: that it cannot be used, an alert, that it may have changed."""
    if not entry.usable:
        yield Prose(Words(_("Nobody can be sent there: {status}.").format(status=_(entry.status.label)), Tone.DANGER))
    if entry.alert:
        yield Prose(Words(entry.alert, Tone.WARN))
    if entry.is_stale(today, days):
        on = entry.confirmed_on
        never = _("Nobody has confirmed this entry yet. Call before you send anybody.")
        told = _("Last confirmed on {day}. Call before you send anybody.")
        yield Prose(Words(told.format(day=dates.day(on)) if on else never, Tone.WARN))


def _used(used: "Sequence[Used]") -> Iterator[Block]:
    from casejournal.domain.services_used import by_status, usual_wait  # lazy: as `uses` of the desk

    yield section(_("How it went"))
    if not used:
        yield Prose(Words(_("You have referred nobody there yet."), Tone.QUIET))
        return
    counts = ", ".join(f"{_(status.label)} {n}" for status, n in by_status(used).items())
    rows = [(_("Referrals"), Words(f"{len(used)} ({counts})"))]
    if (days := usual_wait(used)) is not None:
        rows.append((_("Days until an answer"), Words(f"{days:g}")))
    yield Facts(tuple(rows))
    columns = (
        Column(_("Referral"), narrow=True),
        Column(_("Case"), narrow=True),
        Column(_("Status")),
        Column(_("Since"), narrow=True),
        Column(_("Days until an answer"), narrow=True, spare=True),
    )
    yield Table(columns, tuple(_used_row(each) for each in used))


def _used_row(each: "Used") -> tuple[Words, ...]:
    return (
        Words(each.ref, Tone.REF),
        Words(each.case, Tone.REF),
        Words(_(each.status.label)),
        Words(dates.short(each.on)),
        Words("" if each.answered_after is None else str(each.answered_after)),
    )


def taken_over(entry: Agency, today: date, days: int) -> Iterable[Block]:
    """What a referral takes over from the directory: how the agency is reached, what to bring, when it is open."""
    yield section(_("From your directory"), entry.ref)
    yield from warnings(entry, today, days)
    reached = (_("How to reach them"), Words("\n".join(entry.reached)))
    known = tuple((title, Words(text)) for title, text in records.rows(entry, only=_TAKEN_OVER))
    yield Facts((*((reached,) if reached[1].text else ()), *known))
