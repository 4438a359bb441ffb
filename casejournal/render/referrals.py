"""The referrals of a case: where each stands, and whose turn it is."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.referral import Referral
from casejournal.render.page import Block, Column, Prose, Table, Tone, Words, section
from casejournal.words import _


def where_it_stands(referral: Referral, today: date) -> Callable[[], Iterable[Block]]:
    """A function that gives the skipped steps, and who acts next."""

    def blocks() -> Iterator[Block]:
        steps = [_(step.label) for _move, not_told in referral.changes for step in not_told]
        if steps:
            yield Prose(Words(_("Not reported: {steps}").format(steps=", ".join(steps)), Tone.QUIET))
        if referral.open:
            yield Prose(_turn(referral, today))

    return blocks


def way(referral: Referral) -> str:
    """All status changes of a referral in one line, with steps not told and statuses taken back."""
    steps = [referral.to]
    for move, not_told in referral.changes:
        moved = f"{_(move.status.label)} {dates.short(move.on)}"
        if move.taken_back:
            moved += " " + _("(taken back: {because})").format(because=move.taken_back.because)
        steps += [*(_("{status}: not reported").format(status=_(step.label)) for step in not_told), moved]
    return " > ".join(steps)


def referral_blocks(file: CaseFile, today: date) -> Iterator[Block]:
    """All referrals of the case; open ones say whose turn it is. Nothing if there are none."""
    if not file.referrals:
        return
    yield section(_("Referrals"))
    columns = (
        Column(_("Ref"), narrow=True),
        Column(_("To")),
        Column(_("Status")),
        Column(_("Since"), narrow=True, spare=True),
        Column(_("Next, or outcome")),
    )
    yield Table(columns, tuple(_row(each, today) for each in file.referrals))


def _row(referral: Referral, today: date) -> tuple[Words, ...]:
    return (
        Words(referral.ref, Tone.REF),
        Words(referral.to, Tone.STRONG),
        Words(_(referral.status.label)),
        Words(dates.short(referral.last_on)),
        _turn(referral, today) if referral.open else Words(_came_of(referral), Tone.QUIET),
    )


def _came_of(referral: Referral) -> str:
    """The outcome or, if there is none, the last remark."""
    return referral.outcome or (referral.last.remark if referral.last else "")


def _turn(referral: Referral, today: date) -> Words:
    step = referral.next
    if step is None:
        return Words("")
    told = _("{who}: {what}, by {day}").format(who=_(step.who.label), what=_(step.what), day=dates.day(step.by))
    late = step.by < today
    overdue = _("overdue")
    return Words(f"{told} ({overdue})", Tone.DANGER) if late else Words(told)
