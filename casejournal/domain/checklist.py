"""Checklist (daftar periksa): whether the work stayed true to its principles, each with a line of evidence."""

from datetime import timedelta
from typing import Annotated, ClassVar

import msgspec

from casejournal.domain.choice import Choice
from casejournal.domain.errand import ErrandKind
from casejournal.domain.field import Among, Asked, field
from casejournal.domain.part import Part
from casejournal.domain.principles import Principle
from casejournal.domain.record import Record
from casejournal.domain.undertaking import Undertaking, errand
from casejournal.words import N_


class Verdict(Choice):
    """How a principle fared."""

    KEPT = "kept", N_("kept")
    STRAINED = "strained", N_("strained")
    BREACHED = "breached", N_("breached")
    NOT_APPLICABLE = "not_applicable", N_("not applicable")


HURT = frozenset({Verdict.STRAINED, Verdict.BREACHED})
SUPERVISION_WITHIN = timedelta(days=14)
"""The time in which what was strained or breached should be brought to supervision."""


How = Annotated[Verdict, field(N_("How it fared"), N_("As it was, not as it should be."), asked=Asked.FIRST)]
Shown = Annotated[
    str,
    field(
        N_("Evidence"),
        N_("What shows it, in a line."),
        asked=Asked.FIRST,
        when=("verdict", ("kept", "strained", "breached")),
    ),
]


class Standing(Part, frozen=True, kw_only=True):
    """How one of the six principles fared, and what shows it."""

    short: ClassVar = "{verdict}[:{evidence}]"

    verdict: How
    evidence: Shown = ""


class Fared(Part, frozen=True, kw_only=True):
    """How a principle of group work or of another set fared, and what shows it."""

    title: ClassVar = N_("Principle")
    key: ClassVar = "principle"
    short: ClassVar = "{principle}={verdict}[:{evidence}]"

    principle: Annotated[
        str,
        field(N_("Principle"), N_("A principle of the set."), asked=Asked.FIRST, among=Among.PRINCIPLES, min_length=1),
    ]
    verdict: How
    evidence: Shown = ""


def _principle(principle: Principle, question: str) -> msgspec.Meta:
    """One principle, as the worker asks it of themself."""
    return field(principle.label, question, asked=Asked.FIRST)


class Checklist(Record, frozen=True, kw_only=True):
    """The principles, asked of oneself about a case, a contact, a group or a session.

    The six of casework (Rustanto 2009; Ilmawan 2011; Pakpahan 2011) have fields of their own, all others are listed.
    """

    ref_letter: ClassVar = "K"
    table: ClassVar = "checklists"
    title: ClassVar = N_("Checklist")

    about: Annotated[str, field(N_("About"), refs=True, asked=Asked.NEVER, given=False, shown=True)]
    acceptance: Annotated[
        Standing | None,
        _principle(Principle.ACCEPTANCE, N_("Did I respect this person as they are, without judging or conditions?")),
    ] = None
    open_communication: Annotated[
        Standing | None,
        _principle(Principle.OPEN_COMMUNICATION, N_("Did both of us speak honestly and listen openly?")),
    ] = None
    individualisation: Annotated[
        Standing | None,
        _principle(Principle.INDIVIDUALISATION, N_("Did I see what is particular to this person?")),
    ] = None
    participation: Annotated[
        Standing | None,
        _principle(Principle.PARTICIPATION, N_("What did the client do and decide, and what did I do myself?")),
    ] = None
    confidentiality: Annotated[
        Standing | None,
        _principle(Principle.CONFIDENTIALITY, N_("Who saw or heard what, and with whose consent?")),
    ] = None
    self_awareness: Annotated[
        Standing | None,
        _principle(Principle.SELF_AWARENESS, N_("What did I feel, how did it steer me, did I stay professional?")),
    ] = None

    others: Annotated[
        tuple[Fared, ...],
        field(
            N_("Principles"),
            N_("A principle of group work or of another set, and how it fared."),
            asked=Asked.FIRST,
            one="principle",
        ),
    ] = ()
    supervision: Annotated[
        bool,
        field(
            N_("Bring to supervision"),
            N_("Make a task of it: to speak in supervision of what was strained or breached."),
            why=N_("A strain that is looked at with somebody else teaches; alone it is soon explained away."),
        ),
    ] = False

    def undertaken(self) -> tuple[Undertaking, ...]:
        """A task to bring to supervision what was strained or breached, if the worker asked for one."""
        hurt = [name for name, standing in self.standings.items() if standing.verdict in HURT]
        if not (self.supervision and hurt):
            return ()
        return (errand(ErrandKind.SUPERVISION, *hurt, by=self.recorded_at.date() + SUPERVISION_WITHIN),)

    @property
    def standings(self) -> dict[str, Standing]:
        """How each principle fared that was looked at, by its name."""
        every = {principle.value: getattr(self, principle.value) for principle in Principle}
        own = {each.principle: Standing(verdict=each.verdict, evidence=each.evidence) for each in self.others}
        return {name: standing for name, standing in every.items() if standing} | own
