"""Closing of a group (terminasi): why it ends, what it reached, what goes on for its members."""

from typing import Annotated, ClassVar

from casejournal.domain.choice import Choice
from casejournal.domain.field import Asked, field, other_in_words
from casejournal.domain.group.evaluation import Aims
from casejournal.domain.record import Step
from casejournal.words import N_


class WhyEnded(Choice):
    """Why a group ends."""

    PURPOSE_REACHED = "purpose_reached", N_("its purpose was reached")
    PLANNED = "planned", N_("it ended as planned")
    MEMBERS_CHOICE = "members_choice", N_("the members' choice")
    TOO_FEW = "too_few", N_("too few members")
    NO_RESOURCES = "no_resources", N_("no resources to go on")
    OTHER = "other", N_("another reason")


class Ending(Step, frozen=True, kw_only=True):
    """The end of a group."""

    sets_aside: ClassVar = N_("closed with something still open")
    ref_letter: ClassVar = "Z"
    table: ClassVar = "endings"
    title: ClassVar = N_("Closing of the group")

    reason: Annotated[WhyEnded, field(N_("Reason"), N_("Why does the group end?"), asked=Asked.FIRST)]
    other_reason: Annotated[str, other_in_words("reason", N_("In words"), N_("Which other reason?"))] = ""
    result: Annotated[
        str,
        field(
            N_("What came of it"),
            N_("How much of its purpose did the group reach?"),
            why=N_("A closing without outcomes does not show whether the work helped."),
            asked=Asked.FIRST,
            long=True,
        ),
    ] = ""
    aims: Aims = ()
    told: Annotated[str, field(N_("Members told"), N_("When and how did the members hear that the group ends?"))] = ""
    aftercare: Annotated[
        tuple[str, ...],
        field(N_("Aftercare"), N_("What continues for the members afterwards?"), one="aftercare"),
    ] = ()
