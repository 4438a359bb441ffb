"""A referral letter: whom it is for, why, and only what the client's consent allows."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import msgspec

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.consent import Leave, Shareable
from casejournal.domain.identity import hide_numbers
from casejournal.domain.letter import Letter
from casejournal.domain.record import Visibility
from casejournal.domain.referral import Handoff, Referral
from casejournal.domain.referral_log import Urgency
from casejournal.exchange.markdown import in_markdown
from casejournal.exchange.paper.document import Document
from casejournal.exchange.paper.formats import FORMATS, TEXTS
from casejournal.exchange.shared import shared
from casejournal.exchange.template import filled
from casejournal.render.letter import letter_blocks
from casejournal.render.page import Heading, Prose, Words
from casejournal.words import N_, _, language

_TO_SIGN = 3
"""So many lines are left free for the signature."""
_COMES = {
    Handoff.COLD: N_("The client will come to you on their own."),
    Handoff.WARM: N_("We will introduce the client to you."),
    Handoff.HOT: N_("We will come to you together with the client, and stay."),
}
"""How the client gets there, as the recipient is told."""
_CLOSING = (
    N_("Please let us know when this letter has arrived."),
    N_("What it says is confidential and meant for this referral only. Please do not pass it on."),
    N_("Thank you for your attention and your help."),
)


def letter(  # noqa: PLR0917 - who writes what to whom, on which leave, when
    file: CaseFile,
    referral: Referral,
    leave: Leave,
    worker: str,
    agency: str,
    today: date,
    hide_others: Callable[[str], str] = str,
    reached: Iterable[str] = (),
) -> Letter:
    """The letter for a referral. Of the case it contains only what `leave` covers.

    `hide_others` removes the clients of other cases from a text: a letter names none of them. `reached` says how the
    recipient is reached.
    """
    known = file.intake.identity_digits

    def hide(text: str) -> str:
        return hide_others(hide_numbers(text, known))

    parts = shared(file, leave.scope, today)
    client = hide_numbers(file.intake.client, known, in_a_name=True)
    whom = client if Shareable.NAME in parts else _("a client of ours ({ref})").format(ref=file.ref)
    subject = _("Referral of {whom}").format(whom=whom)
    return Letter(
        language=language(),
        sender=agency,
        worker=worker,
        day=dates.in_a_letter(today, weekday=True),
        head=((_("Our ref"), referral.ref), (_("Subject"), subject)),
        addressed=_("To the attention of"),
        to=referral.to,
        reached=tuple(reached),
        subject=subject,
        greeting=_("Dear colleague,"),
        opening=_("With this letter we refer {whom} to you, and ask for your help.").format(whom=whom),
        facts=tuple((title, hide(text)) for title, text in _facts(referral) if text),
        parts=tuple(
            (_capitalised(_(what.label)), tuple((title, hide_others(text)) for title, text in rows))
            for what, rows in parts.items()
        ),
        told=tuple(parts),
        consent=tuple(map(hide, _grounds(file, leave.of(tuple(parts))))),
        closing=tuple(map(_, _CLOSING)),
        farewell=_("Yours sincerely,"),
    )


def _facts(referral: Referral) -> Iterable[tuple[str, str]]:
    """What is asked of the recipient, and how urgent it is: titles and texts."""
    yield _("Reason for the referral"), _(referral.reason.label)
    yield _("What we ask"), referral.request
    yield _("Urgency"), "" if referral.urgency is Urgency.ROUTINE else _(referral.urgency.label)
    yield _("How the client comes to you"), _(_COMES[referral.handoff]) if referral.handoff else ""


def _capitalised(title: str) -> str:
    return title[:1].upper() + title[1:]


def _grounds(file: CaseFile, leave: Leave) -> Iterable[str]:
    """The sentences that say on which consents this is shared, or why without one."""
    if leave.override:
        yield _("This is shared without the client's consent, because: {because}").format(because=leave.override)
    for consent in file.consents:
        if consent.ref in leave.consents:
            with_it = _("This is shared with the consent of {who}, given on {day}.")
            if consent.visibility is Visibility.RECORD:
                with_it = _("This is shared with the consent of {who}, given on {day}, for this purpose: {purpose}")
            day, who = dates.in_a_letter(consent.on), _(consent.given_by.label)
            yield with_it.format(day=day, who=who, purpose=consent.purpose)


def fingerprint(said: Letter) -> str:
    """A digest of the letter's words, the same for every format: 32 hexadecimal digits."""
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()[:32]


def written(said: Letter, form: str) -> bytes:
    """The letter in one of the formats of papers. What a person wrote is never markup in it. Raises ExtraMissing."""
    if form in TEXTS:
        return filled(f"letter.{form}", None if form == "html" else _plain_words, letter=said).encode()
    return FORMATS[form](_document(said))


def _document(said: Letter) -> Document:
    """The letter as a document that people can edit: whoever sends it, on their own paper."""
    sender = ((_("From"), said.sender),) if said.sender else ()
    space = Prose(Words(""))
    *told, signature = (
        space if isinstance(each, Heading) and not each.title[0].text else each for each in letter_blocks(said)
    )
    return Document(
        title=said.subject,
        facts=(*sender, (_("Day"), said.day), *said.head[:1]),
        parts=(*told, *[space] * _TO_SIGN, signature),
        language=said.language,
    )


def _plain_words(value: Any) -> Any:
    """Text as Markdown shows it as it is; other values unchanged."""
    return in_markdown(value) if isinstance(value, str) else value
