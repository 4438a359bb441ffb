"""Transactions sort by the time they were made, whatever the clock does."""

from hypothesis import given
from hypothesis import strategies as st

from casejournal.domain.refs import ALPHABET
from casejournal.storage.ulid import new_ulid

MOMENTS = st.integers(min_value=0, max_value=2**48 - 1)


@given(MOMENTS, MOMENTS)
def test_a_new_name_sorts_behind_the_last_one_even_when_the_clock_went_backwards(first: int, second: int) -> None:
    earlier = new_ulid(first)

    assert new_ulid(second, after=earlier) > earlier


@given(MOMENTS)
def test_a_name_is_26_characters_of_crockfords_alphabet_and_begins_with_the_time(moment: int) -> None:
    name = new_ulid(moment)

    number = 0
    for character in name[:10]:
        number = number * 32 + ALPHABET.index(character)
    assert len(name) == 26
    assert number == moment
