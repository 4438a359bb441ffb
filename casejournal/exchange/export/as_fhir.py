"""A bundle of HL7 FHIR R4 resources: FHIR-shaped, not certified. docs/fhir.md says what becomes what."""

from collections.abc import Iterator
from datetime import date

import msgspec

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.exchange.export.leaving import About, Cases
from casejournal.exchange.fhir.consent import consents
from casejournal.exchange.fhir.elements import NOT_CERTIFIED, Resource
from casejournal.exchange.fhir.names import Names
from casejournal.exchange.fhir.person import conditions, patient
from casejournal.exchange.fhir.plan import plan
from casejournal.exchange.fhir.referral import referrals
from casejournal.words import language


def write(cases: Cases, about: About) -> Iterator[bytes]:
    """The bundle, in UTF-8, a resource a line."""
    encode = msgspec.json.Encoder().encode
    head = {
        "resourceType": "Bundle",
        "meta": NOT_CERTIFIED,
        "language": language(),
        "type": "collection",
        "timestamp": dates.stamp(about.made),
    }
    yield encode(head)[:-1] + b',"entry":['
    between = b"\n"
    for leaving in cases():
        if isinstance(leaving.file, CaseFile):
            for each in resources(leaving.file, about.journal, about.made.date()):
                yield between + encode({"fullUrl": f"urn:uuid:{each.id}", "resource": each})
                between = b",\n"
    yield b"\n]}\n"


def resources(file: CaseFile, journal: str, today: date) -> Iterator[Resource]:
    """Everything that is told of a case."""
    names = Names(file, journal)
    yield patient(file, names)
    yield from conditions(file, names)
    yield from plan(file, names)
    yield from referrals(file, names)
    yield from consents(file, names, today)
