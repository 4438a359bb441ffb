"""A record in a few lines, for the timeline. `cj history REF` shows all of it."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from casejournal.domain.case_file import CaseFile
from casejournal.domain.choice import Choice
from casejournal.domain.file import File
from casejournal.domain.names import same_name
from casejournal.domain.principles import principle_label
from casejournal.domain.record import Record
from casejournal.forms import records
from casejournal.forms.fields import shown
from casejournal.render.change import apart, changed
from casejournal.words import _, ngettext

if TYPE_CHECKING:
    from casejournal.domain.assessment import Assessment
    from casejournal.domain.checklist import Checklist
    from casejournal.domain.closing import Closing
    from casejournal.domain.comment import Comment
    from casejournal.domain.consent import Consent
    from casejournal.domain.disclosure import Disclosure
    from casejournal.domain.group.ending import Ending
    from casejournal.domain.group.evaluation import AimReached, Evaluation
    from casejournal.domain.group.file import GroupFile
    from casejournal.domain.intake import Intake
    from casejournal.domain.plan import Plan
    from casejournal.domain.recording.process_recording import ProcessRecording
    from casejournal.domain.referral import Referral
    from casejournal.domain.review import Review
    from casejournal.domain.safety_plan import SafetyPlan
    from casejournal.domain.supervision import Supervision
    from casejournal.domain.task import Task


def gist(record: Record, file: File) -> str:
    """What a record says, in short. Empty for a record that another part of the page shows."""
    tells = _TELLS.get(record.table, headlines)
    return "\n".join(line for line in tells(record, file) if line)


def headlines(record: Record, _file: File) -> Iterable[str]:
    """The texts of the record's headline fields."""
    names = [each.name for each in shown(type(record)) if each.headline]
    return (text for _title, text in records.rows(record, only=names))


def _task(task: "Task", _file: File) -> Iterable[str]:
    ended = _("done by {who}: {what}") if task.done_on else _("dropped: {what}")
    yield ended.format(who=_(task.who.label), what=task.text)
    yield task.dropped_because
    given = ", ".join(filter(None, (task.worth, task.provided_by)))
    yield ": ".join(filter(None, (_(task.help.label) if task.help else "", given)))
    yield task.evidence


def _intake(intake: "Intake", _file: CaseFile) -> Iterable[str]:
    yield from _behind_titles(intake, "safety", "safety_note")


def _assessment(assessment: "Assessment", file: CaseFile) -> Iterable[str]:
    yield from headlines(assessment, file)
    yield from _behind_titles(assessment, "risk", "risk_note", "risk_review_on")


def _safety_plan(plan: "SafetyPlan", _file: CaseFile) -> Iterable[str]:
    yield from _behind_titles(plan, "warning_signs", "what_helps", "ended_on", "ended_because")


def _behind_titles(record: Record, *names: str) -> Iterable[str]:
    """These fields as `title: text`."""
    return (f"{title}: {text}" for title, text in records.rows(record, only=names))


def _plan(plan: "Plan", _file: CaseFile) -> Iterable[str]:
    goals = ngettext("{n} goal", "{n} goals", len(plan.goals)).format(n=len(plan.goals))
    tasks = ngettext("{n} task", "{n} tasks", len(plan.tasks)).format(n=len(plan.tasks))
    agreed = _("agreed: {answer}").format(answer=_(plan.agreed.label))
    yield _("version {n}: {goals}, {tasks}, {agreed}").format(n=plan.version, goals=goals, tasks=tasks, agreed=agreed)
    yield plan.reason


def _consent(consent: "Consent", _file: CaseFile) -> Iterable[str]:
    hidden = {each.what for each in consent.withheld if same_name(each.from_whom, consent.recipient)}
    told = _("{recipient} may be told {what}")
    if consent.refused:
        told = _("no: {recipient} must not be told {what}")
    elif consent.revoked_on:
        told = _("{recipient} could be told {what}, until the consent was taken back on {day}")
    facts = {"recipient": consent.recipient, "day": consent.revoked_on}
    yield told.format(what=_listed(what for what in consent.scope if what not in hidden), **facts)
    yield consent.revoked_because


def _referral(referral: "Referral", _file: CaseFile) -> Iterable[str]:
    from casejournal.render.referrals import way  # lazy: as its kind of record, see domain/kinds.py

    yield way(referral)
    if referral.judged_able:
        yield _("able to help: {why}").format(why=referral.judged_able)
    yield referral.outcome
    if referral.last:
        yield referral.last.remark


def _disclosure(disclosure: "Disclosure", _file: CaseFile) -> Iterable[str]:
    told = _listed(disclosure.shared) or _("nothing about the case")
    yield _("{recipient} was told {what}").format(recipient=disclosure.recipient, what=told)


def _checklist(checklist: "Checklist", _file: CaseFile) -> Iterable[str]:
    for name, standing in checklist.standings.items():
        evidence = f": {standing.evidence}" if standing.evidence else ""
        yield f"{principle_label(name)} {_(standing.verdict.label)}{evidence}"


def _review(review: "Review", file: CaseFile) -> Iterable[str]:
    numbers = next(each for each in file.progress if each.review.ref == review.ref)
    score = "" if numbers.t is None else f", T {numbers.t:.1f}"
    change = f" ({changed(numbers)})" if numbers.change is not None else ""
    yield _("rated by {who}").format(who=_(review.by.label)) + score + change
    yield apart(numbers)
    yield review.helped
    yield review.next


def _supervision(supervision: "Supervision", _file: File) -> Iterable[str]:
    minutes = "" if supervision.minutes is None else ngettext("{n} minute", "{n} minutes", supervision.minutes)
    yield ", ".join(filter(None, (supervision.with_whom, minutes.format(n=supervision.minutes))))
    yield from _behind_titles(supervision, "brought", "asked", "advised")


def _comment(comment: "Comment", _file: File) -> Iterable[str]:
    from casejournal.render.comments import noted_mark  # lazy: as its kind of record, see domain/kinds.py

    told = _("{who} on {ref}, countersigned") if comment.countersign else _("{who} on {ref}")
    yield " · ".join(filter(None, (told.format(who=comment.who, ref=comment.about), noted_mark(comment))))
    yield comment.body


def _recording(recording: "ProcessRecording", _file: File) -> Iterable[str]:
    rows, comments = len(recording.rows), len(recording.comments)
    told = ngettext("{n} turn", "{n} turns", rows).format(n=rows)
    if comments:
        told += ", " + ngettext("{n} comment", "{n} comments", comments).format(n=comments)
    yield told
    yield recording.impressions


def _closing(closing: "Closing", _file: CaseFile) -> Iterable[str]:
    to = f": {closing.handed_to}" if closing.handed_to else ""
    yield closing.other_reason or _(closing.reason.label) + to
    yield f"“{closing.client_told.words}”" if closing.client_told.words else ""
    yield closing.if_reopened


def _evaluation(evaluation: "Evaluation", _file: "GroupFile") -> Iterable[str]:
    yield evaluation.process
    yield evaluation.result
    yield from (f"{_(account.party.label)}: {account.says}" for account in evaluation.accounts)
    yield from map(_aim, evaluation.aims)
    yield evaluation.next


def _ending(ending: "Ending", _file: "GroupFile") -> Iterable[str]:
    yield ending.other_reason or _(ending.reason.label)
    yield ending.result
    yield from map(_aim, ending.aims)
    yield ending.told
    yield from ending.aftercare


def _aim(aim: "AimReached") -> str:
    words = f": {aim.words}" if aim.words else ""
    return f"{aim.member} {_(aim.result.label)}{words}"


def _listed(choices: Iterable[Choice]) -> str:
    return ", ".join(_(choice.label) for choice in choices)


_TELLS: dict[str, Callable[[Any, Any], Iterable[str]]] = {
    "intake": _intake,
    "assessments": _assessment,
    "safety_plans": _safety_plan,
    "tasks": _task,
    "plans": _plan,
    "consents": _consent,
    "referrals": _referral,
    "disclosures": _disclosure,
    "checklists": _checklist,
    "recordings": _recording,
    "reviews": _review,
    "supervisions": _supervision,
    "comments": _comment,
    "closings": _closing,
    "evaluations": _evaluation,
    "endings": _ending,
}
"""By table: how to sum up a record, if its headline fields are not enough."""
