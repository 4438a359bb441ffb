"""What to bring to supervision: why an entry is on the list, what takes it off, and for whom a comment is."""

from typing import Any

import pytest

from casejournal.domain.checklist import Standing, Verdict
from casejournal.domain.closed_along import beside_their_record
from casejournal.domain.comment import Comment, closer, wrote_it
from casejournal.domain.danger import Risk
from casejournal.domain.due import Who
from casejournal.domain.errand import ErrandKind
from casejournal.domain.intake import Safety
from casejournal.domain.record import Visibility
from casejournal.domain.task import Task
from casejournal.domain.to_bring import Sort, dealt_with, sort_brought, to_bring
from casejournal.domain.undertaking import errand
from tests.records import TODAY, assessment, case, checklist, day, intake, note, safety_plan, stamp, talked_about

STRAINED = Standing(verdict=Verdict.STRAINED, evidence="I hurried")
BREACHED = Standing(verdict=Verdict.BREACHED)


def asks(ref: str, about: str, **more: Any) -> Task:
    it = errand(ErrandKind.QUESTION, "Why?", by=TODAY)
    return Task(**stamp(ref), what=it.what, who=Who.WORKER, errand=it.errand, source=about, **more)


def comment(ref: str, about: str, **more: Any) -> Comment:
    return Comment(**stamp(ref), about=about, body="Seen.", by="Bu Ratna", **more)


def test_the_most_pressing_comes_first_and_of_these_the_newest() -> None:
    file = case(
        checklist("K-0001", on=day(-3), acceptance=STRAINED),
        checklist("K-0002", on=day(-9), acceptance=BREACHED),
        checklist("K-0003", on=day(-1), acceptance=STRAINED),
        checklist("K-0004", on=day(-1)),
        note("N-0001", visibility=Visibility.SUPERVISION),
    )

    assert [each.ref for each in to_bring([file])] == ["K-0002", "K-0003", "K-0001", "N-0001"]


def test_a_danger_is_on_the_list_as_long_as_it_is_in_force() -> None:
    first = intake(safety=Safety.CONCERN, on=day(-20))
    high = assessment("A-0001", on=day(-10), risk=Risk.HIGH)
    low = assessment("A-0002", on=day(-5), risk=Risk.LOW)
    ended = safety_plan(on=day(-4), ended_on=day(-1), ended_because="he left")

    assert [each.sort for each in to_bring([case(first)])] == [Sort.RISK]
    assert [each.ref for each in to_bring([case(first, high)])] == ["A-0001"]
    assert to_bring([case(first, high, low)]) == ()
    assert to_bring([case(first, high, low, ended)]) == ()


def test_what_was_brought_once_is_known_by_its_ref_and_a_new_checklist_is_new() -> None:
    one, other = checklist("K-0001", acceptance=BREACHED), checklist("K-0002", acceptance=BREACHED)

    assert [each.ref for each in to_bring([case(one, other, talked_about("K-0001"))])] == ["K-0002"]


def test_a_supervision_finishes_the_tasks_to_bring_what_it_brought_and_no_others() -> None:
    mine, other = asks("T-0001", "N-0001"), asks("T-0002", "N-0002")
    named, done = asks("T-0003", "N-0003"), asks("T-0004", "N-0001", done_on=day(-1))
    plain = Task(**stamp("T-0005"), what="Call", who=Who.WORKER, source="N-0001")
    file = case(note("N-0001"), note("N-0002"), mine, other, named, done, plain)

    finished = dealt_with(talked_about("N-0001", "T-0003"), file, TODAY)

    assert [(each.ref, each.done_on, each.evidence) for each in finished] == [
        ("T-0001", TODAY, "J-0001"),
        ("T-0003", TODAY, "J-0001"),
    ]


def test_why_something_was_brought_is_told_after_the_reason_has_gone() -> None:
    file = case(
        note("N-0001"), note("N-0002"), asks("T-0001", "N-0001", done_on=day(-1)),
        assessment("A-0001", on=day(-9), risk=Risk.MEDIUM), assessment("A-0002", risk=Risk.LOW),
        safety_plan(ended_on=day(-1), ended_because="he left"), checklist("K-0001", acceptance=STRAINED),
    )  # fmt: skip

    found = {ref: sort_brought(ref, file) for ref in ("N-0001", "N-0002", "A-0001", "A-0002", "F-0001", "K-0001", "X")}

    assert found == {
        "N-0001": Sort.ASKED, "N-0002": None, "A-0001": Sort.RISK, "A-0002": None,
        "F-0001": Sort.SAFETY_PLAN, "K-0001": Sort.STRAINED, "X": None,
    }  # fmt: skip


def test_a_comment_goes_where_its_entry_goes() -> None:
    one, answer, other = comment("J-0001", "N-0001"), comment("J-0002", "J-0001"), comment("J-0003", "N-0002")

    assert beside_their_record([answer, one, other], ["N-0001"]) == (other,)
    assert beside_their_record([answer, one, other], []) == (answer, one, other)


@pytest.mark.parametrize(
    ("name", "own"), [("Rahma", True), ("bu rahma", True), ("RAHMA", True), ("Ratna", False), ("Rahmawati", False)]
)
def test_whoever_wrote_an_entry_is_known_by_their_name(name: str, own: bool) -> None:
    assert wrote_it(note(), name) is own


def test_a_comment_is_in_the_words_of_who_says_it_not_of_who_wrote_it_down() -> None:
    assert wrote_it(comment("J-0001", "N-0001"), "Bu Ratna")
    assert not wrote_it(comment("J-0001", "N-0001"), "Rahma")


def test_the_closer_of_two_is_what_fewer_people_read() -> None:
    record, supervised, private = Visibility

    assert closer(record, supervised) is supervised
    assert closer(private, supervised) is private
