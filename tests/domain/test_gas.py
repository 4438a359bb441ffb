"""The T-score, to four decimals, for the vectors that METHOD gives, and rules that hold for all scores."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casejournal.domain.gas import t_score

levels = st.lists(st.integers(-2, 2), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("rated", "weights", "t"),
    [
        ([0], None, 50),
        ([1], None, 60),
        ([1, 1, 1], None, 63.6931),
        ([2, 2, 2], None, 77.3861),
        ([-2, -2, -2, -2], None, 20.9809),
        ([1, 0], [3, 1], 58.7333),
        ([1, 0, 2], [2, 1, 1], 63.3333),
        ([-2, 0, -1, 2, 0, 1], [3, 5, 1, 4, 2, 6], 55.0),
    ],
)
def test_the_vectors_of_the_method(rated: list[int], weights: list[int] | None, t: float) -> None:
    score = t_score(rated, weights)

    assert score is not None
    assert round(score, 4) == t


def test_a_missing_rating_is_left_out_with_its_weight() -> None:
    assert t_score([1, None, 0], [3, 9, 1]) == t_score([1, 0], [3, 1])


def test_weights_of_zero_count_as_one_when_all_are() -> None:
    assert t_score([1, 1, 1], [0, 0, 0]) == t_score([1, 1, 1])
    assert t_score([2, -2], [0, 4]) == t_score([-2])


def test_without_a_rating_there_is_no_score() -> None:
    assert t_score([]) is None
    assert t_score([None, None], [2, 3]) is None


def test_as_many_weights_as_levels() -> None:
    with pytest.raises(ValueError, match="shorter"):
        t_score([1, 2], [1])


@given(levels)
def test_as_expected_everywhere_is_50_and_the_mirror_image_is_mirrored(rated: list[int]) -> None:
    score, mirror = t_score(rated), t_score([-level for level in rated])

    assert t_score([0] * len(rated)) == 50
    assert score is not None
    assert mirror is not None
    assert abs(score + mirror - 100) < 1e-9


@given(levels, st.integers(1, 9))
def test_the_same_weight_everywhere_changes_nothing(rated: list[int], weight: int) -> None:
    score, weighed = t_score(rated), t_score(rated, [weight] * len(rated))

    assert score is not None
    assert weighed is not None
    assert abs(score - weighed) < 1e-9


@given(levels, st.data())
def test_a_goal_that_does_better_never_lowers_the_score(rated: list[int], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(rated) - 1))
    better = [min(level + 1, 2) if at == place else level for at, level in enumerate(rated)]

    before, after = t_score(rated), t_score(better)

    assert before is not None
    assert after is not None
    assert after >= before
