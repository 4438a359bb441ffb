"""The order of the steps: a plan needs an assessment, a review needs a plan, and an end needs an end.

A step out of order is refused, naming the one that is missing, unless the worker says why it is skipped.
"""

from collections.abc import Iterator

from casejournal.domain import dates
from casejournal.domain.case_file import CaseFile
from casejournal.domain.closing import Closing
from casejournal.domain.danger import Danger
from casejournal.domain.finished import finished, tasks_left
from casejournal.domain.plan import Plan
from casejournal.domain.record import Record
from casejournal.domain.refusals import IsClosed, NotClosed, OutOfOrder
from casejournal.domain.review import Review
from casejournal.words import N_, _

BUILDS_ON: dict[type[Record], tuple[str, str, str]] = {
    Plan: ("assessments", N_("A plan builds on an assessment, and there is none yet"), "assess"),
    Review: ("plans", N_("A review looks at a plan, and there is none yet"), "plan"),
}
"""The table that must not be empty before a step, the sentence that says so, and the command that fills it."""


def require_open(file: CaseFile) -> None:
    """Raises IsClosed for a case that is not worked on."""
    if file.closing:
        raise IsClosed(ref=file.ref, day=dates.day(file.closing.on))


def require_closed(file: CaseFile) -> Closing:
    """The closing that holds. Raises NotClosed for a case that is worked on."""
    if not file.closing:
        raise NotClosed(ref=file.ref)
    return file.closing


def in_order(file: CaseFile, step: type[Record], because: str) -> str:
    """`because` where it is needed to take this step now, nothing where the step is in order.

    Raises IsClosed, OutOfOrder or, for a closing, NotFinished.
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
    if file.safety is not Danger.NONE:
        yield _("a risk that is not resolved: {safety}").format(safety=_(file.safety.label))
