"""Our statuses as those of FHIR R4 (http://hl7.org/fhir/R4), one table each. Every one of ours stands in its table.

The LOINC codes are those that the Person-Centered Outcomes guide of HL7 uses for goal attainment scaling: 107332-9 is
the scale by which a goal is measured; 107334-5, 107333-7 and 107331-1 are the scores given later by the client, the
worker and a caregiver. LOINC is copyright Regenstrief Institute, free under https://loinc.org/license.
"""

from casejournal.domain.assessment import SharedBy
from casejournal.domain.closing import Result
from casejournal.domain.consent import State
from casejournal.domain.gender import Gender
from casejournal.domain.plan import Agreed
from casejournal.domain.referral_log import Status, Urgency
from casejournal.domain.review import Rater
from casejournal.exchange.fhir.elements import Coding, Concept

LOINC = "http://loinc.org"
_TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"
CLINICAL, VERIFIED = f"{_TERMINOLOGY}/condition-clinical", f"{_TERMINOLOGY}/condition-ver-status"
CATEGORY, ACHIEVED = f"{_TERMINOLOGY}/condition-category", f"{_TERMINOLOGY}/goal-achievement"
OBSERVED, CONSENT_SCOPE = f"{_TERMINOLOGY}/observation-category", f"{_TERMINOLOGY}/consentscope"
ACT, PARTICIPATION = f"{_TERMINOLOGY}/v3-ActCode", f"{_TERMINOLOGY}/v3-ParticipationType"
TASK_CODE = "http://hl7.org/fhir/CodeSystem/task-code"
LEVEL = "http://hl7.org/fhir/us/pco/StructureDefinition/pco-goal-attainment-scaling"
"""The extension for one of the five levels of a goal."""

SCALE = Coding(system=LOINC, code="107332-9", display="Goal attainment scale - Reported")
SCORES = {
    Rater.CLIENT: Coding(system=LOINC, code="107334-5", display="Patient follow-up goal attainment scaling score"),
    Rater.WORKER: Coding(system=LOINC, code="107333-7", display="Practitioner follow-up goal attainment scaling score"),
    Rater.CAREGIVER: Coding(system=LOINC, code="107331-1", display="Caregiver follow-up goal attainment scaling score"),
    Rater.SUPERVISOR: None,  # LOINC has no code for that; the words stand alone
}
LEVELS = {
    -2: Coding(system=LOINC, code="LA34484-8", display="Much less than expected"),
    -1: Coding(system=LOINC, code="LA34483-0", display="Less than expected"),
    0: Coding(system=LOINC, code="LA34481-4", display="Expected outcome"),
    1: Coding(system=LOINC, code="LA34480-6", display="Better than expected"),
    2: Coding(system=LOINC, code="LA34479-8", display="Much better than expected"),
}
RELEASE = Concept(coding=(Coding(system=LOINC, code="64292-6", display="Release of information consent"),))

GENDERS = {Gender.FEMALE: "female", Gender.MALE: "male", Gender.ANOTHER: "other"}
"""Patient.gender."""
VERIFICATION = {
    SharedBy.CLIENT: "confirmed",
    SharedBy.BOTH: "confirmed",
    SharedBy.WORKER: "provisional",
    None: "provisional",
}
"""Condition.verificationStatus of the underlying problem. What the client came with is "unconfirmed" until then."""

LIFECYCLE = {Agreed.YES: "active", Agreed.PARTLY: "accepted", Agreed.NO: "rejected"}
"""Goal.lifecycleStatus while the case is open."""
ENDED = {
    Result.REACHED: ("completed", "achieved"),
    Result.PARTLY: ("completed", "improving"),
    Result.NOT_REACHED: ("completed", "not-achieved"),
    Result.DROPPED: ("cancelled", "not-attainable"),
}
"""Goal.lifecycleStatus and Goal.achievementStatus after the closing."""
PLANS = {Agreed.YES: "active", Agreed.PARTLY: "active", Agreed.NO: "draft"}
"""CarePlan.status while the case is open."""

REQUESTS = {
    Status.DRAFT: "draft",
    Status.SENT: "active",
    Status.ACKNOWLEDGED: "active",
    Status.ACCEPTED: "active",
    Status.DECLINED_BY_AGENCY: "revoked",
    Status.DECLINED_BY_CLIENT: "revoked",
    Status.WAITLISTED: "on-hold",
    Status.IN_SERVICE: "active",
    Status.COMPLETED: "completed",
    Status.NO_SHOW: "revoked",
    Status.WITHDRAWN: "revoked",
}
"""ServiceRequest.status."""
TASKS = {
    Status.DRAFT: "draft",
    Status.SENT: "requested",
    Status.ACKNOWLEDGED: "received",
    Status.ACCEPTED: "accepted",
    Status.DECLINED_BY_AGENCY: "rejected",
    Status.DECLINED_BY_CLIENT: "cancelled",
    Status.WAITLISTED: "on-hold",
    Status.IN_SERVICE: "in-progress",
    Status.COMPLETED: "completed",
    Status.NO_SHOW: "failed",
    Status.WITHDRAWN: "cancelled",
}
"""Task.status."""
PRIORITIES = {Urgency.ROUTINE: "routine", Urgency.SOON: "urgent", Urgency.URGENT: "asap"}
"""ServiceRequest.priority and Task.priority: in R4, asap comes before urgent."""
CONSENTS = {
    State.VALID: "active",
    State.EXPIRING: "active",
    State.EXPIRED: "inactive",
    State.REVOKED: "inactive",
    State.REFUSED: "rejected",
}
"""Consent.status."""
