"""Checklist (daftar periksa): whether the work stayed true to its principles, each with a line of evidence.

What to ask oneself about each principle is on the shelf (`knowledge/`), and nowhere else.
"""

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
    """How it went with a principle."""

    KEPT = "kept", N_("kept")
    STRAINED = "strained", N_("strained")
    BREACHED = "breached", N_("breached")
    NOT_APPLICABLE = "not_applicable", N_("not applicable")


HURT = frozenset({Verdict.STRAINED, Verdict.BREACHED})
SUPERVISION_WITHIN = timedelta(days=14)
"""The time in which what was strained or breached should be brought to supervision."""

How = Annotated[
    Verdict,
    field(
        N_("How it went"),
        N_("How did it really go?"),
        why=N_(
            "Kept: you were true to it. Strained: not quite, or with difficulty. Breached: you were not. "
            "Not applicable: it did not come up."
        ),
        asked=Asked.FIRST,
    ),
]
Shown = Annotated[
    str,
    field(
        N_("Evidence"),
        N_("One line: what shows it?"),
        asked=Asked.FIRST,
        when=("verdict", ("kept", "strained", "breached")),
    ),
]


class Standing(Part, frozen=True, kw_only=True):
    """How it went with one of the six principles, and what shows it."""

    short: ClassVar = "{verdict}[:{evidence}]"

    verdict: How
    evidence: Shown = ""


class Fared(Part, frozen=True, kw_only=True):
    """How it went with a principle of group work or of another set, and what shows it."""

    title: ClassVar = N_("Principle")
    key: ClassVar = "principle"
    short: ClassVar = "{principle}={verdict}[:{evidence}]"

    principle: Annotated[
        str,
        field(N_("Principle"), N_("Which principle?"), asked=Asked.FIRST, among=Among.PRINCIPLES, min_length=1),
    ]
    verdict: How
    evidence: Shown = ""


def _asked(principle: Principle) -> msgspec.Meta:
    return field(
        principle.label, N_("Kept, strained, breached or not applicable, and what shows it."), asked=Asked.FIRST
    )


class Checklist(Record, frozen=True, kw_only=True):
    """The principles, asked of oneself about a case, a contact, a group or a session.

    The six of casework (Ilmawan 2011) have fields of their own, all others are listed.
    """

    ref_letter: ClassVar = "K"
    table: ClassVar = "checklists"
    title: ClassVar = N_("Checklist")

    about: Annotated[str, field(N_("About"), refs=True, asked=Asked.NEVER, given=False, shown=True)]
    acceptance: Annotated[Standing | None, _asked(Principle.ACCEPTANCE)] = None
    open_communication: Annotated[Standing | None, _asked(Principle.OPEN_COMMUNICATION)] = None
    individualisation: Annotated[Standing | None, _asked(Principle.INDIVIDUALISATION)] = None
    participation: Annotated[Standing | None, _asked(Principle.PARTICIPATION)] = None
    confidentiality: Annotated[Standing | None, _asked(Principle.CONFIDENTIALITY)] = None
    self_awareness: Annotated[Standing | None, _asked(Principle.SELF_AWARENESS)] = None

    others: Annotated[
        tuple[Fared, ...],
        field(
            N_("Principles"),
            N_("Which principles do you want to look at?"),
            asked=Asked.FIRST,
            one="principle",
        ),
    ] = ()
    supervision: Annotated[
        bool,
        field(
            N_("Bring to supervision"),
            N_("Add a task: talk in supervision about what was strained or breached."),
            why=N_("You learn from it when you look at it with somebody else; alone it is easily explained away."),
        ),
    ] = False

    def undertaken(self) -> tuple[Undertaking, ...]:
        """A task to bring to supervision what was strained or breached, if the worker asked for one."""
        hurt = [name for name, standing in self.standings.items() if standing.verdict in HURT]
        if not (self.supervision and hurt):
            return ()
        return (errand(ErrandKind.SUPERVISION, *hurt, by=self.recorded_at.date() + SUPERVISION_WITHIN),)

    @property
    def breached(self) -> bool:
        """Whether a principle was breached."""
        return any(each.verdict is Verdict.BREACHED for each in self.standings.values())

    @property
    def standings(self) -> dict[str, Standing]:
        """How it went with each principle that was looked at, by its name."""
        every = {principle.value: getattr(self, principle.value) for principle in Principle}
        own = {each.principle: Standing(verdict=each.verdict, evidence=each.evidence) for each in self.others}
        return {name: standing for name, standing in every.items() if standing} | own
