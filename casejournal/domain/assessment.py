"""Assessment (asesmen): from the problem that shows to the real one, and what there is to build on."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar

import msgspec

from casejournal.domain.areas import Area
from casejournal.domain.choice import Choice
from casejournal.domain.danger import Risk, assessed
from casejournal.domain.field import Asked, Identifies, field
from casejournal.domain.part import Part
from casejournal.domain.record import Record
from casejournal.words import N_

LOW = 2
"""A domain with this score or a lower one calls for a goal."""

Score = Annotated[int, msgspec.Meta(ge=1, le=4)]
SCORES = {1: N_("in crisis"), 2: N_("struggling"), 3: N_("managing"), 4: N_("doing well")}


class SharedBy(Choice):
    """Who sees the problem this way."""

    CLIENT = "client", N_("the client")
    WORKER = "worker", N_("the worker alone")
    BOTH = "both", N_("both")


class Strength(Choice):
    """How a tie holds (Hartman 1978)."""

    STRONG = "strong", N_("strong")
    MODERATE = "moderate", N_("moderate")
    TENUOUS = "tenuous", N_("tenuous")
    STRESSFUL = "stressful", N_("stressful")
    BROKEN = "broken", N_("broken")


class Flow(Choice):
    """Which way energy flows along a tie (Hartman 1978)."""

    TO_CLIENT = "to_client", N_("to the client")
    FROM_CLIENT = "from_client", N_("from the client")
    BOTH = "both", N_("both ways")
    NONE = "none", N_("neither way")


class Source(Choice):
    """Where what is known comes from."""

    CLIENT = "client", N_("the client")
    OBSERVED = "observed", N_("what I saw")
    COLLATERAL = "collateral", N_("people around the client")
    DOCUMENT = "document", N_("a document")


class Domain(Part, frozen=True, kw_only=True):
    """How one area of life stands, and what says so."""

    key: ClassVar = "area"
    short: ClassVar = "{area}={score}:{reason}"

    area: Annotated[str, field(N_("Area"), N_("Which area of life is it?"), asked=Asked.FIRST, choices=Area)]
    score: Annotated[
        Score, field(N_("Score"), N_("How is it going, from 1 (worst) to 4 (best)?"), asked=Asked.FIRST, scale=SCORES)
    ]
    reason: Annotated[
        str,
        field(
            N_("Reason"),
            N_("What did you see or hear that shows this?"),
            why=N_("Without a reason, you cannot compare a score with the next one or explain it to the client."),
            asked=Asked.FIRST,
            min_length=1,
        ),
    ]

    @property
    def low(self) -> bool:
        """Whether it calls for a goal."""
        return self.score <= LOW


class Tie(Part, frozen=True, kw_only=True):
    """Somebody or something around the client, and how they are bound."""

    title: ClassVar = N_("Tie")
    known_by: ClassVar = "name"
    short: ClassVar = "{name}:{kind}[:{flow}]"

    name: Annotated[
        str,
        field(
            N_("Name"),
            N_("Which person, group or institution is it?"),
            asked=Asked.FIRST,
            min_length=1,
            identifies=Identifies.EITHER,
        ),
    ]
    kind: Annotated[Strength, field(N_("Strength"), N_("How strong is this relationship?"), asked=Asked.FIRST)]
    flow: Annotated[Flow | None, field(N_("Flow"), N_("Who supports whom?"), asked=Asked.FIRST)] = None


class Assessment(Record, frozen=True, kw_only=True):
    """What the trouble is, as far as it is understood now. A new assessment does not replace the earlier ones."""

    leads_on = True
    ref_letter: ClassVar = "A"
    table: ClassVar = "assessments"
    title: ClassVar = N_("Assessment")

    underlying_problem: Annotated[
        str,
        field(
            N_("Underlying problem"),
            N_("What is the problem behind the one that shows, as you see it now?"),
            why=N_(
                "What people talk about first is seldom what hurts most. Both stay side by side, so that you can"
                " follow how your view changed."
            ),
            asked=Asked.FIRST,
            headline=True,
            long=True,
            min_length=1,
        ),
    ]
    evidence: Annotated[
        str,
        field(
            N_("What changed the view"),
            N_("What did you see, hear or read that changed your view?"),
            asked=Asked.FIRST,
            long=True,
        ),
    ] = ""
    shared_by: Annotated[
        SharedBy | None,
        field(
            N_("Shared by"),
            N_("Who shares this view?"),
            why=N_("You cannot yet work together on a problem that only you see."),
            asked=Asked.FIRST,
        ),
    ] = None
    domains: Annotated[
        tuple[Domain, ...],
        field(
            N_("Domains"),
            N_("How is each area of life going, and what shows it?"),
            why=N_("Score the same areas again later, and you see what got better and what did not."),
            asked=Asked.FIRST,
            one="domain",
        ),
    ] = ()
    strengths: Annotated[
        tuple[str, ...],
        field(
            N_("Strengths"),
            N_("What can the client do, what do they have or know, what have they come through?"),
            why=N_("A plan is built on strengths. To accept people is to see more than their problems."),
            asked=Asked.NEEDED,
            one="strength",
        ),
    ] = ()
    risk: Annotated[
        Risk | None,
        field(
            N_("Risk"),
            N_("How likely is it that somebody comes to harm?"),
            why=N_("It replaces the concern noted at intake. High and medium risk come first in `cj today`."),
            asked=Asked.FIRST,
        ),
    ] = None
    risk_note: Annotated[
        str,
        field(
            N_("About the risk"),
            N_("Who could be harmed, by what, and what is being done about it?"),
            asked=Asked.FIRST,
            long=True,
            when=("risk", ("low", "medium", "high")),
        ),
    ] = ""
    risk_review_on: Annotated[
        date | None,
        field(
            N_("Look at the risk again on"),
            N_("When will you look at the risk again? For example tomorrow, +7d."),
            asked=Asked.FIRST,
            when=("risk", ("low", "medium", "high")),
        ),
    ] = None
    needs: Annotated[tuple[str, ...], field(N_("Needs"), N_("What does the client need?"), one="need")] = ()
    ties: Annotated[
        tuple[Tie, ...],
        field(
            N_("Ties"),
            N_("Who is around the client, how strong is each relationship, and who supports whom? For the ecomap."),
            one="tie",
        ),
    ] = ()
    sources: Annotated[
        tuple[Source, ...], field(N_("Sources"), N_("Where does your information come from?"), one="source")
    ] = ()

    @property
    def unwatched(self) -> Risk | None:
        """The risk, where it is pressing and no day is set to look at it again; else None."""
        is_pressing = self.risk is not None and assessed(self.risk).presses
        return self.risk if is_pressing and self.risk_review_on is None else None


class Scored(msgspec.Struct, frozen=True):
    """A score, and the assessment it stands in."""

    domain: Domain
    assessment: Assessment


def scores(assessments: Iterable[Assessment]) -> dict[str, tuple[Scored, ...]]:
    """For each area that was ever scored, its scores in the order of the assessments."""
    found: dict[str, tuple[Scored, ...]] = {}
    for assessment in assessments:
        for domain in assessment.domains:
            found[domain.area] = (*found.get(domain.area, ()), Scored(domain, assessment))
    return found
