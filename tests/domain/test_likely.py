"""Somebody who comes again is recognised by how the name sounds, by a telephone or by a number. It is said, never
decided.
"""

from typing import Any

import pytest

from casejournal.domain.likely import TOLD_BY, likely, marks, phones
from tests.records import case, closing, intake


def summary(**more: Any) -> Any:
    return case(intake(**more)).summary()


@pytest.mark.parametrize(
    ("known", "comes"),
    [
        ("Ibu Sari", "sari"),
        ("Bapak H. Djoko Soesilo", "Joko Susilo"),
        ("Tjahaja", "Mbak Cahaja"),
        ("Moechtar", "Muchtar"),
        ("Ni'mah", "Nimah"),
        ("José", "Jose"),
        ("Annisa", "Anisa"),
        ("Nur Hayati", "Nurhayati"),
        ("Siti-Aminah", "SITI  AMINAH"),
    ],
)
def test_the_name_is_the_same_as_it_sounds(known: str, comes: str) -> None:
    (found,) = likely({"client": comes}, [summary(client=known)])

    assert found.by == "the same name"


@pytest.mark.parametrize(("known", "comes"), [("Ibu Sari", "Sari Dewi"), ("Sari", "Santi"), ("Ibu", "Bapak")])
def test_another_name_is_another_person(known: str, comes: str) -> None:
    assert list(likely({"client": comes}, [summary(client=known)])) == []


def test_an_alias_and_what_they_were_called_before_are_names() -> None:
    known = summary(client="Ibu Sari", alias="Bunga", formerly=("Sulastri",))

    assert list(likely({"client": "Mbak Bunga"}, [known]))
    assert list(likely({"client": "X", "alias": "Soelastri"}, [known]))


@pytest.mark.parametrize("contact", ["+62 812-3456-7890", "0062 81234567890", "WA 0812.3456.7890 (kakak)"])
def test_a_telephone_is_one_however_it_is_written(contact: str) -> None:
    (found,) = likely({"client": "Somebody", "contact": contact}, [summary(contact="0812 3456 7890")])

    assert found.by == "the same telephone number"


@pytest.mark.parametrize("text", ["", "Jl. Melati 12", "RT 03/07", "12 mei 2026", "5551234", "@sari_88"])
def test_what_is_no_telephone_number_is_none(text: str) -> None:
    assert phones(text) == ()


def test_two_numbers_in_one_answer_are_two() -> None:
    assert phones("0812 3456 7890 / 021-555-12345") == ("234567890", "155512345")


def test_a_word_of_the_name_counts_with_the_year_of_birth_only() -> None:
    known = summary(client="Siti Aminah", birth_year=1988)

    (found,) = likely({"client": "Ibu Aminah", "birth_year": 1988}, [known])

    assert found.by == "a similar name and the same year of birth"
    assert list(likely({"client": "Ibu Aminah"}, [known])) == []
    assert list(likely({"client": "Ibu Aminah", "birth_year": 1989}, [known])) == []
    assert list(likely({"client": "Rina", "birth_year": 1988}, [known])) == []


def test_a_closed_case_is_found_too() -> None:
    assert list(likely({"client": "Sari"}, [case(intake(client="Ibu Sari"), closing()).summary()]))


def test_no_number_can_be_read_from_what_the_card_keeps() -> None:
    kept = marks({"client": "Sari", "contact": "0812 3456 7890", "birth_year": 1988})

    assert [mark[0] for mark in kept] == ["p", "y"]
    assert all(len(mark) <= 7 for mark in kept)
    assert set(TOLD_BY) >= {"client", "contact", "birth_year"}
