"""Related cases (kasus terkait): a sibling, a spouse, one household, one incident. Both files show it."""

from typing import Annotated, ClassVar

from casejournal.domain.choice import Choice
from casejournal.domain.field import Asked, field, other_in_words
from casejournal.domain.part import Part
from casejournal.words import N_


class How(Choice):
    """What a related client is to this one."""

    SIBLING = "sibling", N_("sibling")
    SPOUSE = "spouse", N_("spouse")
    PARENT = "parent", N_("parent")
    CHILD = "child", N_("child")
    HOUSEHOLD = "household", N_("same household")
    SAME_INCIDENT = "same_incident", N_("same incident")
    OTHER = "other", N_("related in another way")

    @property
    def from_the_other_side(self) -> "How":
        """What this client is to the related one: a parent to a child, a child to a parent; the rest is the same from
        both sides.
        """
        return {How.PARENT: How.CHILD, How.CHILD: How.PARENT}.get(self, self)


class Related(Part, frozen=True, kw_only=True, omit_defaults=True):
    """Another case that belongs to this one."""

    title: ClassVar = N_("Related case")
    short: ClassVar = "{case}={how}[:{other_how}]"

    case: Annotated[
        str, field(N_("Case"), N_("Its ref or its client's name."), asked=Asked.FIRST, refs=True, min_length=1)
    ]
    how: Annotated[How, field(N_("Relation"), N_("What are they to this client?"), asked=Asked.FIRST)]
    other_how: Annotated[
        str, other_in_words("how", N_("Other relation"), N_("What are they to this client? Say it in your words."))
    ] = ""
