"""Goal attainment scaling: how far the goals were reached, as one number beside each goal's own level.

Kiresuk & Sherman (1968), with the formula as corrected in the erratum to Turner-Stokes (2009): 50 is what was expected,
about 10 is one standard deviation.
"""

from collections.abc import Sequence
from math import sqrt

MEAN, SPREAD = 50, 10
CORRELATION = 0.3
"""The correlation between goals that Kiresuk and Sherman assume."""


def t_score(levels: Sequence[int | None], weights: Sequence[int] | None = None) -> float | None:
    """T for these levels (-2 to +2) with these weights, 1 each where none are given.

    T = 50 + 10*sum(w*x) / sqrt(0.7*sum(w^2) + 0.3*(sum w)^2). A missing level is left out with its weight; weights that
    are all zero count as 1; no level, no T (None). Raises ValueError when there are not as many weights as levels.
    """
    rated = [
        (level, weight)
        for level, weight in zip(levels, weights if weights is not None else [1] * len(levels), strict=True)
        if level is not None
    ]
    if not rated:
        return None
    if not any(weight for _level, weight in rated):
        rated = [(level, 1) for level, _weight in rated]
    total = sum(weight for _level, weight in rated)
    squares = sum(weight**2 for _level, weight in rated)
    reached = sum(weight * level for level, weight in rated)
    return MEAN + SPREAD * reached / sqrt((1 - CORRELATION) * squares + CORRELATION * total**2)
