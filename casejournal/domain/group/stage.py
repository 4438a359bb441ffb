"""Where a group stands in its life, as the worker sees it: two ways of telling it, five stages each."""

from casejournal.domain.choice import Choice
from casejournal.words import N_


class StageModel(Choice):
    """Whose stages the worker tells (Tuckman 1965; Tuckman & Jensen 1977; Garland, Jones & Kolodny 1965)."""

    TUCKMAN = "tuckman", N_("forming to adjourning (Tuckman)")
    BOSTON = "boston", N_("pre-affiliation to separation (Garland, Jones & Kolodny)")


class GroupStage(Choice):
    """The stages of both models, each in their order."""

    FORMING = "forming", N_("forming")
    STORMING = "storming", N_("storming")
    NORMING = "norming", N_("norming")
    PERFORMING = "performing", N_("performing")
    ADJOURNING = "adjourning", N_("adjourning")
    PRE_AFFILIATION = "pre_affiliation", N_("pre-affiliation")
    POWER_AND_CONTROL = "power_and_control", N_("power and control")
    INTIMACY = "intimacy", N_("intimacy")
    DIFFERENTIATION = "differentiation", N_("differentiation")
    SEPARATION = "separation", N_("separation")


_FIVE = 5
STAGES = {
    StageModel.TUCKMAN: tuple(GroupStage)[:_FIVE],
    StageModel.BOSTON: tuple(GroupStage)[_FIVE:],
}
"""The stages of each model."""
