"""The consents of a case, and where each stands today."""

from collections.abc import Iterator
from datetime import date

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.consent import Consent, State, state_among
from casejournal.render.page import Block, Column, Heading, Page, Prose, Table, Tone, Words, section
from casejournal.words import _

_TONES = {State.VALID: Tone.GOOD, State.EXPIRING: Tone.WARN, State.REFUSED: Tone.QUIET}


def consent_page(file: CaseFile, today: date) -> Page:
    """All consents of the case, with what they cover."""
    heading = Heading(
        (Words(file.ref, Tone.REF), Words(file.intake.client, Tone.STRONG), Words(_("Consents"))), top=True
    )
    if not file.consents:
        ask = _("None yet. Ask the client, then: cj consent {ref}").format(ref=file.ref)
        return heading, Prose(Words(ask, Tone.QUIET))
    return heading, *_table(file, today)


def consent_blocks(file: CaseFile, today: date) -> Iterator[Block]:
    """The consents, as a section of the screen of the case; nothing if there are none."""
    if file.consents:
        yield section(_("Consents"))
        yield from _table(file, today)


def _table(file: CaseFile, today: date) -> Iterator[Block]:
    columns = (
        Column(_("Ref"), narrow=True),
        Column(_("State"), narrow=True),
        Column(_("Recipient")),
        Column(_("About")),
        Column(_("Until"), narrow=True),
        Column(_("Purpose"), spare=True),
    )
    yield Table(columns, tuple(_row(each, file, today) for each in file.consents))
    for each in file.consents:
        for withheld in each.withheld:
            told = _("Do not tell {whom}: {what}").format(whom=withheld.from_whom, what=_(withheld.what.label))
            why = f" ({withheld.why})" if withheld.why else ""
            yield Prose(Words(f"{each.ref}  {told}{why}", Tone.WARN), indent=2)


def _row(consent: Consent, file: CaseFile, today: date) -> tuple[Words, ...]:
    state = state_among(consent, file.consents, today)
    ends = consent.revoked_on or consent.expires_on
    return (
        Words(consent.ref, Tone.REF),
        Words(_(state.label), _TONES.get(state, Tone.DANGER)),
        Words(consent.recipient, Tone.STRONG),
        Words(", ".join(_(what.label) for what in consent.scope)),
        Words(dates.short(ends) if ends else ""),
        Words(consent.purpose, Tone.QUIET),
    )
