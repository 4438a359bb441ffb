"""The change of the T-score since the baseline, and the goals that it covers or leaves out."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from casejournal.words import _

if TYPE_CHECKING:
    from casejournal.domain.progress import Apart, Progress


def changed(progress: "Progress") -> str:
    """The change, and its goals if it does not cover all that were rated; empty if there is no change to tell."""
    if progress.change is None:
        return ""
    all_of_them = len(progress.compared) == len(progress.review.ratings)
    change = f"{progress.change:+.1f}"
    if all_of_them:
        return change
    return _("{change} for goal {n}").format(change=change, n=_numbers(progress.compared))


def apart(progress: "Progress") -> str:
    """The goals left out because the plan was revised, and those counted only since then; empty if there are none."""
    left_out = [f"{why}: {goals}" for why, goals in _grouped(progress.left_out)]
    anew = [
        _("counted only since then: {what}").format(what=f"{why}: {goals}") for why, goals in _grouped(progress.anew)
    ]
    return "; ".join([*left_out, *anew])


def _grouped(apart: "Iterable[Apart]") -> list[tuple[str, str]]:
    """Each reason (what changed in which version), with the goals it is about."""
    goals: dict[str, list[int]] = {}
    for each in apart:
        if each.version is not None:
            goals.setdefault(_(each.why.label).format(n=each.version), []).append(each.goal)
    return [(why, _("goal {n}").format(n=_numbers(numbers))) for why, numbers in goals.items()]


def _numbers(goals: Iterable[int]) -> str:
    return ", ".join(map(str, goals))
