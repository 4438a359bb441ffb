"""The eight roles in which a worker acts (Ilmawan 2011)."""

from casejournal.domain.choice import Choice
from casejournal.words import N_


class Role(Choice):
    """What the worker was for the client in a contact or a task."""

    BROKER = "broker", N_("broker")
    MEDIATOR = "mediator", N_("mediator")
    PUBLIC_EDUCATOR = "public_educator", N_("public educator")
    ADVOCATE = "advocate", N_("advocate")
    OUTREACH = "outreach", N_("outreach")
    BEHAVIOURAL_SPECIALIST = "behavioural_specialist", N_("behavioural specialist")
    CONSULTANT = "consultant", N_("consultant")
    COUNSELLOR = "counsellor", N_("counsellor")
