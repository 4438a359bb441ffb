"""A worker's own questions at intake: what their agency, or they themselves, want to know of everybody."""

from typing import Annotated, ClassVar

from casejournal.domain.field import Among, Asked, field
from casejournal.domain.part import Part
from casejournal.words import N_


class OwnField(Part, frozen=True, kw_only=True):
    """The answer to a question of the worker's own, from [intake_fields] of their settings."""

    key: ClassVar = "name"
    title: ClassVar = N_("Own question")
    short: ClassVar = "{name}={value}"
    between: ClassVar = ": "

    name: Annotated[
        str,
        field(N_("Name"), N_("The name of the question."), asked=Asked.FIRST, among=Among.OWN_FIELDS, min_length=1),
    ]
    value: Annotated[str, field(N_("Answer"), N_("What does the client answer?"), asked=Asked.FIRST, min_length=1)]
