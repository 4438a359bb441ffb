"""Undertaking (kesanggupan): what somebody takes on, by when, in which role. A task is made of it."""

from datetime import date
from typing import Annotated, ClassVar

from casejournal.domain.choice import Choice
from casejournal.domain.due import Who
from casejournal.domain.errand import Errand, ErrandKind
from casejournal.domain.field import Among, Asked, field
from casejournal.domain.part import Part
from casejournal.domain.roles import Role
from casejournal.words import N_


class Help(Choice):
    """The kind of help a task gives."""

    MATERIAL = "material", N_("material help")
    ADVICE = "advice", N_("advice")
    SKILL = "skill", N_("a skill")


What = Annotated[
    str,
    field(
        N_("What to do"),
        N_("What has to be done; end with “by friday” to say by when."),
        asked=Asked.FIRST,
        min_length=1,
        by="due",
    ),
]
Whose = Annotated[
    Who,
    field(
        N_("Who"),
        N_("Who does it?"),
        why=N_("Participation: the client should have something of their own to do."),
        asked=Asked.FIRST,
    ),
]
By = Annotated[date | None, field(N_("Due"), N_("By when: friday, +7d, 2026-11-23."))]
ForGoal = Annotated[int | None, field(N_("Goal"), N_("The number of the goal it helps to reach."), among=Among.GOALS)]
InRole = Annotated[Role | None, field(N_("Role"), N_("The role you act in."))]
OfHelp = Annotated[Help | None, field(N_("Help"), N_("The kind of help it gives."), one="kind_of_help")]


class Undertaking(Part, frozen=True, kw_only=True):
    """A task as it was agreed, in a plan or a note. A Task is made of it."""

    title: ClassVar = N_("Task")
    short: ClassVar = "{who}: {what}[ by {due}][ #{goal}]"
    example: ClassVar = N_("client: ask the school by friday #1")

    what: What
    who: Whose
    due: By = None
    goal: ForGoal = None
    role: InRole = None
    help: OfHelp = None


class ErrandUndertaken(Undertaking, frozen=True, kw_only=True):
    """What a record makes the worker take on by itself."""

    errand: Errand


def errand(kind: ErrandKind, *of: str, by: date) -> ErrandUndertaken:
    """An errand for the worker, about somebody or something."""
    it = Errand(kind=kind, of=of)
    return ErrandUndertaken(what=it.in_english, who=Who.WORKER, due=by, errand=it)
