"""What follows from the records of a case."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from casejournal.domain.agenda import agenda
from casejournal.domain.case_file import CaseFile
from casejournal.domain.due import Due, When, Who
from casejournal.domain.follow_up import follow_up
from casejournal.domain.intake import Channel, Intake, SafeContact, Safety
from casejournal.domain.note import Contact, Made, Note
from casejournal.domain.refusals import NotYet
from casejournal.domain.remarks import remarks_on
from casejournal.domain.stage import Stage
from casejournal.domain.task import Done, Task
from tests.records import TODAY, day, intake, note, task
from tests.records import case as file_of
from tests.world import MONDAY


def case(*notes: Note, first: Intake | None = None, tasks: tuple[Task, ...] = ()) -> CaseFile:
    return file_of(first or intake(), *notes, *tasks)


def test_a_case_is_new_until_worker_and_client_have_met_again() -> None:
    assert case().stage is Stage.NEW
    assert case(note(made=Made.NO_SHOW)).stage is Stage.NEW
    assert case(note(made=Made.NO_SHOW), note("N-0002")).stage is Stage.ASSESSING


NO_CONTACTS = (
    (Contact.ATTEMPT, {"made": Made.NO_SHOW}),
    (Contact.ATTEMPT, {"made": Made.EXCUSED, "channel": Channel.PHONE}),
    (Contact.ATTEMPT, {"made": Made.REFUSED, "channel": Channel.THIRD_PARTY}),
    (Contact.COLLATERAL, {"channel": Channel.THIRD_PARTY}),
    (Contact.DESK, {"made": Made.NO_CONTACT}),
    (Contact.DESK, {"made": Made.NO_CONTACT, "channel": Channel.OFFICE}),
)


@pytest.mark.parametrize("channel", [None, *(channel for channel in Channel if channel is not Channel.THIRD_PARTY)])
def test_to_have_met_by_any_channel_is_a_contact(channel: Channel | None) -> None:
    assert note(channel=channel).kind_of_contact is Contact.CONTACT


@pytest.mark.parametrize(("kind", "how"), NO_CONTACTS)
def test_what_is_no_contact_leaves_the_last_day_they_met_as_it_was_and_is_counted_apart(
    kind: Contact, how: dict[str, Any]
) -> None:
    file = case(note(on=day(-3)), note("N-0002", on=day(-1), **how), first=intake(on=day(-9)))

    assert file.last_contact_on == day(-3)
    assert file.contacts == dict.fromkeys(Contact, 0) | {Contact.CONTACT: 1, kind: 1}
    assert file.summary().contacts == 1


@pytest.mark.parametrize(("_kind", "how"), NO_CONTACTS)
def test_a_case_stays_new_and_the_client_silent_where_nobody_met(_kind: Contact, how: dict[str, Any]) -> None:
    file = case(note(**how), first=intake(on=day(-30)))

    assert file.stage is Stage.NEW
    assert file.summary().silent(TODAY)


def test_an_intake_through_somebody_else_is_no_contact_with_the_client() -> None:
    told_by_an_aunt = intake(on=day(-30), channel=Channel.THIRD_PARTY)

    assert case(first=told_by_an_aunt).last_contact_on is None
    assert case(first=told_by_an_aunt).summary().silent(TODAY)
    assert case(note(on=day(-2)), first=told_by_an_aunt).last_contact_on == day(-2)


def test_the_timeline_is_by_the_day_things_happened_the_newest_first() -> None:
    earlier = note("N-0002", on=TODAY - timedelta(days=2))
    file = case(note(), earlier, first=intake(on=TODAY - timedelta(days=5)))

    assert [record.ref for record in file.timeline] == ["N-0001", "N-0002", "C-7K4Q"]


def test_immediate_danger_makes_a_task_for_today() -> None:
    (made,) = follow_up(intake(safety=Safety.IMMEDIATE), lambda letter: f"{letter}-0001")

    assert made.who is Who.WORKER
    assert made.due == TODAY
    assert made.source == "C-7K4Q"
    assert "Ibu Sari" in made.what


def test_a_next_step_becomes_a_task_of_the_worker() -> None:
    (made,) = follow_up(note(next_step="Call", next_on=TODAY), lambda letter: f"{letter}-0001")

    assert (made.what, made.due, made.who) == ("Call", TODAY, Who.WORKER)


@pytest.mark.parametrize("record", [intake(), intake(safety=Safety.CONCERN), note()])
def test_nothing_else_makes_a_task(record: Intake | Note) -> None:
    assert follow_up(record, lambda letter: f"{letter}-0001") == ()


def test_a_task_is_not_done_on_a_day_to_come() -> None:
    with pytest.raises(NotYet):
        task().finish(Done(on=TODAY + timedelta(days=1)), TODAY)


def test_a_task_due_in_the_past_is_remarked_on() -> None:
    (remark,) = remarks_on(task(due=TODAY - timedelta(days=1)), case())

    assert "overdue from the start" in remark.sentence


def test_a_day_before_the_intake_is_kept_and_remarked_on() -> None:
    (remark,) = remarks_on(note(on=TODAY - timedelta(days=1)), case())

    assert remark.facts == {"day": "2026-11-22", "opened": "2026-11-23"}


def test_a_late_entry_is_remarked_on() -> None:
    remarks = remarks_on(
        note(on=TODAY - timedelta(days=20), recorded_at=MONDAY), case(first=intake(on=TODAY - timedelta(days=30)))
    )

    assert len(remarks) == 1
    assert "late entry" in remarks[0].sentence


def test_open_tasks_come_by_their_day_and_undated_ones_last() -> None:
    tasks = (
        task(),
        task("T-0002", due=TODAY + timedelta(days=2)),
        task("T-0003", due=TODAY),
        task("T-0004", due=TODAY, done_on=TODAY),
    )

    assert [each.ref for each in case(tasks=tasks).open_tasks] == ["T-0003", "T-0002", "T-0001"]


@pytest.mark.parametrize(
    ("days", "when"),
    [(-1, When.OVERDUE), (0, When.TODAY), (1, When.SOON), (7, When.SOON), (8, When.LATER), (None, When.UNDATED)],
)
def test_a_task_is_overdue_after_its_day_and_soon_within_seven(days: int | None, when: When) -> None:
    on = None if days is None else TODAY + timedelta(days=days)

    assert Due(ref="T-0001", what="Ask", who=Who.CLIENT, on=on).when(TODAY) is when


def test_the_agenda_puts_danger_before_concern_and_the_silent_last_met_first() -> None:
    long_ago = TODAY - timedelta(days=30)
    summaries = [
        case(first=intake(ref="C-0001", safety=Safety.CONCERN)).summary(),
        case(first=intake(ref="C-0002", safety=Safety.IMMEDIATE)).summary(),
        case(first=intake(ref="C-0003", on=long_ago)).summary(),
        case(first=intake(ref="C-0004", on=long_ago + timedelta(days=1))).summary(),
    ]
    summaries = [msgspec.structs.replace(each, ref=f"C-000{number}") for number, each in enumerate(summaries, start=1)]

    waiting = agenda(summaries, [], TODAY)

    assert [each.ref for each in waiting.safety] == ["C-0002", "C-0001"]
    assert [each.ref for each in waiting.silent] == ["C-0003"]


def test_what_was_not_answered_is_not_stored_and_what_is_needed_always_is() -> None:
    stored = intake(worker="").stored()

    assert "alias" not in stored
    assert "safe_contact" not in stored
    assert stored["worker"] == ""
    assert msgspec.convert(stored, Intake) == intake(worker="")


def test_no_and_zero_are_answers() -> None:
    stored = intake(voluntary=False, age=0, safe_contact=SafeContact(never="phone")).stored()

    assert stored["voluntary"] is False
    assert stored["age"] == 0
    assert stored["safe_contact"]["never"] == "phone"


def test_a_record_that_could_not_be_read_back_is_not_written() -> None:
    broken = msgspec.structs.replace(intake(), age=999)

    with pytest.raises(msgspec.ValidationError):
        broken.stored()
