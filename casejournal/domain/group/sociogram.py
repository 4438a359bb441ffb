"""Sociogram: who chose whom, from positive choices only (after J. L. Moreno, Who Shall Survive?, 1934).

A star is chosen most, by two at least. A pair chose each other. Somebody unchosen chose, and nobody chose them; an
isolate was there, and neither chose nor was chosen. Cohesion is the share of all possible pairs that chose each other.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

import msgspec

from casejournal.domain.group.session import Chosen

_CHOSEN_BY_TWO = 2


class Sociogram(msgspec.Struct, frozen=True, kw_only=True):
    """The choices of one session among its members; members are named by the refs of their memberships."""

    members: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]
    """Who chose, and whom; each pair once."""
    received: dict[str, int]
    """How often each was chosen."""
    stars: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    unchosen: tuple[str, ...]
    isolates: tuple[str, ...]
    cohesion: float | None
    """From 0 to 1; None for fewer than two members."""


def sociogram(there: Iterable[str], chosen: Iterable[Chosen]) -> Sociogram:
    """The sociogram of those who were there, and of anybody else who was chosen."""
    choices = tuple(dict.fromkeys((each.by, each.whom) for each in chosen))
    everybody = tuple(dict.fromkeys((*there, *(member for choice in choices for member in choice))))
    received = Counter(whom for _by, whom in choices)
    chose = {by for by, _whom in choices}
    most = max(received.values(), default=0)
    possible = tuple(combinations(everybody, 2))
    pairs = tuple((one, other) for one, other in possible if {(one, other), (other, one)} <= set(choices))
    return Sociogram(
        members=everybody,
        choices=choices,
        received={member: received[member] for member in everybody},
        stars=tuple(each for each in everybody if most >= _CHOSEN_BY_TWO and received[each] == most),
        pairs=pairs,
        unchosen=tuple(each for each in everybody if not received[each] and each in chose),
        isolates=tuple(each for each in everybody if not received[each] and each not in chose),
        cohesion=len(pairs) / len(possible) if possible else None,
    )
