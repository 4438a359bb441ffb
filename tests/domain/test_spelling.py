"""How the same word is spelled otherwise."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casejournal.domain.names import sounded, text_folded
from casejournal.domain.spelling import Spelled

LETTERS = st.text("oeudjtcas'-é ", max_size=12)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Soeharto", "Suharto"),
        ("suharto", "Soeharto"),
        ("djoko", "Joko"),
        ("tjipto", "Cipto"),
        ("Anisa", "Annisa"),
        ("annisa", "ANISA"),
        ("jose", "José"),
        ("nuraini", "Nur’aini"),
        ("al-farabi", "Al Farabi"),
        ("al-farabi", "Alfarabi"),
        ("sho", "shoes"),
        ("soedjati", "sudjati"),
    ],
)
def test_a_word_is_found_however_it_is_spelled(said: str, written: str) -> None:
    assert re.search(Spelled(text_folded(said)).whole, text_folded(written))


@pytest.mark.parametrize(("said", "written"), [("sari", "seri"), ("3275", "32"), ("112", "12"), ("a.b", "axb")])
def test_another_word_and_another_number_are_not(said: str, written: str) -> None:
    assert not re.search(Spelled(text_folded(said)).whole, text_folded(written))


@given(LETTERS, LETTERS)
@example("tj", "tdj")
def test_what_sounds_alike_or_stands_there_is_found_and_the_quick_expressions_say_the_same(
    said: str, text: str
) -> None:
    words, folded = text_folded(said).split(), text_folded(text)
    if not words:
        return

    spelled = Spelled(*words)
    found = re.search(spelled.whole, folded) is not None

    assert found or not (len(words) == 1 and (words[0] in folded or sounded(words[0]) in sounded(folded)))
    assert found == any(re.search(quick, folded) for quick in spelled.quick)


def test_a_long_text_that_almost_fits_takes_no_time() -> None:
    spelled = Spelled("ddjddj" * 200 + "x")

    assert not re.search(spelled.whole, "ddj" * 4000)
