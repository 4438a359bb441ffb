"""The referrals of a case: where each stands, and whose turn it is."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.referral import Referral
from casejournal.render.page import Block, Column, Heading, Prose, Table, Tone, Words
from casejournal.words import _


def whose_turn(referral: Referral, today: date) -> Callable[[], Iterable[Block]]:
    """Who acts next on it, doing what, by when; nothing when it has come to an end."""
    return lambda: (Prose(_turn(referral, today)),) if referral.open else ()


def referral_blocks(file: CaseFile, today: date) -> Iterator[Block]:
    """Every referral of the case, the open ones with whose turn it is."""
    if not file.referrals:
        return
    yield Heading((Words(_("Referrals"), Tone.STRONG),))
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
        _turn(referral, today) if referral.open else Words(referral.outcome, Tone.QUIET),
    )


def _turn(referral: Referral, today: date) -> Words:
    step = referral.next
    if step is None:
        return Words("")
    told = _("{who}: {what}, by {day}").format(who=_(step.who.label), what=_(step.what), day=dates.day(step.by))
    late = step.by < today
    return Words(f"{told} ({_('overdue')})" if late else told, Tone.DANGER if late else Tone.PLAIN)
