"""Whether somebody may come to harm: what the intake said, what was assessed since, a safety plan in force."""

from datetime import date

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.intake import Safety
from casejournal.words import N_


class Risk(Choice):
    """How likely harm is."""

    NONE = "none", N_("none")
    LOW = "low", N_("low")
    MEDIUM = "medium", N_("medium")
    HIGH = "high", N_("high")


class Danger(Choice):
    """How pressing it is, the least pressing first. Each level is shown in the words that were used for it."""

    NONE = "none", N_("no concern")
    NO_RISK = "no_risk", N_("no risk seen")
    LOW_RISK = "low_risk", N_("low risk")
    CONCERN = "concern", N_("a concern")
    SAFETY_PLAN = "safety_plan", N_("safety plan in force")
    MEDIUM_RISK = "medium_risk", N_("medium risk")
    HIGH_RISK = "high_risk", N_("high risk")
    IMMEDIATE = "immediate", N_("immediate danger")

    @property
    def presses(self) -> bool:
        """Whether it stands first on `cj today`, and must be resolved before a case is closed."""
        return self not in {Danger.NONE, Danger.NO_RISK, Danger.LOW_RISK}

    @property
    def rank(self) -> int:
        """Its place in the order from the least to the most pressing."""
        return _LEVELS.index(self)


_LEVELS = tuple(Danger)
_AT_INTAKE = {
    Safety.NONE: Danger.NONE,
    Safety.CONCERN: Danger.CONCERN,
    Safety.IMMEDIATE: Danger.IMMEDIATE,
}
_ASSESSED = {
    Risk.NONE: Danger.NO_RISK,
    Risk.LOW: Danger.LOW_RISK,
    Risk.MEDIUM: Danger.MEDIUM_RISK,
    Risk.HIGH: Danger.HIGH_RISK,
}


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """A danger as somebody spoke of it: how pressing, on which day, in which record, with which words."""

    danger: Danger
    on: date
    ref: str
    note: str = ""


def at_intake(safety: Safety) -> Danger:
    """The danger that an intake speaks of."""
    return _AT_INTAKE[safety]


def assessed(risk: Risk) -> Danger:
    """The danger of an assessed risk."""
    return _ASSESSED[risk]
