"""Where a case stands in the process. Derived from its records, never typed."""

from casejournal.domain.choice import Choice
from casejournal.words import N_


class Stage(Choice):
    """The steps of the process, in order."""

    NEW = "new", N_("new")
    ASSESSING = "assessing", N_("assessing")
    PLANNING = "planning", N_("planning")
    INTERVENING = "intervening", N_("intervening")
    REVIEWING = "reviewing", N_("reviewing")
    CLOSED = "closed", N_("closed")
