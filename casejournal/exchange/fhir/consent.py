"""A client's yes or no to somebody being told something: Consent."""

from collections.abc import Iterator
from datetime import date

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.consent import Consent as Said
from casejournal.domain.consent import GivenBy, Shareable
from casejournal.exchange.fhir.codes import ACT, CONSENT_SCOPE, CONSENTS, PARTICIPATION, RELEASE
from casejournal.exchange.fhir.elements import SYSTEM, Coding, Concept, Period, Reference, coded
from casejournal.exchange.fhir.names import Names, said
from casejournal.exchange.fhir.resources import Consent, Provision, ProvisionActor
from casejournal.words import _


def consents(file: CaseFile, names: Names, today: date) -> Iterator[Consent]:
    """Each consent, as it stands today. Why something is withheld is not told."""
    for each in file.consents:
        permit = not each.refused
        yield Consent(
            id=names.id("Consent", each.ref),
            identifier=names.known_as("consent", each.ref),
            status=CONSENTS[each.state(today)],
            scope=coded(CONSENT_SCOPE, "patient-privacy", "Privacy Consent"),
            category=(RELEASE,),
            patient=names.patient,
            date_time=dates.short(each.on),
            performer=(
                names.patient if each.given_by is GivenBy.CLIENT else Reference(display=_(each.given_by.label)),
            ),
            policy_rule=coded(ACT, "OPTIN" if permit else "OPTOUT"),
            provision=_provision(each, permit=permit),
        )


def _provision(each: Said, *, permit: bool) -> Provision:
    ends = min((day for day in (each.expires_on, each.revoked_on) if day), default=None)
    return Provision(
        type="permit" if permit else "deny",
        period=Period(start=dates.short(each.on), end=dates.short(max(ends, each.on)) if ends else None),
        actor=(_told(each.recipient),),
        purpose=(Coding(display=said(each.purpose)),),
        code=tuple(_what(what) for what in each.scope),
        provision=tuple(
            Provision(type="deny", actor=(_told(kept.from_whom),), code=(_what(kept.what),)) for kept in each.withheld
        ),
    )


def _told(who: str) -> ProvisionActor:
    return ProvisionActor(
        role=coded(PARTICIPATION, "IRCP", "information recipient"), reference=Reference(display=said(who))
    )


def _what(what: Shareable) -> Concept:
    return coded(f"{SYSTEM}:shareable", what.value, text=_(what.label))
