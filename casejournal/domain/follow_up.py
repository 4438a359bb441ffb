"""What a record asks to be done: safety for today, the next step of a note, the tasks of a plan, another way."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from casejournal.domain.due import Who
from casejournal.domain.intake import Intake, Safety
from casejournal.domain.note import Note
from casejournal.domain.plan import Plan, Undertaking
from casejournal.domain.record import Record
from casejournal.domain.referral import LOST, Referral
from casejournal.domain.task import Task
from casejournal.words import N_, _

ANOTHER_WAY = timedelta(days=7)


def follow_up(record: Record, new_ref: Callable[[str], str]) -> tuple[Task, ...]:
    """The tasks a record makes by itself. `new_ref` gives each its ref for its letter."""
    last = record.log[-1] if isinstance(record, Referral) and record.log else record
    today = last.recorded_at.date()
    return tuple(
        Task(
            ref=new_ref(Task.letter),
            on=record.on if isinstance(record, Plan) else today,
            recorded_at=last.recorded_at,
            worker=last.worker,
            visibility=record.visibility,
            what=each.what,
            who=each.who,
            due=each.due,
            goal=each.goal,
            role=each.role,
            help=each.help,
            source=record.ref,
        )
        for each in _undertaken(record, today)
    )


def _undertaken(record: Record, today: date) -> Iterator[Undertaking]:
    match record:
        case Intake(safety=Safety.IMMEDIATE):
            what = _(N_("See to the safety of {client}")).format(client=record.client)
            yield Undertaking(what=what, who=Who.WORKER, due=today)
        case Note(next_step=what, next_on=due) if what:
            yield Undertaking(what=what, who=Who.WORKER, due=due)
        case Plan():
            yield from record.tasks
        case Referral() if record.status in LOST:
            what = _(N_("Look for another way with the client: {to}")).format(to=record.to)
            yield Undertaking(what=what, who=Who.WORKER, due=today + ANOTHER_WAY)
