"""In what is shown of one person nobody else's name stands."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casejournal.domain.veil import veiled

HIDDEN = ("Ibu Ratih Wulandari", "Bu Wati", "Siti Nur-Aini", "O'Neil")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("She helped Ratih.", "She helped […]."),
        ("ibu ratih  wulandari came", "[…] came"),
        ("RATIH!", "[…]!"),
        ("Watinya, Wati's, Watilah", "[…], […], […]"),
        ("kuwati and Watis stay", "kuwati and Watis stay"),
        ("Siti and Nur-Aini", "[…] and […]"),
        ("O'Neil, O’Neil", "[…], […]"),
        ("Bu Sari and Ibu", "Bu Sari and Ibu"),
        ("Wulandari-san", "[…]-san"),
    ],
)
def test_a_name_is_hidden_whole_or_by_one_word_of_it(text: str, seen: str) -> None:
    assert veiled(text, HIDDEN, ["Ibu Sari"], "[…]") == seen


def test_the_words_of_ones_own_name_stay_unless_they_are_part_of_anothers_whole_name() -> None:
    seen = veiled("Sari sat beside Sari Dewi and Dewi.", ["Sari Dewi"], ["Ibu Sari"], "[…]")

    assert seen == "Sari sat beside […] and […]."


def test_accents_are_one_however_they_are_spelled() -> None:
    assert veiled("Rene\u0301e came", ["Ren\u00e9e"], [], "[…]") == "[…] came"


NAMES = st.text("bcdefgh é.*+?()[]{}|^$\\'-", min_size=2, max_size=12).filter(lambda name: re.search(r"\w\w", name))


@given(NAMES, NAMES, st.sampled_from(["A {} A", "({})", "{}", "A\n{}\nA"]))
def test_no_name_stands_in_what_is_shown_whatever_it_is(name: str, own: str, sentence: str) -> None:
    seen = veiled(sentence.format(name), [name], [own], "[…]")

    hidden = set(re.findall(r"\w{2,}", name)) - set(re.findall(r"\w+", own))
    assert not hidden & set(re.findall(r"\w+", seen))
