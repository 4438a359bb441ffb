"""A worker says which case they mean, and is understood or asked, never guessed at."""

from datetime import date

import pytest

from casejournal.domain.find import candidates, near
from casejournal.domain.stage import Stage
from casejournal.domain.summary import Summary

DAY = date(2026, 11, 23)


def case(ref: str, client: str, alias: str = "", stage: Stage = Stage.NEW) -> Summary:
    return Summary(ref=ref, client=client, alias=alias, stage=stage, opened_on=DAY, last_contact_on=DAY)


CASES = (
    case("C-7K4Q", "Ibu Sari", "Bunga"),
    case("C-7M00", "Ibu Santi"),
    case("C-9A1B", "Pak Budi"),
    case("C-9A1C", "Budi"),
    case("C-5D0W", "Sari Dewi"),
    case("C-3JQ5", "José Ni’mah-Tillah"),
    case("C-2ZZ2", "Harjo", stage=Stage.CLOSED),
    case("C-2ZZ3", "Pak Harjo Utomo"),
    case("C-6WW6", "H. Lestari", stage=Stage.CLOSED),
)


def refs(asked: str) -> list[str]:
    return [found.ref for found in candidates(asked, CASES)]


@pytest.mark.parametrize(
    ("asked", "ref"),
    [
        ("C-7K4Q", "C-7K4Q"),
        ("c-7k4q", "C-7K4Q"),
        ("c-7k", "C-7K4Q"),
        ("c-7moo", "C-7M00"),
        ("bunga", "C-7K4Q"),
        ("  SARI   DEWI ", "C-5D0W"),
        ("bu sant", "C-7M00"),
        ("jose", "C-3JQ5"),
        ("nimah", "C-3JQ5"),
        ("tillah", "C-3JQ5"),
        ("lestari", "C-6WW6"),
        ("Hj. Lestari", "C-6WW6"),
    ],
)
def test_a_ref_a_name_an_alias_or_the_beginning_of_a_word_finds_the_case(asked: str, ref: str) -> None:
    assert refs(asked) == [ref]


@pytest.mark.parametrize("asked", ["sari", "ibu sari", "Bu. Sari", "Mbak SARI"])
def test_forms_of_address_tell_nobody_apart_nor_does_a_name_that_is_whole(asked: str) -> None:
    assert refs(asked) == ["C-7K4Q", "C-5D0W"]


def test_forms_of_address_alone_mean_all_who_have_them() -> None:
    assert refs("pak") == ["C-9A1B", "C-2ZZ3"]


def test_an_open_case_comes_before_a_closed_one_which_is_meant_where_no_open_one_fits() -> None:
    assert refs("harjo") == ["C-2ZZ3"]
    assert refs("lestari") == ["C-6WW6"]
    assert refs("C-2ZZ2") == ["C-2ZZ2"]


@pytest.mark.parametrize("asked", ["budi", "sa", "C-7", "c-9a1", "C-"])
def test_what_could_be_several_cases_is_not_decided(asked: str) -> None:
    assert len(refs(asked)) > 1


@pytest.mark.parametrize("asked", ["", " ", "ari", "C-ZZZZ", "xyz", "-", "’"])
def test_what_answers_to_no_case_is_not_found(asked: str) -> None:
    assert refs(asked) == []


@pytest.mark.parametrize(("asked", "ref"), [("lestri", "C-6WW6"), ("pak budy", "C-9A1B"), ("Hario Utomo", "C-2ZZ3")])
def test_a_name_spelled_almost_so_is_near(asked: str, ref: str) -> None:
    assert ref in [found.ref for found in near(asked, CASES)]


@pytest.mark.parametrize("asked", ["", "xyz", "ibu"])
def test_what_is_spelled_like_nobody_is_near_to_nobody(asked: str) -> None:
    assert near(asked, CASES) == []
