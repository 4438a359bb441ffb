"""Arrival: a case that another worker handed over, and who that was. Everything they wrote came with it."""

from typing import Annotated, ClassVar

from casejournal.domain.field import Asked, Identifies, field
from casejournal.domain.record import Record
from casejournal.words import N_


class Arrival(Record, frozen=True, kw_only=True):
    """A case was taken over from another journal."""

    leads_on = True
    ref_letter: ClassVar = "H"
    table: ClassVar = "arrivals"
    title: ClassVar = N_("Taken over")

    from_whom: Annotated[
        str,
        field(
            N_("Handed over by"),
            asked=Asked.NEVER,
            given=False,
            shown=True,
            headline=True,
            identifies=Identifies.PERSON,
        ),
    ]
    agency: Annotated[
        str, field(N_("Agency"), asked=Asked.NEVER, given=False, shown=True, identifies=Identifies.AGENCY)
    ] = ""
    stayed: Annotated[int, field(N_("Records that stayed there"), asked=Asked.NEVER, given=False, shown=True)] = 0
    content: Annotated[str, field(N_("Fingerprint"), asked=Asked.NEVER, given=False, identifies=Identifies.NUMBER)] = ""
    """The digest of what was handed over, by which the same file is known again."""
