"""The change a review says, with the goals it is reckoned over, and what is said of those it is not."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from casejournal.words import _

if TYPE_CHECKING:
    from casejournal.domain.progress import Apart, Progress


def changed(progress: "Progress") -> str:
    """The change, and of which goals where it is not of all that were rated; empty where none is known."""
    if progress.change is None:
        return ""
    all_of_them = len(progress.compared) == len(progress.review.ratings)
    goals = "" if all_of_them else _(" of goal {n}").format(n=_numbers(progress.compared))
    return f"{progress.change:+.1f}{goals}"


def apart(progress: "Progress") -> str:
    """Which goals are left out because the plan was revised, and which are counted from then on; else empty."""
    left_out = [f"{why}: {goals}" for why, goals in _grouped(progress.left_out)]
    anew = [_("counted from then on: {what}").format(what=f"{why}: {goals}") for why, goals in _grouped(progress.anew)]
    return "; ".join([*left_out, *anew])


def _grouped(apart: "Iterable[Apart]") -> list[tuple[str, str]]:
    """What happened in which version, and to which goals."""
    goals: dict[str, list[int]] = {}
    for each in apart:
        if each.version is not None:
            goals.setdefault(_(each.why.label).format(n=each.version), []).append(each.goal)
    return [(why, _("goal {n}").format(n=_numbers(numbers))) for why, numbers in goals.items()]


def _numbers(goals: Iterable[int]) -> str:
    return ", ".join(map(str, goals))
