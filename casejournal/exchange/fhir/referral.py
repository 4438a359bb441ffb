"""A referral: ServiceRequest says what is asked of whom, Task where it stands."""

from collections.abc import Iterator

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.referral import Referral
from casejournal.exchange.fhir.codes import PRIORITIES, REQUESTS, TASK_CODE, TASKS
from casejournal.exchange.fhir.elements import Concept, Period, Reference, coded
from casejournal.exchange.fhir.names import Names, said
from casejournal.exchange.fhir.resources import ServiceRequest, Task, TaskOutput, TaskRestriction
from casejournal.words import _


def referrals(file: CaseFile, names: Names) -> Iterator[ServiceRequest | Task]:
    """Both of each referral."""
    consents = {each.ref for each in file.consents}
    for referral in file.referrals:
        yield _request(referral, names, consents)
        yield _task(referral, names)


def _request(referral: Referral, names: Names, consents: set[str]) -> ServiceRequest:
    relied_on = referral.sent.consents if referral.sent else ()
    return ServiceRequest(
        id=names.id("ServiceRequest", referral.ref),
        identifier=names.known_as("referral", referral.ref),
        status=REQUESTS[referral.status],
        intent="order",
        priority=PRIORITIES[referral.urgency],
        code=Concept(text=said(referral.request or _("Referral"))),
        subject=names.patient,
        authored_on=dates.short(referral.on),
        performer=(Reference(display=said(referral.to)),),
        reason_code=(Concept(text=_(referral.reason.label)),),
        supporting_info=tuple(names.reference("Consent", ref) for ref in relied_on if ref in consents),
    )


def _task(referral: Referral, names: Names) -> Task:
    pending = referral.next
    outcome = TaskOutput(type=Concept(text=_("Outcome")), value_string=said(referral.outcome))
    return Task(
        id=names.id("Task", referral.ref),
        identifier=names.known_as("referral", referral.ref),
        status=TASKS[referral.status],
        business_status=Concept(text=_(referral.status.label)),
        intent="order",
        priority=PRIORITIES[referral.urgency],
        code=coded(TASK_CODE, "fulfill", "Fulfill the focal request"),
        focus=names.reference("ServiceRequest", referral.ref),
        for_=names.patient,
        authored_on=dates.stamp(referral.recorded_at),
        last_modified=dates.stamp(max(referral.recorded_at, referral.last_written[0])),
        owner=Reference(display=said(referral.to)),
        restriction=TaskRestriction(period=Period(end=dates.short(pending.by))) if pending else None,
        output=(outcome,) if referral.outcome else (),
    )
