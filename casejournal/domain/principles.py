"""The six principles of casework (Rustanto 2009; Ilmawan 2011; Pakpahan 2011)."""

from casejournal.domain.choice import Choice
from casejournal.words import N_


class Principle(Choice):
    """What the work is to stay true to."""

    ACCEPTANCE = "acceptance", N_("acceptance")
    OPEN_COMMUNICATION = "open_communication", N_("open communication")
    INDIVIDUALISATION = "individualisation", N_("individualisation")
    PARTICIPATION = "participation", N_("participation")
    CONFIDENTIALITY = "confidentiality", N_("confidentiality")
    SELF_AWARENESS = "self_awareness", N_("self-awareness")
