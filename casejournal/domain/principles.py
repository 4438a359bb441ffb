"""The principles the work is looked at by: six of casework, six of group work."""

from casejournal.domain.choice import Choice
from casejournal.words import N_, _


class Principle(Choice):
    """What casework is to stay true to (Rustanto 2009; Ilmawan 2011; Pakpahan 2011)."""

    ACCEPTANCE = "acceptance", N_("acceptance")
    OPEN_COMMUNICATION = "open_communication", N_("open communication")
    INDIVIDUALISATION = "individualisation", N_("individualisation")
    PARTICIPATION = "participation", N_("participation")
    CONFIDENTIALITY = "confidentiality", N_("confidentiality")
    SELF_AWARENESS = "self_awareness", N_("self-awareness")


class GroupPrinciple(Choice):
    """What group work is to stay true to (a text on bimbingan sosial kelompok, 2014). The sixth carries two checks."""

    PLANNED_FORMATION = "planned_formation", N_("planned formation")
    SHARED_PURPOSE = "shared_purpose", N_("shared purpose")
    GUIDED_INTERACTION = "guided_interaction", N_("guided interaction")
    DECISION_MAKING = "decision_making", N_("decision making")
    FLEXIBLE_ORGANISATION = "flexible_organisation", N_("flexible organisation")
    RESOURCES_AND_PROGRAMME = "resources_and_programme", N_("resources and programme")
    CONTINUOUS_EVALUATION = "continuous_evaluation", N_("continuous evaluation")


GROUP_QUESTIONS = {
    GroupPrinciple.PLANNED_FORMATION: N_("Is this still the group that serves each of its members?"),
    GroupPrinciple.SHARED_PURPOSE: N_("Can each member say what the group is for, and what they want of it?"),
    GroupPrinciple.GUIDED_INTERACTION: N_("What did I do so that they turned to one another and not to me?"),
    GroupPrinciple.DECISION_MAKING: N_("Who decided, and how?"),
    GroupPrinciple.FLEXIBLE_ORGANISATION: N_("What did we change in how we work, and did the members understand why?"),
    GroupPrinciple.RESOURCES_AND_PROGRAMME: N_("Which resource of the community did we use for the programme?"),
    GroupPrinciple.CONTINUOUS_EVALUATION: N_("Did we judge both how we work and what comes of it?"),
}
"""What the worker asks themself about each."""

_LABELS = {principle.value: principle.label for principle in (*Principle, *GroupPrinciple)}


def principle_label(name: str) -> str:
    """What a principle is called; one of another set is called by its name."""
    return _(_LABELS[name]) if name in _LABELS else name.replace("_", " ")
