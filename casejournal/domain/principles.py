"""The six principles of casework (Rustanto 2009; Ilmawan 2011; Pakpahan 2011)."""

from casejournal.domain.choice import Choice
from casejournal.words import N_, _


class Principle(Choice):
    """What the work is to stay true to."""

    ACCEPTANCE = "acceptance", N_("acceptance")
    OPEN_COMMUNICATION = "open_communication", N_("open communication")
    INDIVIDUALISATION = "individualisation", N_("individualisation")
    PARTICIPATION = "participation", N_("participation")
    CONFIDENTIALITY = "confidentiality", N_("confidentiality")
    SELF_AWARENESS = "self_awareness", N_("self-awareness")


_LABELS = {principle.value: principle.label for principle in Principle}


def principle_label(name: str) -> str:
    """What a principle is called; one of another set is called by its name."""
    return _(_LABELS[name]) if name in _LABELS else name.replace("_", " ")
