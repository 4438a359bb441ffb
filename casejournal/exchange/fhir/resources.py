"""The resources of FHIR R4 that a case is told in, with the elements that are used. What R4 requires has no default."""

import msgspec

from casejournal.exchange.fhir.elements import (
    Annotation,
    Coding,
    Concept,
    Element,
    Extension,
    Identifier,
    Period,
    Reference,
    Resource,
)


class HumanName(Element, frozen=True, kw_only=True):
    """What somebody is called."""

    use: str
    text: str


class Patient(Resource, frozen=True, kw_only=True):
    """The client."""

    identifier: tuple[Identifier, ...]
    active: bool
    name: tuple[HumanName, ...]
    gender: str | None = None
    birth_date: str | None = None


class Condition(Resource, frozen=True, kw_only=True):
    """A problem as it was seen."""

    identifier: tuple[Identifier, ...]
    clinical_status: Concept
    verification_status: Concept
    category: tuple[Concept, ...]
    code: Concept
    subject: Reference
    onset_string: str | None = None
    recorded_date: str
    note: tuple[Annotation, ...] = ()


class GoalTarget(Element, frozen=True, kw_only=True):
    """By what a goal is measured, and by when."""

    measure: Concept
    detail_string: str | None = None
    due_date: str | None = None


class Goal(Resource, frozen=True, kw_only=True):
    """A goal of the plan."""

    extension: tuple[Extension, ...] = ()
    identifier: tuple[Identifier, ...]
    lifecycle_status: str
    achievement_status: Concept | None = None
    category: tuple[Concept, ...] = ()
    description: Concept
    subject: Reference
    start_date: str
    target: tuple[GoalTarget, ...]
    expressed_by: Reference | None = None
    addresses: tuple[Reference, ...] = ()
    note: tuple[Annotation, ...] = ()
    outcome_reference: tuple[Reference, ...] = ()


class Observation(Resource, frozen=True, kw_only=True):
    """How far somebody says a goal has come."""

    identifier: tuple[Identifier, ...]
    status: str
    category: tuple[Concept, ...]
    code: Concept
    subject: Reference
    focus: tuple[Reference, ...]
    effective_date_time: str
    performer: tuple[Reference, ...] = ()
    value_codeable_concept: Concept


class ActivityDetail(Element, frozen=True, kw_only=True):
    """A task of the plan."""

    status: str
    description: str
    goal: tuple[Reference, ...] = ()
    scheduled_period: Period | None = None
    performer: tuple[Reference, ...] = ()


class Activity(Element, frozen=True, kw_only=True):
    """What is done about the goals."""

    detail: ActivityDetail


class CarePlan(Resource, frozen=True, kw_only=True):
    """The plan in force."""

    identifier: tuple[Identifier, ...]
    status: str
    intent: str
    subject: Reference
    period: Period
    created: str
    addresses: tuple[Reference, ...] = ()
    goal: tuple[Reference, ...] = ()
    activity: tuple[Activity, ...] = ()
    note: tuple[Annotation, ...] = ()


class ServiceRequest(Resource, frozen=True, kw_only=True):
    """A referral: what is asked of whom."""

    identifier: tuple[Identifier, ...]
    status: str
    intent: str
    priority: str
    code: Concept
    subject: Reference
    authored_on: str
    performer: tuple[Reference, ...]
    reason_code: tuple[Concept, ...]
    supporting_info: tuple[Reference, ...] = ()


class TaskOutput(Element, frozen=True, kw_only=True):
    """What came of it."""

    type: Concept
    value_string: str


class TaskRestriction(Element, frozen=True, kw_only=True):
    """By when it is to be done."""

    period: Period


class Task(Resource, frozen=True, kw_only=True):
    """A referral: where it stands."""

    identifier: tuple[Identifier, ...]
    status: str
    business_status: Concept
    intent: str
    priority: str
    code: Concept
    focus: Reference
    for_: Reference = msgspec.field(name="for")
    authored_on: str
    last_modified: str
    owner: Reference
    restriction: TaskRestriction | None = None
    output: tuple[TaskOutput, ...] = ()


class ProvisionActor(Element, frozen=True, kw_only=True):
    """Who may, or may not, be told."""

    role: Concept
    reference: Reference


class Provision(Element, frozen=True, kw_only=True):
    """What may, or may not, be told to whom, for what, and how long."""

    type: str
    period: Period | None = None
    actor: tuple[ProvisionActor, ...]
    purpose: tuple[Coding, ...] = ()
    code: tuple[Concept, ...] = ()
    provision: "tuple[Provision, ...]" = ()


class Consent(Resource, frozen=True, kw_only=True):
    """A client's yes or no."""

    identifier: tuple[Identifier, ...]
    status: str
    scope: Concept
    category: tuple[Concept, ...]
    patient: Reference
    date_time: str
    performer: tuple[Reference, ...] = ()
    policy_rule: Concept
    provision: Provision
