"""Whether somebody may come to harm: what was told at intake, until an assessment says how high the risk is."""

from casejournal.domain.choice import Choice
from casejournal.domain.intake import Safety
from casejournal.words import N_


class Danger(Choice):
    """How pressing it is, the least first."""

    NONE = "none", N_("no concern")
    CONCERN = "concern", N_("a concern")
    MEDIUM_RISK = "medium_risk", N_("medium risk")
    HIGH_RISK = "high_risk", N_("high risk")
    IMMEDIATE = "immediate", N_("immediate danger")


_TOLD = {
    None: Danger.NONE,
    Safety.NONE: Danger.NONE,
    Safety.CONCERN: Danger.CONCERN,
    Safety.IMMEDIATE: Danger.IMMEDIATE,
}
_ASSESSED: dict[str, Danger] = {
    "none": Danger.NONE,
    "low": Danger.NONE,
    "medium": Danger.MEDIUM_RISK,
    "high": Danger.HIGH_RISK,
}


def danger(told: Safety | None, assessed: str | None) -> Danger:
    """The danger told at intake, or the risk assessed since. Immediate danger stays while the risk is high."""
    if assessed is None or (told is Safety.IMMEDIATE and assessed == "high"):
        return _TOLD[told]
    return _ASSESSED[assessed]
