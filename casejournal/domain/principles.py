"""The principles the work is looked at by: six of casework, six of group work."""

from unicodedata import normalize

from casejournal.domain.choice import Choice
from casejournal.words import N_, _


class Principle(Choice):
    """What casework stays true to (Ilmawan 2011)."""

    ACCEPTANCE = "acceptance", N_("acceptance")
    OPEN_COMMUNICATION = "open_communication", N_("open communication")
    INDIVIDUALISATION = "individualisation", N_("individualisation")
    PARTICIPATION = "participation", N_("participation")
    CONFIDENTIALITY = "confidentiality", N_("confidentiality")
    SELF_AWARENESS = "self_awareness", N_("self-awareness")


class GroupPrinciple(Choice):
    """What group work stays true to (a text on bimbingan sosial kelompok, 2014). The sixth carries two checks."""

    PLANNED_FORMATION = "planned_formation", N_("planned formation")
    SHARED_PURPOSE = "shared_purpose", N_("shared purpose")
    GUIDED_INTERACTION = "guided_interaction", N_("guided interaction")
    DECISION_MAKING = "decision_making", N_("decision making")
    FLEXIBLE_ORGANISATION = "flexible_organisation", N_("flexible organisation")
    RESOURCES_AND_PROGRAMME = "resources_and_programme", N_("resources and programme")
    CONTINUOUS_EVALUATION = "continuous_evaluation", N_("continuous evaluation")


BIESTEK = {
    "individualization": N_("individualization"),
    "purposeful_expression": N_("purposeful expression of feelings"),
    "controlled_involvement": N_("controlled emotional involvement"),
    "acceptance_biestek": N_("acceptance (Biestek)"),
    "nonjudgmental": N_("nonjudgmental attitude"),
    "self_determination": N_("client self-determination"),
    "confidentiality_biestek": N_("confidentiality (Biestek)"),
}
"""Another set, kept beside the six (Felix P. Biestek 1957, The Casework Relationship)."""

LABELS = {principle.value: principle.label for principle in (*Principle, *GroupPrinciple)} | BIESTEK


def own_name(title: str) -> str:
    """The name under which a principle of a worker's own set is kept."""
    return "_".join(normalize("NFKC", title).casefold().split())


def principle_label(name: str) -> str:
    """What a principle is called. One from a worker's own set is called by its name."""
    return _(LABELS[name]) if name in LABELS else name.replace("_", " ")
