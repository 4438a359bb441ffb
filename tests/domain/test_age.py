"""An age is right on one day. On every other day it is shown with that day, or with the birth it is computed from."""

from datetime import date
from typing import Any

import pytest

from casejournal.domain.age import age_on, birth_in_words, read_age, read_birth
from casejournal.errors import NotValid
from casejournal.forms import check
from tests.records import TODAY, intake

MARCH_2023 = date(2023, 3, 5)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("1990-05-12", "1990-05-12"),
        (date(1990, 5, 12), "1990-05-12"),
        ("12 May 1990", "1990-05-12"),
        ("12 mei 1990", "1990-05-12"),
        ("may 1990", "1990-05"),
        ("Agustus 1990", "1990-08"),
        ("1990-05", "1990-05"),
        ("1990", "1990"),
        (1990, "1990"),
        ("about 1990", "1990~"),
        ("~1990", "1990~"),
        ("1990~", "1990~"),
        ("kira-kira 1990", "1990~"),
        ("sekitar mei 1990", "1990-05~"),
    ],
)
def test_a_birth_is_a_day_a_month_or_a_year_exact_or_estimated(said: Any, kept: str) -> None:
    assert read_birth(said, TODAY) == kept
    assert read_birth(kept, TODAY) == kept


@pytest.mark.parametrize(
    "said",
    [
        "",
        "old",
        "90",
        "1990-13",
        "1990-00",
        "1990-05-00",
        "9999",
        "0000",
        "1990-02-30",
        "31 april 1990",
        "1990-5-1",
        "5/1990",
        True,
        19.5,
        [],
        "2027",
        "1850",
    ],
)
def test_what_is_no_birth_or_has_not_come_yet_is_refused(said: Any) -> None:
    with pytest.raises(NotValid):
        read_birth(said, TODAY)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (16, 16), ("16", 16), ("16 years", 16), ("16 tahun", 16), ("0", 0),
        ("8 months", "8 months"), ("8 bulan", "8 months"), ("1 month", "1 months"), ("18 bln", "18 months"),
        ("24 months", 2), ("30 months", 2), ("8 months old", "8 months"), ("umur 16", 16), ("usia 8 bln", "8 months"),
    ],
)  # fmt: skip
def test_an_age_is_in_years_or_for_a_baby_in_months(said: Any, kept: int | str) -> None:
    assert read_age(said, TODAY) == kept
    assert read_age(kept, TODAY) == kept


@pytest.mark.parametrize("said", ["", "old", "131", -1, True, 3.5, "8 weeks", "about"])
def test_what_is_no_age_is_refused(said: Any) -> None:
    with pytest.raises(NotValid):
        read_age(said, TODAY)


@pytest.mark.parametrize(
    ("facts", "on", "told"),
    [
        ({"age": 16}, MARCH_2023, "16"),
        ({"age": 16}, date(2023, 8, 1), "16 (in March 2023)"),
        ({"age": 16}, date(2026, 11, 23), "about 19 (16 in March 2023)"),
        ({"age": "8 months"}, date(2023, 4, 4), "8 months (in March 2023)"),
        ({"age": "8 months"}, date(2023, 8, 5), "about 13 months (8 months in March 2023)"),
        ({"age": "8 months"}, date(2026, 11, 23), "about 4 (8 months in March 2023)"),
        ({"age": 0}, MARCH_2023, "less than 1"),
        ({"birth": "2007-05-12"}, date(2026, 5, 11), "18 (born 2007-05-12)"),
        ({"birth": "2007-05-12"}, date(2026, 5, 12), "19 (born 2007-05-12)"),
        ({"birth": "2008-02-29"}, date(2026, 2, 28), "17 (born 2008-02-29)"),
        ({"birth": "2026-03-20"}, date(2026, 11, 23), "8 months (born 2026-03-20)"),
        ({"birth": "2007-05"}, date(2026, 11, 23), "19 (born May 2007)"),
        ({"birth": "2007-11"}, date(2026, 11, 23), "about 19 (born November 2007)"),
        ({"birth": "2007"}, date(2026, 11, 23), "about 19 (born 2007)"),
        ({"birth": "2007~"}, date(2026, 11, 23), "about 19 (born about 2007)"),
        ({"birth_year": 2007}, date(2026, 11, 23), "about 19 (born 2007)"),
        ({"birth": "2007-05-12", "age": 15}, date(2026, 11, 23), "19 (born 2007-05-12)"),
        ({}, date(2026, 11, 23), ""),
    ],
)
def test_an_age_carries_its_day(facts: dict[str, Any], on: date, told: str) -> None:
    assert intake(on=MARCH_2023, **facts).age_on(on) == told


AGREE = [
    {"age": 16, "birth": "2010"},
    {"age": 16, "birth": "2009"},
    {"age": 16, "birth": "2010-11-23"},
    {"age": 16, "birth": "2009-11-24"},
    {"age": 16, "birth": "2015~"},
    {"age": 16, "birth_year": 2010},
    {"age": "8 months", "birth": "2026-03"},
    {"age": "8 months", "birth": "2026-03-23"},
    {"birth": "2010-05-12", "birth_year": 2010},
    {"age": 16},
]
CONTRADICT = [
    {"age": 16, "birth": "2008"},
    {"age": 16, "birth": "2011"},
    {"age": 16, "birth": "2010-11-24"},
    {"age": 16, "birth": "2009-11-23"},
    {"age": 16, "birth": "2016~"},
    {"age": 16, "birth_year": 2011},
    {"age": "8 months", "birth": "2026-05"},
    {"age": "8 months", "birth": "2026-03-24"},
    {"birth": "2010-05-12", "birth_year": 2011},
    {"birth": "2026-11-24"},
]


@pytest.mark.parametrize("facts", AGREE, ids=str)
def test_an_age_and_a_birth_that_can_both_be_true_agree(facts: dict[str, Any]) -> None:
    check.agree(type(intake()), facts, facts, TODAY)


@pytest.mark.parametrize("facts", CONTRADICT, ids=str)
def test_an_age_and_a_birth_that_contradict_each_other_are_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(NotValid):
        check.agree(type(intake()), facts, facts, TODAY)


def test_the_day_that_counts_is_that_of_the_intake() -> None:
    facts = {"age": 12, "birth": "2010", "on": MARCH_2023}

    check.agree(type(intake()), facts, facts, TODAY)


def test_an_estimate_is_shown_as_one() -> None:
    assert birth_in_words("1990-05~") == "about May 1990"
    assert age_on(TODAY, "1990-05~", None, TODAY) == "about 36 (born about May 1990)"
