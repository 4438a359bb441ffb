"""A worker says which case they mean, and is understood or asked, never guessed at."""

from datetime import date

import pytest

from casejournal.domain.find import find_case
from casejournal.domain.stage import Stage
from casejournal.domain.summary import Summary
from casejournal.errors import Ambiguous, CaseNotFound

DAY = date(2026, 11, 23)


def case(ref: str, client: str, alias: str = "") -> Summary:
    return Summary(ref=ref, client=client, alias=alias, stage=Stage.NEW, opened_on=DAY, last_contact_on=DAY)


CASES = (
    case("C-7K4Q", "Ibu Sari", "Bunga"),
    case("C-7M00", "Ibu Santi"),
    case("C-9A1B", "Pak Budi"),
    case("C-9A1C", "Budi"),
)


@pytest.mark.parametrize(
    ("asked", "ref"),
    [
        ("C-7K4Q", "C-7K4Q"),
        ("c-7k4q", "C-7K4Q"),
        ("c-7k", "C-7K4Q"),
        ("c-7moo", "C-7M00"),
        ("ibu sari", "C-7K4Q"),
        ("  IBU   SARI ", "C-7K4Q"),
        ("sar", "C-7K4Q"),
        ("bunga", "C-7K4Q"),
        ("pak", "C-9A1B"),
        ("budi", "C-9A1C"),
    ],
)
def test_a_ref_a_name_an_alias_or_the_beginning_of_a_word_finds_the_case(asked: str, ref: str) -> None:
    assert find_case(asked, CASES).ref == ref


@pytest.mark.parametrize("asked", ["ibu", "sa", "C-7", "c-9a1", "C-"])
def test_what_could_be_several_cases_is_not_decided_but_listed(asked: str) -> None:
    with pytest.raises(Ambiguous) as refused:
        find_case(asked, CASES)

    assert "C-" in refused.value.message()
    assert refused.value.exit_code == 15


@pytest.mark.parametrize("asked", ["", " ", "ari", "C-ZZZZ", "xyz", "-"])
def test_what_answers_to_no_case_is_not_found(asked: str) -> None:
    with pytest.raises(CaseNotFound) as refused:
        find_case(asked, CASES)

    assert refused.value.exit_code == 14
