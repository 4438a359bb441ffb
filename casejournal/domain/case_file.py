"""The case file: everything written down about one client, and what follows from it."""

from collections.abc import Callable
from datetime import date

import msgspec

from casejournal.domain.intake import Intake, Safety
from casejournal.domain.note import Note
from casejournal.domain.record import Record
from casejournal.domain.stage import Stage
from casejournal.domain.summary import Summary
from casejournal.domain.task import Task, Who
from casejournal.words import N_, _

RECORDS: tuple[type[Record], ...] = (Intake, Note, Task)
"""Every kind of record a case file holds, in the order of the practice."""


class Remark(msgspec.Struct, frozen=True):
    """Something worth a second look. It stops nobody."""

    sentence: str
    facts: dict[str, str] = {}


class CaseFile(msgspec.Struct, frozen=True, kw_only=True):
    """One case, as its records tell it. Each field but `ref` is the table of that name."""

    ref: str
    intake: Intake
    notes: tuple[Note, ...] = ()
    tasks: tuple[Task, ...] = ()

    @property
    def stage(self) -> Stage:
        """Where the case stands: new until worker and client have met again after the intake."""
        return Stage.ASSESSING if any(note.reached for note in self.notes) else Stage.NEW

    @property
    def safety(self) -> Safety:
        """The concern told at intake; none when nothing was said."""
        return self.intake.safety or Safety.NONE

    @property
    def last_contact_on(self) -> date:
        """The last day worker and client met; the intake counts."""
        return max([self.intake.on, *(note.on for note in self.notes if note.reached)])

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        """What is still to be done, the soonest first, undated last."""
        return tuple(
            sorted((task for task in self.tasks if task.open), key=lambda task: (task.due or date.max, task.ref))
        )

    @property
    def timeline(self) -> tuple[Record, ...]:
        """Every record by the day it happened, the newest first."""
        records: tuple[Record, ...] = (self.intake, *self.notes)
        return tuple(sorted(records, key=lambda record: (record.on, record.recorded_at), reverse=True))

    def record(self, ref: str) -> Record | None:
        """The record of that ref, if this file holds it."""
        return next((record for record in (self.intake, *self.notes, *self.tasks) if record.ref == ref), None)

    def remarks_on(self, record: Record) -> tuple[Remark, ...]:
        """What is odd about a new record, though it is kept."""
        remarks = []
        if record.on < self.intake.on:
            facts = {"day": record.on.isoformat(), "intake": self.intake.on.isoformat()}
            remarks.append(Remark(N_("{day} is before the intake on {intake}; kept as you said it."), facts))
        due = record.due if isinstance(record, Task) else record.next_on if isinstance(record, Note) else None
        if due is not None and due < record.recorded_at.date():
            remarks.append(Remark(N_("{day} is past already; it is overdue from the start."), {"day": due.isoformat()}))
        if record.late:
            remarks.append(Remark(N_("Recorded more than 48 hours after the day it happened: marked as a late entry.")))
        return tuple(remarks)

    def summary(self) -> Summary:
        """What the drawers' labels say: enough for the list, for today and to find the case by name."""
        return Summary(
            ref=self.ref,
            client=self.intake.client,
            alias=self.intake.alias,
            stage=self.stage,
            opened_on=self.intake.on,
            last_contact_on=self.last_contact_on,
            safety=self.safety,
            areas=self.intake.areas,
            contacts=len(self.notes),
            due=tuple(task.due_item() for task in self.open_tasks),
        )


def follow_up(record: Record, new_ref: Callable[[str], str]) -> tuple[Task, ...]:
    """The task a record makes by itself, if any: safety for today after an intake in danger, a note's next step.

    `new_ref` gives a task its ref for its letter.
    """
    match record:
        case Intake(safety=Safety.IMMEDIATE):
            what, due = _(N_("See to the safety of {client}")).format(client=record.client), record.recorded_at.date()
        case Note(next_step=what, next_on=due) if what:
            pass
        case _:
            return ()
    return (
        Task(
            ref=new_ref(Task.letter),
            on=record.recorded_at.date(),
            recorded_at=record.recorded_at,
            worker=record.worker,
            visibility=record.visibility,
            what=what,
            who=Who.WORKER,
            due=due,
            source=record.ref,
        ),
    )
