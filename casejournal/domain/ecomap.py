"""Ecomap (peta ekologi): the household in the middle, and everybody and everything it is bound to (Hartman 1978).

The map of a day is what the latest assessment up to that day drew: an assessment that names ties draws the whole map
anew, so a tie that it leaves out is gone. An assessment that names none says nothing about them, and the map stands.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

import msgspec

from casejournal.domain.assessment import Flow, Strength, Tie
from casejournal.domain.case_file import CaseFile
from casejournal.domain.choice import Choice
from casejournal.domain.kin import hide_cases
from casejournal.domain.names import bare
from casejournal.domain.record import Record, Visibility
from casejournal.words import N_

_REF = re.compile(r"(?<!\w)[CGcg]-\w{4}(?!\w)")
"""What may be the ref of a case or a group."""
_TO_THE_CLIENT = (Flow.TO_CLIENT, Flow.BOTH)
_FROM_THE_CLIENT = (Flow.FROM_CLIENT, Flow.BOTH)


class Ecomap(msgspec.Struct, frozen=True, kw_only=True):
    """The ties of one client on one day, and who stands in the middle."""

    day: date
    """The day it was asked for."""
    drawn_on: date
    """The day of the assessment that drew it."""
    assessment: str
    """The ref of that assessment."""
    case: str
    """The ref of the case."""
    client: str
    household: tuple[str, ...]
    """Who lives with the client, as the intake says."""
    ties: tuple[Tie, ...]
    """The strongest first, else as the assessment names them."""

    @property
    def by_kind(self) -> dict[Strength, int]:
        """How many ties there are of each kind."""
        counted = Counter(tie.kind for tie in self.ties)
        return {kind: counted[kind] for kind in Strength}

    @property
    def inflow(self) -> int:
        """Along how many ties energy comes to the client."""
        return sum(tie.flow in _TO_THE_CLIENT for tie in self.ties)

    @property
    def outflow(self) -> int:
        """Along how many ties energy goes from the client."""
        return sum(tie.flow in _FROM_THE_CLIENT for tie in self.ties)

    @property
    def balance(self) -> int:
        """Inflow minus outflow: below zero, the client gives more than comes back."""
        return self.inflow - self.outflow

    @property
    def no_strong_tie(self) -> bool:
        """Whether nobody is there to lean on."""
        return not self.by_kind[Strength.STRONG]


class What(Choice):
    """What became of a tie from one map to the next."""

    NEW = "new", N_("new")
    CHANGED = "changed", N_("changed")
    GONE = "gone", N_("gone")
    SAME = "same", N_("as before")


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A tie on two maps."""

    tie: Tie
    """The tie as it is now, or as it was if it is gone."""
    what: What
    before: Tie | None = None
    """None if it is new."""


def ecomap_on(file: CaseFile, day: date, *, for_others: bool = False) -> Ecomap | None:
    """The map of that day; None if no assessment had named ties by then. `for_others` leaves out what is not for every
    reader of the case: assessments and, of such an intake, who the client is and lives with.
    """
    drew = [each for each in file.assessments if each.on <= day and each.ties and _may_read(each, for_others)]
    if not drew:
        return None
    order, known = [*Strength], _may_read(file.intake, for_others)
    return Ecomap(
        day=day,
        drawn_on=drew[-1].on,
        assessment=drew[-1].ref,
        case=file.ref,
        client=file.intake.client if known else file.ref,
        household=file.intake.household if known else (),
        ties=tuple(sorted(drew[-1].ties, key=lambda tie: order.index(tie.kind))),
    )


def first_map_on(file: CaseFile, *, for_others: bool = False) -> date | None:
    """The first day that has a map."""
    return next((each.on for each in file.assessments if each.ties and _may_read(each, for_others)), None)


def hidden(found: Ecomap, hide: Callable[[str], str]) -> Ecomap:
    """The map as it is shown to others: `hide` takes out of each name what is not for them."""
    ties = tuple(msgspec.structs.replace(tie, name=hide(tie.name)) for tie in found.ties)
    return msgspec.structs.replace(found, ties=ties, household=tuple(map(hide, found.household)))


def for_outside(found: Ecomap) -> Ecomap:
    """The map as it leaves the journal. Whoever is around the client is named as the client names them; refs of cases
    and groups are hidden.
    """
    refs = _REF.findall(" ".join((*found.household, *(tie.name for tie in found.ties))))
    return hidden(found, hide_cases(dict.fromkeys(refs, ()), ()))


def _may_read(record: Record, for_others: bool) -> bool:
    return not for_others or record.visibility is Visibility.RECORD


def compared(before: Ecomap | None, now: Ecomap) -> tuple[Change, ...]:
    """Every tie of the two maps: those of now in their order, then those that are gone. Without `before`, every tie is
    as it was.

    A tie is the same if its name is, whatever its spelling and form of address. Where a name stands twice, the first
    is held against the first.
    """
    earlier, later = _by_name((before or now).ties), _by_name(now.ties)
    return (
        *(_change(earlier.get(name), tie) for name, tie in later.items()),
        *(Change(tie=tie, what=What.GONE, before=tie) for name, tie in earlier.items() if name not in later),
    )


def _change(before: Tie | None, now: Tie) -> Change:
    if before is None:
        return Change(tie=now, what=What.NEW)
    same = (before.kind, before.flow) == (now.kind, now.flow)
    return Change(tie=now, what=What.SAME if same else What.CHANGED, before=before)


def count(changes: Iterable[Change]) -> dict[What, int]:
    """How many ties became what."""
    counted = Counter(change.what for change in changes)
    return {what: counted[what] for what in What}


def _by_name(ties: Sequence[Tie]) -> dict[tuple[str, int], Tie]:
    """Each tie by its name and by how often that name stood before."""
    seen = Counter[str]()
    found = {}
    for tie in ties:
        name = bare(tie.name)
        found[name, seen[name]] = tie
        seen[name] += 1
    return found
