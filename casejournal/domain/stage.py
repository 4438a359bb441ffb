"""Where a case stands in the process. Derived from its records, never typed."""

from casejournal.domain.choice import Choice
from casejournal.words import N_


class Stage(Choice):
    """The steps of the process, in order; then the states beside it."""

    NEW = "new", N_("new")
    ASSESSING = "assessing", N_("assessing")
    PLANNING = "planning", N_("planning")
    INTERVENING = "intervening", N_("intervening")
    REVIEWING = "reviewing", N_("reviewing")
    CLOSED = "closed", N_("closed")
    REFERRED_OUT = "referred_out", N_("referred out")
    ON_HOLD = "on_hold", N_("on hold")
    REOPENED = "reopened", N_("reopened")


PROCESS = (Stage.NEW, Stage.ASSESSING, Stage.PLANNING, Stage.INTERVENING, Stage.REVIEWING, Stage.CLOSED)
ENDED = frozenset({Stage.CLOSED, Stage.REFERRED_OUT})
"""The stages in which nobody works on the case."""
