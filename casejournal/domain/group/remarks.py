"""What is worth a second look in a new record of a group, seen beside the others. There is one rule for each kind."""

from collections.abc import Iterator

from casejournal.domain.group.charter import CHARTERED, Admission, Group
from casejournal.domain.group.evaluation import Evaluation
from casejournal.domain.group.file import GroupFile
from casejournal.domain.group.membership import Membership
from casejournal.domain.group.session import Session
from casejournal.domain.remark import Remark, Rule, of_checklist, of_portfolio, of_task, overdue_from_the_start
from casejournal.domain.to_bring import of_supervision
from casejournal.words import N_, _


def charter(group: Group, _file: GroupFile) -> Iterator[Remark]:
    """What the charter does not say yet."""
    if group.lacking:
        what = ", ".join(_(CHARTERED[name]) for name in group.lacking)
        yield Remark(N_("The charter does not say yet: {what}."), {"what": what})


def _membership(member: Membership, file: GroupFile) -> Iterator[Remark]:
    """More members than the charter allows; somebody who joins a closed group that has met already."""
    group, members = file.group, len(file.members)
    if member.left_on is None and group.size is not None and members > group.size:
        facts = {"members": str(members), "size": str(group.size)}
        yield Remark(N_("There are {members} members now; the charter says at most {size}."), facts)
    has_met = any(session.on < member.on for session in file.sessions_held)
    if member.left_on is None and group.admission is Admission.CLOSED and has_met:
        yield Remark(N_("The charter says the group is closed: nobody joins after the start."))


def _session(session: Session, file: GroupFile) -> Iterator[Remark]:
    """Members of whom nothing is said; that nobody came; what is odd about newcomers; another session of the same day;
    a next day that is past.
    """
    if session.cancelled:
        yield from _next_session(session, file)
        return
    unsaid = [each.ref for each in file.members_on(session.on) if each.ref not in session.accounted_for]
    if unsaid:
        yield Remark(N_("You did not say whether these members came: {refs}."), {"refs": ", ".join(unsaid)})
    if not session.present:
        yield Remark(N_("Nobody came."))
    came_new = [each for each in file.memberships if each.ref in session.new]
    newcomers = [each for each in came_new if each.recorded_at >= session.recorded_at]
    for newcomer in newcomers[-1:]:
        yield from _membership(newcomer, file)
    same_day = [each.ref for each in file.sessions_held if each.on == session.on and each.ref != session.ref]
    if same_day:
        facts = {"refs": ", ".join(same_day)}
        yield Remark(N_("There is already a session on that day: {refs}. If it is the same one: cj undo"), facts)
    yield from _next_session(session, file)


def _next_session(session: Session, file: GroupFile) -> Iterator[Remark]:
    """A next day that is past already, unless a later session was written down."""
    if file.sessions[-1].ref == session.ref:
        yield from overdue_from_the_start(session.next_on, session.recorded_at.date())


def _evaluation(evaluation: Evaluation, _file: GroupFile) -> Iterator[Remark]:
    """A next review on a day that is past already."""
    return overdue_from_the_start(evaluation.next_on, evaluation.recorded_at.date())


OF_A_GROUP: dict[str, Rule] = {
    "group": charter,
    "memberships": _membership,
    "sessions": _session,
    "tasks": of_task,
    "checklists": of_checklist,
    "supervisions": of_supervision,
    "evaluations": _evaluation,
    "portfolio": of_portfolio,
}
"""The rule for each table. The other tables need none."""
