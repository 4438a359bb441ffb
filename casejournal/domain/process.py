"""The order of the steps: a plan needs an assessment, a review needs a plan, and a closing needs everything to be
finished.

A step out of order is refused, naming the one that is missing, unless the worker says why it is skipped.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.closing import Closing
from casejournal.domain.finished import finished, tasks_left
from casejournal.domain.plan import Plan
from casejournal.domain.record import Record
from casejournal.domain.refusals import IsClosed, NoSafetyPlan, NotClosed, OutOfOrder, PlanReplaced
from casejournal.domain.review import Review
from casejournal.words import N_, _

if TYPE_CHECKING:
    from casejournal.domain.safety_plan import SafetyPlan

BUILDS_ON: dict[type[Record], tuple[str, str, str]] = {
    Plan: ("assessments", N_("A plan builds on an assessment, and there is none yet"), "assess"),
    Review: ("plans", N_("A review looks at a plan, and there is none yet"), "plan"),
}
"""For each step: the table that must not be empty before it, the sentence that says so, and the command that fills it.
"""


def require_open(file: CaseFile) -> None:
    """Raises IsClosed for a closed case."""
    if file.closing:
        raise IsClosed(ref=file.ref, day=dates.day(file.closing.on))


def require_closed(file: CaseFile) -> Closing:
    """The closing in force. Raises NotClosed for a case that is open."""
    if not file.closing:
        raise NotClosed(ref=file.ref)
    return file.closing


def require_safety_plan(file: CaseFile, ref: str) -> "SafetyPlan":
    """The safety plan in force. If a ref is given, it must be the ref of that plan.

    Raises NoSafetyPlan, PlanReplaced, or StruckAlready.
    """
    named = file.standing(ref) if ref else None
    if file.safety_plan is None:
        raise NoSafetyPlan(case=file.ref)
    if named is not None and named.ref != file.safety_plan.ref:
        raise PlanReplaced(ref=ref, holds=file.safety_plan.ref)
    return file.safety_plan


def in_order(file: CaseFile, step: type[Record], because: str) -> str:
    """`because` if this step is out of order now, else an empty text.

    Raises IsClosed; if a reason is needed and not given, OutOfOrder or, for a closing, NotFinished.
    """
    require_open(file)
    if step is Closing:
        return finished(unfinished(file), because)
    table, sentence, command = BUILDS_ON[step]
    if getattr(file, table):
        return ""
    if not because:
        raise OutOfOrder(problem=sentence, command=f"cj {command} {file.ref}")
    return because


def unfinished(file: CaseFile) -> Iterator[str]:
    """What a closing would leave open, each in a few words."""
    yield from tasks_left(file)
    if referrals := [f"{each.ref} ({each.to}: {_(each.status.label)})" for each in file.open_referrals]:
        yield _("open referrals: {refs}").format(refs=", ".join(referrals))
    if unrated := [str(goal.number) for goal in file.goals if file.last_level(goal.number) is None]:
        yield _("goals never rated: {goals}").format(goals=", ".join(unrated))
    if file.safety.presses:
        yield _("a risk that is not resolved: {safety}").format(safety=_(file.safety.label))
