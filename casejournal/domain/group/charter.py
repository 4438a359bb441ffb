"""Group (kelompok): its charter, which asks the six principles of group work before anybody has met."""

from datetime import date
from typing import Annotated, ClassVar

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.field import Asked, Identifies, field
from casejournal.domain.group.stage import StageModel
from casejournal.domain.record import Record, is_unanswered
from casejournal.words import N_

Size = Annotated[int, msgspec.Meta(ge=2, le=500)]


class Admission(Choice):
    """Whether others may still join."""

    OPEN = "open", N_("open: others may join later")
    CLOSED = "closed", N_("closed: nobody joins after the start")


class Decides(Choice):
    """How the group decides."""

    CONSENSUS = "consensus", N_("by consensus")
    VOTE = "vote", N_("by vote")
    LEADER = "leader", N_("the leader decides")


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
            N_("What is the group called?"),
            why=N_("You find the group by its name, and each member's case shows it. Put nobody's name in it."),
            asked=Asked.FIRST,
            called=True,
            min_length=1,
            identifies=Identifies.AGENCY,
        ),
    ]
    purpose: Annotated[
        str,
        field(
            N_("Purpose of the group"),
            N_("What is the group for, in the members' words?"),
            why=N_("Shared purpose: put the aims into words with care, so that hopes fit what the group can do."),
            asked=Asked.FIRST,
            long=True,
            min_length=1,
        ),
    ]
    need: Annotated[
        str,
        field(
            N_("Why a group"),
            N_("What in these people's situation can a group help with?"),
            why=N_("Planned formation: a group is formed because it helps each member, not out of habit."),
            asked=Asked.FIRST,
            long=True,
        ),
    ] = ""
    criteria: Annotated[
        str, field(N_("For whom"), N_("Who may join, and who would get better help elsewhere?"), asked=Asked.FIRST)
    ] = ""
    size: Annotated[Size | None, field(N_("Size"), N_("How many members at most?"))] = None
    agency: Annotated[
        str,
        field(
            N_("The agency's part"),
            N_("What does the agency give the group, and what does it expect in return?"),
            why=N_("Planned formation: members should know what the agency is for and what they may ask of it."),
        ),
    ] = ""
    weighed: Annotated[
        str,
        field(
            N_("What the agency considered"),
            N_("What in the group's situation can help members grow, and which of their needs can it meet?"),
            why=N_("Planned formation: the agency considers what in the group's situation helps each member develop."),
        ),
    ] = ""
    able: Annotated[
        str,
        field(
            N_("What the group can do"),
            N_("What can the group manage, and what not?"),
            why=N_("Shared purpose: the aims should fit what the group hopes for and what it can do."),
        ),
    ] = ""
    admission: Annotated[Admission | None, field(N_("Open or closed"), N_("May others still join?"))] = None
    meets: Annotated[
        str, field(N_("Meets"), N_("Where, when and how often does the group meet?"), asked=Asked.FIRST)
    ] = ""
    norms: Annotated[
        tuple[str, ...],
        field(
            N_("Norms"),
            N_("What do the members expect of each other?"),
            why=N_("Guided interaction: members are accepted as they are, and know what they have agreed on."),
            one="norm",
        ),
    ] = ()
    confidentiality_agreed_on: Annotated[
        date | None,
        field(
            N_("Confidentiality agreed on"),
            N_("When did the members agree that what is said here stays here?"),
            why=N_("You can only promise for yourself; the members have to promise each other."),
            past=True,
        ),
    ] = None
    guidance: Annotated[
        str,
        field(
            N_("Guidance"),
            N_("How will you guide, so that members turn to each other?"),
            why=N_(
                "Guided interaction: a relationship with a purpose, between you and the members and above all "
                "among them."
            ),
        ),
    ] = ""
    decides: Annotated[
        Decides | None,
        field(
            N_("How it decides"),
            N_("How does the group decide?"),
            why=N_("Decision making: the group is helped to decide for itself, within its ability."),
        ),
    ] = None
    may_change: Annotated[
        str,
        field(
            N_("What may change"),
            N_("What of all this may the members change later?"),
            why=N_("Flexible organisation: the group may change its form if that helps an aim the members understand."),
        ),
    ] = ""
    resources: Annotated[
        tuple[str, ...],
        field(
            N_("Resources"),
            N_("What in the community can help the group? A place, a person, a fund."),
            one="resource",
        ),
    ] = ()
    programme: Annotated[str, field(N_("Programme"), N_("What is planned, session by session?"), long=True)] = ""
    evaluation_plan: Annotated[
        str,
        field(
            N_("Evaluation plan"),
            N_("How and when will you look at process and result, and who will hear about it?"),
            why=N_("Continuous evaluation: everybody keeps looking at how it goes, and answers for their part."),
        ),
    ] = ""
    stage_model: Annotated[
        StageModel | None, field(N_("Stage model"), N_("Whose stages do you use? Leave empty for Tuckman's."))
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
    "weighed": N_("what the agency considered"),
    "able": N_("what the group can do"),
    "confidentiality_agreed_on": N_("that confidentiality was agreed on"),
    "guidance": N_("how you will guide"),
    "decides": N_("how it decides"),
    "may_change": N_("what may change"),
    "evaluation_plan": N_("how it is evaluated"),
}
"""The fields that a charter should answer, and what each is called when it is missing."""
