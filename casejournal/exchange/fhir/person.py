"""The client, and the problem as it was seen: Patient and Condition."""

import re
from collections.abc import Iterator

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.closing import Reason
from casejournal.domain.gender import gender_said
from casejournal.exchange.fhir.codes import CATEGORY, CLINICAL, GENDERS, VERIFICATION, VERIFIED
from casejournal.exchange.fhir.elements import Concept, coded
from casejournal.exchange.fhir.names import Names, noted, said
from casejournal.exchange.fhir.resources import Condition, HumanName, Patient

PRESENTING, UNDERLYING = "presenting", "underlying"


def patient(file: CaseFile, names: Names) -> Patient:
    """The client, by the alias where there is one. An estimated birth is left out: R4 cannot say that it is one."""
    first = file.intake
    name = (
        HumanName(use="nickname", text=said(first.alias))
        if first.alias
        else HumanName(use="usual", text=said(first.client))
    )
    return Patient(
        id=names.id("Patient"),
        identifier=names.known_as("case"),
        active=not file.is_closed,
        name=(name,),
        gender=_gender(first.gender),
        birth_date=first.birth if re.fullmatch(r"\d{4}(-\d\d){0,2}", first.birth) else None,
    )


def _gender(words: str) -> str | None:
    told = gender_said(words)
    return GENDERS[told] if told else None


def conditions(file: CaseFile, names: Names) -> Iterator[Condition]:
    """What the client came with, then what it turned out to be."""
    first = file.intake
    yield Condition(
        id=names.id("Condition", PRESENTING),
        identifier=names.known_as("problem", f"{file.ref}/{PRESENTING}"),
        clinical_status=_clinical(file),
        verification_status=coded(VERIFIED, "unconfirmed"),
        category=(coded(CATEGORY, "problem-list-item"),),
        code=Concept(text=said(first.presenting_problem)),
        subject=names.patient,
        onset_string=said(first.since_when) if first.since_when else None,
        recorded_date=dates.short(first.on),
    )
    if latest := file.assessment:
        yield Condition(
            id=names.id("Condition", UNDERLYING),
            identifier=names.known_as("problem", f"{file.ref}/{UNDERLYING}"),
            clinical_status=_clinical(file),
            verification_status=coded(VERIFIED, VERIFICATION[latest.shared_by]),
            category=(coded(CATEGORY, "problem-list-item"),),
            code=Concept(text=said(latest.underlying_problem)),
            subject=names.patient,
            recorded_date=dates.short(latest.on),
            note=(noted(latest.evidence),) if latest.evidence else (),
        )


def _clinical(file: CaseFile) -> Concept:
    """Resolved if the case was closed because the goals were met, inactive if it was closed otherwise."""
    if file.closing is None:
        return coded(CLINICAL, "active")
    return coded(CLINICAL, "resolved" if file.closing.reason is Reason.GOALS_MET else "inactive")
