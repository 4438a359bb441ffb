"""Correction (pembetulan): what was written stays readable; a change says of what kind it is, why, when, by whom."""

from datetime import datetime
from typing import Annotated

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.field import Asked, field
from casejournal.words import N_


class CorrectionKind(Choice):
    """What kind of change a new version is. A late entry is computed from its days."""

    AMENDMENT = "amendment", N_("amendment")
    ADDENDUM = "addendum", N_("addendum")


Because = Annotated[str, field(N_("Because"), N_("Why was it changed?"), asked=Asked.NEVER, given=False, searched=True)]


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """One change of a record. The version before it is in the history."""

    kind: CorrectionKind = CorrectionKind.AMENDMENT
    reason: Because
    at: datetime
    worker: str


Ref = Annotated[str, field(N_("Ref"), refs=True, asked=Asked.NEVER, given=False)]


class Struck(msgspec.Struct, frozen=True, kw_only=True):
    """That a record does not hold: it was written by mistake, or in the wrong case. It is kept, shown as struck, and no
    longer counts.
    """

    reason: Because
    at: datetime
    worker: str
    case: Ref = ""
    """Where it was in the wrong case: the case it was moved to."""
    moved_to: Ref = ""
    """Its ref there."""


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """That a record was moved here from another case, where it is struck now."""

    case: Ref
    ref: Ref
    """The case and the ref it had there."""
    reason: Annotated[str, field(N_("Because"), N_("How did it get there?"))] = ""
    at: datetime
    worker: str
