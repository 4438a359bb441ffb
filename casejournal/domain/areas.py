"""The areas of a life in which trouble shows and help is given."""

from casejournal.domain.choice import Choice
from casejournal.words import N_, _


class Area(Choice):
    """The areas an intake names, an assessment scores and a goal belongs to. Own ones may be added in config."""

    INCOME = "income", N_("income")
    FOOD = "food", N_("food")
    SHELTER = "shelter", N_("shelter")
    SAFETY = "safety", N_("safety")
    HEALTH = "health", N_("health")
    MENTAL_HEALTH = "mental_health", N_("mental health")
    SUBSTANCE_USE = "substance_use", N_("substance use")
    FAMILY = "family", N_("family")
    SOCIAL_SURROUNDINGS = "social_surroundings", N_("social surroundings")
    EDUCATION = "education", N_("education")
    WORK = "work", N_("work")
    LEGAL = "legal", N_("legal")
    SPIRITUALITY = "spirituality", N_("spirituality")
    RECREATION = "recreation", N_("recreation")


_LABELS = {area.value: area.label for area in Area}


def area_label(area: str) -> str:
    """What an area is called; the worker's own are called as they wrote them."""
    return _(_LABELS.get(area, area))
