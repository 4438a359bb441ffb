"""Refs survive being read aloud and copied by hand."""

from hypothesis import given
from hypothesis import strategies as st

from casejournal.domain.refs import ALPHABET, is_whole, new_ref, read_ref


def test_a_new_ref_is_a_letter_and_four_characters() -> None:
    ref = new_ref("N", lambda _ref: False)

    assert ref[:2] == "N-"
    assert len(ref) == 6
    assert set(ref[2:]) <= set(ALPHABET)


def test_a_ref_that_was_used_is_never_used_again() -> None:
    asked: list[str] = []

    def taken(ref: str) -> bool:
        asked.append(ref)
        return len(asked) < 50

    assert new_ref("C", taken) == asked[49]


@given(st.text(alphabet=ALPHABET, min_size=4, max_size=4))
def test_letters_that_look_like_digits_are_read_as_digits(rest: str) -> None:
    spoken = f"c-{rest}".lower().replace("1", "l").replace("0", "o")

    assert read_ref(spoken) == f"C-{rest}"


def test_the_beginning_of_a_ref_is_no_whole_ref() -> None:
    assert read_ref(" c-7k ") == "C-7K"
    assert not is_whole("C-7K")
    assert is_whole("C-7K4Q")


def test_a_name_is_no_ref() -> None:
    assert read_ref("Citra") is None
    assert read_ref("C-7K4Q9") is None
    assert read_ref("Abdul-Rahman") is None
    assert read_ref("C-U") is None
