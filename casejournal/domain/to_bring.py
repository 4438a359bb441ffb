"""What to bring to supervision (yang perlu dibawa ke supervisi): what was strained, who is in danger, what was set
aside, what the worker marked. What a supervision has brought is off the list.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from casejournal.domain.case_file import CaseFile
from casejournal.domain.checklist import Checklist, Verdict
from casejournal.domain.choice import Choice
from casejournal.domain.danger import Danger, Risk
from casejournal.domain.file import File
from casejournal.domain.intake import Safety
from casejournal.domain.principles import principle_label
from casejournal.domain.record import Record, Visibility
from casejournal.domain.recording.process_recording import ProcessRecording
from casejournal.domain.remark import Remark
from casejournal.domain.supervision import Supervision
from casejournal.domain.task import Done, Task
from casejournal.words import N_, _


class Sort(Choice):
    """Why something is to be brought, the most pressing first."""

    BREACHED = "breached", N_("a principle was breached")
    RISK = "risk", N_("danger")
    SAFETY_PLAN = "safety_plan", N_("safety plan in force")
    ASKED = "asked", N_("your question")
    STRAINED = "strained", N_("a principle was strained")
    SET_ASIDE = "set_aside", N_("a rule was set aside")
    WRITTEN_FOR = "written_for", N_("written for supervision")


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """A reason to bring an entry."""

    sort: Sort
    principle: str = ""
    """The name of the principle."""
    rule: str = ""
    """The rule that was set aside, in a few words."""
    danger: Danger | None = None
    says: str = ""
    """What the worker wrote: the evidence, the reason, the question."""

    @property
    def in_words(self) -> str:
        """The reason as it is read."""
        label = _(self.danger.label) if self.danger else _(self.rule) if self.rule else _(self.sort.label)
        if self.principle:
            verdict = Verdict.BREACHED if self.sort is Sort.BREACHED else Verdict.STRAINED
            label = f"{principle_label(self.principle)} {_(verdict.label)}"
        return ": ".join(filter(None, (label, self.says)))


class ToBring(msgspec.Struct, frozen=True, kw_only=True):
    """An entry that is to be brought, and why."""

    case: str
    """The ref of the case or the group, and what it is called."""
    client: str
    ref: str
    on: date
    kind: str
    title: str
    """What kind of record it is, for scripts and for people."""
    visibility: Visibility
    why: tuple[Why, ...]

    @property
    def sort(self) -> Sort:
        """The most pressing of the reasons."""
        return min((each.sort for each in self.why), key=[*Sort].index)

    @property
    def questions(self) -> str:
        """What the worker asks about it."""
        return "; ".join(each.says for each in self.why if each.sort is Sort.ASKED)


def to_bring(files: Iterable[File]) -> tuple[ToBring, ...]:
    """What is to be brought from these cases and groups, the most pressing first, then the newest."""
    found = (each for file in files for each in _of(file))
    return tuple(sorted(found, key=lambda each: ([*Sort].index(each.sort), -each.on.toordinal(), each.ref)))


def _of(file: File) -> Iterator[ToBring]:
    brought = {each.ref for supervision in file.supervisions for each in supervision.brought}
    brought |= {task.source for task in file.tasks if _talked_about(task)}
    asked, dangers = _questions(task for task in file.tasks if task.open), _dangers(file)
    for record in file.every_record:
        why = asked.get(record.ref, [])
        if record.ref not in brought:
            why = [*why, *dangers.get(record.ref, ()), *_of_itself(record)]
        if why:
            yield ToBring(
                case=file.ref,
                client=file.name,
                ref=record.ref,
                on=record.on,
                kind=record.kind_name(),
                title=type(record).title,
                visibility=record.visibility,
                why=tuple(sorted(why, key=lambda each: [*Sort].index(each.sort))),
            )


def _talked_about(task: Task) -> bool:
    """Whether the task was to talk about what was strained, and was done or dropped."""
    return task.for_supervision and not task.question and not task.open


def _questions(tasks: Iterable[Task]) -> dict[str, list[Why]]:
    """The questions that these tasks ask, by the ref of the record they are about."""
    found: dict[str, list[Why]] = {}
    for task in tasks:
        if task.question:
            found.setdefault(task.source, []).append(Why(sort=Sort.ASKED, says=task.question))
    return found


def _dangers(file: File) -> dict[str, list[Why]]:
    """The dangers in force that press, by the ref of the record that speaks of them."""
    found: dict[str, list[Why]] = {}
    for each in file.dangers if isinstance(file, CaseFile) else ():
        if each.danger.presses:
            sort = Sort.SAFETY_PLAN if each.danger is Danger.SAFETY_PLAN else Sort.RISK
            found.setdefault(each.ref, []).append(Why(sort=sort, danger=each.danger, says=each.note))
    return found


def _of_itself(record: Record) -> Iterator[Why]:
    """The reasons that a record gives by itself, and that no later one takes away."""
    if isinstance(record, Checklist):
        for name, standing in record.standings.items():
            if standing.verdict in _HURT:
                yield Why(sort=_HURT[standing.verdict], principle=name, says=standing.evidence)
    if isinstance(record, ProcessRecording):
        yield from (Why(sort=Sort.ASKED, says=question) for question in record.questions)
    for _on, because in record.reasons():
        yield Why(sort=Sort.SET_ASIDE, rule=record.sets_aside, says=because)
    if record.visibility is Visibility.SUPERVISION and record.table not in _OF_SUPERVISION:
        yield Why(sort=Sort.WRITTEN_FOR)


_HURT = {Verdict.BREACHED: Sort.BREACHED, Verdict.STRAINED: Sort.STRAINED}
_OF_SUPERVISION = {"supervisions", "comments", "tasks"}
"""The tables that are for supervision anyway, or follow a record that is."""


def sort_brought(ref: str, file: File) -> Sort | None:
    """Why an entry was brought: the most pressing reason it ever gave. None for one that gave none, or is not here."""
    record = file.record(ref)
    if record is None:
        return None
    why = (*_questions(file.tasks).get(ref, ()), *_of_itself(record))
    return min((*(each.sort for each in why), *_was_danger(record)), key=[*Sort].index, default=None)


def _was_danger(record: Record) -> list[Sort]:
    if record.table == "safety_plans":
        return [Sort.SAFETY_PLAN]
    told = getattr(record, "risk", None), getattr(record, "safety", None)
    return [Sort.RISK] if {*told} & {Risk.MEDIUM, Risk.HIGH, Safety.CONCERN, Safety.IMMEDIATE} else []


def of_supervision(_supervision: Record, file: File) -> Iterator[Remark]:
    """What of this case or group is still to be brought."""
    if left := [each.ref for each in to_bring([file])]:
        yield Remark(N_("Still to be brought: {refs}. To see why: cj supervision bring {ref}"), {
            "refs": ", ".join(left), "ref": file.ref,
        })  # fmt: skip


def dealt_with(supervision: Supervision, file: File, today: date) -> tuple[Task, ...]:
    """The open tasks to bring something to supervision that this one has brought, done."""
    brought = {each.ref for each in supervision.brought}
    came_of_it = Done(on=supervision.on, evidence=supervision.ref)
    return tuple(
        task.finish(came_of_it, today)
        for task in file.open_tasks
        if task.for_supervision and not brought.isdisjoint({task.ref, task.source})
    )
