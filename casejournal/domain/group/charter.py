"""Group (kelompok): its charter, which asks the six principles of group work before anybody has met."""

from datetime import date
from typing import Annotated, ClassVar

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.field import Asked, field
from casejournal.domain.group.stage import StageModel
from casejournal.domain.record import Record, is_unanswered
from casejournal.words import N_

Size = Annotated[int, msgspec.Meta(ge=2, le=500)]


class Admission(Choice):
    """Whether others may still join."""

    OPEN = "open", N_("open: others may join on the way")
    CLOSED = "closed", N_("closed: who begins stays together")


class Decides(Choice):
    """How the group decides."""

    CONSENSUS = "consensus", N_("until all agree")
    VOTE = "vote", N_("by vote")
    LEADER = "leader", N_("its leader decides")


class Group(Record, frozen=True, kw_only=True):
    """Why a group is formed, for whom, and how it is to work (a text on bimbingan sosial kelompok, 2014, principles
    a to f). Its ref is the ref of the group.
    """

    ref_letter: ClassVar = "G"
    table: ClassVar = "group"
    title: ClassVar = N_("Group")

    name: Annotated[
        str,
        field(
            N_("Name"),
            N_("What the group is called."),
            why=N_("The name finds the group again, and stands in the case of each member. Name nobody in it."),
            asked=Asked.FIRST,
            min_length=1,
        ),
    ]
    purpose: Annotated[
        str,
        field(
            N_("Purpose"),
            N_("What the group is for, in the members' words."),
            why=N_("Shared purpose: aims put into words with care, so that hopes fit what the group can do."),
            asked=Asked.FIRST,
            long=True,
            min_length=1,
        ),
    ]
    need: Annotated[
        str,
        field(
            N_("Why a group"),
            N_("What in the situation of these people a group can help with."),
            why=N_("Planned formation: a group is formed because it serves each member, not because it is a habit."),
            asked=Asked.FIRST,
            long=True,
        ),
    ] = ""
    criteria: Annotated[
        str, field(N_("For whom"), N_("Who may join, and who is better served elsewhere."), asked=Asked.FIRST)
    ] = ""
    size: Annotated[Size | None, field(N_("Size"), N_("How many members at most."))] = None
    agency: Annotated[
        str,
        field(
            N_("The agency's part"),
            N_("What the agency gives the group, and what it expects of it."),
            why=N_("Planned formation: members should know what the agency is for and what they may ask of it."),
        ),
    ] = ""
    weighed: Annotated[
        str,
        field(
            N_("What the agency weighed"),
            N_("What in the group's situation can help members grow, and which of their needs it can meet."),
            why=N_("Planned formation: the agency weighs what in the group's situation helps each member develop."),
        ),
    ] = ""
    able: Annotated[
        str,
        field(
            N_("What the group can do"),
            N_("What is within its ability, and what is not."),
            why=N_("Shared purpose: aims are put so that what the group hopes agrees with what it can do."),
        ),
    ] = ""
    admission: Annotated[Admission | None, field(N_("Open or closed"), N_("Whether others may still join."))] = None
    meets: Annotated[str, field(N_("Meets"), N_("Where, when and how often."), asked=Asked.FIRST)] = ""
    norms: Annotated[
        tuple[str, ...],
        field(
            N_("Norms"),
            N_("What the members expect of each other."),
            why=N_("Guided interaction: members are accepted as they are, and know what holds among them."),
            one="norm",
        ),
    ] = ()
    confidentiality_agreed_on: Annotated[
        date | None,
        field(
            N_("Confidentiality agreed on"),
            N_("The day the members agreed that what is said here stays here."),
            why=N_("You can promise your own silence; the members' silence they can only promise each other."),
            past=True,
        ),
    ] = None
    guidance: Annotated[
        str,
        field(
            N_("Guidance"),
            N_("How you will guide, so that members turn to one another."),
            why=N_("Guided interaction: a bond with a purpose, between you and them and above all among them."),
        ),
    ] = ""
    decides: Annotated[
        Decides | None,
        field(
            N_("Decides"),
            N_("How the group decides."),
            why=N_("Decision making: the group is helped to decide for itself, within its ability."),
        ),
    ] = None
    may_change: Annotated[
        str,
        field(
            N_("What may change"),
            N_("What of this the members may change on the way."),
            why=N_("Flexible organisation: form follows situation, where that serves an aim the members understand."),
        ),
    ] = ""
    resources: Annotated[
        tuple[str, ...],
        field(
            N_("Resources"),
            N_("Something in the community that can enrich the group: a place, a person, a fund."),
            one="resource",
        ),
    ] = ()
    programme: Annotated[str, field(N_("Programme"), N_("What is planned, session by session."), long=True)] = ""
    evaluation_plan: Annotated[
        str,
        field(
            N_("Evaluation plan"),
            N_("How and when process and result are judged, and who is told."),
            why=N_("Continuous evaluation: judged all along, as each party's account to the whole."),
        ),
    ] = ""
    stage_model: Annotated[
        StageModel | None, field(N_("Stages"), N_("Whose stages you tell; Tuckman's where you do not say."))
    ] = None

    @property
    def stages(self) -> StageModel:
        """The model whose stages this group uses."""
        return self.stage_model or StageModel.TUCKMAN

    @property
    def lacking(self) -> tuple[str, ...]:
        """The names of the fields that a charter should answer and this one does not answer yet."""
        return tuple(name for name in CHARTERED if is_unanswered(getattr(self, name)))


CHARTERED = {
    "need": N_("why a group"),
    "criteria": N_("for whom it is"),
    "size": N_("how big it may be"),
    "agency": N_("the agency's part"),
    "weighed": N_("what the agency weighed"),
    "able": N_("what the group can do"),
    "confidentiality_agreed_on": N_("that confidentiality was agreed"),
    "guidance": N_("how you will guide"),
    "decides": N_("how it decides"),
    "may_change": N_("what may change"),
    "evaluation_plan": N_("how it is evaluated"),
}
"""The fields that a charter should answer, and what each is called when it is missing."""
