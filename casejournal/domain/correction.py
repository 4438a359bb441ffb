"""Correction (pembetulan): what was written stays readable; a change says of what kind it is, why, when, by whom."""

from datetime import datetime

import msgspec

from casejournal.domain.choice import Choice
from casejournal.words import N_


class CorrectionKind(Choice):
    """What kind of change a new version is. A late entry is computed from its days."""

    AMENDMENT = "amendment", N_("amendment")
    ADDENDUM = "addendum", N_("addendum")


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """One change of a record. The version before it is in the history."""

    kind: CorrectionKind = CorrectionKind.AMENDMENT
    reason: str
    at: datetime
    worker: str


class Struck(msgspec.Struct, frozen=True, kw_only=True):
    """That a record does not hold: it was written by mistake, or in the wrong case. It is kept, shown as struck, and no
    longer counts.
    """

    reason: str
    at: datetime
    worker: str
