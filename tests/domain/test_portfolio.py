"""What evidence comes to, and what of a day a portfolio may tell."""

from datetime import date

import pytest

from casejournal.desk.portfolio_paper import said_in
from casejournal.domain.deidentify.chosen import named_elsewhere
from casejournal.domain.deidentify.packet import Making, Wishes
from casejournal.domain.deidentify.records import Text
from casejournal.domain.kinds import CASE_TABLES, GROUP_TABLES, kind_of
from casejournal.domain.portfolio.evidence import Evidence
from casejournal.domain.portfolio.overview import Competency, in_use, tallied
from casejournal.domain.report.period import Period
from casejournal.exchange.portfolio import week
from tests.domain.deidentify.test_planted import filled, texts_of
from tests.records import TODAY, case, intake, note

LISTS = tuple(
    Competency(code=code, title=code, names=(code,), of=code[0], list_title=code[0]) for code in ("a-1", "a-2", "b-1")
)


def piece(*codes: str, on: date = TODAY, ref: str = "U-0001") -> Evidence:
    return Evidence(ref=ref, on=on, about="N-0001", kind="note", title="Note", of="C-0001", competencies=codes)


def test_each_competency_is_counted_and_those_in_no_list_follow_behind() -> None:
    pieces = [piece("a-1", "gone-1"), piece("a-1", on=date(2026, 1, 1), ref="U-0002")]

    found = {each.name: (each.pieces, each.last) for each in tallied(["a-1", "a-2"], pieces, "competencies")}

    assert found == {"a-1": (2, TODAY), "a-2": (0, None), "gone-1": (1, TODAY)}


def test_what_only_records_name_is_counted_beside() -> None:
    (found,) = tallied([], [], "roles", {"broker": 3})

    assert (found.name, found.pieces, found.in_records) == ("broker", 0, 3)


def test_a_list_that_no_evidence_names_is_not_in_use() -> None:
    assert in_use(LISTS, [piece("a-2")]) == LISTS[:2]
    assert in_use(LISTS, []) == LISTS


@pytest.mark.parametrize(("day", "number"), [(1, 1), (7, 1), (8, 2), (30, 5)])
def test_weeks_are_counted_from_the_first_day_of_the_period(day: int, number: int) -> None:
    assert week(date(2026, 9, day), Period(date(2026, 9, 1), date(2026, 11, 23))) == number


def test_every_day_is_hidden_and_strangers_are_found_behind_those_who_are_known() -> None:
    said = "Sari and Budi met on 23 November 2026, last March and 2026-11-02."
    wishes = Wishes(weeks=None, shuffled=list, strangers=named_elsewhere(["Pak Budi", "Ibu Sari"], []))
    file = case(intake(client="Ibu Sari"), note(body=said))
    making = Making(file, file, wishes, TODAY)

    told = making.record(file.notes[0])

    assert told.body == "Person A and [name] met on [date], last [date] and [date]."  # type: ignore[attr-defined]
    assert {each.before for each in making.findings} >= {"Budi", "2026-11-02"}


PLANTED = "Ratih Wulandari and Pak Soeharto, 081234567890, NIK 3174091205900001, Jl. Kaliurang 5, 23 November 2026"
SECRETS = ("Ratih", "Wulandari", "Soeharto", "0812", "3174", "Kaliurang", "November", "2026-11-23")


@pytest.mark.parametrize("table", sorted({*CASE_TABLES, *GROUP_TABLES} - {"consents", "reviews"}))
def test_whatever_kind_of_record_is_evidence_nothing_in_it_tells_who_is_meant(table: str) -> None:
    """Of a consent and a review the line of the timeline is told, which is made of a whole file."""
    file = case(intake(client="Ibu Ratih Wulandari"), note(attendees=("Pak Soeharto",)))
    making = Making(file, file, Wishes(weeks=None, shuffled=list), TODAY)

    for name in texts_of(kind_of(table)):
        planted = filled(kind_of(table), name, PLANTED)
        for title, says in said_in(planted, file):
            told = making.how.text(Text(ref=planted.ref, on=planted.on, field=title, says=says))
            assert [secret for secret in SECRETS if secret in told] == [], (name, told)
