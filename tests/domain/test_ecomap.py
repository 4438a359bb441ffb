"""The ecomap: the map of a day, two maps side by side, and the numbers."""

from datetime import date, datetime
from typing import Any

import msgspec
import pytest

from casejournal.domain.assessment import Assessment, Flow, Strength, Tie
from casejournal.domain.case_file import CaseFile
from casejournal.domain.ecomap import Ecomap, What, compared, count, ecomap_on, first_map_on, for_outside
from casejournal.domain.record import Visibility
from tests.records import intake
from tests.world import JAKARTA

MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 1)


def tie(name: str, kind: Strength = Strength.MODERATE, flow: Flow | None = None) -> Tie:
    return Tie(name=name, kind=kind, flow=flow)


def assessed(on: date, *ties: Tie, **more: Any) -> Assessment:
    at = datetime(on.year, on.month, on.day, 9, tzinfo=JAKARTA)
    said = {"worker": "Rahma", "underlying_problem": "x", **more}
    return Assessment(ref=f"A-{on:%m%d}", on=on, recorded_at=at, ties=ties, **said)


def file_of(*assessments: Assessment) -> CaseFile:
    first = intake(household=("Dimas", "see C-91TB"))
    return CaseFile(ref=first.ref, intake=first, assessments=assessments)


def drawn(*ties: Tie, day: date = JUNE) -> Ecomap:
    found = ecomap_on(file_of(assessed(day, *ties)), day)
    assert found
    return found


def names(found: Ecomap | None) -> list[str]:
    return [each.name for each in found.ties] if found else []


def test_the_map_of_a_day_is_the_one_last_drawn_by_then() -> None:
    file = file_of(assessed(MARCH, tie("nenek"), tie("school")), assessed(JUNE, tie("nenek")))

    assert names(ecomap_on(file, date(2026, 2, 28))) == []
    assert names(ecomap_on(file, MARCH)) == names(ecomap_on(file, date(2026, 5, 31))) == ["nenek", "school"]
    assert names(ecomap_on(file, JUNE)) == ["nenek"]
    assert first_map_on(file) == MARCH


def test_an_assessment_that_names_no_tie_leaves_the_map_as_it_was() -> None:
    found = ecomap_on(file_of(assessed(MARCH, tie("nenek")), assessed(JUNE)), JUNE)

    assert found
    assert (found.drawn_on, found.assessment, found.day) == (MARCH, "A-0301", JUNE)


@pytest.mark.parametrize("visibility", [Visibility.PRIVATE, Visibility.SUPERVISION])
def test_others_see_no_map_that_is_not_for_every_reader(visibility: Visibility) -> None:
    file = file_of(assessed(MARCH, tie("nenek")), assessed(JUNE, tie("a secret"), visibility=visibility))

    assert names(ecomap_on(file, JUNE)) == ["a secret"]
    assert names(ecomap_on(file, JUNE, for_others=True)) == ["nenek"]
    assert first_map_on(file_of(file.assessments[1]), for_others=True) is None


def test_others_do_not_learn_who_is_meant_by_an_intake_that_is_not_for_them() -> None:
    file = file_of(assessed(MARCH, tie("nenek")))
    hidden = file.with_record(msgspec.structs.replace(file.intake, visibility=Visibility.PRIVATE))

    found = ecomap_on(hidden, MARCH, for_others=True)

    assert found
    assert (found.client, found.household, names(found)) == (file.ref, (), ["nenek"])


def test_the_strongest_ties_come_first() -> None:
    found = drawn(tie("a", Strength.BROKEN), tie("b"), tie("c", Strength.STRONG), tie("d"))

    assert names(found) == ["c", "b", "d", "a"]


def test_numbers() -> None:
    found = drawn(
        tie("a", flow=Flow.TO_CLIENT),
        tie("b", flow=Flow.FROM_CLIENT),
        tie("c", Strength.STRESSFUL, Flow.FROM_CLIENT),
        tie("d", flow=Flow.BOTH),
        tie("e", Strength.BROKEN, Flow.NONE),
        tie("f", Strength.TENUOUS),
    )

    assert (found.inflow, found.outflow, found.balance) == (2, 3, -1)
    assert [*found.by_kind.values()] == [0, 3, 1, 1, 1]
    assert found.no_strong_tie
    assert not drawn(tie("a", Strength.STRONG)).no_strong_tie


def test_two_maps_are_held_side_by_side() -> None:
    before = drawn(tie("Bu Nur"), tie("school"), tie("husband"), tie("clinic", flow=Flow.TO_CLIENT), day=MARCH)
    now = drawn(tie("Nur"), tie("School", Strength.STRONG), tie("clinic", flow=Flow.BOTH), tie("PKK"))

    changes = compared(before, now)

    assert {each.tie.name: each.what for each in changes} == {
        "School": What.CHANGED, "Nur": What.SAME, "clinic": What.CHANGED, "PKK": What.NEW, "husband": What.GONE,
    }  # fmt: skip
    assert [each.tie.name for each in changes][-1] == "husband"
    assert count(changes) == {What.NEW: 1, What.CHANGED: 2, What.GONE: 1, What.SAME: 1}


def test_a_name_that_stands_twice_is_two_ties() -> None:
    changes = compared(drawn(tie("teacher"), tie("teacher"), day=MARCH), drawn(tie("teacher")))

    assert [each.what for each in changes] == [What.SAME, What.GONE]


def test_what_leaves_the_journal_holds_no_ref_of_a_case_or_group() -> None:
    found = for_outside(drawn(tie("neighbour (c-91tb)"), tie("the group G-2M9D"), tie("nenek"), tie("e-mail friends")))

    assert names(found) == ["neighbour ([name withheld])", "the group [name withheld]", "nenek", "e-mail friends"]
    assert found.household == ("Dimas", "see [name withheld]")
