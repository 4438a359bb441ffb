"""A sealed line opens only in its own file and journal, and only if it is complete."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casejournal.storage.seal import AesSeal, Unreadable

KEY = bytes(range(32))


@given(st.binary(max_size=500))
def test_what_was_sealed_opens_as_it_was(text: bytes) -> None:
    line = AesSeal(KEY, "journal", "cases/C-7K4Q.log").close(text)

    assert b"\n" not in line
    assert AesSeal(KEY, "journal", "cases/C-7K4Q.log").open(line) == text


def test_the_same_text_is_never_sealed_the_same_way_twice() -> None:
    seal = AesSeal(KEY, "journal", "cases/C-7K4Q.log")

    assert seal.close(b"text") != seal.close(b"text")


@pytest.mark.parametrize(
    "other",
    [
        AesSeal(KEY, "journal", "cases/C-7K4R.log"),
        AesSeal(KEY, "another", "cases/C-7K4Q.log"),
        AesSeal(KEY[::-1], "journal", "cases/C-7K4Q.log"),
    ],
)
def test_a_line_does_not_open_in_another_file_journal_or_under_another_key(other: AesSeal) -> None:
    line = AesSeal(KEY, "journal", "cases/C-7K4Q.log").close(b"text")

    with pytest.raises(Unreadable):
        other.open(line)


@pytest.mark.parametrize("text", [b"what was said", b"what was said.", b"what was said.."])
def test_every_flipped_bit_and_every_truncation_keeps_it_shut(text: bytes) -> None:
    seal = AesSeal(KEY, "journal", "cases/C-7K4Q.log")
    line = seal.close(text)

    for place in range(len(line)):
        for bit in range(8):
            with pytest.raises(Unreadable):
                seal.open(line[:place] + bytes([line[place] ^ (1 << bit)]) + line[place + 1 :])
        with pytest.raises(Unreadable):
            seal.open(line[:place])
